"""What the keys do while one fills in what is told of a playlist, or is asked before something happens."""

from typing import Protocol

from sptui.tui.actions.action import Action


class Form(Protocol):
    """The fields of a playlist."""

    def save(self) -> None:
        """Take what was entered, or tell what is not right yet."""
        ...

    def toggle_public(self) -> None:
        """Public or private."""
        ...

    def focus_next(self) -> object:
        """Go to the next field."""
        ...

    def focus_previous(self) -> object:
        """Go to the field before."""
        ...

    def leave(self) -> None:
        """Leave all as it was."""
        ...


class Question(Protocol):
    """A question before something happens."""

    def agree(self) -> None:
        """Do it."""
        ...

    def leave(self) -> None:
        """Do not do it."""
        ...


def _done(_: object) -> None:
    """What an action brings about is not waited for."""


FORM: tuple[Action[Form], ...] = (
    Action(
        id="playlist-form.save",
        keys="enter",
        title="Save",
        hint="save",
        group="Lists",
        while_typing=True,
        in_turn=True,
        run=lambda form: form.save(),
    ),
    Action(
        id="playlist-form.toggle-public",
        keys="space",
        title="Public or private",
        hint="make public",
        group="Lists",
        run=lambda form: form.toggle_public(),
    ),
    Action(
        id="playlist-form.leave",
        keys="escape",
        title="Cancel",
        hint="cancel",
        group="Lists",
        while_typing=True,
        run=lambda form: form.leave(),
    ),
    # At once, unlike what takes a line of text: what is typed right after it belongs to the other field.
    Action(
        id="playlist-form.next",
        keys="tab,down",
        title="Next field",
        hint="next",
        group="Lists",
        while_typing=True,
        run=lambda form: _done(form.focus_next()),
    ),
    Action(
        id="playlist-form.previous",
        keys="shift+tab,up",
        title="The field before",
        group="Lists",
        while_typing=True,
        run=lambda form: _done(form.focus_previous()),
    ),
)

QUESTION: tuple[Action[Question], ...] = (
    Action(
        id="ask-first.agree",
        keys="enter",
        title="Do it",
        hint="do it",
        group="Lists",
        run=lambda question: question.agree(),
    ),
    Action(
        id="ask-first.leave",
        keys="escape",
        title="Cancel",
        hint="cancel",
        group="Lists",
        run=lambda question: question.leave(),
    ),
)
