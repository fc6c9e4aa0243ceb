from typing import get_args
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sptui.spotify.links import Link, Named, is_short, parse, url_of

ID = "4iV5W9uYEdYUVa79Axb7Rh"
KINDS = get_args(Named)

steady = settings(derandomize=True, max_examples=300, deadline=None, database=None)

ids = st.text("0123456789ABCXYZabcxyz", min_size=22, max_size=22)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(
    lambda name: name.isprintable() and not set(name) & {" ", "\ufffd"} and name not in (".", "..")
)
things = st.builds(Link, st.sampled_from(KINDS), ids)
users = st.builds(Link, st.just("user"), names)
collections = st.builds(Link, st.just("collection"), st.just("") | names)
addresses = st.lists(
    st.sampled_from(["https://", "open.spotify.com", "/", "intl-de", "embed", "user", "playlist", "collection"])
    | st.sampled_from(
        ["track", "spotify:", ":", "?", "#", "%", "%FF", "%E2%80%8B", ID, "\ud800", "\x00", " ", "[", "]", "@"]
    )
    | st.text(max_size=3),
    max_size=9,
).map("".join)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "address",
    [
        "https://open.spotify.com/{kind}/{id}",
        "http://open.spotify.com/{kind}/{id}",
        "open.spotify.com/{kind}/{id}/",
        "HTTPS://Open.Spotify.COM/{kind}/{id}",
        "https://open.spotify.com/{kind}/{id}?si=0a1b2c3d4e5f&context=spotify%3Aalbum%3A1#_=_",
        "https://open.spotify.com/{kind}/{id}#login",
        "https://open.spotify.com/intl-de/{kind}/{id}?si=0a1b",
        "https://open.spotify.com/intl-pt-BR/{kind}/{id}",
        "https://open.spotify.com/embed/{kind}/{id}?utm_source=generator&theme=0",
        "https://open.spotify.com/embed-podcast/{kind}/{id}",
        "https://open.spotify.com/intl-de/embed/{kind}/{id}",
        "https://play.spotify.com/{kind}/{id}",
        "spotify:{kind}:{id}",
        "SPOTIFY:{kind}:{id}?si=0a1b",
        "spotify:{kind}:{id}#0:42",
    ],
)
def test_every_way_to_write_an_address_is_understood(address: str, kind: Named) -> None:
    assert parse(address.format(kind=kind, id=ID)) == Link(kind, ID)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (f"https://open.spotify.com/user/spotify/playlist/{ID}?si=1", Link("playlist", ID)),
        (f"spotify:user:spotify:playlist:{ID}", Link("playlist", ID)),
        (f"https://open.spotify.com/artist/{ID}/discography/album", Link("artist", ID)),
        ("https://open.spotify.com/collection/tracks", Link("collection")),
        ("https://open.spotify.com/intl-fr/collection/tracks?flow_ctx=1", Link("collection")),
        ("spotify:collection", Link("collection")),
        ("spotify:collection:tracks", Link("collection")),
        ("spotify:user:mira:collection", Link("collection", "mira")),
        ("https://open.spotify.com/user/mira/collection", Link("collection", "mira")),
        ("spotify:user:mira", Link("user", "mira")),
        ("https://open.spotify.com/user/mira?si=1", Link("user", "mira")),
        ("https://open.spotify.com/user/mira/playlists", Link("user", "mira")),
    ],
)
def test_addresses_with_a_form_of_their_own_are_understood(address: str, link: Link) -> None:
    assert parse(address) == link


@pytest.mark.parametrize("address", ["spotify:user:marcel%23spotify", "https://open.spotify.com/user/marcel%23spotify"])
def test_the_id_of_a_user_is_as_the_api_tells_it(address: str) -> None:
    link = Link("user", "marcel#spotify")
    assert parse(address) == link


@pytest.mark.parametrize("around", [" {} \n", "<{}>", '"{}"', "'{}'", "“{}”", " <'{}'> ", "`{}`", "\ufeff{}\u200b"])
@pytest.mark.parametrize("address", [f"https://open.spotify.com/track/{ID}?si=1", f"spotify:track:{ID}"])
def test_what_stands_around_an_address_does_not_matter(address: str, around: str) -> None:
    assert parse(around.format(address)) == Link("track", ID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abba",
        ID,
        "spotify:",
        f"spotify:track:{ID[:-1]}",
        f"spotify:track:{ID}0",
        f"spotify:track:{ID[:-1]}-",
        f"spotify:track:{ID[:-1]}é",
        f"spotify:track:{ID}:play",
        f"spotify:Track:{ID}",
        f"spotify:station:{ID}",
        "spotify:user:",
        "spotify:user:%20",
        "spotify:user:%FF",
        "spotify:user:a%0Ab",
        "spotify:user:%E2%80%8B",
        "spotify:user:mira:playlist:short",
        "spotify:user:mira:starred",
        "spotify:user:mira:collection:artist",
        "spotify:collection:podcasts",
        "spotify:local:Artist:Album:Title:253",
        "https://open.spotify.com",
        "https://open.spotify.com/",
        "https://open.spotify.com/search/abba",
        "https://open.spotify.com/collection/playlists",
        "https://open.spotify.com/track",
        f"https://open.spotify.com/track/{ID}x",
        f"https://open.spotify.com/?uri=spotify:track:{ID}",
        "https://open.spotify.com/user/..",
        f"https://open.spotify.com.example.com/track/{ID}",
        f"https://open.spotify.com@example.com/track/{ID}",
        f"https://example.com/open.spotify.com/track/{ID}",
        f"https://api.spotify.com/v1/tracks/{ID}",
        f"https://open.ſpotify.com/track/{ID}",
        f"ftp://open.spotify.com/track/{ID}",
        f"listen: https://open.spotify.com/track/{ID}",
        f"https://open.spotify.com/track/{ID}?si=1 and more",
        f"spotify:track:{ID}\nspotify:track:{ID}",
    ],
)
def test_anything_else_is_no_link(text: str) -> None:
    assert parse(text) is None
    assert not is_short(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://spotify.link/jMOB2J5UTyb",
        "<spotify.link/jMOB2J5UTyb?x=1>",
        "HTTP://Spotify.Link/jMOB2J5UTyb",
        "https://spotify.app.link/9EgQaAaXwbb",
        "https://link.tospotify.com/9EgQaAaXwbb",
        "https://spoti.fi/35APzOZ",
        "https://open.spotify.com/s/2czejYu",
    ],
)
def test_a_short_link_is_told_from_one_that_can_be_read(text: str) -> None:
    assert is_short(text)
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f"https://open.spotify.com/track/{ID}",
        f"https://open.spotify.com/show/{ID}",
        "https://spotify.link",
        "https://spotify.link/",
        "https://spotify.link.example.com/jMOB2J5UTyb",
        "see https://spotify.link/jMOB2J5UTyb",
    ],
)
def test_other_links_are_not_short(text: str) -> None:
    assert not is_short(text)


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        *((f"spotify:{kind}:{ID}", f"https://open.spotify.com/{kind}/{ID}") for kind in KINDS),
        (f"spotify:user:mira:playlist:{ID}", f"https://open.spotify.com/playlist/{ID}"),
        ("spotify:user:mira:collection", "https://open.spotify.com/collection/tracks"),
        ("spotify:collection", "https://open.spotify.com/collection/tracks"),
        ("spotify:user:mira", "https://open.spotify.com/user/mira"),
        ("spotify:user:marcel%23spotify", "https://open.spotify.com/user/marcel%23spotify"),
        ("spotify:local:::Echoes+-+Acoustic+Version:348", ""),
        ("spotify:internal:queue", ""),
        ("", ""),
    ],
)
def test_what_has_a_page_has_the_address_that_a_person_shares(uri: str, url: str) -> None:
    assert url_of(uri) == url


def uri_of(link: Link) -> str:
    """The URI of what a link leads to."""
    id_ = quote(link.id, safe="", errors="replace")
    if link.kind == "collection":
        return f"spotify:user:{id_}:collection" if link.id else "spotify:collection"
    return f"spotify:{link.kind}:{id_}"


@steady
@given(things | users | collections)
def test_a_uri_leads_to_the_link_that_it_was_made_of(link: Link) -> None:
    assert parse(uri_of(link)) == link


@steady
@given(things | users)
def test_a_shared_address_leads_back(link: Link) -> None:
    assert parse(url_of(uri_of(link))) == link


@steady
@given(collections)
def test_the_address_of_liked_songs_leads_to_those_of_whoever_opens_it(link: Link) -> None:
    assert parse(url_of(uri_of(link))) == Link("collection")


@steady
@given(st.text(st.characters()) | addresses)
@example("https://[")
@example("spotify:user:\ud800")
def test_any_text_is_a_link_or_none_and_a_link_is_always_sound(text: str) -> None:
    link = parse(text)
    assert not (is_short(text) and link)
    assert link is None or parse(uri_of(link)) == link
    assert url_of(text) == "" or parse(url_of(text)) is not None
