"""How true the screen is: what is shown beside what the account's player does."""

from dataclasses import dataclass, field

from tests.scenario.driver import LOOK, Driver

Look = tuple[object, ...]


@dataclass
class Watch:
    """Compares what is shown with the truth at every look.

    `unseen` are the seconds for which each change was not shown, the tick between an item's end and the next look left
    out.
    """

    driver: Driver
    looks: int = 0
    right: int = 0
    unseen: list[float] = field(default_factory=list)
    _since: dict[int, float] = field(default_factory=dict)
    _truth: Look = (None,) * 5

    def __call__(self) -> None:
        """Look once."""
        now, shown, truth = self.driver.clock.now, shown_look(self.driver), true_look(self.driver)
        self.looks += 1
        self.right += shown[0] == truth[0]
        for part, (seen, true) in enumerate(zip(shown, truth, strict=True)):
            if seen != true:
                begun = now if true != self._truth[part] else self._since.get(part, now)
                self._since[part] = begun
            elif (since := self._since.pop(part, now)) < now - 1.5 * LOOK:
                self.unseen.append(now - since)
        self._truth = truth

    def begin(self) -> None:
        """Count the differences that there are from now."""
        self._since, self._truth = {}, true_look(self.driver)
        self()

    @property
    def share(self) -> float | None:
        """The share of the time for which the shown item was the true one."""
        return self.right / self.looks if self.looks else None


def shown_look(driver: Driver) -> Look:
    """What is shown, so far as others can change it: the item first."""
    shown = driver.shown
    device = shown.device if shown.active else None
    return shown.uri, shown.is_playing, device and device.name, shown.shuffle, shown.repeat


def true_look(driver: Driver) -> Look:
    """What the account's player does."""
    truth = driver.world.player.state
    playing = truth.is_playing and truth.device is not None
    uri = truth.item.full["uri"] if truth.item and not truth.hidden and truth.ad_until is None else None
    return uri, playing, truth.device and truth.device.name, truth.shuffle, truth.repeat
