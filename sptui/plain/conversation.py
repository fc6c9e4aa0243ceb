"""The conversation: a line is heard, done by the player, and answered."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from sptui.library.collections import Collections
from sptui.library.listing import Batch
from sptui.library.places import SAVED, Place
from sptui.library.undo import Undo, UndoStack
from sptui.library.wording import named
from sptui.plain.announcing import Announcer
from sptui.plain.lists import Lists
from sptui.plain.outside import NOTHING, Outside
from sptui.plain.spoken import spoken
from sptui.plain.vocabulary import VOCABULARY
from sptui.plain.voice import Voice
from sptui.plain.waiting import Waiting
from sptui.plain.words import NotUnderstood, split
from sptui.player.clock import Clock, RealClock
from sptui.player.command import Command
from sptui.player.history import History
from sptui.player.kept_scenes import KeptScenes
from sptui.player.listened import Listened
from sptui.player.player import Player
from sptui.player.sleep import SleepTimer
from sptui.player.sound import Sound
from sptui.player.staging.entry import Entry
from sptui.player.staging.staging import Staging
from sptui.player.state import Picture, PlayerState
from sptui.player.troubles import told
from sptui.settings import DEFAULTS, Settings
from sptui.spotify.client import Spotify
from sptui.spotify.errors import SpotifyError
from sptui.spotify.pacing import Pacing
from sptui.spotify.scopes import STEERING, missing
from sptui.store import Store


class Conversation(Waiting):
    """sptui on one account, in lines of text that `voice` says.

    `outside` is what it works with besides Spotify, the rest is the player's. `silent` tells nothing of what plays
    before somebody has asked. `status` is the exit status once it is to end.
    """

    def __init__(
        self,
        spotify: Spotify,
        voice: Voice,
        *,
        settings: Settings = DEFAULTS,
        clock: Clock | None = None,
        store: Store | None = None,
        pacing: Pacing | None = None,
        outside: Outside = NOTHING,
        silent: bool = False,
    ) -> None:
        clock = clock or RealClock()
        super().__init__(voice, clock)
        self.spotify, self.outside = spotify, outside
        self.store = store if store is not None else Store.in_memory()
        profile = settings.sync.profile
        self.player = Player(
            spotify, on_change=self._changed, clock=clock, store=self.store, pacing=pacing, profile=profile
        )
        self.announcer = Announcer(voice, self.clock, command=outside.command, silent=silent)
        self.staging = Staging(self.store, self.clock, tell=self._told_of_queue)
        self.history = History(self.store, self.clock)
        self.timer, self.sound = SleepTimer(), Sound()
        self.collections = Collections(
            spotify,
            self.store,
            now=self.clock.time,
            pause=asyncio.sleep,
            changed=lambda _: None,
            learned=self._learned,
            user_id=self._user_id,
        )
        listened = Listened(lambda item, ms: self.collections.heard(item.id or "", ms))
        for errand in (self.staging, self.history, self.timer, listened):
            self.player.errands.add(errand)
        self.player.memory.configure(settings.devices.preferred)
        self.lists = Lists()
        self.scenes = KeptScenes(outside.scenes, self.complain)
        self.undos = UndoStack(self.clock.monotonic)
        self.background: set[asyncio.Task[None]] = set()
        self._problems = {""}

    @property
    def picture(self) -> Picture:
        """What is shown of the player."""
        return self.player.state.shown

    async def hear(self, line: str) -> None:
        """Do what a line says, and answer."""
        typed, rest = split(line)
        if not typed:
            self.voice.catch_up()
            return
        self.player.attend(self.player.attention.with_key(self.now))
        word = VOCABULARY.find(typed)
        if word is None and typed.isdigit():
            word, rest = VOCABULARY.find("open"), typed
        if word is None:
            near = VOCABULARY.nearest(typed)
            meant = f"Did you mean {near.name}? " if near is not None else ""
            self.complain(f"“{typed}” is no word here. {meant}Type help for all words.")
            return
        if word.asks and not self.picture.playback.known:
            told_of = self.until(lambda: self.picture.playback.known or self.player.state.trouble is not None)
            await self.patiently("Asking Spotify …", told_of)
        try:
            await word.run(self, rest)
        except NotUnderstood as error:
            self.complain(str(error))
        except SpotifyError as error:
            self.complain(told(error, reading=True))

    def say(self, text: str) -> None:
        """Answer."""
        self.announcer.heard += 1
        self.voice.say(spoken(text, self.outside.command))

    def complain(self, text: str) -> None:
        """Say why something was not done."""
        self.announcer.faults += 1
        self.say(text)

    def may(self, reason: str, scope: str = STEERING) -> bool:
        """Whether a command can work now; else it is said why not: for `reason`, or because nothing would work."""
        absent, trouble = self.missing, self.player.state.trouble
        if scope in absent:
            reason = f"This sign-in does not allow that ({absent[scope]}). Run `sptui login` again, and agree."
        elif trouble is not None and trouble.closes_all:
            reason = trouble.text
        if reason:
            self.complain(reason)
        return not reason

    def do(self, *commands: Command | None, otherwise: str = "") -> None:
        """Give commands and tell what they change at once; when that is nothing, say something else."""
        heard = self.announcer.heard
        with self.announcer.own():
            for command in commands:
                if command is not None:
                    self.player.do(command)
        self._changed(self.player.state)
        if self.announcer.heard == heard and otherwise:
            self.say(otherwise)

    def can_undo(self, back: str, run: Callable[[], Awaitable[None]]) -> None:
        """Let something be taken back, which `back` tells then."""
        self.undos.push(Undo(back, run, self.now))

    def forget(self) -> None:
        """Know nothing any more: it is another account."""
        self.store.forget()
        for each in (self.collections, self.staging, self.history):
            each.forget()
        for _ in range(2):  # a fade that was asked for has an earlier plan behind it
            self.timer.off()
        self.lists, self.undos = Lists(), UndoStack(self.clock.monotonic)

    @property
    def missing(self) -> Mapping[str, str]:
        """The scopes that were not granted, and what each is for."""
        token = self.outside.tokens.peek() if self.outside.tokens is not None else None
        return missing(token.scopes) if token is not None else {}

    def _changed(self, state: PlayerState) -> None:
        self.announcer.fading = self.timer.fading
        self.announcer.look(state)
        tokens = self.outside.tokens
        for problem in (self.store.problem, tokens.problem if tokens is not None else ""):
            if problem not in self._problems:
                self._problems.add(problem)
                self.announcer.notice(problem)
        self.wake()

    def _learned(self, place: Place, batch: Batch) -> None:
        if place.kind in SAVED:
            self.player.learn_likes([entry.uri for entry in batch.entries], saved=True)

    def _user_id(self) -> str:
        token = self.outside.tokens.peek() if self.outside.tokens is not None else None
        return token.user_id if token is not None else ""

    def _told_of_queue(self, text: str, lost: Sequence[Entry]) -> None:
        self.announcer.notice(f"{text} undo queues them again." if lost else text)
        if lost:
            items = tuple(entry.item for entry in lost)

            async def again() -> None:
                self.staging.add(items, first=True)
                self.player.to_read.set()

            self.can_undo(f"Queued again: {named(items)}.", again)
