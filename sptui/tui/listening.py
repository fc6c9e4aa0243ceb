"""What goes on while one listens (`sptui.tui.actions.listening.Listening`); each part is imported when it is used."""

from functools import cached_property
from typing import TYPE_CHECKING

from sptui.player.state import Picture
from sptui.tui.seeking import AppSeeking
from sptui.tui.sleeping import AppSleep
from sptui.tui.sound import AppSound
from sptui.tui.views import AppViews

if TYPE_CHECKING:
    from sptui.desktop.lyrics.lyrics import LyricsSource
    from sptui.tui.app import SptuiApp
    from sptui.tui.lyrics import AppLyrics
    from sptui.tui.queueing import AppQueue
    from sptui.tui.rooms import AppRooms
    from sptui.tui.scenes import AppScenes


class AppListening:
    """The parts, each made when somebody first asks for it."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    @cached_property
    def queue(self) -> "AppQueue":
        """The queue."""
        from sptui.tui.queueing import AppQueue  # noqa: PLC0415 -- the first frame does not wait for it

        return AppQueue(self._app)

    @cached_property
    def sound(self) -> AppSound:
        """How loud it is."""
        return AppSound(self._app)

    def offer(self, picture: Picture) -> str:
        """What a key would go on with while nothing plays; "" for nothing."""
        if picture.playback.active or not picture.playback.known:
            return ""
        from sptui.tui.rooms import offer  # noqa: PLC0415 -- mostly something is active

        return offer(picture)

    def read_again(self) -> None:
        """Ask again for what is shown and could not be asked for."""
        if "lyrics" in vars(self) and self.lyrics.visible:
            self.lyrics.again()

    @cached_property
    def lyrics(self) -> "AppLyrics":
        """The words of what plays."""
        from sptui.tui.lyrics import AppLyrics  # noqa: PLC0415 -- nothing of it is there before somebody wants to read

        return AppLyrics(self._app, self._source)

    @property
    def _source(self) -> "LyricsSource | None":
        return self._app.outside.lyrics if self._app.settings.lyrics.enabled else None

    def use_lyrics(self) -> None:
        """Ask for words, or ask nobody, by the settings."""
        if "lyrics" in vars(self):
            self.lyrics.use(self._source)

    @cached_property
    def views(self) -> AppViews:
        """How the screen is arranged."""
        return AppViews(self._app)

    @cached_property
    def rooms(self) -> "AppRooms":
        """The devices."""
        from sptui.tui.rooms import AppRooms  # noqa: PLC0415 -- the first frame does not wait for it

        return AppRooms(self._app)

    @cached_property
    def scenes(self) -> "AppScenes":
        """What was saved under a name."""
        from sptui.tui.scenes import AppScenes  # noqa: PLC0415 -- the first frame does not wait for it

        return AppScenes(self._app)

    @cached_property
    def seeking(self) -> AppSeeking:
        """Where in the item it is."""
        return AppSeeking(self._app)

    @cached_property
    def sleep(self) -> AppSleep:
        """Getting quiet, now or later."""
        return AppSleep(self._app)

    def begin(self) -> None:
        """Take on what has to see all that is played, if it has not been taken on yet."""
        _ = self.sleep
