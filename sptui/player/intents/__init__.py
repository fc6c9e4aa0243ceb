"""From what a listener means to the commands that do it, given what is shown; and why it cannot be done now."""

from sptui.player.commands.starts import MOST_URIS
from sptui.player.intents.keeping import like, queueable, toggle_like, why_not_like, why_not_like_things
from sptui.player.intents.starts import jump, play, play_all, play_whole, why_not_play
from sptui.player.intents.steering import (
    cycle_repeat,
    seek_by,
    seek_to,
    skip_to_next,
    skip_to_previous,
    toggle,
    toggle_shuffle,
    use,
    use_as_wished,
    volume_by,
    why_not,
    why_not_next,
    why_not_repeat,
    why_not_toggle,
    why_not_use,
    why_not_volume,
)

__all__ = [
    "MOST_URIS",
    "cycle_repeat",
    "jump",
    "like",
    "play",
    "play_all",
    "play_whole",
    "queueable",
    "seek_by",
    "seek_to",
    "skip_to_next",
    "skip_to_previous",
    "toggle",
    "toggle_like",
    "toggle_shuffle",
    "use",
    "use_as_wished",
    "volume_by",
    "why_not",
    "why_not_like",
    "why_not_like_things",
    "why_not_next",
    "why_not_play",
    "why_not_repeat",
    "why_not_toggle",
    "why_not_use",
    "why_not_volume",
]
