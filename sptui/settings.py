"""The settings: flags before environment variables before `config.toml` before defaults."""

import ipaddress
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_PREFIX = "SPTUI_"


class SettingsError(Exception):
    """A setting that cannot be used; `str()` is one line: where it stands, what is wrong, and what to do."""


def _service_url(url: str) -> str:
    parts = urlsplit(url)
    if re.search(r"[\s\x00-\x1f]", url) or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        msg = "not the address of a service"
        raise ValueError(msg)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        msg = "the address must begin with https://"
        raise ValueError(msg)
    _ = parts.port  # raises ValueError when it is none
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _client_id(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-fA-F]{32}", text):
        msg = "not a client id"
        raise ValueError(msg)
    return text


ServiceUrl = Annotated[str, AfterValidator(_service_url)]
ClientId = Annotated[str, AfterValidator(_client_id)]


class Settings(BaseSettings):
    """Every setting. The environment calls `client_id` SPTUI_CLIENT_ID, `config.toml` calls it client_id.

    A field's description tells what to give; error messages end with it.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    api_url: Annotated[ServiceUrl, Field(description="give an https address, or http on this machine")] = (
        "https://api.spotify.com/v1"
    )
    accounts_url: Annotated[ServiceUrl, Field(description="give an https address, or http on this machine")] = (
        "https://accounts.spotify.com"
    )
    client_id: Annotated[ClientId, Field(description="copy the 32 hexadecimal digits from the app's dashboard")] = ""
    client_secret: Annotated[
        Annotated[SecretStr, Field(min_length=1)] | None,
        Field(description="copy it from the dashboard, or leave it out for PKCE"),
    ] = None
    redirect_port: Annotated[int, Field(ge=0, le=65535, description="give 0 for any free port, or 1 to 65535")] = 0
    theme: Annotated[str, Field(min_length=1, description="give the name of a theme")] = "sptui"


def load_settings(config_file: Path, **flags: Any) -> Settings:  # noqa: ANN401 -- validated here
    """The settings, of which `flags` that are not None go before everything else.

    A file that does not exist counts as empty. Raises `SettingsError`.
    """
    text = _read(config_file)
    table = _parse(config_file.name, text)
    given = {key: value for key, value in flags.items() if value is not None}
    variables = _variables()
    below = {key: value for key, value in table.items() if key.lower() not in variables}
    try:
        return Settings(**(below | given))
    except ValidationError as error:
        # Without its cause, whose context would carry a secret along.
        raise SettingsError(_explained(error, config_file.name, text, given, variables)) from None


def _read(config_file: Path) -> str:
    name = config_file.name
    try:
        data = config_file.read_bytes()
    except FileNotFoundError:
        return ""
    except IsADirectoryError:
        raise SettingsError(f"{name}:1:1: this is a folder; put a file in its place") from None
    except OSError as error:
        raise SettingsError(f"{name}:1:1: the file cannot be read ({error.strerror}); check its rights") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise SettingsError(f"{name}:{_position(before)}: not UTF-8; save the file as UTF-8") from None


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).removesuffix(")").rpartition(" (at ")
        numbers = re.findall(r"\d+", where)
        position = ":".join(numbers) if numbers else _position(text)
        raise SettingsError(f"{name}:{position}: {_lower_first(what)}; correct the TOML") from None


def _position(before: str) -> str:
    """Line and column, from 1, of what follows `before`."""
    lines = before.split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"


def _variables() -> dict[str, str]:
    """The environment variables that give a setting, by its key; pydantic-settings ignores case and empty ones."""
    names = {name.lower(): name for name, value in os.environ.items() if value}
    keys = {key: (_PREFIX + key).lower() for key in Settings.model_fields}
    return {key: names[wanted] for key, wanted in keys.items() if wanted in names}


def _explained(error: ValidationError, name: str, text: str, flags: dict[str, Any], variables: dict[str, str]) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    key = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        what = f"{key}: unknown setting; choose among {', '.join(Settings.model_fields)}"
    else:
        reason = problem.get("ctx", {}).get("error", problem["msg"])
        what = f"{key}: {_lower_first(str(reason))}; {Settings.model_fields[key].description}"
    if key in flags:
        return what
    if key in variables:
        return what.replace(key, variables[key], 1)
    entry = re.search(rf"^[ \t\[]*[\"']?(?={re.escape(key)}\b)", text, re.MULTILINE | re.IGNORECASE)
    return f"{name}:{_position(text[: entry.end()]) if entry else '1:1'}: {what}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
