"""A language model behind an OpenAI-compatible server (OpenAI, Ollama, vLLM, llama.cpp, LM Studio), by llama-index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Protocol

from assistant.errors import ModelError
from assistant.settings import Settings

ANSWER_TOKENS = 512  #: the model may write
_ATTEMPTS = 3  #: at a call that got no answer, with growing pauses


class LanguageModel(Protocol):
    @property
    def name(self) -> str: ...

    def stream(self, system: str, user: str) -> Iterator[str]:
        """What the model writes, as it comes. Closing the iterator ends the call. Raises ModelError."""
        ...


class ServedModel:
    """Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        return self._settings.llm_model

    def warm_up(self) -> None:
        """Imports the libraries now, which takes seconds."""
        import llama_index.llms.openai_like  # noqa: F401

    def stream(self, system: str, user: str) -> Iterator[str]:
        from httpx import Client
        from llama_index.core.llms import ChatMessage, MessageRole
        from llama_index.llms.openai_like import OpenAILike

        messages = [ChatMessage(role=MessageRole.USER, content=user)]
        if system:
            messages.insert(0, ChatMessage(role=MessageRole.SYSTEM, content=system))
        until = time.monotonic() + self._settings.llm_timeout
        wrote = False
        with Client() as client:  # closing it hangs up; llama-index's generator, closed, lives on in its events
            llm = OpenAILike(
                model=self._settings.llm_model,
                api_base=self._settings.llm_base_url,
                api_key=self._settings.llm_api_key.get_secret_value() or "none",  # the library insists on one
                context_window=self._settings.llm_context,
                is_chat_model=True,
                temperature=0.0,
                max_tokens=ANSWER_TOKENS,
                max_retries=0,  # its own would not see a stream that fails, and would wait out the time several times
                timeout=self._settings.llm_timeout,
                http_client=client,
            )
            try:
                first, responses = self._started(llm, messages)
                for response in chain(first, responses):
                    if response.delta:
                        wrote = True
                        yield response.delta
                    if time.monotonic() > until:
                        raise ModelError("slow", f"{self.name} wrote for longer than {self._settings.llm_timeout:g} s.")
            except ModelError:
                raise
            except Exception as error:  # noqa: BLE001  the client's, the transport's, the parser's: all end the same way
                raise self._told(error, wrote) from None
        if not wrote:
            raise ModelError("empty", f"{self.name} wrote nothing.")

    def _started(self, llm: Any, messages: list[Any]) -> tuple[list[Any], Iterator[Any]]:
        """The first response, if any, and the rest; a server that is down, busy or failing is asked again."""
        import openai
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_exponential_jitter

        passing = (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError)
        attempts = Retrying(
            retry=retry_if_exception(lambda e: isinstance(e, passing) and not isinstance(e, openai.APITimeoutError)),
            stop=stop_after_attempt(_ATTEMPTS) | stop_after_delay(self._settings.llm_timeout),
            wait=wait_exponential_jitter(multiplier=0.5, max=4),
            reraise=True,
        )
        for attempt in attempts:
            with attempt:
                responses = llm.stream_chat(messages)
                return list(islice(responses, 1)), responses
        raise AssertionError("the last attempt raises its own error")

    def _told(self, error: Exception, wrote: bool) -> ModelError:
        import openai

        where = f"{self.name} at {self._settings.llm_base_url}"
        status = getattr(error, "status_code", None)
        if isinstance(error, openai.APITimeoutError):
            return ModelError("slow", f"{where} did not answer within {self._settings.llm_timeout:g} s.")
        if status in (401, 403):
            return ModelError("key", f"{where} refused the key (status {status}); check ASSISTANT_LLM_API_KEY.")
        if status == 404:
            return ModelError("model", f"{where} is unknown there (status 404); check ASSISTANT_LLM_MODEL.")
        if status == 429:
            return ModelError("busy", f"{where} takes no more questions now (status 429).")
        if status in (400, 413) and "context" in str(error).lower():
            return ModelError("long", f"{where} takes no text this long; lower ASSISTANT_LLM_CONTEXT.")
        if isinstance(error, openai.APIConnectionError) and not wrote:
            return ModelError("down", f"{where} cannot be reached.")
        return ModelError("broken", f"{where} answered with an error ({type(error).__name__}).")
