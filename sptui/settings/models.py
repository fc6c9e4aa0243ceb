"""The settings: their names, types and defaults, and what is told of each."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from sptui.settings.about import About
from sptui.settings.values import ClientId, Colour, ServiceUrl
from sptui.spotify.pacing import DAILY_BUDGET

PREFIX: Final = "SPTUI_"
NESTED: Final = "__"
"""Stands in a variable's name where config.toml has a table."""

_AT_START = "The sign-in is made with it when sptui starts."


class Sync(BaseModel):
    """What may be spent on knowing what plays: requests in 24 hours, and how closely others' changes are followed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    daily_budget: Annotated[
        int,
        Field(ge=50, le=10_000),
        About(
            title="Budget of requests",
            text="How many requests sptui may send in 24 hours. As they run down it reads less often, and the last "
            "fifth is kept for your own keys. Spotify does not tell where its limit is.",
            unit="requests a day",
        ),
    ] = DAILY_BUDGET
    profile: Annotated[
        Literal["frugal", "balanced", "live"],
        About(
            title="How often to read",
            text="How soon changes made elsewhere show. While you are at it, what plays is read every 30 s (frugal), "
            "15 s (balanced) or 3 s (live); what you do yourself shows at once with all of them.",
        ),
    ] = "balanced"


class Auth(BaseModel):
    """Where the sign-in is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    store: Annotated[
        Literal["file", "keyring"],
        About(
            title="Where the sign-in lies",
            text="In a file that only you can read, or in the keyring of the system (the extra called keyring).",
            restart=_AT_START,
        ),
    ] = "file"


class Lyrics(BaseModel):
    """Whether LRCLIB may be told what plays, to show its words; never unless the lyrics are open."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    enabled: Annotated[
        bool,
        About(
            title="Lyrics",
            text="Whether LRCLIB may be told what plays, to show its words. It is never asked unless the lyrics are "
            "open.",
        ),
    ] = True


class Devices(BaseModel):
    """The device that is woken when nothing is active, until another one is chosen in the app."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    preferred: Annotated[
        str,
        About(
            title="Preferred device",
            text="The device that plays when nothing is active, by its name, until you choose another one in sptui.",
            give="give the name of a device",
        ),
    ] = ""


class Keys(BaseModel):
    """What the keys do: a preset, and for actions by their id one key or several, none for "".

    In TOML an id may be written as it is, which makes tables of its parts, or quoted.
    """

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)

    preset: Annotated[
        Literal["default", "vim", "spotify-player"],
        About(title="Preset of keys", text="The keys to begin with; keys of your own go before them."),
    ] = "default"
    pause_ms: Annotated[
        int,
        Field(ge=100, le=5_000),
        About(
            title="Pause in a chord",
            text="How long sptui waits for the next key of a chord, such as g p, before the first one counts alone.",
            unit="milliseconds",
        ),
    ] = 600

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


def _colour(title: str, text: str, example: str) -> About:
    return About(title=title, text=text, give=f"give a colour, such as {example}")


class Colours(BaseModel):
    """A theme of one's own: a theme to begin with, and the colours that differ, such as "#74d3b4"."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    based_on: Annotated[
        str,
        About(
            title="Based on",
            text="The theme whose colours hold where you give none.",
            give="give the name of a theme",
        ),
    ] = "sptui"
    accent: Annotated[Colour, _colour("Accent", "The one colour that stands out.", "#74d3b4")] = ""
    foreground: Annotated[Colour, _colour("Text", "The colour of text.", "#e4e8e7")] = ""
    background: Annotated[Colour, _colour("Background", "The colour behind everything.", "#0d0f10")] = ""
    surface: Annotated[Colour, _colour("Surface", "The colour of boxes and of the last line.", "#141718")] = ""
    panel: Annotated[Colour, _colour("Panel", "The colour of lines to type into.", "#1b1f20")] = ""
    muted: Annotated[Colour, _colour("Muted text", "The colour of what matters less.", "#9aa5a2")] = ""
    warning: Annotated[Colour, _colour("Warnings", "The colour of warnings.", "#e8b964")] = ""
    error: Annotated[Colour, _colour("Errors", "The colour of errors.", "#f2857f")] = ""
    border: Annotated[Colour, _colour("Borders", "The colour of the border of the pane in use.", "#3d6b5e")] = ""


class Settings(BaseSettings):
    """Every setting. The environment calls `client_id` SPTUI_CLIENT_ID, `config.toml` calls it client_id; `profile` of
    the table `sync` is SPTUI_SYNC__PROFILE.

    What a field does is told by its `About`.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        env_nested_delimiter=NESTED,
        enable_decoding=False,  # a table has a variable for each of its keys, and none in JSON
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    theme: Annotated[
        str,
        Field(min_length=1),
        About(
            title="Theme",
            text="The colours, one of sptui's own, one of Textual's, or one that you describe under themes.",
            give="give the name of a theme",
            section="Look",
        ),
    ] = "sptui"
    accent: Annotated[
        Literal["theme", "cover"],
        About(
            title="Accent",
            text="The one colour that stands out: that of the theme, or one taken from the cover of what plays.",
            section="Look",
        ),
    ] = "theme"
    art: Annotated[
        Literal["auto", "off", "blocks", "sixel", "kitty"],
        About(
            title="Covers",
            text="How covers are drawn: in half blocks, by a protocol that your terminal knows (sixel, kitty), or not "
            "at all. They need the extra called art.",
            section="Look",
            restart="The terminal is asked what it can show before the screen is there.",
        ),
    ] = "auto"
    glyphs: Annotated[
        Literal["auto", "unicode", "nerd", "ascii"],
        About(
            title="Signs",
            text="Which characters are used as signs: Unicode's, those of a Nerd Font, or plain ASCII.",
            section="Look",
        ),
    ] = "auto"
    motion: Annotated[
        Literal["full", "reduced"],
        About(title="Motion", text="Whether anything glides or blinks.", section="Look"),
    ] = "full"
    mouse: Annotated[
        bool,
        About(
            title="Mouse",
            text="Whether sptui takes clicks and the wheel; without, the mouse selects text as in a shell.",
            section="Look",
        ),
    ] = True
    interface: Annotated[
        Literal["auto", "screen", "plain"],
        About(
            title="Interface",
            text="The whole screen, or plain lines of text for screen readers and simple terminals.",
            section="Look",
            restart="One takes the place of the other when sptui starts.",
        ),
    ] = "auto"
    themes: Annotated[
        dict[str, Colours],
        About(
            title="Themes of your own",
            text="Each is a table of colours under the name that you choose it by.",
            give="give a table of colours for each",
            section="Look",
        ),
    ] = {}
    sync: Annotated[Sync, About(title="Reading", text="What may be spent to know what plays.", section="Reading")] = (
        Sync()
    )
    lyrics: Annotated[Lyrics, About(title="Lyrics", text="The words of what plays.", section="Lyrics")] = Lyrics()
    devices: Annotated[Devices, About(title="Devices", text="Where it plays.", section="Devices")] = Devices()
    keys: Annotated[
        Keys,
        About(
            title="Keys",
            text="What the keys do: for an action, by its id, one key, several as a list, or none as an empty text.",
            give="give a table of preset, pause_ms, and ids of actions",
            section="Keys",
        ),
    ] = Keys()
    client_id: Annotated[
        ClientId,
        About(
            title="Client id",
            text="That of your app at developer.spotify.com; signing in writes it here.",
            give="copy the 32 hexadecimal digits from the app's dashboard",
            section="Account",
            restart=_AT_START,
        ),
    ] = ""
    client_secret: Annotated[
        Annotated[SecretStr, Field(min_length=1)] | None,
        About(
            title="Client secret",
            text="That of your app. Nobody needs it: without, the sign-in is proved by PKCE.",
            give="copy it from the dashboard, or leave it out for PKCE",
            section="Account",
            restart=_AT_START,
        ),
    ] = None
    redirect_port: Annotated[
        int,
        Field(ge=0, le=65535),
        About(
            title="Port of the sign-in",
            text="Where the browser's answer is awaited on this machine.",
            give="give 0 for any free port, or 1 to 65535",
            section="Account",
            restart=_AT_START,
        ),
    ] = 0
    auth: Annotated[Auth, About(title="Sign-in", text="Where the sign-in is kept.", section="Account")] = Auth()
    api_url: Annotated[
        ServiceUrl,
        About(
            title="Address of the Web API",
            text="Another one than Spotify's is for tests, such as `sptui simulate`.",
            give="give an https address, or http on this machine",
            section="Service",
            restart=_AT_START,
        ),
    ] = "https://api.spotify.com/v1"
    accounts_url: Annotated[
        ServiceUrl,
        About(
            title="Address of the sign-in",
            text="The same for the accounts service.",
            give="give an https address, or http on this machine",
            section="Service",
            restart=_AT_START,
        ),
    ] = "https://accounts.spotify.com"


DEFAULTS: Final = Settings.model_construct()
"""The settings of somebody who has set nothing, whatever the environment says."""
