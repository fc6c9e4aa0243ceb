"""What a listener can ask of a player, one class each."""

from sptui.player.commands.keeping import Like
from sptui.player.commands.modes import FadeTo, SetRepeat, SetShuffle, SetVolume
from sptui.player.commands.queueing import AddToQueue, Batch
from sptui.player.commands.skips import SkipToNext, SkipToPrevious
from sptui.player.commands.starts import Play, SeekToPosition
from sptui.player.commands.turns import Pause, Resume, Transfer

__all__ = [
    "AddToQueue",
    "Batch",
    "FadeTo",
    "Like",
    "Pause",
    "Play",
    "Resume",
    "SeekToPosition",
    "SetRepeat",
    "SetShuffle",
    "SetVolume",
    "SkipToNext",
    "SkipToPrevious",
    "Transfer",
]
