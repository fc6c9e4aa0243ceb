"""The terminal and the desktop; nothing of theirs is a must."""

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from sptui.cli.checks.check import Check, State
from sptui.desktop.terminal import Abilities

_PATIENCE = 0.5  # seconds for the session bus to take a connection
_NO_TERMINAL = "not a terminal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The checks of a process in `env` on `platform`, which is called as `sys.platform` calls it.

    `abilities` is what its terminal has said, None where it has none; `tmux_focus` tells whether the tmux around passes
    the focus on, None where it does not say or is not there.
    """

    env: Mapping[str, str]
    platform: str
    abilities: Abilities | None
    tmux_focus: bool | None = None

    def all(self) -> Sequence[Check]:
        """The checks in the order to show them."""
        return [self.colours(), self.pictures(), self.focus(), self.bus()]

    def colours(self) -> Check:
        """How many colours there are, as far as the environment tells."""
        term, told = self.env.get("TERM", ""), self.env.get("COLORTERM", "")
        if self.abilities is None:
            return _colours("note", _NO_TERMINAL)
        if self.env.get("NO_COLOR"):
            return _colours("note", "none, because NO_COLOR is set")
        if told in {"truecolor", "24bit"} or term.endswith("-direct") or "WT_SESSION" in self.env:
            return _colours("ok", "16 million")
        if term.endswith("-256color"):
            step = "If the terminal can show more, say so by `export COLORTERM=truecolor`."
            return _colours("note", f"256, by TERM={term}", step)
        if self.platform != "win32" and term in {"", "dumb"}:
            step = "Use a terminal that can be drawn on, or name it in TERM, such as xterm-256color."
            return _colours("bad", f"TERM={term or 'is not set'}: nothing can be drawn", step)
        step = "If the terminal can show more, say so in TERM, such as `export TERM=xterm-256color`."
        return _colours("note", f"few, by TERM={term}" if term else "not known", step if term else "")

    def pictures(self) -> Check:
        """By which protocols the terminal shows pictures."""
        if self.abilities is None:
            return Check("surroundings.images", "images", "note", _NO_TERMINAL)
        if self.abilities.pictures:
            return Check("surroundings.images", "images", "ok", f"by {', '.join(self.abilities.pictures)}")
        said = "none of kitty, sixel, iTerm" if self.abilities.answered else "the terminal has not answered in time"
        return Check("surroundings.images", "images", "note", said)

    def focus(self) -> Check:
        """Whether the terminal tells when it is looked at, without which sptui reads as if somebody glanced at it."""
        if self.abilities is None:
            return _focus("note", _NO_TERMINAL)
        if "TMUX" in self.env:
            if self.tmux_focus is None:
                return _focus("note", "tmux does not say whether it passes the focus on")
            if self.tmux_focus:
                return _focus("ok", "tmux passes it on")
            step = "Add `set -g focus-events on` to ~/.tmux.conf: fewer requests while you look elsewhere."
            return _focus("note", "tmux does not pass it on", step)
        if self.abilities.focus is None:
            return _focus("note", "the terminal does not say whether it reports it")
        return _focus("ok", "reported") if self.abilities.focus else _focus("note", "the terminal does not report it")

    def bus(self) -> Check:
        """Whether there is a session bus, by which the desktop's media keys come."""
        addresses = bus_addresses(self.env)
        if any(map(_connects, addresses)):
            return Check("surroundings.dbus", "D-Bus", "ok", "the session bus takes a connection")
        detail = "the session bus takes no connection" if addresses else "no session bus, so no media keys by it"
        return Check("surroundings.dbus", "D-Bus", "note", detail)


def bus_addresses(env: Mapping[str, str]) -> Sequence[bytes]:
    """The Unix sockets at which the session bus may listen, in the order to try; an abstract one begins with NUL.

    Source: D-Bus specification, "Server Addresses".
    """
    if not (told := env.get("DBUS_SESSION_BUS_ADDRESS", "")):
        folder = env.get("XDG_RUNTIME_DIR", "")
        return [f"{folder}/bus".encode()] if folder else []
    addresses = []
    for address in told.split(";"):
        kind, _, rest = address.partition(":")
        keys = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
        if kind == "unix" and "path" in keys:
            addresses.append(unquote_to_bytes(keys["path"]))
        elif kind == "unix" and "abstract" in keys:
            addresses.append(b"\0" + unquote_to_bytes(keys["abstract"]))
    return addresses


def _connects(address: bytes) -> bool:
    if not hasattr(socket, "AF_UNIX"):
        return False
    try:
        with socket.socket(socket.AF_UNIX) as bus:
            bus.settimeout(_PATIENCE)
            bus.connect(address)
    except (OSError, ValueError):
        return False
    return True


def _colours(state: State, detail: str, step: str = "") -> Check:
    return Check("surroundings.colours", "colours", state, detail, step)


def _focus(state: State, detail: str, step: str = "") -> Check:
    return Check("surroundings.focus", "focus", state, detail, step)
