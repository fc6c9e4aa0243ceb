from sptui.settings import Colours
from sptui.tui.looks.own import own_themes
from sptui.tui.looks.readable import variables_of
from sptui.tui.themes import OWN

KNOWN = {theme.name: theme for theme in OWN}


def test_a_theme_takes_the_colours_that_are_given_and_the_rest_from_another() -> None:
    themes, flaws = own_themes({"mine": Colours(based_on="sptui-light", accent="#7a1fa2", border="#123456")}, KNOWN)
    assert flaws == ()
    (mine,) = themes
    before, after = variables_of(KNOWN["sptui-light"]), variables_of(mine)
    assert (mine.name, mine.dark) == ("mine", False)
    assert after["text-accent"].lower() == "#7a1fa2"
    assert after["border"].lower() == "#123456"
    assert [after[name] for name in ("background", "text-muted")] == [
        before[name] for name in ("background", "text-muted")
    ]


def test_what_is_no_colour_is_told_and_the_rest_is_used() -> None:
    given = {"mine": Colours(accent="minty", foreground="ansi_red", background="#102030", muted="#ffffff80")}
    (mine,), flaws = own_themes(given, KNOWN)
    assert mine.background == "#102030"
    assert mine.accent == variables_of(KNOWN["sptui"])["text-accent"]
    end = "is no colour; write it as #74d3b4. That of “sptui” holds instead."
    assert [flaw.told for flaw in flaws] == [
        f"themes.mine.accent: “minty” {end}",
        f"themes.mine.foreground: “ansi_red” {end}",
        f"themes.mine.muted: “#ffffff80” {end}",
    ]


def test_a_theme_may_be_based_on_another_one_of_ones_own_wherever_that_stands() -> None:
    given = {"second": Colours(based_on="first", accent="#ff8800"), "first": Colours(background="#203040")}
    themes, flaws = own_themes(given, KNOWN)
    assert flaws == ()
    assert {theme.name: theme.background.lower() for theme in themes if theme.background} == {
        "first": "#203040",
        "second": "#203040",
    }


def test_a_base_that_cannot_be_one_is_told() -> None:
    given = {
        "lost": Colours(based_on="nowhere"),
        "bare": Colours(based_on="ansi"),
        "round": Colours(based_on="about"),
        "about": Colours(based_on="round"),
        "sptui": Colours(accent="#ff0000"),
    }
    themes, flaws = own_themes(given, KNOWN)
    assert {theme.name for theme in themes} == {"lost", "bare", "round", "about"}
    assert len(flaws) == 4
    told = {flaw.key: flaw.told for flaw in flaws}
    assert told["themes.lost.based_on"] == (
        "themes.lost.based_on: “nowhere” is not there; choose another. It is based on “sptui” instead."
    )
    assert "“ansi” has only the terminal's colours" in told["themes.bare.based_on"]
    assert told["themes.sptui"].startswith("themes.sptui: there is a theme of that name already; give yours another.")


def test_the_ratio_of_a_theme_for_more_contrast_is_inherited() -> None:
    (mine,), _ = own_themes({"mine": Colours(based_on="sptui-contrast", muted="#555555")}, KNOWN)
    assert float(mine.variables["contrast"]) == 7.0
