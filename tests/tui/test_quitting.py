"""What is under way when somebody quits: nothing of a playlist may be lost."""

from tests.tui.editing import Edits


async def test_rows_that_are_out_are_put_back_before_the_app_ends(edits: Edits) -> None:
    async with edits("abcbab") as at:
        at.stage.hold("/v1/playlists/*/items", times=1)
        at.go_to(1)
        await at.press("x")
        await at.stage.until(lambda: at.changes == ["DELETE"])
        assert at.truth == "aca"
        await at.press("q")
    assert at.truth == "acbab"


async def test_a_move_that_waits_for_the_keys_to_rest_is_made_before_the_app_ends(edits: Edits) -> None:
    async with edits("abc") as at:
        at.go_to(0)
        await at.press("J", "q")
    assert at.truth == "bac"
