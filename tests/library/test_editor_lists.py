"""What is added to playlists, and playlists that are made, described, left and taken back."""

from collections.abc import AsyncIterator

import httpx
import pytest

from sptui.library.editor import Editor
from sptui.library.edits import CannotEdit, HalfAdded, Version
from sptui.simulator.faults import Fault
from sptui.spotify.client import Spotify, http_client
from sptui.spotify.errors import BadAnswer, SpotifyError
from sptui.spotify.models import playlists as models
from tests.library.edited import INSERT, SURE, UNSURE, Outcome, Stage, staged


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as stage:
        yield stage


async def test_adding_takes_a_request_a_hundred_and_leaves_out_what_no_app_can_add(stage: Stage) -> None:
    stage.fill("ab")
    added = await stage.editor.add(stage.playlist.id, [*stage.uris("c" * 70 + "L" + "d" * 31), None])
    assert stage.spelling() == "ab" + "c" * 70 + "d" * 31
    assert (added.snapshot_id, added.uris, added.left_out) == (stage.now.snapshot_id, stage.now.uris[2:], 2)
    assert stage.connection.asked == [INSERT, INSERT]


async def test_nothing_is_asked_where_nothing_can_be_added(stage: Stage) -> None:
    added = await stage.editor.add(stage.playlist.id, stage.uris("L"))
    assert (added.snapshot_id, added.uris, added.left_out) == ("", (), 1)
    assert stage.connection.asked == []


@pytest.mark.parametrize("outcome", ["unsent", "limited", "lost"])
async def test_the_first_addition_fails_with_the_plain_error(stage: Stage, outcome: Outcome) -> None:
    stage.connection.outcomes = [outcome]
    with pytest.raises(SpotifyError):
        await stage.editor.add(stage.playlist.id, stage.uris("c" * 150))
    assert stage.connection.asked == [INSERT]


@pytest.mark.parametrize("outcome", [*SURE, *UNSURE])
async def test_a_later_addition_that_fails_tells_what_was_added(stage: Stage, outcome: Outcome) -> None:
    stage.fill("")
    stage.connection.outcomes = ["fine", outcome]
    with pytest.raises(HalfAdded, match="100 of 250 were added") as stopped:
        await stage.editor.add(stage.playlist.id, stage.uris("c" * 250))
    half = stopped.value
    assert (half.playlist_id, half.unsure, half.made) == (stage.playlist.id, outcome in UNSURE, None)
    assert (half.added.uris, half.rest) == (stage.uris("c" * 100), stage.uris("c" * 150))
    assert ("look before you go on" in str(half)) is half.unsure

    if not half.unsure:
        stage.wait()
        await stage.editor.add(half.playlist_id, half.rest)
        assert stage.spelling() == "c" * 250


async def test_a_playlist_is_made_and_filled_by_two_requests(stage: Stage) -> None:
    created = await stage.editor.create("Été", stage.uris("abLa"), description="why")
    made = stage.simulator.world.playlists.named("Été")
    assert (made.public, made.description, stage.spelling(made)) == (False, "why", "aba")
    assert created.version == Version(made.id, made.snapshot_id, stage.uris("aba"))
    assert (created.playlist.id, created.playlist.total, created.left_out) == (made.id, 3, 1)
    assert created.playlist.snapshot_id == made.snapshot_id
    assert stage.connection.asked == ["POST playlists", INSERT]


async def test_an_empty_playlist_takes_one_request(stage: Stage) -> None:
    created = await stage.editor.create("Été", public=True)
    made = stage.simulator.world.playlists.named("Été")
    assert created.version == Version(made.id, made.snapshot_id, ())
    assert made.public
    assert stage.connection.asked == ["POST playlists"]


async def test_a_playlist_that_is_made_and_not_filled_is_told_of(stage: Stage) -> None:
    stage.connection.outcomes = ["fine", "limited"]
    with pytest.raises(HalfAdded) as stopped:
        await stage.editor.create("Été", stage.uris("ab"))
    half = stopped.value
    made = stage.simulator.world.playlists.named("Été")
    assert half.made is not None
    assert (half.made.id, half.made.name, half.rest) == (made.id, "Été", stage.uris("ab"))
    stage.wait()
    await stage.editor.add(half.playlist_id, half.rest)
    assert stage.spelling(made) == "ab"


async def test_a_playlist_without_an_id_cannot_be_filled() -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(201, json={"name": "Été"}))
    async with http_client(answer) as http:
        with pytest.raises(BadAnswer):
            await Editor(Spotify(http)).create("Été", ["spotify:track:a"])


async def details(stage: Stage) -> models.Playlist:
    """What is known of the playlist, which is a public one."""
    known = await stage.spotify.playlists.one(stage.playlist.id)
    assert (known.public, known.collaborative) == (True, False)
    stage.connection.asked.clear()
    return known


async def test_only_details_that_differ_are_sent(stage: Stage) -> None:
    before = await details(stage)
    after = await stage.editor.change_details(before, name="Neu", public=True, description=before.description)
    assert stage.connection.bodies == [{"name": "Neu"}]
    assert stage.connection.asked == ["PUT playlist"]
    assert after == before.model_copy(update={"name": "Neu", "snapshot_id": ""})
    assert stage.playlist.name == "Neu"


async def test_the_same_details_are_not_sent(stage: Stage) -> None:
    before = await details(stage)
    assert await stage.editor.change_details(before, name=before.name, public=True) is before
    assert stage.connection.asked == []


@pytest.mark.parametrize("public", [False, True])
async def test_a_playlist_made_private_is_read_back_for_it_may_be_public_all_the_same(
    stage: Stage, public: bool
) -> None:
    stage.simulator.world.public_sticks = not public
    after = await stage.editor.change_details(await details(stage), public=False)
    assert (after.public, stage.playlist.public) == (public, public)
    assert after.snapshot_id == stage.playlist.snapshot_id
    assert stage.connection.asked == ["PUT playlist", "GET playlist"]


async def test_where_it_cannot_be_read_back_nobody_knows(stage: Stage) -> None:
    before = await details(stage)
    stage.simulator.faults.add(Fault.named("unavailable", method="GET"))
    after = await stage.editor.change_details(before, public=False, name="Neu")
    assert (after.public, after.name) == (None, "Neu")
    assert stage.connection.bodies == [{"name": "Neu", "public": False}]


async def test_a_playlist_that_others_may_change_becomes_private(stage: Stage) -> None:
    after = await stage.editor.change_details(await details(stage), collaborative=True)
    assert stage.connection.bodies == [{"public": False, "collaborative": True}]
    assert (after.public, after.collaborative) == (False, True)


async def test_a_playlist_that_others_may_change_cannot_be_public(stage: Stage) -> None:
    before = await details(stage)
    shared = before.model_copy(update={"public": False, "collaborative": True})
    for playlist, collaborative in ((before, True), (shared, None)):
        with pytest.raises(CannotEdit, match="cannot be public"):
            await stage.editor.change_details(playlist, public=True, collaborative=collaborative)
    assert stage.connection.asked == []


async def test_a_public_one_that_others_may_change_all_the_same_can_be_renamed(stage: Stage) -> None:
    odd = (await details(stage)).model_copy(update={"collaborative": True})
    assert (await stage.editor.change_details(odd, name="Neu")).name == "Neu"


async def test_details_of_a_playlist_without_an_id_cannot_be_changed(stage: Stage) -> None:
    with pytest.raises(CannotEdit, match="which playlist"):
        await stage.editor.change_details(models.Playlist(), name="Neu")
