from pathlib import Path

import pytest

from sptui.settings import load_settings
from sptui.settings_file import remember

ID = "1" * 32


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def test_a_file_is_made_for_its_owner_alone(config: Path) -> None:
    assert remember(config, client_id=ID, redirect_port=8765)
    assert config.read_text() == f'client_id = "{ID}"\nredirect_port = 8765\n'
    assert config.stat().st_mode & 0o777 == 0o600


def test_comments_order_and_mode_stay(config: Path) -> None:
    config.parent.mkdir()
    before = "# mine\ntheme = 'nord'  # cold\n\n[sync]\nprofile = 'live'\n"
    config.write_text(before)
    config.chmod(0o644)
    assert remember(config, client_id=ID)
    assert config.read_text() == f'client_id = "{ID}"\n{before}'
    assert config.stat().st_mode & 0o777 == 0o644
    settings = load_settings(config).settings
    assert (settings.client_id, settings.theme, settings.sync.profile) == (ID, "nord", "live")


def test_a_setting_that_is_there_is_changed_in_its_place(config: Path) -> None:
    config.parent.mkdir()
    config.write_text(f"# mine\nclient_id = '{'2' * 32}' # old\ntheme = 'nord'\n")
    assert remember(config, client_id=ID)
    assert config.read_text() == f"# mine\nclient_id = \"{ID}\" # old\ntheme = 'nord'\n"


def test_nothing_is_written_when_nothing_changes(config: Path) -> None:
    config.parent.mkdir()
    config.write_text(f'client_id   =   "{ID}"')
    before = config.stat()
    assert remember(config, client_id=ID)
    assert remember(config)
    assert (config.stat().st_ino, config.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_link_to_where_somebody_keeps_their_configuration_stays_one(config: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text("theme = 'nord'\n")
    config.parent.mkdir()
    config.symlink_to(kept)
    assert remember(config, client_id=ID)
    assert config.is_symlink()
    assert load_settings(kept).settings.client_id == ID


@pytest.mark.parametrize("content", [b"not = = toml", b"\xff"])
def test_a_file_that_cannot_be_read_is_left_alone(config: Path, content: bytes) -> None:
    config.parent.mkdir()
    config.write_bytes(content)
    assert not remember(config, client_id=ID)
    assert config.read_bytes() == content
    assert [each.name for each in config.parent.iterdir()] == ["config.toml"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in its place")
    assert not remember(tmp_path / "config" / "config.toml", client_id=ID)


def test_what_fails_while_it_is_written_leaves_the_file_as_it_was(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.parent.mkdir()
    config.write_text("theme = 'nord'\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not remember(config, client_id=ID)
    assert config.read_text() == "theme = 'nord'\n"
    assert [each.name for each in config.parent.iterdir()] == ["config.toml"]
