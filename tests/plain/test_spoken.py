import re

import pytest

from sptui.plain.spoken import spoken
from sptui.player.sleep import WARNED
from sptui.spotify import advice
from sptui.spotify.errors import InsufficientScope, LoginRequired, NoActiveDevice, SpotifyError

KEY = re.compile(r"\b[Pp]ress\b|\[\[|\b[A-Z] adds")


@pytest.mark.parametrize(
    "error",
    [NoActiveDevice("x", status=404), LoginRequired("x."), InsufficientScope("x", status=403)],
)
def test_advice_that_names_a_key_names_a_word_instead(error: SpotifyError) -> None:
    told = advice.told(error, on_screen=True)
    assert KEY.search(told)
    assert not KEY.search(spoken(told))


def test_marks_for_keys_become_words() -> None:
    assert spoken("Press [[pane.devices]] to choose a device.") == "Type devices to choose a device."
    assert spoken("[[player.next]] skips it.") == "next skips it."
    assert spoken("[[sleep.extend]] adds ten minutes.") == "sleep more adds ten minutes."
    assert spoken("[[row.copy]] copies it.") == "copy copies it."
    assert spoken(WARNED).endswith("sleep more adds ten minutes.")


def test_commands_of_the_shell_are_those_of_the_profile() -> None:
    assert spoken("Run `sptui login`.", "sptui --profile work") == "Run `sptui --profile work login`."
