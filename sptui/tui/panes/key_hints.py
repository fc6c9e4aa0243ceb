"""What the most useful keys do now, and what has been spent on requests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.reactive import reactive

from sptui.player.schedule import Profile
from sptui.player.state import Picture, Trouble
from sptui.spotify.pacing import WINDOW, Usage
from sptui.tui.actions import BY_ID, Action, PaneName, Remote, why_not
from sptui.tui.actions.hints import HINTED, Where
from sptui.tui.keyboard.keyboard import NOTHING_TYPED, Typed
from sptui.tui.keyboard.keyed import described
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.keyboard.named import with_keys
from sptui.tui.sizes import View
from sptui.tui.text import count
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import Hint, HintBar, Status
from sptui.tui.widgets.meter import rule

BACK, SIGN_IN = BY_ID["app.back"], BY_ID["account.sign-in"]

_HERE: Mapping[tuple[Where, str], str] = {
    ("queue", "rows.choose"): "jump",
    ("devices", "rows.choose"): "transfer",
    ("lyrics", "rows.choose"): "sing from here",
    ("lyrics", "lyrics.toggle"): "follow, close",
    ("queue", "playlist.remove"): "take out",
    ("queue", "playlist.move-down"): "move",
    ("full", "app.back"): "panes",
    ("compact", "view.compact"): "panes",
    ("typing", "app.back"): "to the list",
}
"""What some actions are called where they mean something special."""

RARER = 2.0
"""How many times longer than usual reads must wait for one another before the meter speaks up."""

GAUGE = 6
"""Cells of the line that shows how much of the budget is spent."""


class KeyHints(HintBar):
    """What matters where one is (`view`, `pane`, whether `typing`), dimmed where it cannot work, and the meter beside
    the `account`.

    Bound to the screen's `picture`, `trouble`, `usage`, `profile`, `missing` scopes, number of `marked` rows, what it
    is `working` at, when the `sleep` timer ends, what was `typed` of more keys, and its `keymap`.
    """

    picture: reactive[Picture] = reactive(Picture)
    trouble: reactive[Trouble | None] = reactive(None)
    missing: reactive[Mapping[str, str]] = reactive(dict)
    usage: reactive[Usage] = reactive(Usage)
    profile: reactive[Profile] = reactive("balanced")
    marked: reactive[int] = reactive(0)
    working: reactive[str] = reactive("")
    sleep: reactive[str] = reactive("")
    view: reactive[View] = reactive("panes")
    pane: reactive[PaneName] = reactive("queue")
    typing = reactive(default=False)
    typed: reactive[Typed] = reactive(NOTHING_TYPED)
    keymap: reactive[Keymap] = reactive(AS_IN_THE_TABLE)

    def __init__(self, account: str) -> None:
        super().__init__()
        self._account = account

    def watch_picture(self) -> None:
        """Other keys matter, can work, or do it."""
        self._hint()

    watch_trouble = watch_missing = watch_marked = watch_picture
    watch_view = watch_pane = watch_typing = watch_typed = watch_keymap = watch_picture

    def watch_usage(self) -> None:
        """Something was spent, or there is something else to tell in the corner."""
        self._measure()

    watch_profile = watch_sleep = watch_working = watch_usage

    def _hint(self) -> None:
        if self.typed.keys:
            following = (Hint(each.id, key, described(each), self._can(each)) for key, each in self.typed.following)
            self.set_hints((Hint("", self.typed.keys, "…"), *following))
            return
        hints = [self._hint_of(BY_ID[id_]) for id_ in HINTED[self._where]]
        if self.marked:
            hints.insert(0, self._hint_of(BACK, f"{count(self.marked)} marked"))
        if self.trouble is not None and self.trouble.kind == "login":  # the one thing that helps
            hints.insert(0, self._hint_of(SIGN_IN))
        self.set_hints(hint for hint in hints if hint.key)

    @property
    def _where(self) -> Where:
        return self.view if self.view != "panes" else "typing" if self.typing else self.pane

    def _hint_of(self, action: Action[Remote], title: str = "") -> Hint:
        return Hint(action.id, self.keymap.first(action), title or self._title(action), self._can(action))

    def _can(self, action: Action[Remote]) -> bool:
        pane = self.pane if self.view == "panes" else None
        return not why_not(action, self.picture, self.trouble, self.missing, pane)

    def _title(self, action: Action[Remote]) -> str:
        """What it is called here."""
        if action.id == "player.toggle":
            return "pause" if self.picture.playback.is_playing else "play"
        return _HERE.get((self._where, action.id), action.hint)

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
