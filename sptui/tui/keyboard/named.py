"""Keys as sentences name them now."""

from functools import lru_cache

from sptui.tui.keyboard.marks import filled
from sptui.tui.keys import first_key


def with_keys(text: str) -> str:
    """`text` as it is read, with today's keys in place of its marks. Whatever shows a sentence calls this."""
    return filled(text, key_of, _title_of) if "[[" in text else text


def key_of(action_id: str) -> str | None:
    """The key of an action as people read it, "" when it has none, None when there is no such action."""
    found = _known(action_id)
    return None if found is None else found[0] and first_key(found[0])


def _title_of(action_id: str) -> str:
    return (_known(action_id) or ("", ""))[1]


@lru_cache(maxsize=128)
def _known(action_id: str) -> tuple[str, str] | None:
    """The keys and the title of an action of the app or of one of its dialogs."""
    from sptui.tui.actions import BY_ID  # noqa: PLC0415 -- the actions may name keys themselves

    if (action := BY_ID.get(action_id)) is not None:
        return action.keys, action.title
    return _of_dialogs(action_id)


def _of_dialogs(action_id: str) -> tuple[str, str] | None:
    from sptui.tui.actions.choosing import CHOOSING, PALETTE  # noqa: PLC0415 -- seldom opened
    from sptui.tui.actions.notices import NOTICES_BOX  # noqa: PLC0415 -- seldom opened
    from sptui.tui.actions.playlist_dialogs import FORM, QUESTION  # noqa: PLC0415 -- seldom opened
    from sptui.tui.actions.scene_dialog import SCENE_BOX  # noqa: PLC0415 -- seldom opened
    from sptui.tui.actions.signing_in import PLAIN, SETUP, SIGNING_IN  # noqa: PLC0415 -- seldom opened
    from sptui.tui.actions.sleep_box import SLEEP_BOX  # noqa: PLC0415 -- seldom opened

    tables = (CHOOSING, FORM, NOTICES_BOX, QUESTION, PALETTE, PLAIN, SCENE_BOX, SETUP, SIGNING_IN, SLEEP_BOX)
    return next(((each.keys, each.title) for table in tables for each in table if each.id == action_id), None)
