"""The web chat: an Answer shown, an article opened, a visitor's state kept. Nothing here thinks."""
