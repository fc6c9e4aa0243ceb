from types import SimpleNamespace
from typing import Any, cast

from sptui.settings import DEFAULTS, Settings
from sptui.settings.catalogue import catalogue
from sptui.settings.checking import with_value
from sptui.tui import applying
from sptui.tui.app import SptuiApp


class Driver:
    """Notes what it tells the terminal."""

    def __init__(self) -> None:
        self._mouse = True
        self.told: list[tuple[str, bool]] = []

    def _enable_mouse_support(self) -> None:
        self.told.append(("on", self._mouse))

    def _disable_mouse_support(self) -> None:
        self.told.append(("off", self._mouse))


def app(**parts: object) -> Any:  # noqa: ANN401 -- what the concern under test looks at
    return SimpleNamespace(settings=DEFAULTS, **parts)


def test_what_has_no_concern_tells_that_it_waits_for_the_next_start() -> None:
    about = {key for keys, _ in applying.CONCERNS for key in keys}
    assert about <= {entry.key for entry in catalogue()}
    waiting = {entry.key for entry in catalogue() if entry.restart}
    assert not about & waiting
    assert {entry.key for entry in catalogue()} == about | waiting


def test_only_what_has_changed_takes_effect_and_what_was_just_chosen() -> None:
    driver = Driver()
    made = app(_driver=driver, animation_level="full", accent=None)
    off = with_value(DEFAULTS, "mouse", value=False)
    applying.apply(made, off)
    applying.apply(made, off)
    assert driver.told == [("off", True)], "the driver tells the terminal only while it knows of the mouse"
    applying.apply(made, DEFAULTS)
    applying.apply(made, DEFAULTS, chosen="mouse")
    assert driver.told[1:] == [("on", True), ("on", True)]
    dressed: list[Settings] = []
    made.dress = dressed.append
    calm = with_value(DEFAULTS, "motion", "reduced")
    applying.apply(made, calm)
    applying.apply(made, calm)
    assert (dressed, len(driver.told)) == ([calm], 3)
    worn: list[str] = []
    made.wear = worn.append
    applying.apply(made, calm, chosen="theme")
    assert worn == ["sptui"], "though another is worn for this session"


def test_a_driver_without_a_mouse_is_left_alone() -> None:
    for driver in (None, object()):
        made = app(_driver=driver)
        applying.apply(cast("SptuiApp", made), with_value(DEFAULTS, "mouse", value=False))
        assert made.settings.mouse is False
