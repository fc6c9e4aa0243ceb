import json
from collections.abc import Mapping

import pytest

from sptui.cli.checks import Check
from sptui.cli.checks.art import art
from sptui.cli.main import main
from sptui.desktop.graphics import Setting
from sptui.desktop.terminal import Abilities
from sptui.paths import Paths

XTERM = {"TERM": "xterm-256color"}
FOOT = {"TERM": "foot"}
SIXEL = Abilities(answered=True, pictures=("sixel",))


def of(setting: Setting, env: Mapping[str, str] = XTERM, says: Abilities | None = SIXEL, *, without: str = "") -> Check:
    check = art(setting, env, says, "linux", lambda module: module != without)
    assert (check.id, check.title) == ("surroundings.art", "covers")
    return check


@pytest.mark.parametrize(
    ("check", "state", "detail", "step"),
    [
        (of("auto", FOOT), "ok", "sixel: the terminal says that it knows it", ""),
        (of("auto", FOOT, None), "ok", "half blocks: the terminal does not say that it knows sixel", ""),
        (of("auto", {**FOOT, "TMUX": "1"}), "ok", "half blocks: inside tmux", ""),
        (of("kitty"), "ok", "kitty's protocol: by the setting", ""),
        (of("off"), "note", "off: by the setting", ""),
        (of("auto", {**FOOT, "NO_COLOR": "1"}), "note", "off: NO_COLOR is set", ""),
        (of("auto", without="PIL"), "note", "off: the extra is not installed", "Run `pip install 'sptui[art]'`."),
        (
            of("sixel", without="textual_image"),
            "bad",
            'art = "sixel", but textual-image is not installed',
            "Run `pip install 'sptui[art]'`, or set art to \"off\".",
        ),
    ],
)
def test_how_covers_are_shown_is_told_with_the_reason(check: Check, state: str, detail: str, step: str) -> None:
    assert (check.state, check.detail, check.step) == (state, detail, step)


@pytest.mark.usefixtures("signed_in")
def test_the_doctor_looks_at_the_setting(capsys: pytest.CaptureFixture[str]) -> None:
    file = Paths.of_user().config_file
    file.parent.mkdir(parents=True)
    file.write_text('art = "off"')
    main(["doctor", "--json"])
    checks = {check["id"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert checks["surroundings.art"]["detail"] == "off: by the setting"
