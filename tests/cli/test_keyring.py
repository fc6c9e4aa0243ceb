"""The sign-in in the system's keyring, by the real package over a backend of the test's own."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from sptui.cli.main import main
from sptui.simulator import Simulator
from sptui.spotify.tokens import TokenFile


class InMemory(KeyringBackend):
    """A keyring that can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("Failed to unlock the collection!")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.get_password(service, username)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    before, backend = keyring.get_keyring(), InMemory()
    keyring.set_keyring(backend)
    monkeypatch.setenv("SPTUI_AUTH__STORE", "keyring")
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def file(home: Path) -> Path:
    return home / "state" / "sptui" / "tokens.json"


def test_choosing_the_keyring_moves_the_sign_in_there_and_leaves_no_secret_in_a_file(
    signed_in: Simulator, system: InMemory, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = TokenFile(file).load()
    assert before is not None
    assert main(["status", "--max-age", "0"]) == 0
    assert "Hummingbird Heart" in capsys.readouterr().out
    assert not file.exists()
    secret = before.refresh_token.get_secret_value()
    assert secret in system.kept["sptui", "default"]
    assert not [each for each in file.parent.iterdir() if secret.encode() in each.read_bytes()]
    signed_in.accounts.expire()
    signed_in.accounts.rotate = True
    assert main(["status", "--max-age", "0"]) == 0
    assert secret not in system.kept["sptui", "default"]
    assert main(["status", "--max-age", "0"]) == 0


@pytest.mark.usefixtures("signed_in")
def test_a_profile_has_an_entry_of_its_own(system: InMemory) -> None:
    assert main(["--profile", "work", "status", "--max-age", "0"]) == 3
    assert main(["status", "--max-age", "0"]) == 0
    assert list(system.kept) == [("sptui", "default")]


@pytest.mark.usefixtures("signed_in")
def test_logging_out_empties_the_keyring(system: InMemory, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--max-age", "0"]) == 0
    assert main(["logout"]) == 0
    assert system.kept == {}
    assert "the system's keyring, as sptui default" in capsys.readouterr().out
    assert main(["status", "--max-age", "0"]) == 3


@pytest.mark.usefixtures("signed_in")
def test_a_locked_keyring_is_one_line_and_nothing_is_lost(system: InMemory, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--max-age", "0"]) == 0
    system.locked = True
    capsys.readouterr()
    assert main(["status", "--max-age", "0"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("sptui: The sign-in cannot be read (Failed to unlock the collection!): unlock ")
    assert told.count("\n") == 1
    system.locked = False
    assert main(["status", "--max-age", "0"]) == 0


@pytest.mark.usefixtures("signed_in", "system")
def test_without_a_keyring_the_file_stays_and_it_is_told_what_to_do(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    assert main(["status", "--max-age", "0"]) == 1
    told = capsys.readouterr().err
    assert told == (
        "sptui: auth.store: the keyring cannot be used (No recommended backend was available); unlock it, or set it "
        'to "file"\n'
    )
    assert TokenFile(file).load() is not None


@pytest.mark.usefixtures("signed_in")
def test_without_the_extra_it_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPTUI_AUTH__STORE", "keyring")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert main(["status", "--max-age", "0"]) == 1
    assert "install sptui[keyring]" in capsys.readouterr().err


@pytest.mark.usefixtures("signed_in", "system")
def test_a_keyring_that_keeps_nothing_does_not_cost_the_sign_in(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keyring.set_keyring(NullKeyring())  # type: ignore[no-untyped-call]
    assert main(["status", "--max-age", "0"]) == 1
    assert "the keyring cannot be used (it keeps nothing)" in capsys.readouterr().err
    assert TokenFile(file).load() is not None


def test_logging_out_reaches_what_was_kept_elsewhere(
    signed_in: Simulator, system: InMemory, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["status", "--max-age", "0"]) == 0
    assert system.kept
    monkeypatch.setenv("SPTUI_AUTH__STORE", "file")
    monkeypatch.setenv("SPTUI_CLIENT_ID", "0" * 32)
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", signed_in.sign_in()["refresh_token"])
    assert main(["status", "--max-age", "0"]) == 0
    assert file.with_name("environment.json").exists()
    monkeypatch.delenv("SPTUI_REFRESH_TOKEN")
    file.with_name("tokens.json.broken").write_text("refresh")
    assert main(["logout"]) == 0
    assert system.kept == {}
    assert [each.name for each in file.parent.iterdir() if each.suffix in (".json", ".broken")] == []


@pytest.mark.usefixtures("signed_in")
def test_whatever_a_keyring_raises_is_one_line(
    system: InMemory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--max-age", "0"]) == 0

    def odd(*_: object) -> None:
        raise RuntimeError("No D-Bus. Set its address.")

    monkeypatch.setattr(system, "get_password", odd)
    capsys.readouterr()
    assert main(["status", "--max-age", "0"]) == 3
    assert capsys.readouterr().err.startswith("sptui: The sign-in cannot be read (No D-Bus): unlock ")
    assert main(["doctor"]) == 1
    assert "✗ keyring" in capsys.readouterr().out


@pytest.mark.usefixtures("signed_in", "system")
def test_a_file_that_cannot_be_read_keeps_nobody_from_the_checklist(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.unlink()
    file.mkdir()
    assert main(["doctor"]) == 1
    assert "The sign-in cannot be read (Is a directory)" in " ".join(capsys.readouterr().out.split())
    assert main(["doctor", "--json"]) == 1
    assert main(["status"]) == 1


@pytest.mark.usefixtures("signed_in", "system")
async def test_a_move_that_has_to_wait_for_too_long_says_so(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sptui.spotify.tokens.locking.PATIENCE", 0.0)
    async with TokenFile(file).lock():
        assert await asyncio.to_thread(main, ["status", "--max-age", "0"]) == 1
    assert capsys.readouterr().err == (
        "sptui: auth.store: another sptui is renewing the sign-in; try again in a moment\n"
    )
    assert TokenFile(file).load() is not None


@pytest.mark.usefixtures("signed_in")
def test_logging_out_tells_of_what_was_kept_elsewhere_and_of_what_stays(
    system: InMemory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--max-age", "0"]) == 0
    monkeypatch.setenv("SPTUI_AUTH__STORE", "file")

    def stuck(*_: object) -> None:
        raise KeyringLocked("Locked.")

    with monkeypatch.context() as patched:
        patched.setattr(system, "delete_password", stuck)
        capsys.readouterr()
        assert main(["logout"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("cannot be removed (Locked") == 1
    assert main(["logout"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Signed out: the tokens in the system's keyring, as sptui default are gone.")
    assert "remove it at https://www.spotify.com/account/apps/" in out
    assert main(["logout"]) == 0
    assert capsys.readouterr().out == "Nobody was signed in.\n"
