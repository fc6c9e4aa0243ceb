"""What is started, queued and saved from lists."""

from random import Random

import pytest

from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import AddToQueue, Batch, Like, Pause, Play, SetShuffle
from sptui.player.playback import Playback
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Image, ResumePoint, Show, Track
from sptui.spotify.models.playlists import Playlist, PlaylistOwner
from sptui.spotify.models.things import Thing, Whole
from tests.player.fakes import TAKER, A, B, C, D, Taker, picture, track

LOCAL = Track(uri="spotify:local:Attic:Tapes:Rain:40", name="Rain", is_local=True)
WITHDRAWN = D.model_copy(update={"is_playable": False})
BOOK = Audiobook(id="book", uri="spotify:show:book", name="The Long Book", images=(Image(url="https://i/1"),))
FIRST, SECOND = (
    Chapter(id=name, uri=f"spotify:episode:{name}", name=name.title(), duration_ms=600_000, audiobook=BOOK)
    for name in ("one", "two")
)
TALK = Episode(id="t", uri="spotify:episode:t", name="Talk", duration_ms=900_000)
NEWS = TALK.model_copy(update={"id": "n", "uri": "spotify:episode:n", "name": "News"})
ALBUM = Album(id="a", uri="spotify:album:a", name="Ivy")
ARTIST = Artist(id="p", uri="spotify:artist:p", name="Paper Lanterns")
SHOW = Show(id="s", uri="spotify:show:s", name="Small Talk")
LIST = Playlist(id="l", uri="spotify:playlist:l", name="Small Hours", owner=PlaylistOwner(id="nils"))
MINE = LIST.model_copy(update={"id": "m", "uri": "spotify:playlist:m", "owner": PlaylistOwner(id="mira")})
COLLECTION = "spotify:user:mira:collection"


def rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311 -- repeatable, no secret


def uris(*things: Thing) -> tuple[str, ...]:
    return tuple(thing.uri or "" for thing in things)


@pytest.mark.parametrize(
    ("context", "position", "offset"),
    [
        ("spotify:album:a", None, B.uri),
        ("spotify:album:a", 0, 0),
        ("spotify:playlist:l", 7, 7),
        ("spotify:playlist:l", None, B.uri),
        ("spotify:user:nils:playlist:l", 7, 7),
        (COLLECTION, 7, B.uri),
    ],
)
def test_a_row_is_started_inside_its_list_with_the_rows_behind_it_in_reserve(
    context: str, position: int | None, offset: int | str
) -> None:
    command = intents.play(B, [WITHDRAWN, LOCAL, TALK, C], within=context, position=position)
    assert command == Play(context, offset=offset, first=B, otherwise=uris(B, C))


@pytest.mark.parametrize("context", [None, "spotify:artist:p", "spotify:track:x", "odd", ""])
def test_where_nothing_can_be_entered_a_row_and_those_behind_it_are_started(context: str | None) -> None:
    assert intents.play(B, [C], within=context, position=3) == Play(uris=uris(B, C), first=B)


def test_an_episode_is_started_inside_its_show_by_its_name() -> None:
    command = intents.play(NEWS, [TALK, A], within="spotify:show:s", position=3)
    assert command == Play("spotify:show:s", offset=NEWS.uri, first=NEWS, otherwise=uris(NEWS, TALK))


@pytest.mark.parametrize(
    ("heard", "resumes", "left_at"),
    [(False, 754_000, 754_000), (False, 0, 0), (False, -1, 0), (False, 900_000, 0), (True, 754_000, 0)],
)
@pytest.mark.parametrize("context", [None, "spotify:show:s"])
def test_an_episode_goes_on_where_it_was_left(context: str | None, *, heard: bool, resumes: int, left_at: int) -> None:
    point = ResumePoint(fully_played=heard, resume_position_ms=resumes)
    command = intents.play(TALK.model_copy(update={"resume_point": point}), within=context)
    assert isinstance(command, Play)
    assert command.position_ms == left_at
    assert command.predict(picture(A), 5.0).playback.position_ms(6.0) == left_at + 1_000


@pytest.mark.parametrize("context", [None, "spotify:show:book", "spotify:audiobook:book"])
def test_a_chapter_is_started_inside_its_book_and_shown_as_the_player_will_tell_of_it(context: str | None) -> None:
    command = intents.play(SECOND, [FIRST], within=context)
    assert isinstance(command, Play)
    assert (command.context_uri, command.offset) == ("spotify:show:book", SECOND.uri)
    assert command.otherwise == uris(SECOND, FIRST)
    shown = command.predict(picture(A), 5.0).playback
    assert isinstance(shown.item, Episode)
    assert (shown.item.uri, shown.item.name, shown.item.duration_ms) == (SECOND.uri, "Two", 600_000)
    assert shown.item.show == Show(id="book", uri="spotify:show:book", name="The Long Book", images=BOOK.images)
    assert (shown.item.byline, shown.kind) == ("The Long Book", "episode")


def test_a_chapter_by_another_name_is_shown_by_the_one_that_the_player_has_for_it() -> None:
    command = intents.play(FIRST.model_copy(update={"uri": "spotify:chapter:one"}))
    assert isinstance(command, Play)
    assert (command.offset, command.first and command.first.uri) == ("spotify:chapter:one", "spotify:episode:one")


def test_a_chapter_of_an_unknown_book_is_started_by_itself() -> None:
    stray = FIRST.model_copy(update={"audiobook": None})
    command = intents.play(stray)
    assert isinstance(command, Play)
    assert (command.context_uri, command.uris) == (None, uris(stray))
    assert command.first is not None
    assert command.first.byline == ""


@pytest.mark.parametrize("thing", [LOCAL, WITHDRAWN, A.model_copy(update={"uri": None}), Album(name="nameless")])
def test_what_spotify_does_not_offer_is_no_command(thing: Thing) -> None:
    assert intents.play(thing, [B], within="spotify:album:a") is None


def test_one_start_names_a_hundred_items_at_most() -> None:
    rows = [track(str(number)) for number in range(300)]
    for command in (intents.play(rows[0], rows[1:]), *intents.play_all(rows, shuffled=False, rng=rng(1))):
        assert isinstance(command, Play)
        assert command.uris == uris(*rows[:100])
    inside = intents.play(rows[0], rows[1:], within=COLLECTION)
    assert isinstance(inside, Play)
    assert inside.otherwise == uris(*rows[:100])


IDLE = Picture(playback=Playback(known=True))
SHUFFLED = Picture(playback=Playback(known=True, active=True, shuffle=True))
ENDLESS = Picture(playback=Playback(known=True, active=True, disallows=frozenset({"toggling_shuffle"})))
START, SHUFFLE = Play("spotify:album:a"), SetShuffle(on=True)


@pytest.mark.parametrize(
    ("before", "shuffled", "commands"),
    [
        (picture(A), False, (START,)),
        (SHUFFLED, False, (START,)),
        (IDLE, False, (START,)),
        (picture(A), True, (SHUFFLE, START)),
        (SHUFFLED, True, (START,)),
        (IDLE, True, (START, SHUFFLE)),
        (ENDLESS, True, (START, SHUFFLE)),
    ],
)
def test_a_whole_is_started_in_the_mode_that_is_set_or_shuffled(
    before: Picture, shuffled: bool, commands: tuple[Command, ...]
) -> None:
    assert tuple(intents.play_whole(before, ALBUM, shuffled=shuffled)) == commands


@pytest.mark.parametrize(
    ("whole", "context"),
    [(ARTIST, ARTIST.uri), (BOOK, "spotify:show:book"), (Audiobook(uri="spotify:audiobook:x"), "spotify:show:x")],
)
def test_a_whole_is_started_by_the_name_that_the_player_has_for_it(whole: Whole, context: str) -> None:
    assert tuple(intents.play_whole(picture(A), whole)) == (Play(context),)
    assert intents.play(whole) == Play(context)
    assert tuple(intents.play_whole(picture(A), Album())) == ()


def test_a_list_without_a_context_is_started_as_it_stands_or_shuffled_here() -> None:
    things: list[Thing] = [ALBUM, A, LOCAL, FIRST, B, WITHDRAWN, C]
    (plain,) = intents.play_all(things, shuffled=False, rng=rng(1))
    assert plain == Play(uris=uris(A, FIRST, B, C), first=A)
    (mixed,) = intents.play_all(things, shuffled=True, rng=rng(5))
    assert isinstance(mixed, Play)
    assert sorted(mixed.uris) == sorted(plain.uris)
    assert mixed.uris != plain.uris
    assert mixed.first is not None
    assert mixed.first.uri == mixed.uris[0]
    assert tuple(intents.play_all([ALBUM, LOCAL], shuffled=True, rng=rng(1))) == ()


def test_a_long_list_is_shuffled_before_it_is_cut() -> None:
    rows = [track(str(number)) for number in range(1_000)]
    (command,) = intents.play_all(rows, shuffled=True, rng=rng(1))
    assert isinstance(command, Play)
    assert len(command.uris) == len(set(command.uris)) == 100
    assert not set(command.uris) <= set(uris(*rows[:500]))


def test_tracks_and_episodes_that_spotify_has_can_be_queued() -> None:
    assert intents.queueable([A, ALBUM, LOCAL, B, WITHDRAWN, FIRST, TALK]) == (A, B, TALK)
    assert intents.queueable([ALBUM, LOCAL, FIRST]) == ()


class Taking(Taker):
    """Has taken only some."""

    def __init__(self, *ids: int) -> None:
        self.ids = ids

    def took(self, id_: int) -> bool:
        return id_ in self.ids


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ((7, 8, 9), "3 items are in Spotify's queue."),
        ((), "None of the 3 items is in Spotify's queue."),
        ((7,), "1 of 3 items is in Spotify's queue."),
        ((7, 9), "2 of 3 items are in Spotify's queue."),
    ],
)
def test_of_a_batch_it_is_told_at_its_end_how_many_were_taken(taken: tuple[int, ...], told: str) -> None:
    giver, batch = Taking(*taken), Batch((7, 8, 9))
    given = [AddToQueue(item, giver, id_, batch) for item, id_ in zip((A, B, C), batch.ids, strict=True)]
    assert [each.receipt for each in given] == ["", "", told]
    assert {each.shortfall for each in given} == {told}


def test_of_a_single_item_it_is_told_when_it_was_taken_and_that_is_wanted() -> None:
    alone, quiet, gone = AddToQueue(A, TAKER, 4), AddToQueue(A, TAKER, 4, told=False), AddToQueue(A, Taking(), 4)
    assert (alone.receipt, alone.shortfall) == ("In Spotify's queue: A", "")
    assert (quiet.receipt, gone.receipt) == ("", "")


def test_behind_a_refused_item_nothing_goes_to_the_queue() -> None:
    given = [AddToQueue(item, TAKER, place) for place, item in enumerate((A, B))]
    assert given[1].falls_with(given[0])
    assert not given[1].falls_with(AddToQueue(A, Taker(), 1))
    assert not given[1].falls_with(Pause())


def liking(**likes: bool) -> Picture:
    return picture(A).with_likes({uri: likes[name] for name, uri in KNOWN.items() if name in likes})


KNOWN = {"a": A.uri or "", "b": B.uri or "", "c": C.uri or "", "theirs": LIST.uri or "", "mine": MINE.uri or ""}


@pytest.mark.parametrize(
    ("before", "things", "command"),
    [
        (liking(), [B], Like(uris(B), on=True, names=("B",))),
        (liking(b=False), [B], Like(uris(B), on=True, names=("B",))),
        (liking(b=True), [B], Like(uris(B), on=False, names=("B",))),
        (liking(b=True), [B, C], Like(uris(C), on=True, names=("C",))),
        (liking(b=True, c=True), [B, C], Like(uris(B, C), on=False, names=("B", "C"))),
        (liking(a=True), [A], Like(uris(A), on=False)),
        (liking(), [A], Like(uris(A), on=True)),
        (liking(), [A, B], Like(uris(A, B), on=True, names=("A", "B"))),
        (liking(), [B, B], Like(uris(B), on=True, names=("B",))),
        (liking(), [LOCAL, FIRST, Album(name="x"), WITHDRAWN], Like(uris(WITHDRAWN), on=True, names=("D",))),
        (liking(), [BOOK, ARTIST], Like(uris(BOOK, ARTIST), on=True, names=("The Long Book", "Paper Lanterns"))),
        (liking(), [LOCAL, FIRST], None),
        (liking(), [], None),
    ],
)
def test_what_is_not_saved_is_saved_and_what_all_is_saved_is_removed(
    before: Picture, things: list[Thing], command: Like | None
) -> None:
    assert intents.like(before, things) == command
    assert bool(intents.why_not_like_things(things)) == (command is None)


def test_no_playlist_is_removed_that_may_be_the_users_own_since_that_would_delete_it() -> None:
    saved = liking(theirs=True, mine=True)
    assert intents.like(saved, [LIST, MINE]) is None
    assert intents.like(saved, [LIST, MINE], user_id="mira") == Like(uris(LIST), on=False, names=("Small Hours",))
    assert intents.like(liking(), [LIST, MINE], user_id="mira") == Like(uris(LIST), on=True, names=("Small Hours",))
    nobodys = LIST.model_copy(update={"owner": PlaylistOwner()})
    assert intents.like(saved, [nobodys], user_id="mira") is None
    assert intents.like(saved.with_likes({B.uri or "": True}), [B, MINE]) == Like(uris(B), on=False, names=("B",))


@pytest.mark.parametrize(
    ("things", "reason"),
    [
        ([A, LOCAL], ""),
        ([], "There is nothing to like here."),
        ([LOCAL], "A local file cannot be liked."),
        ([FIRST], "A chapter cannot be liked, only its audiobook."),
        ([MINE], "Your own playlist is in your library as long as there is one."),
        ([LIST], ""),
        ([Album(name="x")], "That cannot be liked: Spotify does not offer it here."),
        ([LOCAL, FIRST], "None of these can be liked."),
    ],
)
def test_why_things_cannot_be_liked(things: list[Thing], reason: str) -> None:
    assert intents.why_not_like_things(things, user_id="mira") == reason


@pytest.mark.parametrize(
    ("thing", "liked", "removed"),
    [
        (A, "Liked “A”.", "Removed “A” from your library."),
        (ALBUM, "Saved “Ivy” to your library.", "Removed “Ivy” from your library."),
        (TALK, "Saved “Talk” to your library.", "Removed “Talk” from your library."),
        (SHOW, "Following “Small Talk”.", "No longer following “Small Talk”."),
        (ARTIST, "Following “Paper Lanterns”.", "No longer following “Paper Lanterns”."),
        (LIST, "Following “Small Hours”.", "No longer following “Small Hours”."),
    ],
)
def test_a_like_tells_in_the_words_for_its_kind(thing: Thing, liked: str, removed: str) -> None:
    one = Like(uris(thing), on=True, names=(thing.name,))
    assert one.receipt == liked
    assert Like(one.uris, on=False, names=one.names).receipt == removed


@pytest.mark.parametrize(
    ("things", "liked", "removed"),
    [
        ((A, B, C), "Liked 3 tracks.", "Removed 3 tracks from your library."),
        ((ARTIST, ARTIST), "Following 2 artists.", "No longer following 2 artists."),
        ((A, ALBUM), "Saved 2 items to your library.", "Removed 2 items from your library."),
        ((ARTIST, SHOW), "Saved 2 items to your library.", "Removed 2 items from your library."),
    ],
)
def test_likes_of_several_things_tell_how_many(things: tuple[Thing, ...], liked: str, removed: str) -> None:
    several = Like(uris(*things), on=True, names=tuple(thing.name for thing in things))
    assert several.receipt == liked
    assert Like(several.uris, on=False, names=several.names).receipt == removed


def test_a_thing_without_a_title_is_told_of_all_the_same() -> None:
    assert Like(uris(A), on=True, names=("",)).receipt == "Liked “Untitled”."


@pytest.mark.parametrize(
    ("things", "scope"),
    [
        ((A, ALBUM, TALK, SHOW), "user-library-modify"),
        ((ARTIST,), "user-follow-modify"),
        ((LIST,), "playlist-modify-public"),
        ((A, LIST), "playlist-modify-public"),
        ((A, LIST, ARTIST), "user-follow-modify"),
    ],
)
def test_a_like_needs_what_its_kinds_need(things: tuple[Thing, ...], scope: str) -> None:
    assert Like(uris(*things), on=True).scope == scope
    assert Play("spotify:album:a").scope == "user-modify-playback-state"
