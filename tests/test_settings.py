import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from sptui.settings import (
    DEFAULTS,
    Colours,
    Devices,
    Keys,
    Lyrics,
    Origin,
    Settings,
    SettingsError,
    Sync,
    load_settings,
)

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
    settings = load_settings(config).settings
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
    assert load_settings(config).settings == Settings(
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
    assert load_settings(config).settings.theme == "file"
    monkeypatch.setenv("SPTUI_THEME", "variable")
    assert load_settings(config).settings.theme == "variable"
    assert load_settings(config, theme="flag").settings.theme == "flag"
    assert load_settings(config, theme=None).settings.theme == "variable"


def test_an_empty_variable_counts_as_not_set(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTUI_CLIENT_SECRET", "")
    monkeypatch.setenv("SPTUI_THEME", "")
    config.write_text('theme = "file"')
    assert load_settings(config).settings.client_secret is None
    assert load_settings(config).settings.theme == "file"


def test_a_variable_hides_a_bad_value_in_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("theme = 3")
    monkeypatch.setenv("SPTUI_THEME", "variable")
    assert load_settings(config).settings.theme == "variable"


@pytest.mark.parametrize(
    "table", ['[sync]\ndaily_budget = 60\nprofile = "odd"', "sync = {daily_budget = 60, profile = 3}"]
)
def test_a_variable_for_one_key_of_a_table_leaves_its_others_to_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    config.write_text(table)
    monkeypatch.setenv("SPTUI_SYNC__PROFILE", "live")
    assert load_settings(config).settings.sync == Sync(daily_budget=60, profile="live")
    monkeypatch.setenv("SPTUI_SYNC__DAILY_BUDGET", "70")
    assert load_settings(config).settings.sync == Sync(daily_budget=70, profile="live")


@pytest.mark.parametrize(
    "url",
    ["https://x.example/v1", "http://127.0.0.1:8000", "http://127.8.9.1", "http://[::1]:9/v1", "http://localhost:1"],
)
def test_https_anywhere_and_http_on_this_machine_are_accepted_without_trailing_slashes(config: Path, url: str) -> None:
    assert load_settings(config, api_url=f"{url}//").settings.api_url == url


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
        ('theme = "sptui"\n\n  redirect_port 3', "config.toml:3:17: expected '=' after a key in a key/value pair; "),
        ("\n\ncolour = 3", "config.toml:3:1: colour: unknown setting; choose among theme, "),
        ("glyph = 3", "config.toml:1:1: glyph: unknown setting; perhaps glyphs is meant. It is passed over."),
        ("\n [sync]\n a = 1", "config.toml:3:2: sync.a: unknown setting; choose among daily_budget, profile. "),
        (
            '\n[sync]\nprofile = "mad"',
            'config.toml:3:1: sync.profile: there is no such choice; give "frugal", "balanced" or "live". "balanced"',
        ),
        ("sync.profile = 3", "config.toml:1:6: sync.profile: "),
        ('sync = {daily_budget = 1000, "profile" = 3}', "config.toml:1:31: sync.profile: "),
        (
            "[sync]\n# daily_budget tells\ndaily_budget = 9",
            "config.toml:3:1: sync.daily_budget: too small; give 50 to 10000 requests a day. 1000 holds instead.",
        ),
        ("[sync]\ndaily_budget = 10001", "config.toml:2:1: sync.daily_budget: too large; "),
        ("\nsync = 3", "config.toml:2:1: sync: not a table; give a table of daily_budget and profile. It is passed"),
        ('"theme" = ""', "config.toml:1:2: theme: empty; give the name"),
        (
            "redirect_port = 70000",
            "config.toml:1:1: redirect_port: too large; give 0 for any free port, or 1 to 65535. 0",
        ),
        ("\ttheme = 3", "config.toml:1:2: theme: not a text; give the name of a theme"),
        ("[themes]\nx = 3", "config.toml:2:1: themes.x: not a table; give a table of colours for each. It is passed"),
        ('Motion = "slow"', "config.toml:1:1: Motion: unknown setting; perhaps motion is meant. It is passed over."),
        ('\nTHEME = "nord"', "config.toml:2:1: THEME: unknown setting; perhaps theme is meant. It is passed over."),
        ("mouse = 3", "config.toml:1:1: mouse: neither true nor false; give true or false. true holds instead."),
        (
            '[themes.mine]\naccent = "#12"',
            "config.toml:2:1: themes.mine.accent: not a colour; give a colour, such as #",
        ),
        ("[themes.mine]\npaper = 3", "config.toml:2:1: themes.mine.paper: unknown setting; choose among based_on, "),
        ("keys.player.next = 3", "config.toml:1:13: keys.player.next: neither a key nor a list of keys; give a key, "),
        ('[keys]\n"player.next" = ["n", 3]', "config.toml:2:2: keys.player.next: neither a key nor a list of keys; "),
    ],
)
def test_a_problem_in_the_file_is_told_with_its_line_and_column_and_the_defaults_hold(
    config: Path, text: str, told: str
) -> None:
    config.write_text(text)
    loaded = load_settings(config)
    assert [problem.told[: len(told)] for problem in loaded.problems] == [told]
    assert "\n" not in loaded.problems[0].told
    left = {"themes", "keys"}  # whose tables stay, without what was wrong in them
    assert loaded.settings.model_dump(exclude=left) == DEFAULTS.model_dump(exclude=left)


def test_all_problems_are_told_in_their_order_and_the_rest_is_used(config: Path) -> None:
    config.write_text("""
        art = "no"
        motion = "reduced"
        [keys]
        player.next = "N"
        player.toggle = 3
        [themes.mine]
        accent = "#112233"
        error = 3
        [sync]
        profile = "mad"
        daily_budget = 70
    """)
    loaded = load_settings(config)
    assert [problem.key for problem in loaded.problems] == [
        "art",
        "keys.player.toggle",
        "themes.mine.error",
        "sync.profile",
    ]
    assert loaded.settings == Settings(
        motion="reduced",
        sync=Sync(daily_budget=70),
        keys=Keys.model_validate({"player": {"next": "N"}}),
        themes={"mine": Colours(accent="#112233")},
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'theme = "nord"\n[sync]\nprofile = "live"\nx = = 3\n[lyrics]\nenabled = false',
            "config.toml:4:5: invalid value; ",
        ),
        ('theme = "nord"\n[sync]\nprofile = "live"\ndaily_budget = [\n 3\n\n[lyrics]\nx = 1', "config.toml:"),
        ('theme = "nord"\nsync.profile = "live"\ntheme = "twice"\n', "config.toml:3:16: cannot overwrite a value; "),
        ('theme = "nord"\n[sync]\nprofile = "live"\nx = """\nart = "off"\n', "config.toml:"),
    ],
)
def test_of_broken_toml_all_is_used_that_stands_before(config: Path, text: str, told: str) -> None:
    config.write_text(text)
    loaded = load_settings(config)
    line = 3 if "twice" in text else 4
    assert str(loaded.problems[0]).startswith(told)
    assert loaded.problems[0].told.endswith(f"correct the TOML. What stands from line {line} on is not used.")
    assert loaded.settings == Settings(theme="nord", sync=Sync(profile="live"))


def test_a_file_in_another_encoding_is_told_with_the_place_of_the_first_wrong_byte(config: Path) -> None:
    config.write_bytes('theme = "ä"\n# é '.encode() + "ü".encode("latin-1"))
    loaded = load_settings(config)
    assert [str(problem) for problem in loaded.problems] == ["config.toml:2:5: not UTF-8; save the file as UTF-8"]
    assert loaded.settings.theme == "ä"


def test_brackets_without_end_are_told_and_crash_nothing(config: Path) -> None:
    config.write_text(f"theme = {'[' * 5_000}")
    assert "brackets" in str(load_settings(config).problems[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'theme = "client_id"\nclient_id = "abc"',
            "config.toml:2:1: client_id: not a client id, so nothing is sent; copy",
        ),
        ('client_secret = ""', "config.toml:1:1: client_secret: empty, so nothing is sent; copy it"),
        ('api_url = "http://x.example"', "config.toml:1:1: api_url: the address must begin with https://, so nothing"),
        ("accounts_url = 3", "config.toml:1:1: accounts_url: not a text, so nothing is sent; give"),
        ('[auth]\nstore = "safe"', "config.toml:2:1: auth.store: there is no such choice, so nothing is sent; give"),
        (
            '[auth]\nstor = "keyring"',
            "config.toml:2:1: auth.stor: unknown setting, so nothing is sent; perhaps store is",
        ),
        (
            'Api_URL = "https://x.example"',
            "config.toml:1:1: Api_URL: unknown setting, so nothing is sent; perhaps api_url is meant",
        ),
        ("auth = 3", "config.toml:1:1: auth: not a table, so nothing is sent; give a table of store"),
        (
            'x = = 3\napi_url = "https://x.example"',
            "config.toml:1:5: invalid value, and the sign-in may depend on it, so",
        ),
        ('client_id = "', "config.toml:1:14: "),
    ],
)
def test_with_what_the_sign_in_depends_on_nobody_goes_on(config: Path, text: str, told: str) -> None:
    config.write_text(text)
    assert problem(config).startswith(told)


def test_a_broken_file_without_what_the_sign_in_depends_on_is_no_reason_to_stop(config: Path) -> None:
    config.write_text('art = = "off"\n# client_id = "x"\ntheme = "nord"')
    assert load_settings(config).settings == Settings()


def test_who_is_stopped_is_told_of_everything_else_as_well(config: Path) -> None:
    config.write_text('art = 3\nclient_id = "abc"\n[sync]\nprofile = 3')
    with pytest.raises(SettingsError) as caught:
        load_settings(config)
    assert [problem.key for problem in caught.value.problems] == ["art", "client_id", "sync.profile"]


def test_a_flag_or_a_variable_in_its_place_helps_against_what_stands_in_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('client_id = "abc"')
    monkeypatch.setenv("SPTUI_CLIENT_ID", ID)
    assert load_settings(config).settings.client_id == ID
    assert load_settings(config).problems == ()


def test_where_each_setting_comes_from_is_known(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(
        'theme = "nord"\nart = "off"\n[keys]\n"player.next" = "N"\nplayer.toggle = "x"\n[sync]\nprofile = 3'
    )
    monkeypatch.setenv("SPTUI_ART", "blocks")
    loaded = load_settings(config, theme="flag", redirect_port=3)
    origins = {key: loaded.origin(key) for key in ("theme", "redirect_port", "art", "mouse", "sync.profile", "keys")}
    assert origins == {
        "theme": Origin("flag", "--theme"),
        "redirect_port": Origin("flag", "--port"),
        "art": Origin("variable", "SPTUI_ART"),
        "mouse": Origin("default"),
        "sync.profile": Origin("default"),
        "keys": Origin("file", "config.toml:3:2"),
    }
    assert [loaded.where(f"keys.player.{key}") for key in ("next", "toggle")] == ["config.toml:4:2", "config.toml:5:8"]
    config.write_text('art = "off"')
    assert loaded.again().text == 'art = "off"'
    assert loaded.again().settings.theme == "flag"


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
    assert problem(config).startswith(f"{name}: not a whole number")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SPTUI_SYNC__PROFILE", "mad", "there is no such choice; give"),
        ("SPTUI_SYNC__DAILY_BUDGET", "many", "not a whole number"),
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
    assert "s3cret" not in repr(load_settings(config, client_secret="s3cret").settings)
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
        "sptui.figures",
        "sptui.settings",
        "sptui.settings.about",
        "sptui.settings.loading",
        "sptui.settings.models",
        "sptui.settings.problems",
        "sptui.settings.reading",
        "sptui.settings.values",
        "sptui.spotify",
        "sptui.spotify.errors",
        "sptui.spotify.pacing",
    }
