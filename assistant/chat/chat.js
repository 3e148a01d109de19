// Runs once, when the source panel appears. Buttons named open, clear or back, anywhere on the page, speak to the app
// through this one component: the chat's sanitiser lets `name` and `value` through, but no data attributes.
const narrow = () => window.matchMedia('(max-width: 900px)').matches;
const chat = document.querySelector('#chat');
let pressed = false;

// On a wide screen the panel scrolls to the sentence by itself; on a phone the page moves, so only when asked to.
const reveal = () => {
  const mark = element.querySelector('mark.chosen') ?? element.querySelector('h3');
  const side = element.closest('#side');
  if (mark && !narrow()) {
    side.scrollTop += mark.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
  } else if (mark && pressed) {
    mark.scrollIntoView({behavior: 'smooth', block: 'center'});
  }
  pressed = false;
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[name]');
  if (button?.name === 'open') {
    pressed = true;
    trigger('open', {key: button.value});
    if (element.querySelector('article')?.dataset.key === button.value) reveal();  // nothing will change
  } else if (button?.name === 'clear') {
    trigger('clear');
  } else if (button?.name === 'back') {
    chat.scrollIntoView({behavior: 'smooth', block: 'end'});
  }
});

watch('value', () => requestAnimationFrame(reveal));

// The chat labels each message with its source text, which is HTML here and no help to a screen reader.
const unlabel = () => chat.querySelectorAll('[data-testid][aria-label]').forEach((message) => message.removeAttribute('aria-label'));
new MutationObserver(unlabel).observe(chat, {childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label']});
unlabel();
