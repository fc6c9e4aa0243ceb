"""Where the settings of a session come from, and where they are kept."""

from dataclasses import dataclass, field
from pathlib import Path

from sptui.settings import Loaded, SettingsError
from sptui.settings_file import NotWrittenError, Value, change


@dataclass(slots=True)
class SettingsDesk:
    """The configuration file, as it was `loaded` last; flags and variables that go before it are known from there.

    `trouble` says why the file cannot be used any more, "" while it can.
    """

    loaded: Loaded
    trouble: str = field(default="", init=False)

    @property
    def file(self) -> Path:
        """The configuration file, which need not exist."""
        return self.loaded.file

    def set(self, key: str, value: Value | None) -> None:
        """Keep a setting in the file, or with None none at all, and load it again. Raises `NotWrittenError`."""
        if self.trouble:
            raise NotWrittenError(self.trouble)
        change(self.file, {key: value})
        self.reload()

    def reload(self) -> None:
        """Load what stands in the file now; what was loaded before holds where that cannot be used."""
        try:
            self.loaded, self.trouble = self.loaded.again(), ""
        except SettingsError as error:
            self.trouble = str(error)
