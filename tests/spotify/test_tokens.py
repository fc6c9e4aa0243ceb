import asyncio
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token, TokenFile, TokenStore
from sptui.spotify.tokens.environment import EnvironmentTokens
from sptui.spotify.tokens.keyring import KeyringTokens
from sptui.spotify.tokens.token import DAY, LIFETIME
from tests.spotify.crash import shown_locals

TOKEN = Token(
    access_token=SecretStr("access-1"),
    refresh_token=SecretStr("refresh-1"),
    expires_at=4600.0,
    authorized_at=1000.0,
    scopes=frozenset({"user-library-read", "user-top-read"}),
    client_id="c" * 32,
    client_secret=SecretStr("s3cret"),
    user_name="Ana",
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
    assert "s3cret" not in shown


def test_a_token_that_cannot_stand_in_a_header_is_refused_without_being_quoted() -> None:
    fields = TOKEN.model_dump() | {"access_token": "acc\nX-Evil: 1"}
    with pytest.raises(ValidationError) as caught:
        Token.model_validate(fields)
    assert "Evil" not in str(caught.value)


def test_seconds_left_counts_down_to_the_end_and_below() -> None:
    assert TOKEN.seconds_left(4590.0) == 10.0
    assert TOKEN.seconds_left(4601.0) == -1.0


@pytest.mark.parametrize(
    ("issued_at", "expires_at", "due_at"),
    [
        (None, 4600.0, 4540.0),  # kept by an older sptui
        (1000.0, 4600.0, 4540.0),
        (1000.0, 1002.0, 1001.5),  # a short life: three quarters of it are used
        (1000.0, 1000.0, 1000.0),
    ],
)
def test_a_token_is_due_a_minute_before_its_end_or_after_three_quarters_of_its_life(
    issued_at: float | None, expires_at: float, due_at: float
) -> None:
    token = TOKEN.model_copy(update={"issued_at": issued_at, "expires_at": expires_at})
    assert token.is_due(due_at)
    assert not token.is_due(due_at - 0.01)


@pytest.mark.usefixtures("utc")
def test_the_days_that_a_login_lasts_are_those_of_the_calendar() -> None:
    assert TOKEN.ends_at == 1000.0 + LIFETIME
    assert [TOKEN.days_left(1000.0 + days * DAY) for days in (0, 0.5, 166, 179.9, 180, 181)] == [180, 180, 14, 1, 0, -1]
    unknown = TOKEN.model_copy(update={"authorized_at": None})
    assert (unknown.ends_at, unknown.days_left(0.0)) == (None, None)
    assert TOKEN.model_copy(update={"authorized_at": 1e18}).days_left(0.0) is None


def test_a_file_of_an_older_sptui_still_counts(file: Path) -> None:
    file.parent.mkdir(parents=True)
    known = ("access_token", "refresh_token", "expires_at", "authorized_at", "scopes", "client_id")
    fields = TOKEN.open_part() | TOKEN.secret_part()
    file.write_text(json.dumps({name: fields[name] for name in known}))
    assert TokenFile(file).load() == TOKEN.model_copy(update={"client_secret": None, "user_name": ""})


class Keyring:
    """A keyring in memory that can be locked; `asked` counts the questions."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.asked = 0
        self.locked = False

    def _open(self) -> None:
        self.asked += 1
        if self.locked:
            raise OSError(5, "the collection is locked")

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.kept[service, username]


STORES: dict[str, Callable[[Path], TokenStore]] = {
    "memory": lambda _: MemoryTokens(),
    "file": TokenFile,
    "keyring": lambda path: KeyringTokens(path, "default", Keyring()),
    "held": lambda path: HeldTokens(TokenFile(path)),
}


@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize("at_once", [False, True])
async def test_a_store_keeps_the_last_token_until_it_is_told_to_forget(kind: str, at_once: bool, file: Path) -> None:
    store = STORES[kind](file)
    assert store.load() is None
    store.save(TOKEN, at_once=at_once)
    assert store.load() == TOKEN
    async with store.lock():
        store.save(LATER, at_once=at_once)
        assert store.load() == LATER
    store.forget()
    store.forget()
    assert store.load() is None
    assert store.place


@pytest.mark.parametrize("kind", ["file", "keyring"])
async def test_only_one_can_hold_the_lock(kind: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.spotify.tokens.locking.PATIENCE", 0.0)
    one, two = STORES[kind](file), STORES[kind](file)
    async with one.lock():
        with pytest.raises(TimeoutError):
            async with two.lock():
                pass
    async with two.lock():
        pass
    assert mode(next(file.parent.glob("*.lock"))) == 0o600


async def test_where_no_lock_can_be_made_one_does_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the folder's place")
    entered = []
    async with TokenFile(tmp_path / "file" / "tokens.json").lock():
        entered.append(True)
    assert entered


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


def test_a_void_token_gives_way_to_the_new_one_before_the_disk_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    replace = Path.replace

    def recorded(self: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", lambda _: steps.append("flush"))
    monkeypatch.setattr(Path, "replace", recorded)
    TokenFile(file).save(TOKEN, at_once=True)
    assert steps == ["rename", "flush", "flush"]
    assert TokenFile(file).load() == TOKEN


def test_the_keyring_has_the_secrets_and_the_file_beside_it_none(file: Path) -> None:
    keyring = Keyring()
    KeyringTokens(file, "work", keyring).save(TOKEN)
    content = file.read_text()
    for secret in ("access-1", "refresh-1", "s3cret"):
        assert secret not in content
        assert secret in keyring.kept["sptui", "work"]
    assert KeyringTokens(file, "work", keyring).load() == TOKEN
    assert KeyringTokens(file, "default", Keyring()).load() is None, "another profile's entry is not there"


def test_the_keyring_is_asked_once_and_again_after_a_change(file: Path) -> None:
    keyring = Keyring()
    KeyringTokens(file, "default", keyring).save(TOKEN)
    store = KeyringTokens(file, "default", keyring)
    keyring.asked = 0
    assert [store.load(), store.load(), store.load()] == [TOKEN] * 3
    assert keyring.asked == 1
    other = LATER.model_copy(update={"expires_at": 9_000.0})
    KeyringTokens(file, "default", keyring).save(other)
    assert store.load() == other


async def test_whoever_renews_asks_the_keyring_again_whatever_the_file_says(file: Path) -> None:
    keyring = Keyring()
    store = KeyringTokens(file, "default", keyring)
    store.save(TOKEN)
    keyring.kept["sptui", "default"] = json.dumps(LATER.secret_part())  # by a process that was killed then
    assert store.load() == TOKEN
    async with store.lock():
        assert store.load() == LATER


def test_a_locked_keyring_is_told_and_nothing_is_lost(file: Path) -> None:
    keyring = Keyring()
    KeyringTokens(file, "default", keyring).save(TOKEN)
    keyring.locked = True
    store = KeyringTokens(file, "default", keyring)
    with pytest.raises(LoginRequired, match=r"the collection is locked.*unlock the system's keyring"):
        store.load()
    with pytest.raises(OSError, match="the collection is locked"):
        store.save(LATER)
    keyring.locked = False
    assert store.load() == TOKEN


SEED = SecretStr("from-the-environment")


def test_the_environments_token_is_there_at_once_and_has_to_be_renewed(file: Path) -> None:
    store = EnvironmentTokens(SEED, "c" * 32, TokenFile(file))
    token = store.load()
    assert token.refresh_token == SEED
    assert token.is_due(1.0)
    assert token.authorized_at is None
    assert "SPTUI_REFRESH_TOKEN" in store.place
    assert not file.exists()


def test_what_became_of_the_environments_token_is_kept_until_there_is_another(file: Path) -> None:
    EnvironmentTokens(SEED, "c" * 32, TokenFile(file)).save(LATER)
    again = EnvironmentTokens(SEED, "c" * 32, TokenFile(file)).load()
    assert again.access_token == LATER.access_token
    assert SEED.get_secret_value() not in file.read_text()
    other = EnvironmentTokens(SecretStr("another"), "c" * 32, TokenFile(file))
    assert other.load().refresh_token == SecretStr("another")


async def test_forgetting_the_environments_token_begins_with_it_again(file: Path) -> None:
    store = EnvironmentTokens(SEED, "c" * 32, TokenFile(file))
    async with store.lock():
        store.save(LATER)
    store.forget()
    assert store.load().refresh_token == SEED


class Full(MemoryTokens):
    """A place where nothing can be changed any more."""

    def save(self, token: Token, *, at_once: bool = False) -> None:
        del token, at_once
        raise OSError(28, "No space left on device")

    def forget(self) -> None:
        raise OSError(30, "Read-only file system")


def test_what_cannot_be_kept_is_gone_on_with_and_told_once() -> None:
    told: list[str] = []
    held = HeldTokens(Full(TOKEN), told.append)
    assert held.problem == ""
    held.save(LATER)
    held.save(LATER)
    assert held.load() == LATER
    assert told == [held.problem]
    assert held.problem == ("The sign-in cannot be kept for the next start (No space left on device): check memory.")


def test_a_sign_in_that_cannot_be_removed_is_not_used_again() -> None:
    held = HeldTokens(Full(TOKEN))
    held.forget()
    assert held.load() is None
    assert held.problem == "The sign-in cannot be removed (Read-only file system): check memory."


def test_a_later_token_that_is_kept_ends_the_problem() -> None:
    store = MemoryTokens(TOKEN)
    held = HeldTokens(store)
    store.save = Full().save  # type: ignore[method-assign]
    held.save(LATER)
    del store.save
    held.save(LATER)
    assert held.problem == ""
    assert store.load() == LATER


def test_peeking_at_what_cannot_be_read_finds_nobody(file: Path) -> None:
    file.mkdir(parents=True)
    held = HeldTokens(TokenFile(file))
    with pytest.raises(LoginRequired):
        held.load()
    assert held.peek() is None


async def test_a_change_that_the_user_wants_waits_for_a_renewal_but_not_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldTokens(TokenFile(file))
    async with TokenFile(file).lock():
        waiting = asyncio.create_task(held.replace(TOKEN))
        await asyncio.sleep(0.05)
        assert held.load() is None
    await waiting
    assert held.load() == TOKEN
    monkeypatch.setattr("sptui.spotify.tokens.locking.PATIENCE", 0.0)
    async with TokenFile(file).lock():
        await held.drop()
    assert held.load() is None


def test_what_a_killed_process_left_half_written_goes_with_the_next_token_or_with_the_sign_in(file: Path) -> None:
    store = TokenFile(file)
    store.save(TOKEN)
    old, young = file.with_name(".tokens.json.old"), file.with_name(".tokens.json.young")
    for left in (old, young):
        left.write_text("refresh-1")
    os.utime(old, (0, 0))
    store.save(LATER)
    assert (old.exists(), young.exists()) == (False, True)
    store.forget()
    assert list(file.parent.iterdir()) == []


def test_what_could_not_be_kept_is_gone_on_with_although_its_place_cannot_be_read_either(file: Path) -> None:
    file.mkdir(parents=True)
    held = HeldTokens(TokenFile(file))
    held.save(LATER)
    assert held.load() == LATER
    assert "cannot be kept" in held.problem


async def test_a_field_is_changed_of_the_token_that_is_there_when_nobody_renews_it(file: Path) -> None:
    held, other = HeldTokens(TokenFile(file)), TokenFile(file)
    assert await held.amend(user_name="Ben") is None
    held.save(TOKEN)
    async with other.lock():
        amending = asyncio.create_task(held.amend(user_name="Ben"))
        await asyncio.sleep(0.05)
        other.save(LATER)
    amended = await amending
    assert amended == other.load() == LATER.model_copy(update={"user_name": "Ben"})


async def test_a_field_is_not_changed_behind_the_back_of_somebody_who_renews_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sptui.spotify.tokens.locking.PATIENCE", 0.0)
    held = HeldTokens(TokenFile(file))
    held.save(TOKEN)
    async with TokenFile(file).lock():
        amended = await held.amend(user_name="Ben")
    assert amended is not None
    assert amended.user_name == "Ben"
    assert held.load() == TOKEN


def test_a_folder_that_cannot_be_flushed_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def files_only(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    TokenFile(file).save(TOKEN)
    assert TokenFile(file).load() == TOKEN


@pytest.mark.parametrize("content", ["[]", "null", "5", "{}", "{"])
def test_a_file_beside_the_keyring_that_holds_nothing_of_use_is_set_aside(file: Path, content: str) -> None:
    store = KeyringTokens(file, "default", Keyring())
    store.save(TOKEN)
    file.write_text(content)
    assert store.load() is None
    assert not file.exists()


@pytest.mark.parametrize("entry", ["[1]", "null", "{", "{}"])
def test_an_entry_of_the_keyring_that_holds_nothing_of_use_counts_as_none(file: Path, entry: str) -> None:
    keyring = Keyring()
    KeyringTokens(file, "default", keyring).save(TOKEN)
    keyring.kept["sptui", "default"] = entry
    assert KeyringTokens(file, "default", keyring).load() is None


def test_on_windows_renaming_waits_for_whoever_reads_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TokenFile(file)
    store.save(TOKEN)
    replace, busy = Path.replace, [True, True, False]

    def held_open(self: Path, target: Path) -> Path:
        if busy.pop(0):
            raise PermissionError(13, "The process cannot access the file")
        return replace(self, target)

    monkeypatch.setattr("sptui.spotify.tokens.file._waits_for_readers", lambda: True)
    monkeypatch.setattr("sptui.spotify.tokens.file._PAUSE", 0.0)
    monkeypatch.setattr(Path, "replace", held_open)
    store.save(LATER)
    assert busy == []
    assert store.load() == LATER


def test_what_could_not_be_kept_outlives_a_place_that_cannot_be_read_any_more(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldTokens(TokenFile(file))
    held.save(TOKEN)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TokenFile, "save", full)
    held.save(LATER)
    file.unlink()
    file.mkdir()
    assert held.load() == LATER
