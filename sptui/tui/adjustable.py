"""The part of the app that settings can be changed in while it is open."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from sptui.settings import Settings
from sptui.tui.pointing import Pointing

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.preferences import AppPreferences


class Adjustable(Pointing):
    """An app with `settings`."""

    def apply(self, settings: Settings) -> None:
        """Let other settings hold from now on; what cannot take effect before the next start waits for it."""
        from sptui.tui.applying import apply  # noqa: PLC0415 -- the first frame does not wait for it

        apply(cast("SptuiApp", self), settings)

    @cached_property
    def preferences(self) -> "AppPreferences":
        """What is done about the settings."""
        from sptui.tui.preferences import AppPreferences  # noqa: PLC0415 -- the first frame does not wait for it

        return AppPreferences(cast("SptuiApp", self), self.outside.settings)
