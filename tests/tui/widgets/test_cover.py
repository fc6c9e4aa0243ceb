import asyncio
from collections.abc import Iterable

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from sptui.desktop.graphics import Art
from sptui.simulator.covers import cover
from sptui.spotify.models.catalogue import Image
from sptui.tui import cover as covers
from sptui.tui.cover import SETTLED, Cover, covers_of
from sptui.tui.widgets.art import Overlay
from tests.tui.stage import HeldClock
from tests.tui.widgets.conftest import Until

pytest.importorskip("PIL.Image", reason="the extra art is not installed")


class Gallery:
    """Has a cover for every address, but for those that are `lacking`; those in `here` need not be fetched."""

    def __init__(self, art: Art = "blocks") -> None:
        self.art = art
        self.asked: list[str] = []
        self.wanted: list[int] = []
        self.here: set[str] = set()
        self.lacking: set[str] = set()

    def best(self, images: Iterable[Image], pixels: int) -> str:
        self.wanted.append(pixels)
        return next((image.url for image in images), "")

    async def kept(self, url: str) -> bytes | None:
        return cover(url, 32) if url in self.here else None

    async def fetched(self, url: str) -> bytes | None:
        self.asked.append(url)
        await asyncio.sleep(0)
        if url in self.lacking:
            return None
        self.here.add(url)
        return cover(url, 32)


class Bench(App[None]):
    """What shows a cover, as a pane would."""

    CSS = "Cover { width: 8; height: 4; }"

    def __init__(self, gallery: Gallery | None, clock: HeldClock) -> None:
        super().__init__()
        self.gallery, self.clock = gallery, clock

    def compose(self) -> ComposeResult:
        yield Cover(self.gallery, self.clock, cell=lambda: (10, 20))

    @property
    def cover(self) -> Cover:
        return self.query_one(Cover)

    def show(self, *urls: str) -> None:
        self.cover.images = tuple(Image(url=url) for url in urls)

    @property
    def blank(self) -> bool:
        return "♪" in self.cover.render_line(1).text

    @property
    def drawn(self) -> bool:
        columns, lines = self.cover.cells
        shown = [self.cover.render_line(y).text.strip() for y in range(self.cover.size.height)]
        return bool(lines) and shown.count("▀" * columns) == lines


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def gallery() -> Gallery:
    return Gallery()


@pytest.fixture
def app(gallery: Gallery, clock: HeldClock) -> Bench:
    return Bench(gallery, clock)


async def settle(app: Bench, until: Until) -> None:
    """Let it be shown for so long that its cover is fetched."""
    await until(lambda: bool(app.clock._timers))
    app.clock.advance(SETTLED)


async def test_a_cover_comes_once_it_has_been_shown_for_a_moment_and_is_blank_until_then(
    app: Bench, gallery: Gallery, clock: HeldClock, until: Until
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.show("a")
        await until(lambda: bool(clock._timers))
        clock.advance(SETTLED - 0.1)
        await pilot.pause()
        assert gallery.asked == []
        assert app.blank
        clock.advance(0.1)
        await until(lambda: app.drawn)
        assert gallery.asked == ["a"]


async def test_skipping_through_tracks_fetches_only_the_cover_of_the_last(
    app: Bench, gallery: Gallery, clock: HeldClock, until: Until
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        for url in "abcd":
            app.show(url)
            await until(
                lambda: not any(at <= clock.now + SETTLED / 2 for at, _ in clock._timers) and clock._timers != []
            )
            await pilot.pause()
            clock.advance(SETTLED / 2)
        clock.advance(SETTLED / 2)
        await until(lambda: app.drawn)
        assert gallery.asked == ["d"]


async def test_what_is_here_already_is_shown_at_once(app: Bench, gallery: Gallery, until: Until) -> None:
    gallery.here.add("a")
    async with app.run_test(size=(20, 6)):
        app.show("a")
        await until(lambda: app.drawn)
        assert gallery.asked == []


async def test_another_cover_blanks_the_one_before_and_the_same_leaves_it(
    app: Bench, gallery: Gallery, until: Until
) -> None:
    gallery.here.add("a")
    async with app.run_test(size=(20, 6)) as pilot:
        app.show("a")
        await until(lambda: app.drawn)
        app.show("a", "smaller")
        assert app.drawn
        app.show("b")
        assert app.blank
        app.show()
        await pilot.pause()
        assert app.blank
        assert gallery.asked == []


async def test_what_cannot_be_had_stays_blank_and_is_looked_for_when_it_is_shown_again(
    app: Bench, gallery: Gallery, until: Until
) -> None:
    gallery.lacking.add("a")
    async with app.run_test(size=(20, 6)) as pilot:
        app.show("a")
        await settle(app, until)
        await until(lambda: gallery.asked == ["a"])
        await pilot.pause()
        assert app.blank
        gallery.lacking.clear()
        app.cover.styles.width, app.cover.styles.height = 12, 6
        await settle(app, until)
        await until(lambda: app.drawn)


@pytest.mark.parametrize(("width", "height"), [(4, 2), (10, 5), (12, 6), (60, 30), (13, 9)])
async def test_it_is_drawn_anew_for_every_size_and_fetched_for_one(
    width: int, height: int, app: Bench, gallery: Gallery, until: Until
) -> None:
    gallery.here.add("a")
    async with app.run_test(size=(70, 40)):
        app.show("a")
        await until(lambda: app.drawn)
        app.cover.styles.width, app.cover.styles.height = width, height
        await until(lambda: app.cover.size == (width, height) and app.drawn)
        assert gallery.asked == []
        assert gallery.wanted[-1] == app.cover.cells[0]


async def test_one_that_cannot_be_seen_fetches_nothing_until_it_is(
    app: Bench, gallery: Gallery, clock: HeldClock, until: Until
) -> None:
    async with app.run_test(size=(20, 6)) as pilot:
        app.cover.display = False
        await pilot.pause()
        app.show("a")
        await pilot.pause()
        assert not clock._timers
        app.cover.display = True
        await settle(app, until)
        await until(lambda: app.drawn)
        assert gallery.asked == ["a"]


async def test_its_name_is_told_to_a_mouse_as_plain_text(app: Bench) -> None:
    async with app.run_test(size=(20, 6)):
        app.cover.caption = "[/] Blue Doors"
        assert app.cover.tooltip == Content("[/] Blue Doors")
        app.cover.caption = ""
        assert app.cover.tooltip is None


@pytest.mark.parametrize("off", [None, Gallery("off")])
async def test_without_covers_it_takes_no_room(off: Gallery | None, clock: HeldClock) -> None:
    async with Bench(off, clock).run_test(size=(20, 6)) as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        app.show("a")
        await pilot.pause()
        assert not app.cover.display
        assert not clock._timers


def test_what_makes_covers_is_there_only_where_they_are_shown(gallery: Gallery, clock: HeldClock) -> None:
    assert covers_of(None, clock) is None
    assert covers_of(Gallery("off"), clock) is None
    made = covers_of(gallery, clock)
    assert made is not None
    assert isinstance(made(), Cover)
    assert made() is not made()


async def test_a_terminal_with_pictures_gets_the_finest_of_them(clock: HeldClock, until: Until) -> None:
    gallery = Gallery("kitty")
    gallery.here.add("a")
    app = Bench(gallery, clock)
    async with app.run_test(size=(20, 6)):
        app.show("a")
        await until(lambda: app.cover._overlay is not None)
        assert app.drawn, "half blocks as well, for when it is not in front"
        assert gallery.wanted[-1] == covers.FINEST
        assert app.cover._overlay is not None
        assert len(app.cover._overlay.lines) == 4


async def test_where_drawing_goes_wrong_half_blocks_stay_and_it_is_not_tried_again(
    clock: HeldClock, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    tried: list[object] = []

    def broken(*given: object) -> Overlay | None:
        tried.append(given)
        raise TypeError

    monkeypatch.setattr("sptui.tui.widgets.overlays.sixel", broken)
    gallery = Gallery("sixel")
    gallery.here |= {"a", "b"}
    app = Bench(gallery, clock)
    async with app.run_test(size=(20, 6)):
        for url in "ab":
            app.show(url)
            await until(lambda: app.drawn)
        assert len(tried) == 1
        assert app.cover._overlay is None


async def test_only_another_picture_repaints(
    app: Bench, gallery: Gallery, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    gallery.here.add("a")
    async with app.run_test(size=(20, 6)) as pilot:
        app.show("a")
        await until(lambda: app.drawn)
        await pilot.pause()
        painted: list[int] = []
        monkeypatch.setattr(app.cover, "refresh", lambda *regions, **_: painted.append(len(regions)))
        app.show("a", "another size")
        await pilot.pause()
        assert painted == []
