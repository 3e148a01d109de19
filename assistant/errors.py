"""Everything a caller can get wrong, as one tree.

AssistantError
├── QuestionError        an empty or endless question
├── SourceError          a file, row or address that holds no readable article
├── IndexFolderError     a folder that cannot be opened as an index
│   ├── IndexLockedError     another process is writing to it
│   └── IndexMismatchError   it was built with other settings
├── EmptyIndexError      a question asked before any article was added
├── UnknownArticleError  an article id or version the archive does not hold
├── EncoderError         the encoder's weights are missing or damaged
└── SettingsError        an unknown or unusable setting

Each message is one sentence: what went wrong, with which value, and what to do next.
"""


class AssistantError(Exception):
    """Base of every error a caller can mend."""


class QuestionError(AssistantError):
    """The question is empty or too long."""


class SourceError(AssistantError):
    """A file, row or address from which no article can be read."""


class IndexFolderError(AssistantError):
    """The index folder cannot be opened."""


class IndexLockedError(IndexFolderError):
    """Another process holds the index folder."""


class IndexMismatchError(IndexFolderError):
    """The index was built with other settings."""


class EmptyIndexError(AssistantError):
    """There is no article to ask about yet."""


class UnknownArticleError(AssistantError):
    """No stored article has this id (and version)."""


class EncoderError(AssistantError):
    """The encoder's weights are missing or damaged."""


class SettingsError(AssistantError):
    """A setting is unknown or has an unusable value."""


class ModelError(AssistantError):
    """The language model gave no usable answer; `reason` is a key of the writer's sentences for it."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
