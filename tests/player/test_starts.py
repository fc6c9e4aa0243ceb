"""A start inside a context that the service may not take."""

import pytest

from sptui.player import intents
from sptui.player.commands import Play
from sptui.spotify import errors
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.catalogue import Album
from sptui.spotify.models.playback import Context
from tests.player.fakes import PHONE, A, B, FakeSpotify, Rig, answer, picture, track

COLLECTION = "spotify:user:mira:collection"
LIKED = Play(COLLECTION, offset="spotify:track:A", first=A, otherwise=("spotify:track:A", "spotify:track:B"))
CLOSED = (
    errors.BadRequest("Invalid context uri", status=400),
    errors.NotFound("No.", status=404),
    errors.Forbidden("No.", status=403),
)
ABOUT_THE_ASKER = (
    errors.NoActiveDevice("No.", status=404),
    errors.DeviceNotFound("No.", status=404),
    errors.PremiumRequired("No.", status=403),
    errors.InsufficientScope("No.", status=403),
    errors.NotAllowlisted("No.", status=403),
    errors.OwnerNotPremium("No.", status=403),
    errors.RestrictionViolated("No.", status=403),
    errors.RateLimited(),
    errors.QuotaExceeded(),
    errors.ServerFault("No.", status=500),
    errors.Unreachable("No.", sent=True),
)


class Closed(FakeSpotify):
    """A service that refuses the first start that it is asked for."""

    def __init__(self, error: SpotifyError) -> None:
        super().__init__()
        self._error = error

    async def answer(self, name: str) -> object:
        if len(self.calls) == 1:
            raise self._error
        return await super().answer(name)


@pytest.mark.parametrize("error", CLOSED)
async def test_where_the_context_is_refused_the_items_are_started(error: SpotifyError) -> None:
    fake = Closed(error)
    await Play(COLLECTION, offset="spotify:track:A", device_id="phone", otherwise=LIKED.otherwise).send(fake.spotify)
    inside = {"context_uri": COLLECTION, "offset": "spotify:track:A", "device_id": "phone"}
    assert fake.calls == [("play", inside), ("play", {"uris": LIKED.otherwise, "device_id": "phone"})]


async def test_in_place_of_a_context_no_more_is_named_than_one_start_may_name() -> None:
    fake = Closed(CLOSED[0])
    rows = tuple(track(str(number)).uri or "" for number in range(150))
    await Play(COLLECTION, otherwise=rows).send(fake.spotify)
    assert fake.calls[1] == ("play", {"uris": rows[:100]})


@pytest.mark.parametrize("error", ABOUT_THE_ASKER)
async def test_what_would_be_refused_as_well_is_not_tried(error: SpotifyError) -> None:
    fake = Closed(error)
    with pytest.raises(type(error)):
        await LIKED.send(fake.spotify)
    assert len(fake.calls) == 1


@pytest.mark.parametrize("error", CLOSED)
async def test_with_nothing_else_to_start_the_refusal_stands(error: SpotifyError) -> None:
    fake = Closed(error)
    with pytest.raises(type(error)):
        await Play("spotify:album:x", first=A).send(fake.spotify)
    assert len(fake.calls) == 1


@pytest.mark.parametrize("named", [True, False])
def test_the_items_in_place_of_a_context_confirm_the_start(named: bool) -> None:
    command = Play(COLLECTION, first=A if named else None, otherwise=LIKED.otherwise)
    begun = picture(A, at=5.4, ms=300)
    assert command.confirmed_by(begun, 5.0, 6.0)
    assert not command.confirmed_by(picture(B, at=5.4, ms=300), 5.0, 6.0)


async def test_a_start_that_was_made_up_for_settles_with_one_read_in_the_truth(rig: Rig) -> None:
    rig.fake.answers["play"] = CLOSED[0]
    rig.player.do(LIKED)
    assert rig.seen[-1].shown.playback.context == Context(type="collection", uri=COLLECTION)
    original = rig.fake.answer

    async def once(name: str) -> object:
        try:
            return await original(name)
        finally:
            rig.fake.answers["play"] = None

    rig.fake.answer = once  # type: ignore[method-assign]
    await rig.player.send_one()
    rig.clock.now += 0.6
    await rig.read(answer(A, 600, context=None))
    assert rig.fake.counted() == {"play": 2, "playback_state": 1, "queue": 1}
    assert rig.player.state.shown == rig.player.state.confirmed
    assert (rig.shown.context, rig.player.state.notice) == (None, None)


async def test_a_shuffled_start_without_a_device_is_shuffled_on_the_one_that_is_awake(rig: Rig) -> None:
    nobody = errors.NoActiveDevice("No device is active.", status=404)
    rig.fake.answers |= {"play": nobody, "shuffle": nobody, "devices": (PHONE,)}
    rig.clock.now += 60
    await rig.read(None)
    rig.fake.calls.clear()
    for command in intents.play_whole(rig.player.state.shown, Album(uri="spotify:album:x"), shuffled=True):
        rig.player.do(command)
        await rig.player.send_one()
    rig.fake.answers |= {"play": None, "shuffle": None}
    await rig.after(0.5)
    while await rig.player.send_one():
        pass
    start = {"context_uri": "spotify:album:x"}
    assert [call for call in rig.fake.calls if call[0] in ("play", "shuffle")] == [
        ("play", start),
        ("play", {**start, "device_id": "phone"}),
        ("shuffle", {"state": True}),
    ]
