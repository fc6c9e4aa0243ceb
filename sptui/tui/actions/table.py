"""Everything a key can do in the remote, as one table: bindings, hints, palette and help are all made from it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sptui.player import intents
from sptui.player.state import Picture, Trouble
from sptui.spotify.scopes import SAVING, STEERING
from sptui.tui.actions.action import Action, always, times
from sptui.tui.actions.going import GO_ACTIONS
from sptui.tui.actions.layout import LAYOUT_ACTIONS
from sptui.tui.actions.lists import LIST_ACTIONS, PLAYLIST_ACTIONS
from sptui.tui.actions.lyrics import LYRICS_ACTIONS
from sptui.tui.actions.making import closed_to, commands
from sptui.tui.actions.motions import MOTIONS
from sptui.tui.actions.notices import NOTICE_ACTIONS
from sptui.tui.actions.queue import QUEUE_ACTIONS
from sptui.tui.actions.remote import PaneName, Remote
from sptui.tui.actions.rooms import ROOM_ACTIONS
from sptui.tui.actions.seeking import SEEK_ACTIONS
from sptui.tui.actions.settings import SETTINGS_ACTIONS
from sptui.tui.actions.sleeping import SLEEP_ACTIONS
from sptui.tui.actions.sound import SOUND_ACTIONS, TURNED
from sptui.tui.actions.views import VIEW_ACTIONS


def _show(name: PaneName) -> Callable[[Remote], None]:
    return lambda remote: remote.show_pane(name)


ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="player.toggle",
        keys="space",
        title="Play or pause",
        hint="pause",
        group="Playback",
        run=commands(intents.toggle),
        why_not=intents.why_not_toggle,
        scope=STEERING,
    ),
    Action(
        id="player.next",
        keys="n",
        title="Next",
        hint="next",
        group="Playback",
        run=lambda remote: remote.listening.queue.skip(),
        counted=times(lambda remote: remote.listening.queue.skip()),
        why_not=intents.why_not_next,
        scope=STEERING,
    ),
    Action(
        id="player.previous",
        keys="p",
        title="Previous",
        hint="previous",
        group="Playback",
        run=commands(intents.skip_to_previous),
        counted=times(commands(intents.skip_to_previous)),
        why_not=closed_to("skipping_prev"),
        scope=STEERING,
    ),
    Action(
        id="player.shuffle",
        while_typing=True,
        keys="ctrl+s",
        title="Shuffle on or off",
        hint="shuffle",
        group="Playback",
        run=commands(intents.toggle_shuffle),
        why_not=closed_to("toggling_shuffle"),
        scope=STEERING,
    ),
    Action(
        id="player.repeat",
        while_typing=True,
        keys="ctrl+r",
        title="Repeat: off, all, one",
        hint="repeat",
        group="Playback",
        run=commands(intents.cycle_repeat),
        why_not=intents.why_not_repeat,
        scope=STEERING,
    ),
    Action(
        id="player.like",
        keys="l",
        title="Like, or like no more",
        hint="like",
        group="Playback",
        run=commands(intents.toggle_like),
        why_not=intents.why_not_like,
        scope=SAVING,
    ),
    *SEEK_ACTIONS,
    *SOUND_ACTIONS,
    *SLEEP_ACTIONS,
    *VIEW_ACTIONS,
    Action(id="pane.library", keys="L", title="Library", hint="library", group="Panes", run=_show("library")),
    Action(id="pane.search", keys="/,g /", title="Search", hint="search", group="Panes", run=_show("search")),
    Action(id="pane.queue", keys="Q,g q", title="Queue", hint="queue", group="Panes", run=_show("queue")),
    Action(id="pane.devices", keys="d,g d", title="Devices", hint="devices", group="Panes", run=_show("devices")),
    Action(
        id="pane.next",
        while_typing=True,
        keys="tab",
        title="Next pane",
        hint="next pane",
        group="Panes",
        run=lambda remote: remote.cycle_pane(1),
    ),
    Action(
        id="pane.previous",
        while_typing=True,
        keys="shift+tab",
        title="Previous pane",
        group="Panes",
        run=lambda remote: remote.cycle_pane(-1),
    ),
    *LAYOUT_ACTIONS,
    *LYRICS_ACTIONS,
    *GO_ACTIONS,
    *MOTIONS,
    *QUEUE_ACTIONS,
    *ROOM_ACTIONS,
    *LIST_ACTIONS,
    *PLAYLIST_ACTIONS,
    *NOTICE_ACTIONS,
    Action(id="app.refresh", keys="r", title="Read again now", group="App", run=lambda remote: remote.refresh_all()),
    Action(
        id="sync.profile",
        keys="S",
        title="How often to read: frugal, balanced, live",
        group="App",
        run=lambda remote: remote.preferences.cycle_profile(),
    ),
    *SETTINGS_ACTIONS,
    Action(
        id="account.open",
        keys="a",
        title="Account and sign-in",
        group="Account",
        run=lambda remote: remote.account.toggle(),
    ),
    Action(
        id="account.sign-in",
        keys="A",
        title="Sign in again",
        hint="sign in",
        group="Account",
        run=lambda remote: remote.account.sign_in(),
    ),
    Action(
        id="app.back",
        while_typing=True,
        keys="escape",
        title="Back",
        hint="back",
        group="App",
        run=lambda remote: remote.back(),
    ),
    Action(id="app.help", keys="?", title="Keys", hint="keys", group="App", run=lambda remote: remote.toggle_help()),
    Action(
        id="app.palette",
        while_typing=True,
        keys="ctrl+p",
        title="Command palette",
        hint="commands",
        group="App",
        run=lambda remote: remote.open("palette"),
    ),
    Action(
        id="app.suspend",
        keys="ctrl+z",
        title="Suspend: fg brings it back",
        group="App",
        run=lambda remote: remote.leaving.suspend(),
    ),
    Action(
        id="app.quit",
        keys="q",
        title="Quit, or close the box that is open",
        hint="quit",
        group="App",
        run=lambda remote: remote.leaving.close(),
    ),
    Action(
        id="app.quit-at-once",
        keys="ctrl+c",
        title="Quit, whatever is open",
        group="App",
        run=lambda remote: remote.leaving.quit(),
    ),
)

NOTHING: Mapping[str, str] = MappingProxyType({})
NOT_NOW = "Not now: the line above what plays says why."


def not_granted(scope: str, missing: Mapping[str, str]) -> str:
    """That `scope` is among those that are `missing`, and what to do; "" when it is not."""
    return (
        f"This sign-in does not allow that ({missing[scope]}). Press [[account.sign-in]], and agree."
        if scope in missing
        else ""
    )


def why_not(
    action: Action[Remote],
    picture: Picture,
    trouble: Trouble | None,
    missing: Mapping[str, str] = NOTHING,
    pane: PaneName | None = None,
) -> str:
    """Why `action` cannot be done now; "" when it can. Actions that nothing can close work in any trouble.

    `missing` are the scopes that were not granted, and what each is for, and `pane` is the one that is used.
    """
    if reason := not_granted(action.scope, missing):
        return reason
    if trouble is not None and trouble.closes_all and action.why_not is not always:
        return NOT_NOW
    return "" if pane == "devices" and action.id in TURNED else action.why_not(picture)


BY_ID = {action.id: action for action in ACTIONS}
