"""The part of the app that settings can be changed in while it is open."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from sptui.tui.pointing import Pointing

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.preferences import AppPreferences


class Adjustable(Pointing):
    """An app with `settings`."""

    @cached_property
    def preferences(self) -> "AppPreferences":
        """What is done about the settings."""
        from sptui.tui.preferences import AppPreferences  # noqa: PLC0415 -- the first frame does not wait for it

        return AppPreferences(cast("SptuiApp", self), self.outside.settings)
