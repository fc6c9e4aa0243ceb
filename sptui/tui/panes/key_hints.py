"""What the most useful keys do now, and what has been spent on requests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.reactive import reactive

from sptui.player.schedule import Profile
from sptui.player.state import Picture, Trouble
from sptui.spotify.pacing import WINDOW, Usage
from sptui.tui.actions import BY_ID, HINTED, why_not
from sptui.tui.actions.views import needs_rows
from sptui.tui.keyboard.named import with_keys
from sptui.tui.keys import first_key
from sptui.tui.sizes import View
from sptui.tui.text import count
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import Hint, HintBar, Status
from sptui.tui.widgets.meter import rule

BACK, SIGN_IN, COMPACT = BY_ID["app.back"], BY_ID["account.sign-in"], BY_ID["view.compact"]

RARER = 2.0
"""How many times longer than usual reads must wait for one another before the meter speaks up."""

GAUGE = 6
"""Cells of the line that shows how much of the budget is spent."""


class KeyHints(HintBar):
    """The hinted rows of the table of actions, dimmed where they cannot work, and the meter beside the `account`.

    Bound to the screen's `picture`, `trouble`, `usage`, `profile`, `missing` scopes, number of `marked` rows, what it
    is `working` at, when the `sleep` timer ends, and its `view`: without panes, no key is hinted that needs their rows.
    """

    picture: reactive[Picture] = reactive(Picture)
    trouble: reactive[Trouble | None] = reactive(None)
    missing: reactive[Mapping[str, str]] = reactive(dict)
    usage: reactive[Usage] = reactive(Usage)
    profile: reactive[Profile] = reactive("balanced")
    marked: reactive[int] = reactive(0)
    working: reactive[str] = reactive("")
    view: reactive[View] = reactive("panes")
    sleep: reactive[str] = reactive("")

    def __init__(self, account: str) -> None:
        super().__init__()
        self._account = account

    def watch_picture(self) -> None:
        """Other keys can work."""
        self._hint()

    def watch_trouble(self) -> None:
        """None can, or all can again."""
        self._hint()

    def watch_missing(self) -> None:
        """Some were not allowed, or all are now."""
        self._hint()

    def watch_marked(self) -> None:
        """There are marks to let go of, or none."""
        self._hint()

    def watch_view(self) -> None:
        """Others make sense."""
        self._hint()

    def watch_usage(self) -> None:
        """A request was sent, or one is a day old."""
        self._measure()

    def watch_profile(self) -> None:
        """Reads may cost more, or less."""
        self._measure()

    def watch_sleep(self) -> None:
        """The sleep timer runs, or was set."""
        self._measure()

    def watch_working(self) -> None:
        """What takes its time goes on."""
        self._measure()

    def _hint(self) -> None:
        toggle = "pause" if self.picture.playback.is_playing else "play"
        hints = [
            Hint(
                action.id,
                first_key(action.keys),
                toggle if action.id == "player.toggle" else action.hint,
                not why_not(action, self.picture, self.trouble, self.missing),
            )
            for action in HINTED
            if self.view == "panes" or not needs_rows(action)
        ]
        if self.view != "panes":
            way_back = BACK if self.view == "full" else COMPACT
            hints.insert(2, Hint(way_back.id, first_key(way_back.keys), "panes"))
        if self.marked:
            hints.insert(0, Hint(BACK.id, first_key(BACK.keys), f"{count(self.marked)} marked"))
        if self.trouble is not None and self.trouble.kind == "login":  # the one thing that helps
            hints.insert(0, Hint(SIGN_IN.id, first_key(SIGN_IN.keys), "sign in"))
        self.set_hints(hints)

    def _measure(self) -> None:
        profile = "" if self.profile == "balanced" else self.profile
        corner = tuple(Span(f"  {text}", "hint-bar--title") for text in (profile, self._account) if text)
        if self.working:
            self.set_status([(Span(self.working, "hint-bar--loud"),)], loud=True)
            return
        warnings = warned(self.usage)
        forms = _warning(warnings, corner) if warnings else _meter(self.usage, corner)
        if self.sleep:
            moon = Span(self.sleep, "hint-bar--accent")
            forms = [*((moon, Span("  ", "hint-bar--title"), *form) for form in forms), (moon,)]
        self.set_status(forms, loud=bool(warnings))


def warned(usage: Usage) -> Sequence[str]:
    """What is out of the ordinary about the reads, the longest form first; nothing while all is well."""
    day, budget = count(usage.day), count(usage.budget)
    if usage.reserved:
        key = with_keys("[[app.refresh]]")
        return f"{day} of {budget}: reads wait for a key ({key})", f"{day}/{budget}: {key} to read", f"! {day}"
    if replace(usage, recent=0).stretch >= RARER:
        return f"{day} of {budget}: reads are rarer", f"{day}/{budget}: rarer reads", f"! {day}"
    if usage.stretch >= RARER:
        recent = f"{usage.recent} in {WINDOW:g} s"
        return f"{recent}: reads are rarer", recent, f"! {usage.recent}"
    return ()


def _meter(usage: Usage, corner: Status) -> list[Status]:
    day, budget, drawn = count(usage.day), count(usage.budget), "".join(rule(usage.day / usage.budget, GAUGE))
    texts = f"{drawn} {day} of {budget} requests", f"{day}/{budget}", day
    return [(Span(text, "hint-bar--title"), *corner) for text in texts]


def _warning(texts: Sequence[str], corner: Status) -> list[Status]:
    """Each text beside the `corner`, and where there is not room for that, alone."""
    spans = [Span(text, "hint-bar--loud") for text in texts]
    return [form for span in spans for form in ((span, *corner), (span,))]
