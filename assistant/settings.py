"""Settings: `ASSISTANT_*` in the environment, then `assistant.toml` in the working folder, then these defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError

PACKAGED_ENCODER = "packaged:multilingual-e5-small"
_PREFIX = "ASSISTANT_"


def _xdg(variable: str, fallback: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / fallback) / "assistant"


class Settings(BaseSettings):
    """Every field is also an environment variable: `index` is `ASSISTANT_INDEX`."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, toml_file="assistant.toml", extra="forbid", frozen=True)

    index: Path = Field(default_factory=lambda: _xdg("XDG_DATA_HOME", ".local/share") / "index")
    cache: Path = Field(default_factory=lambda: _xdg("XDG_CACHE_HOME", ".cache"))
    archive_url: str = ""  #: any SQLAlchemy URL; empty: SQLite inside the index folder
    encoder: str = PACKAGED_ENCODER  #: or any sentence-transformers model name or folder
    query_prompt: str = ""  #: empty: `prompts/query.txt` for the packaged encoder, else the model's own
    passage_prompt: str = ""
    passage_tokens: int = Field(default=160, ge=32, le=400)  #: budget of a passage in o200k tokens
    llm_base_url: str = ""  #: of an OpenAI-compatible server, as in http://localhost:11434/v1; empty: no language model
    llm_model: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_timeout: float = Field(default=60, gt=0, le=3600)  #: seconds an answer may take
    llm_context: int = Field(default=4096, ge=1024)  #: tokens the model takes, its answer among them
    language: Literal["ko", "en"] = "ko"  #: of the chat's first screen
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(values: Mapping[str, Any] | None = None) -> Settings:
    """Settings from the environment and `assistant.toml`, with `values` on top.

    Raises SettingsError for an unknown key or an unusable value.
    """
    known = {_PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in known)
    if unknown:
        raise SettingsError(
            f"Unknown setting {unknown[0]} in the environment; unset it or use one of {', '.join(sorted(known))}."
        )
    try:
        settings = Settings(**dict(values or {}))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])) or "?"
        raise SettingsError(f"Setting '{name}' cannot be {first.get('input')!r}: {first['msg']}; correct it.") from None
    except ValueError as error:  # a broken TOML file
        raise SettingsError(f"assistant.toml cannot be read ({error}); correct or remove it.") from None
    if bool(settings.llm_base_url) != bool(settings.llm_model):
        lacking = "llm_model" if settings.llm_base_url else "llm_base_url"
        raise SettingsError(
            f"A language model needs '{lacking}' too; set ASSISTANT_{lacking.upper()} or unset the other."
        )
    return settings
