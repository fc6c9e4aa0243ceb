import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from sptui.paths import Paths

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the names of the XDG folders are Linux's")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path


@linux_only
def test_the_xdg_variables_say_where_everything_lies(home: Path) -> None:
    paths = Paths.of_user()
    assert paths.config_file == home / "config" / "sptui" / "config.toml"
    assert paths.state == home / "state" / "sptui"
    assert paths.tokens_file == home / "state" / "sptui" / "tokens.json"
    assert paths.store_file == home / "state" / "sptui" / "store.sqlite3"
    assert paths.cache == home / "cache" / "sptui"


@linux_only
def test_a_profile_has_files_of_its_own(home: Path) -> None:
    paths = Paths.of_user("work")
    assert paths.config_file == home / "config" / "sptui" / "profiles" / "work" / "config.toml"
    assert paths.tokens_file == home / "state" / "sptui" / "profiles" / "work" / "tokens.json"
    assert paths.store_file == home / "state" / "sptui" / "profiles" / "work" / "store.sqlite3"
    assert paths.cache == home / "cache" / "sptui" / "profiles" / "work"


def test_asking_where_files_lie_creates_none(home: Path) -> None:
    Paths.of_user("work")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", "x" * 41, "a\n", "~"])
def test_a_profile_cannot_lead_out_of_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="profile's name"):
        Paths.of_user(name)


def test_paths_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Paths.of_user().state = Path("/")  # type: ignore[misc]
