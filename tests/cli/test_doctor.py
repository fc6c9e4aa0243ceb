import argparse
import io
import json
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from math import inf
from pathlib import Path
from typing import Any

import httpx
import pytest

from sptui import __version__
from sptui.cli.checks import Check
from sptui.cli.checks.examination import examined
from sptui.cli.checks.files import Files
from sptui.cli.checks.machine import Machine
from sptui.cli.checks.sign_in import SignIn
from sptui.cli.checks.surroundings import Surroundings, bus_addresses
from sptui.cli.doctor import Report, as_json, as_lines, in_encoding
from sptui.cli.main import main
from sptui.cli.wiring import reach_accounts
from sptui.desktop.terminal import Abilities
from sptui.paths import Paths
from sptui.settings import Settings
from sptui.simulator import Fault, Simulator
from sptui.spotify.login_advice import ending
from sptui.spotify.pacing import Cooldown
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.tokens import Token, TokenFile
from sptui.store import Store

NOW = 1_741_000_000.0  # 2025-03-03 11:06:40 UTC
DAY = 86_400.0
CLIENT_ID = "0123456789abcdef" * 2

Told = Callable[..., Mapping[str, Any]]


def token_with(**changes: object) -> Token:
    fields = {
        "access_token": "BQaccess",
        "refresh_token": "AQrefresh",
        "expires_at": 2e9,
        "authorized_at": NOW - 40 * DAY,
        "scopes": frozenset(ALL_SCOPES),
        "client_id": CLIENT_ID,
    }
    return Token.model_validate({**fields, **changes})


def keep(**changes: object) -> None:
    """Change the sign-in that is kept."""
    tokens = TokenFile(Paths.of_user().tokens_file)
    token = tokens.load()
    assert token is not None
    tokens.save(Token.model_validate({**dict(token), **changes}))


@pytest.fixture
def healthy(signed_in: Simulator) -> Simulator:
    """A sign-in of forty days, to an app with a client id that one can see."""
    keep(authorized_at=time.time() - 40 * DAY, client_id=CLIENT_ID)
    return signed_in


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """The checks that `sptui doctor` prints, by their id; it must exit with that status."""

    def run(status: int, *flags: str) -> Mapping[str, Any]:
        assert main([*flags, "doctor", "--json"]) == status
        out, err = capsys.readouterr()
        assert err == ""
        assert json.loads(out)["ok"] == (status == 0)
        return {check["id"]: check for check in json.loads(out)["checks"]}

    return run


def bad(checks: Mapping[str, Any]) -> list[str]:
    return [name for name, check in checks.items() if check["state"] == "bad"]


def asked(simulator: Simulator) -> list[str]:
    return [path for _, _, path, _ in simulator.log]


def machine(home: Path, **changes: object) -> Machine:
    fields: dict[str, Any] = {
        "python": "3.13.1",
        "platform": "linux",
        "system": "Linux-6.12-x86_64",
        "packages": {"textual": "8.2.0", "httpx": "0.28.1"},
        "env": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        "home": home,
        "now": lambda: NOW,
        "ask_terminal": lambda: b"\x1b[?1004;2$y\x1b[?62;4c",
        "ask_tmux": lambda: None,
        "has": lambda _: True,
    }
    return Machine(**{**fields, **changes})


def report_of(machine: Machine) -> Report:
    return Report(machine=machine, groups=examined(argparse.Namespace(profile=None), machine))


HEALTHY = f"""\
sptui     {__version__}
Python    3.13.1 on Linux-6.12-x86_64
packages  textual 8.2.0, httpx 0.28.1
terminal  TERM=xterm-256color, COLORTERM=truecolor

Files
  ✓ config        ~/config/sptui/config.toml, mode 640
  ✓ state folder  ~/state/sptui, mode 700
  ✓ sign-in file  ~/state/sptui/tokens.json, mode 600
  ✓ store         ~/state/sptui/store.sqlite3, mode 600

Sign-in
  ✓ app           client id 0123…cdef, of the settings
  ✓ signed in     kept in ~/state/sptui/tokens.json
  ✓ allowed       all that sptui asks for, 16 scopes
  ✓ lasts         since 22 January 2025, until 21 July 2025: 140 days left

Service
  ✓ reachable     the accounts service answers
  ✓ profile       GET /me answers
  ✓ devices       4 awake: Computer (active), Smartphone, Speaker, TV
  ✓ budget        2 of 1,000 requests in the last 24 hours, 2 in the last 30 s
  ✓ cooldown      none: Spotify has asked for no silence

Surroundings
  ✓ colours       16 million
  ✓ images        by sixel
  ✓ focus         reported
  · D-Bus         no session bus, so no media keys by it
  ✓ covers        half blocks: the environment names no terminal with pictures

Nothing is wrong."""


@pytest.mark.usefixtures("utc")
def test_where_all_is_well_every_line_says_so(healthy: Simulator, home: Path) -> None:
    keep(authorized_at=NOW - 40 * DAY)
    write_config(f'client_id = "{CLIENT_ID}"').chmod(0o640)
    report = report_of(machine(home))
    assert "\n".join(as_lines(report)) == HEALTHY
    assert report.bad == 0
    assert asked(healthy) == ["/", "/v1/me", "/v1/me/player/devices"]


NOBODY = """\
sptui     {version}
Python    3.13.1 on Linux-6.12-x86_64
packages  textual 8.2.0, httpx 0.28.1
terminal  TERM=dumb, inside tmux, over SSH

Files
  - config        no ~/config/sptui/config.toml, so the defaults hold
  - state folder  no ~/state/sptui yet
  - sign-in file  no ~/state/sptui/tokens.json yet
  - store         no ~/state/sptui/store.sqlite3 yet

Sign-in
  x app           no client id
                  > Make an app at https://developer.spotify.com/dashboard with
                    the redirect URI http://127.0.0.1/callback, then run
                    `sptui login --client-id ID`.
  x signed in     nobody is signed in
                  > Run `sptui login`.
  - allowed       nobody is signed in
  - lasts         nobody is signed in

Service
  x reachable     127.0.0.1 cannot be reached: All connection attempts failed.
                  > Check the network, a firewall or a proxy, then try again.
  - profile       not asked: nobody is signed in
  - devices       not asked: nobody is signed in
  + budget        0 of 1,000 requests in the last 24 hours, 0 in the last 30 s
  + cooldown      none: Spotify has asked for no silence

Surroundings
  - colours       not a terminal
  - images        not a terminal
  - focus         not a terminal
  - D-Bus         no session bus, so no media keys by it
  - covers        off: over SSH, where every picture is sent along

3 to put right, marked x."""


def test_in_an_empty_home_it_says_what_to_do_leaves_nothing_behind_and_does_without_unicode(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere(monkeypatch)
    env = {"TERM": "dumb", "TMUX": "/run/1", "SSH_CONNECTION": "192.0.2.1 22"}
    report = report_of(machine(home, env=env, ask_terminal=lambda: None))
    assert in_encoding("\n".join(as_lines(report)), "ascii") == NOBODY.format(version=__version__)
    assert list(home.iterdir()) == []


def write_config(text: str) -> Path:
    file = Paths.of_user().config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return file


def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name services at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
    monkeypatch.setenv("SPTUI_API_URL", f"{url}/v1")
    monkeypatch.setenv("SPTUI_ACCOUNTS_URL", url)


def test_the_json_is_one_line_of_ascii_with_the_documented_keys(home: Path) -> None:
    groups = {"Files": [Check("files.a", "a", "ok", "0123…")], "Service": [Check("service.b", "b", "bad", "no", "Do.")]}
    text = as_json(Report(machine=machine(home), groups=groups))
    assert text.isascii()
    assert list(json.loads(text).items()) == [
        ("version", __version__),
        ("python", "3.13.1"),
        ("platform", "Linux-6.12-x86_64"),
        ("packages", {"textual": "8.2.0", "httpx": "0.28.1"}),
        ("terminal", "TERM=xterm-256color, COLORTERM=truecolor"),
        ("ok", False),
        (
            "checks",
            [
                {"id": "files.a", "title": "a", "state": "ok", "detail": "0123…", "step": ""},
                {"id": "service.b", "title": "b", "state": "bad", "detail": "no", "step": "Do."},
            ],
        ),
    ]


def test_commands_stay_in_one_piece_and_other_text_is_broken_at_79_columns(home: Path) -> None:
    command = "`chmod 600 ~/state/sptui/store.sqlite3 ~/state/sptui/store.sqlite3-wal`"
    check = Check("a", "a", "bad", "many words " * 20, f"Run {command}.")
    lines = list(as_lines(Report(machine=machine(home), groups={"Files": [check]})))
    assert sum(command in line for line in lines) == 1
    assert max(len(line) for line in lines if command not in line) <= 79


@pytest.mark.usefixtures("healthy")
def test_a_healthy_account_exits_0_with_nothing_bad(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert bad(told(0)) == []
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"sptui     {__version__}\n")
    assert out.endswith("\nNothing is wrong.\n")
    assert err == ""


@pytest.mark.usefixtures("healthy")
def test_only_the_two_requests_to_the_web_api_are_counted() -> None:
    assert main(["doctor"]) == 0
    with closing(Store(Paths.of_user().store_file)) as store:
        assert store.counted(0, inf) == {"library": 1, "player": 1}


async def test_the_accounts_service_is_reached_without_a_token_and_whatever_it_answers_counts() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(503)

    await reach_accounts(Settings(), httpx.MockTransport(answer))
    assert [str(request.url) for request in seen] == ["https://accounts.spotify.com"]
    assert "authorization" not in seen[0].headers


def test_no_secret_and_no_name_of_a_person_or_device_is_printed(
    healthy: Simulator, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(user_name=healthy.world.user.display_name, user_id=healthy.world.user.id, client_secret="c1ient-secret")
    write_config(f'client_id = "{CLIENT_ID}"\nclient_secret = "another-secret"')
    token = TokenFile(Paths.of_user().tokens_file).load()
    assert token is not None
    secrets = [secret for secret in token.secret_part().values() if secret]
    names = [token.user_name, token.user_id, *(device.name for device in healthy.world.devices)]
    assert len(secrets) == 3
    assert all(names)
    main(["doctor"])
    main(["doctor", "--json"])
    out, err = capsys.readouterr()
    private = [*secrets, *names, "another-secret", CLIENT_ID, str(home)]
    assert [word for word in private if word in out + err] == []


@pytest.mark.parametrize("profile", ["", "second"])
@pytest.mark.usefixtures("home")
def test_each_profile_has_files_of_its_own(profile: str, told: Told) -> None:
    checks = told(1, *(["--profile", profile] if profile else []))
    below = f"profiles/{profile}/" if profile else ""
    assert checks["files.config"]["detail"] == f"no ~/config/sptui/{below}config.toml, so the defaults hold"


def test_a_profile_that_cannot_be_one_is_a_mistake_like_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", "../x", "doctor"]) == 1
    assert capsys.readouterr().err.startswith("sptui: --profile: ")


# Files.


def test_a_broken_config_is_told_with_its_place_and_all_else_is_looked_at(healthy: Simulator, told: Told) -> None:
    write_config(f'client_id = "{CLIENT_ID}"\ncolour = 3\nart = 3\nkeys.player.nxt = "x"\n')
    checks = told(1)
    assert checks["files.settings"]["detail"] == "~/config/sptui/config.toml:2:1: colour: unknown setting"
    assert checks["files.settings"]["step"].startswith("Choose among theme, ")
    assert checks["files.settings_2"] == {
        "id": "files.settings_2",
        "title": "setting",
        "state": "bad",
        "detail": "~/config/sptui/config.toml:3:1: art: there is no such choice",
        "step": 'Give "auto", "off", "blocks", "sixel" or "kitty". "auto" holds instead.',
    }
    assert checks["files.settings_3"]["step"] == "Did you mean “player.next”?"
    assert bad(checks) == ["files.settings", "files.settings_2", "files.settings_3"]
    assert asked(healthy) == ["/", "/v1/me", "/v1/me/player/devices"]


@pytest.mark.usefixtures("healthy")
def test_what_hinders_the_sign_in_is_told_first_and_all_else_that_is_wrong_besides(told: Told) -> None:
    write_config('art = 3\nclient_id = "abc"\n')
    checks = told(1)
    assert (
        checks["files.config"]["detail"]
        == "~/config/sptui/config.toml:2:1: client_id: not a client id, so nothing is sent"
    )
    assert checks["files.settings"]["detail"] == "~/config/sptui/config.toml:1:1: art: there is no such choice"
    assert bad(checks) == ["files.config", "files.settings"]


@pytest.mark.usefixtures("signed_in")
def test_without_settings_a_missing_sign_in_is_not_held_against_anybody(told: Told) -> None:
    Paths.of_user().tokens_file.unlink()
    write_config("client_id = =")
    checks = told(1)
    assert bad(checks) == ["files.config"]
    for name in ("sign_in.app", "sign_in.token"):
        assert checks[name]["state"] == "note"
        assert checks[name]["detail"] == "not known: the settings cannot be read"
    assert checks["service.profile"]["detail"] == "not asked: the settings cannot be read"


@pytest.mark.usefixtures("home")
def test_a_broken_variable_is_told_and_defaults_stand_in(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere(monkeypatch)
    monkeypatch.setenv("SPTUI_ACCOUNTS_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SPTUI_SYNC__DAILY_BUDGET", "7")
    monkeypatch.setattr("sptui.cli.checks.examination.reach_accounts", reached)
    checks = told(1)
    assert checks["files.config"]["detail"].startswith("SPTUI_SYNC__DAILY_BUDGET: ")
    assert checks["service.budget"]["detail"].startswith("0 of 1,000 requests")
    assert checks["files.variables"]["detail"].startswith(
        "SPTUI_ACCOUNTS_URL, SPTUI_API_URL, SPTUI_SYNC__DAILY_BUDGET "
    )


async def reached(settings: Settings) -> None:
    """Stands in for a service on the network: without the environment's settings it is Spotify's own."""
    assert settings.accounts_url == "https://accounts.spotify.com"


@pytest.mark.usefixtures("healthy")
def test_wrong_modes_are_told_with_the_command_that_puts_them_right(told: Told) -> None:
    paths = Paths.of_user()
    write_config('client_secret = "s"').chmod(0o644)
    paths.store_file.touch()
    for place, mode in ((paths.state, 0o755), (paths.tokens_file, 0o644), (paths.store_file, 0o660)):
        place.chmod(mode)
    checks = told(1)
    assert [checks[f"files.{name}"]["step"] for name in ("config", "state", "sign_in", "store")] == [
        "Run `chmod 600 ~/config/sptui/config.toml`.",
        "Run `chmod 700 ~/state/sptui`.",
        "Run `chmod 600 ~/state/sptui/tokens.json`.",
        "Run `chmod 600 ~/state/sptui/store.sqlite3`.",
    ]
    assert checks["files.sign_in"]["detail"] == "~/state/sptui/tokens.json, mode 644: it has to be 600"
    assert bad(checks) == ["files.config", "files.state", "files.sign_in", "files.store"]


def test_the_files_that_sqlite_lays_beside_the_store_count_as_well(home: Path) -> None:
    for name, mode in (("store.sqlite3", 0o600), ("store.sqlite3-wal", 0o640)):
        (home / name).touch()
        (home / name).chmod(mode)
    check = Files(Paths(home, home, home), home).store("")
    assert (check.state, check.step) == ("bad", "Run `chmod 600 ~/store.sqlite3-wal`.")


@pytest.mark.parametrize(("mode", "state"), [(0o644, "ok"), (0o664, "ok"), (0o666, "bad"), (0o400, "ok")])
def test_a_config_without_a_secret_may_be_read_by_all_and_changed_by_some(home: Path, mode: int, state: str) -> None:
    file = home / "config.toml"
    file.touch()
    file.chmod(mode)
    assert Files(Paths(file, home, home), home).config("", secret=False).state == state


def test_where_modes_mean_nothing_none_are_told(home: Path) -> None:
    paths = Paths(home / "config.toml", home / "state", home)
    paths.state.mkdir(mode=0o777)
    paths.config_file.touch()
    files = Files(paths, home, modes=False)
    checks = [files.config("", secret=True), files.state()]
    assert [(check.state, check.detail) for check in checks] == [("ok", "~/config.toml"), ("ok", "~/state")]


@pytest.mark.parametrize(
    ("folder", "step"),
    [
        ("me/Library/Application Support/s", "Run `chmod 700 ~/'Library/Application Support/s'`."),
        ("meme/s", "Run `chmod 700 {}/meme/s`."),
    ],
)
def test_a_command_names_the_folder_as_a_shell_wants_it(home: Path, folder: str, step: str) -> None:
    state = home / folder
    state.mkdir(parents=True)
    state.chmod(0o750)
    check = Files(Paths(home, state, home), home / "me").state()
    assert check.step == step.format(home)


def test_the_home_folder_is_replaced_as_a_whole_word_only(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", f"{home}-2")
    nowhere(monkeypatch)
    checks = {check.id: check for check in report_of(machine(home)).checks}
    assert checks["files.state"].detail == f"no {home}-2/sptui yet"


@pytest.mark.usefixtures("signed_in")
def test_damaged_files_are_told_of_and_named_while_they_lie_there(told: Told) -> None:
    paths = Paths.of_user()
    paths.tokens_file.write_text("{")
    paths.store_file.write_text("no database " * 100)
    checks = told(1)
    assert checks["files.broken"]["state"] == "note"
    assert checks["files.broken"]["detail"].startswith("store.sqlite3.broken, tokens.json.broken, ")
    assert checks["files.store"]["state"] == "note"
    assert checks["files.store"]["detail"].startswith("store.sqlite3 was damaged, ")


def test_a_store_that_cannot_be_used_is_bad(healthy: Simulator, told: Told) -> None:
    Paths.of_user().store_file.mkdir()
    checks = told(1)
    assert bad(checks) == ["files.store"]
    assert checks["files.store"]["detail"].startswith("What is spent cannot be kept for the next start: ")
    assert asked(healthy) == ["/", "/v1/me", "/v1/me/player/devices"]


# Sign-in.


@pytest.mark.usefixtures("healthy")
def test_an_ended_sign_in_is_bad_and_nothing_is_asked_with_it(told: Told, healthy: Simulator) -> None:
    keep(ended=True)
    checks = told(1)
    assert bad(checks) == ["sign_in.token"]
    assert checks["sign_in.token"]["detail"] == "the sign-in has ended"
    assert checks["sign_in.token"]["step"] == "Run `sptui login`."
    assert checks["service.devices"]["detail"] == "not asked: the sign-in has ended"
    assert asked(healthy) == ["/"]


def test_a_sign_in_that_turns_out_to_be_revoked_is_told_as_ended(healthy: Simulator, told: Told) -> None:
    healthy.accounts.revoke()
    checks = told(1)
    assert bad(checks) == ["sign_in.token", "service.profile"]
    assert checks["service.profile"]["detail"] == "Spotify no longer accepts this sign-in."
    assert checks["service.devices"]["detail"] == "not asked: GET /me has failed"


@pytest.mark.usefixtures("signed_in")
def test_a_sign_in_that_cannot_be_read_is_bad_and_its_place_is_told(told: Told) -> None:
    file = Paths.of_user().tokens_file
    file.unlink()
    file.mkdir(mode=0o700)
    checks = told(1)
    assert "sign_in.token" in bad(checks)
    assert checks["sign_in.token"]["detail"].endswith("(Is a directory): check ~/state/sptui/tokens.json.")
    assert checks["service.profile"]["detail"] == "not asked: the sign-in cannot be read"


@pytest.mark.usefixtures("healthy")
def test_missing_scopes_are_bad_and_told_with_what_they_are_for(told: Told) -> None:
    keep(scopes=frozenset(ALL_SCOPES) - {"user-top-read", "user-library-read"})
    checks = told(1)
    assert bad(checks) == ["sign_in.scopes"]
    assert checks["sign_in.scopes"]["detail"] == (
        "not granted: user-library-read (saved tracks, albums, shows, episodes and audiobooks); "
        "user-top-read (your top artists and tracks)"
    )
    assert checks["sign_in.scopes"]["step"] == "Run `sptui login` again, and agree to everything."


@pytest.mark.usefixtures("healthy")
def test_settings_and_a_sign_in_that_name_different_apps_are_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTUI_CLIENT_ID", "f" * 32)
    checks = told(1)
    assert bad(checks) == ["sign_in.app"]
    assert checks["sign_in.app"]["detail"] == ("the settings say client id ffff…ffff, and the sign-in was to 0123…cdef")


def sign_in(token: Token | None, *, problem: str = "", unknown: str = "", client_id: str = "") -> SignIn:
    return SignIn(token=token, place="memory", client_id=client_id, now=NOW, problem=problem, unknown=unknown)


@pytest.mark.usefixtures("utc")
def test_a_sign_in_that_lasts_is_told_with_its_days() -> None:
    check = sign_in(token_with(authorized_at=NOW - 165 * DAY)).age()
    assert (check.state, check.step) == ("ok", "")
    assert check.detail == "since 19 September 2024, until 18 March 2025: 15 days left"


@pytest.mark.usefixtures("utc")
@pytest.mark.parametrize(("age", "since"), [(166, "18 September 2024"), (200, "15 August 2024")])
def test_a_sign_in_that_ends_soon_is_no_fault_but_there_is_something_to_do(age: float, since: str) -> None:
    token = token_with(authorized_at=NOW - age * DAY)
    check = sign_in(token).age()
    assert (check.state, check.detail) == ("note", f"since {since}. {ending(token, NOW)}")
    assert check.step == "Sign in again with `sptui login`, now or later."


def test_what_nobody_knows_of_a_sign_in_is_a_note() -> None:
    unknown = sign_in(token_with(authorized_at=None, scopes=frozenset()))
    assert [check.state for check in unknown.all()] == ["ok", "ok", "note", "note"]


def test_a_client_id_of_the_wrong_form_is_bad_without_being_told() -> None:
    check = sign_in(token_with(client_id="me@example.org")).app()
    assert (check.state, check.detail) == ("bad", "the client id is not made of 32 hexadecimal digits")


def test_a_sign_in_that_cannot_be_kept_is_bad_though_it_works() -> None:
    check = sign_in(token_with(), problem="The sign-in cannot be kept.").present()
    assert (check.state, check.detail) == ("bad", "The sign-in cannot be kept.")


@pytest.mark.usefixtures("home")
def test_a_token_of_the_environment_needs_its_app(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere(monkeypatch)
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", "AQ-of-the-environment")
    checks = told(1)
    assert checks["sign_in.token"]["detail"].startswith("SPTUI_REFRESH_TOKEN: set SPTUI_CLIENT_ID as well")
    assert "AQ-of" not in json.dumps(checks)
    monkeypatch.setenv("SPTUI_CLIENT_ID", CLIENT_ID)
    checks = told(1)
    assert checks["sign_in.token"]["detail"] == "kept in SPTUI_REFRESH_TOKEN of the environment"
    assert "AQ-of" not in json.dumps(checks)


class Keyring:
    """A keyring that is open, or locked."""

    problem = ""

    def get_password(self, service: str, username: str) -> str | None:
        if self.problem:
            raise OSError(5, self.problem)
        return None


@pytest.mark.usefixtures("healthy")
def test_a_keyring_that_the_settings_have_chosen_is_tried(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sign_in.keyring" not in told(0)
    Paths.of_user().tokens_file.unlink()
    monkeypatch.setenv("SPTUI_AUTH__STORE", "keyring")
    monkeypatch.setattr("sptui.spotify.tokens.keyring.SystemKeyring", Keyring)
    assert told(1)["sign_in.keyring"]["state"] == "ok"
    monkeypatch.setattr(Keyring, "problem", "the collection is locked")
    keyring = told(1)["sign_in.keyring"]
    assert keyring["detail"] == "the keyring cannot be used (the collection is locked)"
    assert keyring["step"] == 'Unlock it, or choose "file" in auth.store.'


@pytest.mark.usefixtures("healthy")
def test_without_the_keyrings_package_the_sign_in_is_unknown(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTUI_AUTH__STORE", "keyring")
    monkeypatch.setitem(sys.modules, "keyring", None)
    checks = told(1)
    assert bad(checks) == ["sign_in.keyring"]
    assert checks["sign_in.keyring"]["step"] == 'Install sptui[keyring], or set it to "file".'
    assert checks["sign_in.token"]["detail"] == "not known: the keyring cannot be used"


# Service.


def test_an_account_that_is_not_on_the_apps_list_is_told_what_its_owner_does(healthy: Simulator, told: Told) -> None:
    healthy.world.registered = False
    checks = told(1)
    assert bad(checks) == ["service.profile"]
    assert "not on the app's list of users" in checks["service.profile"]["detail"]
    assert "under User Management" in checks["service.profile"]["step"]
    assert checks["service.devices"]["detail"] == "not asked: GET /me has failed"


def test_an_app_whose_owner_has_no_premium_is_told(healthy: Simulator, told: Told) -> None:
    healthy.world.owner_premium = False
    checks = told(1)
    assert bad(checks) == ["service.profile"]
    assert "the app's owner has no Spotify Premium" in checks["service.profile"]["detail"]
    assert "after the owner has renewed Premium" in checks["service.profile"]["step"]


@pytest.mark.usefixtures("healthy")
def test_services_that_cannot_be_reached_are_bad(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere(monkeypatch)
    checks = told(1)
    assert bad(checks) == ["service.accounts", "service.profile"]
    assert checks["service.accounts"]["detail"].startswith("127.0.0.1 cannot be reached: ")
    assert checks["service.profile"]["detail"] == "Spotify cannot be reached."
    assert checks["service.budget"]["detail"].startswith("0 of ")


@pytest.mark.usefixtures("healthy")
def test_a_proxy_that_cannot_be_used_is_told_without_its_address(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "ftp://me:secret@proxy.example")
    checks = told(1)
    assert bad(checks) == ["service.accounts"]
    assert checks["service.accounts"]["detail"].startswith("HTTPS_PROXY: ")
    assert checks["service.profile"]["detail"] == "not asked: nothing can be sent"
    assert "secret" not in checks["service.accounts"]["detail"]


def test_a_failure_of_one_request_leaves_the_other_to_be_sent(healthy: Simulator, told: Told) -> None:
    healthy.faults.add(Fault(path="/v1/me", body="null"))
    checks = told(1)
    assert bad(checks) == ["service.profile"]
    assert checks["service.profile"]["step"] == "Try again in a moment."
    assert checks["service.devices"]["state"] == "ok"


def test_while_spotify_wants_silence_nothing_is_asked(healthy: Simulator, told: Told) -> None:
    with closing(Store(Paths.of_user().store_file)) as store:
        store.hold(Cooldown(family="*", until=time.time() + 500, seconds=500, quota=False))
    checks = told(1)
    assert bad(checks) == ["service.cooldown"]
    assert checks["service.cooldown"]["detail"].startswith("everything: Spotify wants no requests until ")
    for name in ("service.profile", "service.devices"):
        assert checks[name]["detail"] == "not asked: Spotify wants silence for now"
    assert asked(healthy) == ["/"]


def test_a_used_up_quota_silences_its_own_requests_only(healthy: Simulator, told: Told) -> None:
    healthy.faults.add(Fault.named("quota_exceeded", path="/v1/me"))
    checks = told(1)
    assert bad(checks) == ["service.profile", "service.cooldown"]
    assert checks["service.profile"]["detail"] == "Spotify's daily quota for this app is used up."
    assert checks["service.profile"]["step"] == "Try again in 23 h."
    assert checks["service.cooldown"]["detail"].endswith("(daily quota used up)")
    assert checks["service.devices"]["state"] == "ok"
    assert told(1)["service.profile"]["detail"] == "not asked: Spotify wants silence for now"
    assert asked(healthy).count("/v1/me") == 1


@pytest.mark.usefixtures("healthy")
def test_a_budget_that_is_nearly_spent_is_a_note(told: Told) -> None:
    with closing(Store(Paths.of_user().store_file)) as store:
        for _ in range(850):
            store.note("player", time.time() - 3_600)
    budget = told(0)["service.budget"]
    assert budget["state"] == "note"
    assert budget["detail"] == (
        "852 of 1,000 requests in the last 24 hours, 2 in the last 30 s. "
        "Until the count falls below 800, only your keys send requests."
    )


def test_no_device_awake_is_no_fault(healthy: Simulator, told: Told) -> None:
    healthy.faults.add(Fault(path="/v1/me/player/devices", body='{"devices": []}'))
    devices = told(0)["service.devices"]
    assert (devices["state"], devices["detail"]) == ("note", "none awake")
    assert devices["step"].startswith("Start Spotify somewhere")


def test_devices_are_told_by_their_kind_and_whether_they_can_be_controlled(healthy: Simulator, told: Told) -> None:
    rows = [
        {"id": "1", "name": "Anna's", "type": "Speaker"},
        {"id": "2", "name": "Anna's car", "type": "Automobile", "is_restricted": True, "is_active": True},
        {"id": None, "name": "Anna", "type": ""},
    ]
    healthy.faults.add(Fault(path="/v1/me/player/devices", body=json.dumps({"devices": rows})))
    assert told(0)["service.devices"]["detail"] == (
        "3 awake: Automobile (active, not controllable), Speaker, unknown (not controllable)"
    )


# Surroundings.

QUIET = Abilities(answered=True)


def surroundings(
    env: Mapping[str, str],
    abilities: Abilities | None = QUIET,
    *,
    platform: str = "linux",
    tmux: bool | None = None,
) -> Surroundings:
    return Surroundings(env=env, platform=platform, abilities=abilities, tmux_focus=tmux)


@pytest.mark.parametrize(
    ("env", "state", "detail"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "ok", "16 million"),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, "ok", "16 million"),
        ({"TERM": "xterm-direct"}, "ok", "16 million"),
        ({"WT_SESSION": "1"}, "ok", "16 million"),
        ({"TERM": "screen-256color"}, "note", "256, by TERM=screen-256color"),
        ({"TERM": "linux"}, "note", "few, by TERM=linux"),
        ({"TERM": "dumb"}, "bad", "TERM=dumb: nothing can be drawn"),
        ({}, "bad", "TERM=is not set: nothing can be drawn"),
        ({"TERM": "xterm-direct", "NO_COLOR": "1"}, "note", "none, because NO_COLOR is set"),
    ],
)
def test_the_environment_tells_how_many_colours_there_are(env: dict[str, str], state: str, detail: str) -> None:
    check = surroundings(env).colours()
    assert (check.state, check.detail) == (state, detail)


def test_windows_needs_no_term() -> None:
    assert surroundings({}, platform="win32").colours().state == "note"


@pytest.mark.parametrize(
    ("abilities", "images", "focus"),
    [
        (None, "not a terminal", "not a terminal"),
        (Abilities(answered=True, pictures=("kitty", "sixel"), focus=True), "by kitty, sixel", "reported"),
        (Abilities(answered=True, focus=False), "none of kitty, sixel, iTerm", "the terminal does not report it"),
        (
            Abilities(answered=False),
            "the terminal has not answered in time",
            "the terminal does not say whether it reports it",
        ),
    ],
)
def test_the_terminal_tells_what_else_it_can_do(abilities: Abilities | None, images: str, focus: str) -> None:
    told = surroundings({"TERM": "xterm-direct"}, abilities)
    assert (told.pictures().detail, told.focus().detail) == (images, focus)
    assert [check.id for check in told.all() if check.state == "bad"] == []


@pytest.mark.parametrize(
    ("tmux", "state", "step"),
    [
        (True, "ok", ""),
        (None, "note", ""),
        (False, "note", "Add `set -g focus-events on` to ~/.tmux.conf: fewer requests while you look elsewhere."),
    ],
)
def test_inside_tmux_the_focus_is_tmuxs_affair(state: str, step: str, *, tmux: bool | None) -> None:
    check = surroundings({"TMUX": "/run/1"}, Abilities(answered=True, focus=True), tmux=tmux).focus()
    assert (check.state, check.step) == (state, step)


def test_tmux_is_asked_inside_of_it_only(home: Path) -> None:
    def passes() -> bool:
        return True

    inside = machine(home, env={"TMUX": "/run/1"}, ask_tmux=passes)
    assert inside.surroundings().tmux_focus is True
    assert machine(home, ask_tmux=passes).surroundings().tmux_focus is None


@pytest.mark.parametrize(
    ("env", "addresses"),
    [
        ({}, []),
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, [b"/run/user/7/bus"]),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/a%20bus,guid=1"}, [b"/run/a bus"]),
        ({"DBUS_SESSION_BUS_ADDRESS": "tcp:host=a,port=1;unix:abstract=/x,guid=1"}, [b"\0/x"]),
        ({"DBUS_SESSION_BUS_ADDRESS": "nonsense;unix:;:=,"}, []),
    ],
)
def test_where_the_session_bus_listens(env: dict[str, str], addresses: list[bytes]) -> None:
    assert list(bus_addresses(env)) == addresses


def test_a_session_bus_is_connected_to_and_never_a_must() -> None:
    with tempfile.TemporaryDirectory() as folder:  # a socket's path has to be short
        assert surroundings({"XDG_RUNTIME_DIR": folder}).bus().state == "note"
        with socket.socket(socket.AF_UNIX) as bus:
            bus.bind(f"{folder}/bus")
            bus.listen()
            assert surroundings({"XDG_RUNTIME_DIR": folder}).bus().state == "ok"
            far = f"unix:path=/nowhere;unix:path={folder}/bus"
            assert surroundings({"DBUS_SESSION_BUS_ADDRESS": far}).bus().state == "ok"
    too_long = f"unix:path={'x' * 200}"
    assert surroundings({"DBUS_SESSION_BUS_ADDRESS": too_long}).bus().state == "note"


@pytest.mark.usefixtures("healthy")
def test_an_output_of_ascii_gets_marks_of_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["doctor"]) == 0
    terminal.seek(0)
    printed = terminal.read()
    assert "\n  + app           client id 0123...cdef, of the sign-in\n" in printed
    assert "?" not in printed
