from typing import Any

import pytest

from sptui.simulator import Simulator
from tests.tui.conftest import Opened
from tests.tui.stage import answer_with, playback_body

PLAYER = "/v1/me/player"
ODD_NAMES = {
    "[bold]x[/]": "[bold]x[/]",
    "[/": "[/",
    "[@click=app.quit]go[/]": "[@click=app.quit]go[/]",
    "Ring \x1b]0;owned\x07 the Bell \x1b[31m": "Ring ]0;owned the Bell [31m",
    "שיר של בוקר / أغنية الصباح": "שיר של בוקר / أغنية الصباح",
    "Zero\u200bWidth\ufeff Joiner": "ZeroWidth Joiner",
    "\u202eesreveR": "esreveR",
    "long " * 60: ("long " * 60).strip(),
    "👩‍👩‍👧‍👦 🇮🇸 Ẑ̸͓a̷͔͒": "👩‍👩‍👧‍👦 🇮🇸 Ẑ̸͓a̷͔͒",
}
"""By what somebody has called their music, what is shown of it."""


def odd(body: dict[str, Any], name: str) -> dict[str, Any]:
    """The playback state with everything that has a name named so."""
    item = body["item"]
    artists = [{**artist, "name": name} for artist in item["artists"]]
    album = {**item["album"], "name": name}
    item = {**item, "name": name, "artists": artists, "album": album}
    return {**body, "item": item, "device": {**body["device"], "name": name}}


@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
async def test_odd_names_are_plain_text_everywhere(remote: Opened, simulator: Simulator, name: str) -> None:
    body, shown = odd(playback_body(simulator), name), ODD_NAMES[name]
    item = body["item"]
    answer_with(simulator, PLAYER, body)
    answer_with(simulator, f"{PLAYER}/queue", {"currently_playing": item, "queue": [item]})
    answer_with(simulator, f"{PLAYER}/devices", {"devices": [body["device"]]})
    answer_with(simulator, "/v1/search", {"tracks": {"items": [item], "total": 1}})
    async with remote() as stage:
        await stage.ready()
        await stage.find(shown)
        await stage.press("z")
        assert stage.told == [f"Queued: “{shown}”. u undoes it."]
        await stage.until(lambda: stage.shows(f"Queued: “{shown.split()[0]}") and stage.app.main.staged)
        assert not set("".join(stage.screen)) & set("\x1b\x07\u202e\u200b\ufeff")
        assert sum(shown[:4] in line for line in stage.screen) >= 7
        assert stage.line("title").startswith(f"▶ {shown} ")
        assert stage.line("byline").startswith(f"{shown} · {shown} · 1980 {shown} · ")
        for pane, rows in (("queue", 3), ("devices", 1), ("search", 1)):
            first = 1 if pane == "devices" else 0  # before their names stand their numbers
            names = [row.cells[first] for row in stage.rows(pane).rows if row.kind == "item"]
            assert names == [shown] * rows
