"""Scenes (`sptui.tui.actions.listening.Scenes`): kept in a file of their own, saved, recalled and deleted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sptui.library.places import Place
from sptui.player import intents, scenes
from sptui.player.kept_scenes import KeptScenes
from sptui.player.scenes import Scene, Scenes, Where
from sptui.spotify.models.playback import Device
from sptui.tui.screens.ask_first import AskFirst
from sptui.tui.screens.scenes import ScenesBox, summary

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_SHELVES: Final = (Place("playlists"), Place("albums"), Place("shows"), Place("artists"))


class AppScenes:
    """What was saved under a name."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app
        self._kept = KeptScenes(app.outside.scenes, partial(app.tell, severity="warning"))
        self._box: ScenesBox | None = None

    def open(self) -> None:
        """Show them, until one is recalled or what plays is saved."""
        self._app.run_worker(self._open(), group="scenes", exclusive=True)

    def commands(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """For the palette: name, what it does, and what to call."""
        for scene in self._read():
            yield scene.name, summary(scene), partial(self.recall, scene)

    def recall(self, scene: Scene) -> None:
        """Make it as it was, or ask what to do where its device sleeps."""
        now, picture = self._app.player.clock.monotonic(), self._app.player.state.shown
        place = scenes.where(scene, picture, now)
        others = [each for each in picture.devices or () if each.controllable]
        if place.asleep and others and scene.device is not None:
            other = next((each for each in others if each.is_active), others[0])
            self._app.run_worker(self._ask(scene, scene.device, other), group="scenes", exclusive=True)
        else:
            self._play(scene, place)

    def _play(self, scene: Scene, place: Where) -> None:
        if place.device is not None and (reason := intents.why_not_use(place.device)):
            self._app.tell(reason, severity="warning")
            return
        now, picture = self._app.player.clock.monotonic(), self._app.player.state.shown
        self._app.remote.do(*scenes.recall(scene, picture, place, now))
        self._app.tell(f"Scene “{scene.name}”.")

    async def _open(self) -> None:
        picture = self._app.player.state.shown
        plays = scenes.scene_of(picture, "", context=self._context_name())
        suggested = (plays.context_name or plays.item_name or plays.device_name) if plays is not None else ""
        self._box = ScenesBox(
            self._read(),
            summary(plays) if plays is not None else "",
            suggested=suggested,
            remove=self._remove,
            undo=self._app.playlists.undo,
        )
        decision = await self._app.push_screen_wait(self._box)
        self._box = None
        if decision is None:
            return
        if decision.scene is not None:
            self.recall(decision.scene)
        else:
            await self._save(decision.name)

    async def _save(self, name: str) -> None:
        """Save what plays now under `name`; one that is there already only when that is agreed to."""
        scene = scenes.scene_of(self._app.player.state.shown, name, context=self._context_name())
        if scene is None:
            self._app.tell("Nothing is playing that could be saved. Play something first.", severity="warning")
            return
        before = scenes.named(self._read(), name)
        if before is not None and not await self._app.asks(
            f"Replace “{before.name}”?", f"It is now: {summary(before)}", yes="replace it"
        ):
            return
        if self._change(lambda kept: scenes.with_scene(kept, scene)):
            self._app.tell(f"Saved the scene “{name}”.")

    async def _ask(self, scene: Scene, device: Device, other: Device) -> None:
        """Play it elsewhere only where somebody says so."""
        name, instead = device.name or "The device", other.name or "the other device"
        told = f"Open Spotify there and choose the scene again, or play it on {instead} now."
        asked = AskFirst(f"{name} is asleep.", told, summary(scene), yes=f"play it on {instead}")
        if await self._app.push_screen_wait(asked):
            self._play(scene, Where(other, awake=True))

    def _remove(self, scene: Scene) -> None:
        place = scenes.place_of(self._kept.read(), scene)
        if self._change(lambda kept: scenes.without(kept, scene)):
            self._app.playlists.changes.can_undo(
                f"Deleted “{scene.name}”.", f"“{scene.name}” is there again.", partial(self._put_back, scene, place)
            )

    async def _put_back(self, scene: Scene, place: int) -> None:
        self._change(lambda kept: scenes.with_again(kept, scene, place))

    def _read(self) -> Scenes:
        """The scenes, what they play called as is known by now."""
        return tuple(map(self._named, self._kept.read()))

    def _change(self, make: Callable[[Scenes], Scenes]) -> bool:
        """Keep other scenes from now on; False when that is not possible."""
        after = self._kept.change(lambda kept: make(tuple(map(self._named, kept))))
        if after is not None and self._box is not None and self._box.is_mounted:
            self._box.show_scenes(after)
        return after is not None

    def _context_name(self) -> str:
        """What the context of what plays is called, as far as the library has been looked at; it reads nothing."""
        context = self._app.player.state.shown.playback.context
        if context is None:
            return ""
        return "Liked Songs" if context.type == "collection" else self._name_of(context.uri)

    def _named(self, scene: Scene) -> Scene:
        if not scene.context_uri or scene.context_name:
            return scene
        return replace(scene, context_name=self._name_of(scene.context_uri))

    def _name_of(self, uri: str) -> str:
        known = self._app.browsing.collections.known(*_SHELVES)
        return next((thing.name for thing in known if thing.uri == uri), "") or self._app.contexts.name_of(uri)
