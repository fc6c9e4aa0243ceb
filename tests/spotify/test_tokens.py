import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens import MemoryTokens, Token, TokenFile, TokenStore
from tests.spotify.crash import shown_locals

TOKEN = Token(
    access_token=SecretStr("access-1"),
    refresh_token=SecretStr("refresh-1"),
    expires_at=4600.0,
    authorized_at=1000.0,
    scopes=frozenset({"user-library-read", "user-top-read"}),
    client_id="c" * 32,
)
LATER = TOKEN.model_copy(update={"access_token": SecretStr("access-2")})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sptui" / "tokens.json"


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_no_secret_shows_in_a_repr_or_a_dump() -> None:
    shown = f"{TOKEN!r} {TOKEN} {TOKEN.model_dump_json()}"
    assert "access-1" not in shown
    assert "refresh-1" not in shown


def test_a_token_that_cannot_stand_in_a_header_is_refused_without_being_quoted() -> None:
    fields = TOKEN.model_dump() | {"access_token": "acc\nX-Evil: 1"}
    with pytest.raises(ValidationError) as caught:
        Token.model_validate(fields)
    assert "Evil" not in str(caught.value)


def test_seconds_left_counts_down_to_the_end_and_below() -> None:
    assert TOKEN.seconds_left(4590.0) == 10.0
    assert TOKEN.seconds_left(4601.0) == -1.0


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_a_store_keeps_the_last_token_until_it_is_told_to_forget(kind: str, file: Path) -> None:
    store: TokenStore = MemoryTokens() if kind == "memory" else TokenFile(file)
    assert store.load() is None
    store.save(TOKEN)
    store.save(LATER)
    assert store.load() == LATER
    store.forget()
    store.forget()
    assert store.load() is None


def test_another_process_finds_the_token(file: Path) -> None:
    TokenFile(file).save(TOKEN)
    assert TokenFile(file).load() == TOKEN


@pytest.mark.usefixtures("no_umask")
def test_nobody_else_may_read_the_file_or_enter_its_folder_even_without_a_umask(file: Path) -> None:
    TokenFile(file).save(TOKEN)
    assert mode(file) == 0o600
    assert mode(file.parent) == 0o700


@pytest.mark.usefixtures("no_umask")
def test_saving_closes_a_folder_and_a_file_that_were_open_to_others(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    file.chmod(0o666)
    TokenFile(file).save(TOKEN)
    assert mode(file) == 0o600
    assert mode(file.parent) == 0o700


def test_a_crash_before_the_renaming_leaves_the_old_token(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TokenFile(file)
    store.save(TOKEN)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            store.save(LATER)
    assert store.load() == TOKEN
    assert [found.name for found in file.parent.iterdir()] == ["tokens.json"]


def test_the_token_is_on_the_disk_before_it_takes_the_old_ones_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def recorded_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def recorded_replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        assert mode(self) == 0o600
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(Path, "replace", recorded_replace)
    TokenFile(file).save(TOKEN)
    assert steps == ["file", "rename", "folder"]


def test_a_symbolic_link_is_replaced_and_what_it_points_to_stays(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("precious")
    file.parent.mkdir(parents=True)
    file.symlink_to(target)
    TokenFile(file).save(TOKEN)
    assert target.read_text() == "precious"
    assert not file.is_symlink()
    assert TokenFile(file).load() == TOKEN


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"access_token": "a"}', b"[" * 100_000])
def test_a_file_that_holds_no_token_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    assert TokenFile(file).load() is None
    assert not file.exists()
    assert file.with_name("tokens.json.broken").read_bytes() == content


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (NotADirectoryError(20, "Not a directory"), "Not a directory"),
        (IsADirectoryError(21, "Is a directory"), "Is a directory"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
    ids=repr,
)
def test_a_file_that_cannot_be_read_is_told_and_stays(
    error: OSError, told: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    TokenFile(file).save(TOKEN)

    def unreadable(_: Path) -> bytes:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", unreadable)
        with pytest.raises(LoginRequired) as caught:
            TokenFile(file).load()
    assert str(caught.value) == f"The sign-in cannot be read ({told}): check {file}."
    assert TokenFile(file).load() == TOKEN


def test_a_file_in_the_folders_place_is_told(file: Path) -> None:
    file.parent.parent.mkdir()
    file.parent.write_text("precious")
    with pytest.raises(LoginRequired, match="Not a directory"):
        TokenFile(file).load()


def test_a_crash_while_the_token_is_kept_shows_no_secret_among_the_locals(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*arguments: object, indent: int) -> None:
        del arguments, indent
        raise RuntimeError

    monkeypatch.setattr(json, "dumps", crash)
    with pytest.raises(RuntimeError) as caught:
        TokenFile(file).save(TOKEN)
    shown = shown_locals(caught.value)
    assert "token = Token(access_token=SecretStr" in shown, "no locals were captured"
    assert "access-1" not in shown
    assert "refresh-1" not in shown


def test_a_broken_file_in_a_folder_that_cannot_be_changed_counts_as_none(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("{")

    def read_only(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", read_only)
    assert TokenFile(file).load() is None
