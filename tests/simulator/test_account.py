"""Library, search and catalogue of the simulated account."""

from collections.abc import Callable
from typing import Any

from sptui.simulator import Request, Simulator
from sptui.simulator.catalogue import Catalogue
from sptui.simulator.objects import Album, Artist

Ask = Callable[..., tuple[int, Any]]


def pages(ask: Ask, path: str, limit: int) -> list[Any]:
    items: list[Any] = []
    joint = "&" if "?" in path else "?"
    while True:
        page = ask("GET", f"{path}{joint}limit={limit}&offset={len(items)}")[1]
        items += page["items"]
        if page["next"] is None:
            return items


def test_paging_visits_every_saved_track_once_newest_first(ask: Ask, simulator: Simulator) -> None:
    rows = pages(ask, "me/tracks", 50)
    assert len(rows) == len(simulator.world.library.saved("track"))
    assert len({row["track"]["id"] for row in rows}) == len(rows)
    added = [row["added_at"] for row in rows]
    assert added == sorted(added, reverse=True)


def test_next_lies_on_the_host_that_was_asked(ask: Ask) -> None:
    page = ask("GET", "me/tracks?limit=2")[1]
    assert page["next"] == "https://api.spotify.com/v1/me/tracks?limit=2&offset=2"
    assert ask("GET", "me/tracks?limit=2", host="x")[1]["previous"] is None


def test_saving_removing_and_asking_mixed_kinds(ask: Ask, simulator: Simulator) -> None:
    catalogue = simulator.world.catalogue
    wanted = f"{catalogue.tracks[1].uri},{catalogue.albums[1].uri},{catalogue.artists[1].uri},spotify:track:unknown"
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [False] * 4)
    assert ask("PUT", f"me/library?uris={wanted}".replace(":", "%3A")) == (200, None)
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [True] * 4)
    assert ask("GET", "me/tracks?limit=1")[1]["items"][0]["track"]["uri"] == catalogue.tracks[1].uri
    assert ask("DELETE", f"me/library?uris={wanted}") == (200, None)
    assert ask("GET", f"me/library/contains?uris={wanted}") == (200, [False] * 4)


def test_following_and_unfollowing_a_playlist(ask: Ask, simulator: Simulator) -> None:
    uri = simulator.world.playlists.named("Canciones para volver").uri
    ask("PUT", f"me/library?uris={uri}")
    assert ask("GET", "me/playlists?limit=1")[1]["items"][0]["uri"] == uri
    ask("DELETE", f"me/library?uris={uri}")
    assert ask("GET", f"me/library/contains?uris={uri}")[1] == [False]


def test_search_finds_words_and_filters(ask: Ask) -> None:
    tracks = ask("GET", 'search?q=driftwood artist:"marlow"&type=track')[1]["tracks"]["items"]
    assert [track["name"] for track in tracks][:1] == ["Driftwood"]
    albums = ask("GET", "search?q=album:driftwood&type=album,track,artist")[1]
    assert [album["name"] for album in albums["albums"]["items"]] == ["Driftwood"]
    assert {track["album"]["name"] for track in albums["tracks"]["items"]} == {"Driftwood"}
    assert albums["artists"]["items"] == []
    years = ask("GET", "search?q=year:1990-1999&type=album&limit=10")[1]["albums"]["items"]
    assert years
    assert all("1990" <= album["release_date"][:4] <= "1999" for album in years)


def test_search_ends_where_next_is_null_whatever_the_total(ask: Ask) -> None:
    seen, totals, path = 0, set(), "search?q=a&type=track&limit=10&offset="
    while True:
        page = ask("GET", f"{path}{seen}")[1]["tracks"]
        seen += len(page["items"])
        totals.add(page["total"])
        if page["next"] is None:
            break
    assert seen > 100
    assert len(totals) > 1


def test_search_leaves_nulls_for_spotifys_playlists(ask: Ask) -> None:
    found = ask("GET", "search?q=daily&type=playlist")[1]
    assert set(found) == {"playlists"}
    assert found["playlists"]["items"] == [None]


def test_search_leaves_some_episodes_null_always_the_same(ask: Ask) -> None:
    def found() -> list[Any]:
        items: list[Any] = []
        while True:
            page = ask("GET", f"search?q=a&type=episode&limit=10&offset={len(items)}")[1]["episodes"]
            items += page["items"]
            if page["next"] is None:
                return items

    episodes = found()
    assert 0 < episodes.count(None) < len(episodes) / 4
    assert found() == episodes


def test_resume_points_need_their_scope_and_come_in_all_kinds(ask: Ask, simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    episodes = ask("GET", f"shows/{show.id}/episodes?limit=6")[1]["items"]
    assert ["resume_point" in episode for episode in episodes] == [True, True, False, True, True, True]
    assert episodes[3]["resume_point"] is None
    assert episodes[4]["resume_point"]["resume_position_ms"] == -1


def test_artist_albums_hold_a_release_twice_and_at_most_ten(ask: Ask, simulator: Simulator) -> None:
    artist = simulator.world.catalogue.artists[0]
    names = [album["name"] for album in ask("GET", f"artists/{artist.id}/albums?limit=10")[1]["items"]]
    assert names.count("Small Hours") == 2
    assert ask("GET", f"artists/{artist.id}/albums?limit=11")[0] == 400
    assert ask("GET", f"artists/{artist.id}/albums?include_groups=appears_on")[1]["total"] == 1


def test_artist_albums_come_group_by_group_the_newest_first(ask: Ask, simulator: Simulator) -> None:
    artist, other = (Artist(digit * 22, "Somebody", "") for digit in "12")
    releases = {
        "guest": ("album", other, "2025-01-01"),
        "collected": ("compilation", artist, "2026"),
        "song": ("single", artist, "2024"),
        "first": ("album", artist, "1999-12-31"),
        "second": ("album", artist, "2001-05"),
    }
    for number, (name, (kind, by, date)) in enumerate(releases.items()):
        artist.albums.append(Album(f"{number}" * 22, name, kind, (by,), date, ""))
    simulator.world.catalogue = Catalogue([artist], [], [])

    def names(query: str) -> list[str]:
        return [album["name"] for album in ask("GET", f"artists/{artist.id}/albums{query}")[1]["items"]]

    assert names("") == ["second", "first", "song", "collected", "guest"]
    assert names("?include_groups=appears_on,single") == ["song", "guest"]
    assert names("?limit=2&offset=2") == ["song", "collected"]


def test_an_album_spans_two_discs(simulator: Simulator) -> None:
    tracks = next(album for album in simulator.world.catalogue.albums if album.name == "Small Hours").tracks
    assert {track.disc_number for track in tracks} == {1, 2}
    assert next(track.track_number for track in tracks if track.disc_number == 2) == 1


def test_saved_audiobooks_come_bare_in_rows_or_as_nulls(ask: Ask, simulator: Simulator) -> None:
    world, (book, *_) = simulator.world, simulator.world.catalogue.audiobooks
    assert ask("GET", "me/audiobooks")[1]["items"] == [book.simplified]
    world.bare_audiobooks = False
    (row,) = ask("GET", "me/audiobooks")[1]["items"]
    assert (set(row), row["audiobook"]["id"]) == ({"added_at", "audiobook"}, book.id)
    world.audiobooks_sold = False
    page = ask("GET", "me/audiobooks")[1]
    assert (page["items"], page["total"]) == ([None], 1)


def test_an_audiobook_that_the_market_lacks_breaks_contains(ask: Ask, simulator: Simulator) -> None:
    saved, other = (f"spotify:audiobook:{book.id}" for book in simulator.world.catalogue.audiobooks)
    assert ask("GET", f"me/library/contains?uris={saved},{other}") == (200, [True, False])
    assert ask("GET", f"me/library/contains?uris={saved},spotify:audiobook:unknown")[0] == 500
    simulator.world.audiobooks_sold = False
    assert ask("GET", f"me/library/contains?uris={saved}")[0] == 500


def test_followed_artists_of_all_pages_are_all_and_each_comes_once(ask: Ask, simulator: Simulator) -> None:
    ids: list[str] = []
    path: str | None = "me/following?type=artist&limit=5"
    while path is not None:
        page = ask("GET", path)[1]["artists"]
        ids += [artist["id"] for artist in page["items"]]
        assert (page["limit"], page["total"]) == (5, 13)
        assert page["cursors"]["after"] == (ids[-1] if page["next"] else None)
        path = page["next"] and page["next"].removeprefix("https://api.spotify.com/v1/")
    assert ids == [thing.id for thing, _ in simulator.world.library.saved("artist")]
    assert len(set(ids)) == 13


def test_followed_artists_are_paged_by_the_last_id(ask: Ask) -> None:
    first = ask("GET", "me/following?type=artist&limit=5")[1]["artists"]
    second = ask("GET", f"me/following?type=artist&limit=50&after={first['cursors']['after']}")[1]["artists"]
    assert second["next"] is None
    ids = [artist["id"] for artist in first["items"] + second["items"]]
    assert len(set(ids)) == len(ids) == first["total"]


def test_a_known_etag_is_answered_with_304(simulator: Simulator) -> None:
    path = f"/v1/albums/{simulator.world.catalogue.albums[0].id}"
    headers = {"authorization": f"Bearer {simulator.sign_in()['access_token']}"}
    first = simulator.handle(Request("GET", path, headers))
    known = {**headers, "if-none-match": dict(first.headers)["etag"]}
    again = simulator.handle(Request("GET", path, known))
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert dict(first.headers)["cache-control"] == "public, max-age=7200"
