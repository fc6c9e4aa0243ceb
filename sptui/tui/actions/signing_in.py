"""What the keys do while one sets up an account and signs in."""

from typing import Literal, Protocol

from sptui.tui.actions.action import Action


class Setup(Protocol):
    """The form of the app that one signs in to."""

    def open_dashboard(self) -> None:
        """Open the developer dashboard in the browser."""
        ...

    def copy_dashboard(self) -> None:
        """Copy its address."""
        ...

    def copy_name(self) -> None:
        """Copy a name for the app."""
        ...

    def copy_description(self) -> None:
        """Copy a description of it."""
        ...

    def copy_redirect_uri(self) -> None:
        """Copy the redirect URI."""
        ...

    def toggle_more(self) -> None:
        """Show or hide what is seldom needed."""
        ...

    def submit(self) -> None:
        """Sign in with what was entered."""
        ...

    def leave(self) -> None:
        """Go back to where one came from."""
        ...


class Waiting(Protocol):
    """A sign-in that waits for the browser, or for somebody who reads why it failed."""

    def open_again(self) -> None:
        """Open the consent page in the browser."""
        ...

    def copy_address(self) -> None:
        """Copy its address."""
        ...

    def show_address(self) -> None:
        """Show its address so that it can be selected."""
        ...

    def paste(self) -> None:
        """Go to the line for the address that the browser ended at."""
        ...

    def use(self) -> None:
        """Take what stands in that line."""
        ...

    def try_again(self) -> None:
        """Begin anew, or check again."""
        ...

    def dismiss(self, result: Literal["edit"]) -> object:
        """Leave for the form of the app."""
        ...

    def leave(self) -> None:
        """Cancel, or go on."""
        ...


class Plain(Protocol):
    """A text by itself."""

    def leave(self) -> None:
        """Go back."""
        ...


def _done(_: object) -> None:
    """What an action brings about is not waited for."""


SETUP: tuple[Action[Setup], ...] = (
    Action(
        id="setup.submit",
        keys="enter",
        title="Sign in",
        hint="sign in",
        group="Setting up",
        while_typing=True,
        in_turn=True,
        run=lambda setup: setup.submit(),
    ),
    Action(
        id="setup.open-dashboard",
        keys="o",
        title="Open the developer dashboard",
        hint="open the dashboard",
        group="Setting up",
        run=lambda setup: setup.open_dashboard(),
    ),
    Action(
        id="setup.copy-redirect-uri",
        keys="u",
        title="Copy the redirect URI",
        hint="copy the URI",
        group="Setting up",
        run=lambda setup: setup.copy_redirect_uri(),
    ),
    Action(
        id="setup.copy-dashboard",
        keys="y",
        title="Copy the dashboard's address",
        group="Setting up",
        run=lambda setup: setup.copy_dashboard(),
    ),
    Action(
        id="setup.copy-name",
        keys="n",
        title="Copy a name for the app",
        group="Setting up",
        run=lambda setup: setup.copy_name(),
    ),
    Action(
        id="setup.copy-description",
        keys="t",
        title="Copy a description for it",
        group="Setting up",
        run=lambda setup: setup.copy_description(),
    ),
    Action(
        id="setup.more",
        keys="x",
        title="A client secret, or a fixed port",
        hint="secret, port",
        group="Setting up",
        run=lambda setup: setup.toggle_more(),
    ),
    Action(
        id="setup.leave",
        keys="escape",
        title="Back",
        group="Setting up",
        while_typing=True,
        run=lambda setup: setup.leave(),
    ),
)

SIGNING_IN: tuple[Action[Waiting], ...] = (
    Action(
        id="sign-in.open",
        keys="o",
        title="Open the page again",
        hint="open again",
        group="Signing in",
        run=lambda waiting: waiting.open_again(),
    ),
    Action(
        id="sign-in.copy",
        keys="y",
        title="Copy its address",
        hint="copy address",
        group="Signing in",
        run=lambda waiting: waiting.copy_address(),
    ),
    Action(
        id="sign-in.show",
        keys="t",
        title="Show its address as text",
        group="Signing in",
        run=lambda waiting: waiting.show_address(),
    ),
    Action(
        id="sign-in.use",
        keys="enter",
        title="Use the pasted address",
        hint="use it",
        group="Signing in",
        while_typing=True,
        in_turn=True,
        run=lambda waiting: waiting.use(),
    ),
    Action(
        id="sign-in.paste",
        keys="p",
        title="Enter the address that the browser ended at",
        hint="paste",
        group="Signing in",
        run=lambda waiting: waiting.paste(),
    ),
    Action(
        id="sign-in.again",
        keys="enter,r",
        title="Try again",
        hint="try again",
        group="Signing in",
        run=lambda waiting: waiting.try_again(),
    ),
    Action(
        id="sign-in.edit",
        keys="e",
        title="The app's client id, secret and port",
        hint="client id",
        group="Signing in",
        run=lambda waiting: _done(waiting.dismiss("edit")),
    ),
    Action(
        id="sign-in.leave",
        keys="escape",
        title="Cancel",
        hint="cancel",
        group="Signing in",
        while_typing=True,
        run=lambda waiting: waiting.leave(),
    ),
)

PLAIN: tuple[Action[Plain], ...] = (
    Action(
        id="plain.leave",
        keys="escape,enter,t",
        title="Back",
        hint="back",
        group="Signing in",
        run=lambda plain: plain.leave(),
    ),
)
