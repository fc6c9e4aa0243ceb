"""The profile and the top lists. Source: reference chapter "Users"."""

import random
import zlib

from sptui.simulator.call import Answer, Call
from sptui.simulator.messages import bad_request

TIME_RANGES = ("short_term", "medium_term", "long_term")
TOP_LENGTH = 60


def me(call: Call) -> Answer:
    """GET /me."""
    return call.world.user.full


def top_artists(call: Call) -> Answer:
    """GET /me/top/artists."""
    artists = call.world.catalogue.artists
    return call.page(_ranking(call).sample(artists, len(artists)), lambda artist: artist.full)


def top_tracks(call: Call) -> Answer:
    """GET /me/top/tracks."""
    return call.page(_ranking(call).sample(call.world.catalogue.tracks, TOP_LENGTH), lambda track: track.full)


def _ranking(call: Call) -> random.Random:
    """Chance that is the same for the same time range."""
    time_range = call.query.get("time_range", "medium_term")
    if time_range not in TIME_RANGES:
        raise bad_request("Invalid time range")
    return random.Random(zlib.crc32(time_range.encode()))  # noqa: S311 - a reproducible ranking, no secret
