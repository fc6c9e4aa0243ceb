"""Which actions are hinted at the bottom of the screen: the few that matter here, the first before the others."""

from collections.abc import Mapping
from typing import Final, Literal

Where = Literal["library", "search", "lyrics", "queue", "devices", "typing", "full", "compact"]
"""The pane that is used, or a line that is typed into, or what plays without panes."""

_ALWAYS: Final = ("app.help", "app.palette")

HINTED: Final[Mapping[Where, tuple[str, ...]]] = {
    "library": (
        "rows.choose",
        "player.toggle",
        "row.enqueue",
        "row.play",
        "pane.search",
        *_ALWAYS,
        "list.filter",
        "playlist.add",
        "row.like",
        "pane.queue",
        "pane.devices",
        "app.quit",
    ),
    "search": (
        "rows.choose",
        "player.toggle",
        "row.enqueue",
        "row.play",
        "pane.search",
        *_ALWAYS,
        "playlist.add",
        "row.like",
        "pane.library",
        "pane.queue",
        "app.quit",
    ),
    "queue": (
        "player.toggle",
        "player.next",
        "pane.search",
        "pane.library",
        "pane.devices",
        *_ALWAYS,
        "player.like",
        "rows.choose",
        "playlist.remove",
        "playlist.move-down",
        "queue.hand-over",
        "queue.save",
        "lyrics.toggle",
        "app.quit",
    ),
    "devices": (
        "rows.choose",
        "player.toggle",
        "device.prefer",
        "player.louder",
        "player.quieter",
        "scene.open",
        *_ALWAYS,
        "sleep.choose",
        "pane.queue",
        "pane.library",
        "app.quit",
    ),
    "lyrics": (
        "rows.choose",
        "player.toggle",
        "lyrics.toggle",
        "lyrics.earlier",
        "lyrics.later",
        *_ALWAYS,
        "view.full",
        "pane.queue",
        "pane.library",
        "app.quit",
    ),
    "typing": ("app.back", "pane.next", "player.shuffle", "player.repeat", "app.palette"),
    "full": (
        "player.toggle",
        "player.next",
        "app.back",
        "player.like",
        "lyrics.toggle",
        "player.go-to",
        *_ALWAYS,
        "player.previous",
        "view.compact",
        "app.quit",
    ),
    "compact": ("player.toggle", "player.next", "view.compact", "player.like", *_ALWAYS, "app.quit"),
}
"""By where one is, ids of actions of the app."""
