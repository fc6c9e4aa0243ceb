"""What hours and days cost, and how true the screen is meanwhile: measured, for the tests and for `make bench`."""

import random
import statistics
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial

from sptui.player import intents
from sptui.player.attention import Attention
from sptui.player.commands import Pause, Resume, SkipToNext
from sptui.player.schedule import Profile
from sptui.simulator import Fault
from sptui.simulator.playback import Context
from tests.scenario.driver import AWAY, GLANCING, WATCHING, Driver, together
from tests.scenario.watch import Watch

HOUR = 3_600.0
TRACK = 210.0  # seconds
UNDISTURBED = 0.995  # the share of the time for which the shown item is to be the true one


@dataclass(frozen=True)
class Figure:
    """What came of a scenario: how many requests, the share of true items (None where nobody looked), and for how long
    changes were unseen.
    """

    requests: int
    share: float | None
    unseen: tuple[float, ...]

    @property
    def median(self) -> float:
        """Of the seconds for which a change was unseen; 0 when there was none."""
        return statistics.median(self.unseen) if self.unseen else 0.0

    @property
    def worst(self) -> float:
        """The longest of them."""
        return max(self.unseen, default=0.0)


def album_of(driver: Driver, tracks: int = 60, seconds: float = TRACK) -> Context:
    """A context of tracks that are all equally long."""
    playable = [track for track in driver.world.catalogue.tracks if track.playable and track.name]
    chosen = (replace(track, duration_ms=round(seconds * 1000)) for track in playable[:tracks])
    return Context("spotify:playlist:equal", tuple(chosen))


async def opened(
    *, attention: Attention, profile: Profile = "balanced", latency: float = 0.1, tracks: int = 60, budget: int = 1_000
) -> Driver:
    """A driver that has read everything, at the start of the first of `tracks` equal ones."""
    driver = Driver(attention=attention, profile=profile, latency=latency, budget=budget)
    while driver.world.player.state.queue:
        driver.world.player.next()
    driver.world.player.play(album_of(driver, tracks))
    driver.world.player.set_repeat("context")
    driver.clock.now += 2.0  # behind the lag
    await driver.run(2.0)
    driver.assert_true()
    driver.forget()
    return driver


async def measured(driver: Driver, play: Callable[[Watch], Awaitable[None]]) -> Figure:
    """What `play` costs, and how true the screen is meanwhile."""
    watch = Watch(driver)
    async with aclosing(driver.http):
        await play(watch)
    return Figure(driver.requests().total(), watch.share, tuple(watch.unseen))


async def music(
    attention: Attention, profile: Profile = "balanced", *, crossfade: float = 0.0, hours: float = 1.0
) -> Figure:
    """So many hours of music, of which nobody changes anything."""
    driver = await opened(attention=attention, profile=profile)
    driver.world.player.set_crossfade(crossfade)
    return await measured(driver, lambda watch: together(hours * HOUR, driver, look=watch))


async def silence(attention: Attention) -> Figure:
    """An hour of pause."""
    driver = await opened(attention=attention)
    await driver.do(Pause())
    driver.forget()
    return await measured(driver, lambda watch: together(HOUR, driver, look=watch))


async def meddling(attention: Attention, profile: Profile = "balanced", *, changes: int = 60) -> Figure:
    """While music plays, somebody else changes one thing after the other, at moments that mean nothing."""
    driver = await opened(attention=attention, profile=profile, budget=10**6)
    rng = random.Random(3)  # noqa: S311 -- repeatable, no secret
    player = driver.world.player
    kitchen, desk = driver.world.device("Kitchen").key, driver.world.device("Desk").key
    things: list[Callable[[], None]] = [
        player.pause,
        player.next,
        lambda: player.transfer(kitchen),
        lambda: player.set_shuffle(on=True),
        lambda: player.set_repeat("track"),
        lambda: player.set_repeat("context"),
        lambda: player.set_shuffle(on=False),
        lambda: player.transfer(desk),
        player.previous,
    ]

    async def play(watch: Watch) -> None:
        for number in range(changes):
            await together(rng.uniform(250, 500), driver, look=watch)
            things[number % len(things)]()
            if number % len(things) == 0:
                await together(TRACK + 5, driver, look=watch)
                driver.player.do(Resume())
        await together(500, driver, look=watch)

    return await measured(driver, play)


async def returning(*, changes: int = 30) -> Figure:
    """Somebody else changes something while nobody looks, and somebody comes back: seconds from there to the truth."""
    driver = await opened(attention=AWAY)
    rng = random.Random(4)  # noqa: S311 -- repeatable, no secret

    async def play(watch: Watch) -> None:
        for number in range(changes):
            driver.player.attend(AWAY)
            await together(rng.uniform(5, 150), driver)
            driver.world.player.next() if number % 3 else driver.world.player.set_shuffle(on=number % 2 == 0)
            await together(rng.uniform(3, 30), driver)
            driver.player.attend(GLANCING)
            watch.begin()
            await together(20, driver, look=watch)

    return await measured(driver, play)


async def a_day_of_watching() -> Figure:
    """A day and a night of music with somebody before the screen: more than the budget allows as often as usual."""
    driver = await opened(attention=WATCHING)
    return await measured(driver, lambda _: together(24 * HOUR, driver))


async def working_day() -> Figure:
    """Ten hours, two of them paused: in each three looks of six minutes that begin with some keys; six searches."""
    driver = await opened(attention=AWAY)
    player, world = driver.player, driver.world

    async def key(number: int) -> None:
        shown = player.state.shown
        choices = (
            SkipToNext(shown.playback.uri),
            intents.volume_by(shown, 5 if number % 2 else -5),
            intents.seek_by(shown, driver.clock.now, 5_000),
            intents.toggle_shuffle(shown) if number % 10 == 3 else intents.volume_by(shown, -5 if number % 2 else 5),
            intents.skip_to_previous(shown) if number % 10 == 4 else SkipToNext(shown.playback.uri),
        )
        command = choices[number % len(choices)]
        if command is not None:
            player.do(command)

    async def visit(watch: Watch, keys: Iterable[int]) -> None:
        player.attend(replace(GLANCING, last_key=player.attention.last_key))
        for number in keys:
            await together(3, driver, look=watch)
            player.attend(player.attention.with_key(driver.clock.now))
            await key(number)
        await together(360, driver, look=watch)
        player.attend(AWAY)

    async def play(watch: Watch) -> None:
        keys = iter(range(60))
        for number in range(30):
            paused = 12 <= number < 18
            if number == 12:
                player.do(Pause())
            if number == 18:
                player.do(Resume())
            await together(828, driver, look=watch)
            await visit(watch, () if paused else [next(keys) for _ in range(2 + number % 2)])
            if number % 5 == 2:
                await driver.spotify.search(f"words {number}")

    figure = await measured(driver, play)
    assert world.player.state.is_playing
    return figure


async def disturbed(name: str, attention: Attention) -> Figure:
    """An hour of music in which somebody else does one kind of thing; afterwards all that is shown is true again."""
    driver = await opened(attention=attention)
    DISTURBANCES[name](driver)

    async def play(watch: Watch) -> None:
        await together(HOUR, driver, look=watch)
        driver.player.attend(AWAY)
        driver.player.attend(GLANCING)
        await driver.run(1.0)
        driver.assert_true()

    return await measured(driver, play)


def skips_elsewhere(driver: Driver) -> None:
    """Ten skips, two seconds apart."""
    for number in range(10):
        driver.later(700 + 2 * number, driver.world.player.next)


def pauses_elsewhere(driver: Driver) -> None:
    """A pause of five minutes."""
    driver.later(700, driver.world.player.pause)
    driver.later(1_000, driver.world.player.resume)


def ads(driver: Driver) -> None:
    """Three of half a minute, each within an item."""
    for at in (700, 1_500, 2_900):
        driver.later(at, lambda: driver.world.player.play_ad(30))


def private_session(driver: Driver) -> None:
    """Ten minutes of a private session that hides what plays."""
    player = driver.world.player
    driver.later(700, lambda: player.set_private_session(on=True, hides_item=True))
    driver.later(1_300, lambda: player.set_private_session(on=False))


def no_network(driver: Driver) -> None:
    """Ten minutes without a network."""
    driver.later(700, lambda: driver.simulator.faults.add(Fault.named("refused", times=None)))
    driver.later(1_300, driver.simulator.faults.clear)


DISTURBANCES: Mapping[str, Callable[[Driver], None]] = {
    "a crossfade of 6 s": lambda driver: driver.world.player.set_crossfade(6.0),
    "paused elsewhere": pauses_elsewhere,
    "skipped ten times elsewhere": skips_elsewhere,
    "another device": lambda driver: driver.later(
        700, lambda: driver.world.player.transfer(driver.world.device("Kitchen").key)
    ),
    "repeat one": lambda driver: driver.later(700, lambda: driver.world.player.set_repeat("track")),
    "shuffle elsewhere": lambda driver: driver.later(700, lambda: driver.world.player.set_shuffle(on=True)),
    "three ads of 30 s": ads,
    "a private session": private_session,
    "no network for ten minutes": no_network,
}
LEVELS: Mapping[str, Attention] = {"watching": WATCHING, "glancing": GLANCING, "away": AWAY}


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is, how to measure it, and how many requests it may cost at most."""

    name: str
    measure: Callable[[], Coroutine[None, None, Figure]]
    most: int | None = None


HOURS = (
    Line("3.5-minute tracks, away, balanced", lambda: music(AWAY), 20),
    Line("the same, frugal", lambda: music(AWAY, "frugal"), 9),
    Line("the same, glancing", lambda: music(GLANCING), 80),
    Line("the same, watching, no keys", lambda: music(WATCHING), 270),
    Line("paused, away", lambda: silence(AWAY), 1),
    Line("paused, glancing", lambda: silence(GLANCING), 15),
    Line("a working day", working_day, 500),
    Line("24 hours of watching, budget 1,000", a_day_of_watching, 800),
)

CHANGES = (
    Line("60 changes elsewhere, watching", lambda: meddling(WATCHING)),
    Line("60 changes elsewhere, glancing", lambda: meddling(GLANCING)),
    Line("60 changes elsewhere, away", lambda: meddling(AWAY)),
    Line("9 changes elsewhere, live, watching", lambda: meddling(WATCHING, "live", changes=9)),
    Line("30 changes, each before a look", returning),
)

DISTURBED = tuple(
    Line(f"{name}, {level}", partial(disturbed, name, attention))
    for name in DISTURBANCES
    for level, attention in LEVELS.items()
)
