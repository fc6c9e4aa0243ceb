"""The settings: flags before environment variables before `config.toml` before defaults."""

from sptui.settings.loading import Loaded, Origin, load_settings
from sptui.settings.models import DEFAULTS, Auth, Colours, Devices, Keys, Lyrics, Settings, Sync
from sptui.settings.problems import Problem, SettingsError

__all__ = [
    "DEFAULTS",
    "Auth",
    "Colours",
    "Devices",
    "Keys",
    "Loaded",
    "Lyrics",
    "Origin",
    "Problem",
    "Settings",
    "SettingsError",
    "Sync",
    "load_settings",
]
