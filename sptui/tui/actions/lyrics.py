"""The keys for the words of what plays."""

from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote

OFFSET_STEP_MS = 250

LYRICS_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="lyrics.toggle",
        keys="w,g w",
        hint="lyrics",
        title="Lyrics: open, follow, close",
        group="Views",
        run=lambda remote: remote.listening.lyrics.toggle(),
    ),
    Action(
        id="lyrics.earlier",
        keys="(",
        title="Lyrics a quarter of a second earlier",
        hint="earlier",
        group="Views",
        run=lambda remote: remote.listening.lyrics.shift(-OFFSET_STEP_MS),
        counted=lambda remote, count: remote.listening.lyrics.shift(-OFFSET_STEP_MS * count),
    ),
    Action(
        id="lyrics.later",
        keys=")",
        title="Lyrics a quarter of a second later",
        hint="later",
        group="Views",
        run=lambda remote: remote.listening.lyrics.shift(OFFSET_STEP_MS),
        counted=lambda remote, count: remote.listening.lyrics.shift(OFFSET_STEP_MS * count),
    ),
)
