import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from sptui.settings import Devices, Lyrics, Settings, SettingsError, Sync, load_settings

ID = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("SPTUI_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problem(config: Path, **flags: object) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(config, **flags)
    told = str(caught.value)
    assert "\n" not in told
    return told


def test_without_a_file_or_variables_the_defaults_count(config: Path) -> None:
    settings = load_settings(config)
    assert settings.model_dump() == {
        "api_url": "https://api.spotify.com/v1",
        "accounts_url": "https://accounts.spotify.com",
        "client_id": "",
        "client_secret": None,
        "redirect_port": 0,
        "theme": "sptui",
        "themes": {},
        "accent": "theme",
        "glyphs": "auto",
        "motion": "full",
        "mouse": True,
        "interface": "auto",
        "art": "auto",
        "sync": {"daily_budget": 1_000, "profile": "balanced"},
        "auth": {"store": "file"},
        "lyrics": {"enabled": True},
        "devices": {"preferred": ""},
        "keys": {"preset": "default", "pause_ms": 600},
    }


def test_every_key_can_be_set_in_the_file(config: Path) -> None:
    config.write_text(f"""
        api_url = "https://proxy.example/v1"
        accounts_url = "https://accounts.example"
        client_id = "{ID}"
        client_secret = "s3cret"
        redirect_port = 8888
        theme = "nord"
        art = "blocks"
        [sync]
        daily_budget = 600
        profile = "frugal"
        [lyrics]
        enabled = false

        [devices]
        preferred = "Kitchen"
    """)
    assert load_settings(config) == Settings(
        api_url="https://proxy.example/v1",
        accounts_url="https://accounts.example",
        client_id=ID,
        client_secret=SecretStr("s3cret"),
        redirect_port=8888,
        theme="nord",
        art="blocks",
        sync=Sync(daily_budget=600, profile="frugal"),
        lyrics=Lyrics(enabled=False),
        devices=Devices(preferred="Kitchen"),
    )


def test_a_flag_goes_before_a_variable_before_the_file_before_the_default(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('theme = "file"')
    assert load_settings(config).theme == "file"
    monkeypatch.setenv("SPTUI_THEME", "variable")
    assert load_settings(config).theme == "variable"
    assert load_settings(config, theme="flag").theme == "flag"
    assert load_settings(config, theme=None).theme == "variable"


def test_an_empty_variable_counts_as_not_set(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTUI_CLIENT_SECRET", "")
    monkeypatch.setenv("SPTUI_THEME", "")
    config.write_text('theme = "file"')
    assert load_settings(config).client_secret is None
    assert load_settings(config).theme == "file"


def test_a_variable_hides_a_bad_value_in_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("theme = 3")
    monkeypatch.setenv("SPTUI_THEME", "variable")
    assert load_settings(config).theme == "variable"


@pytest.mark.parametrize(
    "table", ['[sync]\ndaily_budget = 60\nprofile = "odd"', "sync = {daily_budget = 60, profile = 3}"]
)
def test_a_variable_for_one_key_of_a_table_leaves_its_others_to_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    config.write_text(table)
    monkeypatch.setenv("SPTUI_SYNC__PROFILE", "live")
    assert load_settings(config).sync == Sync(daily_budget=60, profile="live")
    monkeypatch.setenv("SPTUI_SYNC__DAILY_BUDGET", "70")
    assert load_settings(config).sync == Sync(daily_budget=70, profile="live")


@pytest.mark.parametrize(
    "url",
    ["https://x.example/v1", "http://127.0.0.1:8000", "http://127.8.9.1", "http://[::1]:9/v1", "http://localhost:1"],
)
def test_https_anywhere_and_http_on_this_machine_are_accepted_without_trailing_slashes(config: Path, url: str) -> None:
    assert load_settings(config, api_url=f"{url}//").api_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://api.spotify.com/v1",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "https://user:password@x.example",
        "ftp://127.0.0.1",
        "https://",
        "https://x.example/?a=1",
        "https://x.example/#a",
        "https://x.example:99999",
        "https://x.exa\nmple",
        "https://[::1",
        "api.spotify.com",
    ],
)
def test_any_other_address_is_refused(config: Path, url: str) -> None:
    told = problem(config, accounts_url=url)
    assert told.startswith("accounts_url: ")
    assert told.endswith("; give an https address, or http on this machine")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "a', "config.toml:1:11: "),
        ('theme = "a"\n\n  redirect_port 3', "config.toml:3:17: expected '=' after a key in a key/value pair; "),
        ("\n\ncolour = 3", "config.toml:3:1: colour: unknown setting; choose among api_url, "),
        ("\n [sync]\n a = 1", "config.toml:3:2: sync.a: unknown setting; choose among daily_budget, profile"),
        (
            '\n[sync]\nprofile = "mad"',
            "config.toml:3:1: sync.profile: input should be 'frugal', 'balanced' or 'live'; choose",
        ),
        ("sync.profile = 3", "config.toml:1:6: sync.profile: "),
        ('sync = {daily_budget = 60, "profile" = 3}', "config.toml:1:29: sync.profile: "),
        (
            "[sync]\n# daily_budget tells\ndaily_budget = 9",
            "config.toml:3:1: sync.daily_budget: input should be greater ",
        ),
        (
            "[sync]\ndaily_budget = 10001",
            "config.toml:2:1: sync.daily_budget: input should be less than or equal to 10000; ",
        ),
        ("\nsync = 3", "config.toml:2:1: sync: not a table; give a table of daily_budget and profile"),
        ('theme = "client_id"\nclient_id = "abc"', "config.toml:2:1: client_id: not a client id; copy the 32 "),
        ('"theme" = ""', "config.toml:1:2: theme: string should have at least 1 character; give the name"),
        ("redirect_port = 70000", "config.toml:1:1: redirect_port: input should be less than or equal to 65535; give"),
        ("\ttheme = 3", "config.toml:1:2: theme: input should be a valid string; give the name of a theme"),
        ('client_secret = ""', "config.toml:1:1: client_secret: "),
    ],
)
def test_a_problem_in_the_file_is_told_with_its_line_and_column(config: Path, text: str, told: str) -> None:
    config.write_text(text)
    assert problem(config).startswith(told)


def test_a_file_in_another_encoding_is_told_with_the_place_of_the_first_wrong_byte(config: Path) -> None:
    config.write_bytes('theme = "ä"\n# é '.encode() + "ü".encode("latin-1"))
    assert problem(config) == "config.toml:2:5: not UTF-8; save the file as UTF-8"


def test_a_folder_in_the_files_place_is_told(config: Path) -> None:
    config.mkdir()
    assert problem(config) == "config.toml:1:1: this is a folder; put a file in its place"


def test_a_file_that_may_not_be_read_is_told(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert problem(config) == "config.toml:1:1: the file cannot be read (Permission denied); check its rights"


@pytest.mark.parametrize("name", ["SPTUI_REDIRECT_PORT", "sptui_redirect_port"])
def test_a_problem_in_the_environment_names_the_variable(
    config: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "many")
    assert problem(config).startswith(f"{name}: input should be a valid integer")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SPTUI_SYNC__PROFILE", "mad", "input should be 'frugal', 'balanced' or 'live'; choose"),
        ("SPTUI_SYNC__DAILY_BUDGET", "many", "input should be a valid integer"),
        ("SPTUI_SYNC__COLOUR", "red", "unknown setting; choose among daily_budget, profile"),
        ("SPTUI_SYNC", '{"profile": "live"}', "not a table; give a table of daily_budget and profile"),
    ],
)
def test_a_problem_of_a_table_in_the_environment_names_the_variable(
    config: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    config.write_text("sync.daily_budget = 60")
    monkeypatch.setenv(name, value)
    assert problem(config).startswith(f"{name}: {told}")


def test_a_problem_of_a_flag_names_the_setting(config: Path) -> None:
    config.write_text('client_id = "also wrong"')
    assert problem(config, client_id="abc").startswith("client_id: not a client id; ")


def test_the_secret_shows_nowhere(config: Path) -> None:
    assert "s3cret" not in repr(load_settings(config, client_secret="s3cret"))
    config.write_text('client_secret = ["s3cret"]')
    assert "s3cret" not in problem(config)
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"client_secret": ["s3cret"]})
    assert "s3cret" not in str(caught.value)


def test_the_settings_load_neither_the_client_nor_the_screen() -> None:
    script = (
        "import sys, sptui.settings; print(*(m for m in sys.modules if m.startswith(('sptui.', 'httpx', 'textual'))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert set(done.stdout.split()) == {
        "sptui.settings",
        "sptui.spotify",
        "sptui.spotify.errors",
        "sptui.spotify.pacing",
    }
