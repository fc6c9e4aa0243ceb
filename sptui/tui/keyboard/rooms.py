"""All tables of actions, as their keys count at the same time."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sptui.tui.actions import ACTIONS, Action
from sptui.tui.actions.choosing import CHOOSING, PALETTE
from sptui.tui.actions.going_to import GOING_TO
from sptui.tui.actions.menu import MENU
from sptui.tui.actions.notices import NOTICES_BOX
from sptui.tui.actions.playlist_dialogs import FORM, QUESTION
from sptui.tui.actions.scene_dialog import SCENE_BOX
from sptui.tui.actions.settings import SETTINGS_BOX
from sptui.tui.actions.signing_in import PLAIN, SETUP, SIGNING_IN
from sptui.tui.actions.sleep_box import SLEEP_BOX

DIALOGS: Final[Mapping[str, Sequence[Action[Any]]]] = {
    "Going to a time": GOING_TO,
    "Choosing a playlist": CHOOSING,
    "What is told of a playlist": FORM,
    "Before something happens": QUESTION,
    "Command palette": PALETTE,
    "Notices": NOTICES_BOX,
    "Menus": MENU,
    "Scenes": SCENE_BOX,
    "Sleep timer": SLEEP_BOX,
    "Settings": SETTINGS_BOX,
    "Setting up": SETUP,
    "Signing in": SIGNING_IN,
    "A text by itself": PLAIN,
}
"""The tables of the dialogs, by what one does there."""

ROOMS: Final[tuple[Sequence[Action[Any]], ...]] = (ACTIONS, *DIALOGS.values())
"""Each with what counts in it at the same time; in dialogs the keys of lists count as well, after their own."""

EVERY: Final[Mapping[str, Action[Any]]] = {action.id: action for room in ROOMS for action in room}
"""Every action by its id."""
