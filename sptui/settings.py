"""The settings: flags before environment variables before `config.toml` before defaults."""

import ipaddress
import os
import re
import tomllib
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sptui.spotify.pacing import DAILY_BUDGET

_PREFIX = "SPTUI_"
_NESTED = "__"  # stands in a variable's name where config.toml has a table
_AROUND_KEYS = (
    (r"^[ \t\[]*", r"\b"),
    (r"(?:^|[.{,])[ \t]*", r"\b[\"']?[ \t]*="),
)  # in TOML, outside and inside of a table


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


class Sync(BaseModel):
    """What may be spent on knowing what plays: requests in 24 hours, and how closely others' changes are followed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    daily_budget: Annotated[int, Field(ge=50, le=10_000, description="give 50 to 10000 requests in 24 hours")] = (
        DAILY_BUDGET
    )
    profile: Annotated[
        Literal["frugal", "balanced", "live"], Field(description="choose what changes made elsewhere may cost")
    ] = "balanced"


class Auth(BaseModel):
    """Where the sign-in is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    store: Annotated[
        Literal["file", "keyring"], Field(description='give "file", or "keyring" for that of the system')
    ] = "file"


class Lyrics(BaseModel):
    """Whether LRCLIB may be told what plays, to show its words; never unless the lyrics are open."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    enabled: Annotated[bool, Field(description="give true, or false to ask nobody")] = True


class Devices(BaseModel):
    """The device that is woken when nothing is active, until another one is chosen in the app."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    preferred: Annotated[str, Field(description="give the name of a device")] = ""


class Keys(BaseModel):
    """What the keys do: a preset, and for actions by their id one key or several, none for "".

    In TOML an id may be written as it is, which makes tables of its parts, or quoted.
    """

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)

    preset: Annotated[
        Literal["default", "vim", "spotify-player"],
        Field(description='give "default", "vim" or "spotify-player"'),
    ] = "default"
    pause_ms: Annotated[int, Field(ge=100, le=5_000, description="give 100 to 5000 milliseconds")] = 600

    @property
    def of(self) -> dict[str, tuple[str, ...]]:
        """The keys of actions, by id, as they were given."""
        return {id_: (given,) if isinstance(given, str) else tuple(given) for id_, given in _flat(self.model_extra)}


def _flat(table: dict[str, Any] | None, above: str = "") -> Iterator[tuple[str, str | Sequence[str]]]:
    for key, value in (table or {}).items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


class Colours(BaseModel):
    """A theme of one's own: a theme to begin with, and the colours that differ, such as "#74d3b4"."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    based_on: Annotated[str, Field(description="give the name of a theme")] = "sptui"
    accent: Annotated[str, Field(description="give a colour, such as #74d3b4")] = ""
    foreground: Annotated[str, Field(description="give a colour, such as #e4e8e7")] = ""
    background: Annotated[str, Field(description="give a colour, such as #0d0f10")] = ""
    surface: Annotated[str, Field(description="give a colour, such as #141718")] = ""
    panel: Annotated[str, Field(description="give a colour, such as #1b1f20")] = ""
    muted: Annotated[str, Field(description="give a colour, such as #9aa5a2")] = ""
    warning: Annotated[str, Field(description="give a colour, such as #e8b964")] = ""
    error: Annotated[str, Field(description="give a colour, such as #f2857f")] = ""
    border: Annotated[str, Field(description="give a colour, such as #3d6b5e")] = ""


_TABLES: dict[str, type[BaseModel]] = {
    "sync": Sync,
    "auth": Auth,
    "lyrics": Lyrics,
    "devices": Devices,
    "keys": Keys,
}


class Settings(BaseSettings):
    """Every setting. The environment calls `client_id` SPTUI_CLIENT_ID, `config.toml` calls it client_id; `profile` of
    the table `sync` is SPTUI_SYNC__PROFILE.

    A field's description tells what to give; error messages end with it.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        env_nested_delimiter=_NESTED,
        enable_decoding=False,  # a table has a variable for each of its keys, and none in JSON
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
    themes: Annotated[dict[str, Colours], Field(description="give a table of colours for each")] = {}
    accent: Annotated[
        Literal["theme", "cover"],
        Field(description='give "theme", or "cover" for a colour of the cover of what plays'),
    ] = "theme"
    glyphs: Annotated[
        Literal["auto", "unicode", "nerd", "ascii"],
        Field(description='give "auto", "unicode", "nerd" or "ascii"'),
    ] = "auto"
    motion: Annotated[Literal["full", "reduced"], Field(description='give "full" or "reduced"')] = "full"
    mouse: Annotated[bool, Field(description="give true, or false to leave the mouse to the terminal")] = True
    interface: Annotated[
        Literal["auto", "screen", "plain"],
        Field(description='give "auto", "screen", or "plain" for lines of text'),
    ] = "auto"
    art: Annotated[
        Literal["auto", "off", "blocks", "sixel", "kitty"],
        Field(description='give "auto", "off", "blocks", "sixel" or "kitty"'),
    ] = "auto"
    sync: Annotated[Sync, Field(description=f"give a table of {' and '.join(Sync.model_fields)}")] = Sync()
    auth: Annotated[Auth, Field(description=f"give a table of {' and '.join(Auth.model_fields)}")] = Auth()
    lyrics: Annotated[Lyrics, Field(description=f"give a table of {' and '.join(Lyrics.model_fields)}")] = Lyrics()
    devices: Annotated[Devices, Field(description=f"give a table of {' and '.join(Devices.model_fields)}")] = Devices()
    keys: Annotated[Keys, Field(description="give a table of preset, pause_ms, and ids of actions")] = Keys()


DEFAULTS: Final = Settings.model_construct()
"""The settings of somebody who has set nothing, whatever the environment says."""


def load_settings(config_file: Path, **flags: Any) -> Settings:  # noqa: ANN401 -- validated here
    """The settings, of which `flags` that are not None go before everything else.

    A file that does not exist counts as empty. Raises `SettingsError`.
    """
    text = _read(config_file)
    table = _parse(config_file.name, text)
    given = {key: value for key, value in flags.items() if value is not None}
    variables = _variables()
    try:
        return Settings(**(_without(table, variables) | given))
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
    """The environment variables that give a setting, by its dotted key; as pydantic-settings takes them, which ignores
    case and empty ones.
    """
    found = {}
    for name, value in os.environ.items():
        path = name.lower().removeprefix(_PREFIX.lower()).split(_NESTED)
        if value and name.lower().startswith(_PREFIX.lower()) and path[0] in Settings.model_fields:
            found[".".join(path[:2])] = name
    return found


def _without(table: dict[str, Any], hidden: Container[str], above: str = "") -> dict[str, Any]:
    """`table` without the keys that are `hidden`, which are dotted from the table `above`."""
    return {
        key: _without(value, hidden, f"{key.lower()}.") if isinstance(value, dict) else value
        for key, value in table.items()
        if above + key.lower() not in hidden
    }


def _explained(error: ValidationError, name: str, text: str, flags: dict[str, Any], variables: dict[str, str]) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    path = [str(part) for part in problem["loc"][:2]]
    key, fields = ".".join(path), (_TABLES[path[0]] if len(path) == 2 else Settings).model_fields
    if problem["type"] == "extra_forbidden":
        what = f"{key}: unknown setting; choose among {', '.join(fields)}"
    else:
        said = "not a table" if problem["type"] == "model_type" else problem["msg"]
        reason = problem.get("ctx", {}).get("error", said)
        what = f"{key}: {_lower_first(str(reason))}; {fields[path[-1]].description}"
    if key in flags:
        return what
    if key in variables:
        return what.replace(key, variables[key], 1)
    return f"{name}:{_place(text, path)}: {what}"


def _place(text: str, path: Sequence[str]) -> str:
    """Line and column of the setting at `path` in TOML."""
    at = 0
    for (before, after), key in zip(_AROUND_KEYS, path, strict=False):
        pattern = rf"{before}[\"']?(?={re.escape(key)}{after})"
        if (entry := re.compile(pattern, re.MULTILINE | re.IGNORECASE).search(text, at)) is None:
            break
        at = entry.end()
    return _position(text[:at])


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
