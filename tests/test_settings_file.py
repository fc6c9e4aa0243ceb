from collections.abc import Mapping
from pathlib import Path

import pytest

from sptui.settings import load_settings
from sptui.settings_file import NotWrittenError, Value, change, remember

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


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        (
            "",
            {"sync.profile": "live", "mouse": False, "keys.player.next": ["n"], "lyrics.enabled": True},
            'mouse = false\n\n[sync]\nprofile = "live"\n\n[keys]\n"player.next" = ["n"]\n\n[lyrics]\nenabled = true\n',
        ),
        (
            "# profile = 1\n[sync] # mine\n# profile = 'balanced'\n\n[lyrics]\n",
            {"sync.profile": "live", "lyrics.enabled": False},
            "# profile = 1\n[sync] # mine\n# profile = 'balanced'\nprofile = \"live\"\n\n[lyrics]\nenabled = false\n",
        ),
        ('# theme = "sptui"', {"theme": "nord"}, '# theme = "sptui"\ntheme = "nord"\n'),
        ("a=1\n[sync]\nprofile='live' # b\n", {"sync.profile": None}, "a=1\n[sync]\n"),
        ("theme='a' # b\nart='off'\n", {"theme": None, "mouse": None}, "art='off'\n"),
        ("sync.profile = 'live' # a\n", {"sync.profile": "frugal"}, 'sync.profile = "frugal" # a\n'),
        ("sync = {profile = 'live'}\n", {"sync.daily_budget": 70}, "sync = {profile = 'live',daily_budget = 70}\n"),
        (
            "[keys]\nplayer.next = 'n'\n[keys.view]\nfull = 'F' # f\n",
            {"keys.player.next": "x", "keys.view.full": "y", "keys.view.mini": ""},
            '[keys]\nplayer.next = "x"\n"view.mini" = ""\n\n[keys.view]\nfull = "y" # f\n',
        ),
        ("theme='a'\r\n[sync]\r\nprofile='live'\r\n", {"theme": "b"}, "theme=\"b\"\r\n[sync]\r\nprofile='live'\r\n"),
        ("[sync]\nprofile='live'", {"sync.daily_budget": 70}, "[sync]\nprofile='live'\ndaily_budget = 70\n"),
    ],
)
def test_any_setting_is_changed_or_taken_out_and_all_else_stays_as_it_was_written(
    config: Path, before: str, changes: Mapping[str, Value | None], after: str
) -> None:
    config.parent.mkdir()
    config.write_bytes(before.encode())
    change(config, changes)
    assert config.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not = = toml", "config.toml is broken (invalid value (at line 1, column 7)); correct it first, for nothing"),
        (b"\xff", "config.toml is not UTF-8; save it as UTF-8"),
        (b"sync = 3", "sync.profile is written in a way that sptui cannot change; change it in config.toml yourself"),
    ],
)
def test_why_nothing_is_written_is_told(config: Path, content: bytes, told: str) -> None:
    config.parent.mkdir()
    config.write_bytes(content)
    with pytest.raises(NotWrittenError) as caught:
        change(config, {"sync.profile": "live"})
    assert str(caught.value).startswith(told)
    assert config.read_bytes() == content


def test_what_somebody_else_writes_meanwhile_stays(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.parent.mkdir()
    config.write_text("theme = 'nord'\n")
    reads: list[bytes] = []
    read_bytes = Path.read_bytes

    def read(file: Path) -> bytes:
        reads.append(read_bytes(file))
        if len(reads) == 1:  # an editor, between the reading and the writing
            file.write_text("theme = 'dracula'\nart = 'off'\n")
        return reads[-1]

    monkeypatch.setattr(Path, "read_bytes", read)
    change(config, {"mouse": False})
    assert config.read_text() == "mouse = false\ntheme = 'dracula'\nart = 'off'\n"


def test_who_is_never_left_alone_gives_up_and_tells(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.parent.mkdir()
    config.touch()
    texts = (f"a = {number}\n".encode() for number in range(99))
    monkeypatch.setattr(Path, "read_bytes", lambda _: next(texts))
    with pytest.raises(NotWrittenError, match="being written by others"):
        change(config, {"mouse": False})
