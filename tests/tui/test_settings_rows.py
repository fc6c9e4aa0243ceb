import pytest
from pydantic import SecretStr

from sptui.settings import DEFAULTS, Origin, Settings
from sptui.settings.catalogue import Entry, catalogue, entry_of, value_of
from sptui.settings.checking import RefusedError, checked, with_value
from sptui.tui.pages.settings import Held, explanation, rows, shown, typed
from sptui.tui.preferences import locked
from sptui.tui.widgets.columns import text_of


def entry(key: str) -> Entry:
    found = entry_of(key)
    assert found is not None
    return found


def held(key: str, value: object, origin: Origin | None = None, session: object = None) -> Held:
    origin = origin or Origin("file", "config.toml:1:1")
    return Held(entry=entry(key), value=value, origin=origin, locked=locked(entry(key), origin), session=session)


def test_a_row_tells_the_value_and_where_it_comes_from_and_not_by_colour_alone() -> None:
    made = rows(
        (
            held("theme", "nord"),
            held("mouse", value=True),
            held("motion", "reduced", Origin("variable", "SPTUI_MOTION")),
            held("sync.profile", "balanced", session="live"),
            held("sync.daily_budget", 1_000),
        )
    )
    assert [tuple(map(text_of, row.cells)) for row in made] == [
        ("Look",),
        ("Theme", "nord", "changed"),
        ("Mouse", "on", ""),
        ("Motion", "reduced", "SPTUI_MOTION"),
        ("",),
        ("Reading",),
        ("How often to read", "balanced", "now live"),
        ("Budget of requests", "1,000 requests a day", ""),
    ]


def test_every_setting_has_a_row_and_an_explanation() -> None:
    for each in catalogue():
        one = held(each.key, value_of(DEFAULTS, each.key), Origin("default"))
        assert explanation(one).startswith(each.about)
        assert text_of(rows((one,))[1].cells[0]) == each.title


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("mouse", False, "off"),
        ("client_secret", SecretStr("s3cret"), "(hidden)"),
        ("client_secret", None, "none"),
        ("themes", {}, "none"),
        ("keys", {"player.next": ["n"]}, "1 of your own"),
        ("keys.pause_ms", 1_200, "1,200 milliseconds"),
        ("redirect_port", 8765, "8765"),
        ("devices.preferred", "Küche", "Küche"),
    ],
)
def test_a_value_is_told_as_people_say_it(key: str, value: object, text: str) -> None:
    assert shown(entry(key), value) == text


def test_the_explanation_tells_what_may_be_given_what_the_default_is_and_when_it_counts() -> None:
    assert explanation(held("sync.daily_budget", 70)).endswith(
        "\nGive 50 to 10000 requests a day. Default: 1,000 requests a day."
    )
    assert "\nA change counts from the next start on. " in explanation(held("art", "off"))
    assert explanation(held("theme", "nord", Origin("flag", "--theme"))).endswith(
        "\n--theme was given on the command line, and goes before what is kept."
    )
    assert "live holds for this session only. Press Y to keep it." in explanation(
        held("sync.profile", "balanced", session="live")
    )


@pytest.mark.parametrize(
    ("key", "origin", "told"),
    [
        ("theme", Origin("variable", "SPTUI_THEME"), "SPTUI_THEME is set in the environment"),
        ("client_secret", Origin("default"), "A secret is not typed here"),
        ("keys", Origin("default"), "Written in config.toml"),
        ("theme", Origin("file", "config.toml:1:1"), ""),
    ],
)
def test_why_a_setting_cannot_be_changed_is_told(key: str, origin: Origin, told: str) -> None:
    assert locked(entry(key), origin).startswith(told)
    assert bool(locked(entry(key), origin)) == bool(told)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("sync.daily_budget", "70", 70),
        ("sync.profile", "live", "live"),
        ("mouse", "false", False),
        ("devices.preferred", "true", "true"),
        ("api_url", "https://x.example//", "https://x.example"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_settings_type(
    key: str, text: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPTUI_API_URL", "nonsense")
    assert checked(key, text) == value
    assert value_of(with_value(DEFAULTS, key, value), key) == value
    assert value_of(DEFAULTS, key) != value
    assert checked(key, typed(entry(key), value)) == value


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("sync.daily_budget", "7", "Too small: give 50 to 10000 requests a day."),
        ("sync.daily_budget", "many", "Not a whole number: give 50 to 10000 requests a day."),
        ("sync.profile", "mad", 'There is no such choice: give "frugal", "balanced" or "live".'),
        ("api_url", "http://x.example", "The address must begin with https://: give an https address, or http on this"),
        ("theme", "", "Empty: give the name of a theme."),
        ("nothing", "1", "There is no setting called nothing."),
    ],
)
def test_what_cannot_be_is_told_with_what_to_give(key: str, text: str, told: str) -> None:
    with pytest.raises(RefusedError) as caught:
        checked(key, text)
    assert str(caught.value).startswith(told)


def test_other_settings_stay_when_one_is_changed() -> None:
    settings = Settings(motion="reduced")
    fresh = with_value(with_value(settings, "sync.daily_budget", 70), "theme", "nord")
    assert (fresh.motion, fresh.sync.daily_budget, fresh.sync.profile, fresh.theme) == (
        "reduced",
        70,
        "balanced",
        "nord",
    )
