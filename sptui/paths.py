"""Where the configuration, the state and the cache lie on this platform."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs


@dataclass(frozen=True)
class Paths:
    """The program's own files and folders; none of them need exist yet.

    `state` holds what a user would miss (the sign-in, what was spent), `cache` what can be fetched again.
    """

    config_file: Path
    state: Path
    cache: Path

    @property
    def tokens_file(self) -> Path:
        """Where the sign-in is kept."""
        return self.state / "tokens.json"

    @property
    def keyring_file(self) -> Path:
        """Where that of a sign-in is kept which is no secret, when the secrets lie in the system's keyring."""
        return self.state / "keyring.json"

    @property
    def environment_file(self) -> Path:
        """Where is kept what became of a refresh token from the environment."""
        return self.state / "environment.json"

    @property
    def sign_in_files(self) -> tuple[Path, ...]:
        """Every file in which something of a sign-in may lie."""
        return self.tokens_file, self.keyring_file, self.environment_file

    @property
    def store_file(self) -> Path:
        """Where what all processes share is kept: what was sent, and what plays."""
        return self.state / "store.sqlite3"

    @property
    def scenes_file(self) -> Path:
        """Where scenes are kept: what somebody has made, unlike what is in the store."""
        return self.state / "scenes.json"

    @classmethod
    def of_user(cls, profile: str | None = None) -> Self:
        """The files of the current user, by the platform's custom and the `XDG_*` variables.

        A `profile` has a configuration, a sign-in and a cache of its own. Raises `ValueError` when its name is not
        made of 1 to 40 letters, digits, "-" and "_".
        """
        if profile is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", profile):
            msg = f"a profile's name is made of 1 to 40 letters, digits, - and _, unlike {profile!r}"
            raise ValueError(msg)
        dirs = PlatformDirs("sptui", appauthor=False)
        below = Path("profiles", profile) if profile else Path()
        return cls(
            config_file=dirs.user_config_path / below / "config.toml",
            state=dirs.user_state_path / below,
            cache=dirs.user_cache_path / below,
        )
