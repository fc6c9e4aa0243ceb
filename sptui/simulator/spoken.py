"""Shows, episodes, audiobooks and chapters: the spoken half of the catalogue, shaped like its other half."""

from dataclasses import dataclass, field
from functools import cached_property

from sptui.simulator.messages import Json
from sptui.simulator.objects import API, LocalFile, Thing, Track, images, precision

NO_RESUME_POINT: Json = {}


@dataclass(frozen=True, eq=False)
class Show(Thing):
    """A podcast, its newest episode first."""

    description: str
    language: str
    image: str
    episodes: list["Episode"] = field(default_factory=list)
    kind = "show"

    @cached_property
    def simplified(self) -> Json:
        """The show without its episodes."""
        return {
            **self.links,
            **described(self.description),
            "copyrights": [],
            "explicit": False,
            "images": images(self.image),
            "is_externally_hosted": False,
            "languages": [self.language],
            "media_type": "audio",
            "name": self.name,
            "total_episodes": len(self.episodes),
        }


@dataclass(frozen=True, eq=False)
class Episode(Thing):
    """One episode; `resume_point` is the reference's object, None, or NO_RESUME_POINT when it is absent."""

    show: Show
    description: str
    release_date: str
    duration_ms: int
    image: str
    resume_point: Json | None
    playable: bool = True
    kind = "episode"

    @cached_property
    def simplified(self) -> Json:
        """The episode as its show lists it."""
        shape = recording(self, self.description, self.show.language, self.image)
        shape |= {"is_externally_hosted": False, "language": self.show.language}
        if self.resume_point is not NO_RESUME_POINT:
            shape["resume_point"] = self.resume_point
        return shape

    @cached_property
    def full(self) -> Json:
        """The episode with its show."""
        return {**self.simplified, "show": self.show.simplified}

    @cached_property
    def row(self) -> Json:
        """The episode as playlist rows hold it."""
        return {**self.full, "episode": True, "track": False}

    @cached_property
    def broken_row(self) -> Json:
        """What a playlist row holds when the request did not ask for episodes: a would-be track."""
        show = {**self.show.links, "name": self.show.name}
        album = {**show, "album_type": "compilation", "artists": [], "images": images(self.image)}
        kept = ("id", "uri", "href", "type", "external_urls", "name", "duration_ms", "explicit", "is_playable")
        shape = {key: self.full[key] for key in kept}
        return {**shape, "album": album, "artists": [show], "is_local": False, "episode": True, "track": False}


@dataclass(frozen=True, eq=False)
class Audiobook(Thing):
    """An audiobook."""

    author: str
    narrator: str
    description: str
    image: str
    chapters: list["Chapter"] = field(default_factory=list)
    kind = "audiobook"

    @cached_property
    def uri(self) -> str:
        """An audiobook goes by the URI of a show."""
        return f"spotify:show:{self.id}"

    @cached_property
    def simplified(self) -> Json:
        """The audiobook without its chapters."""
        return {
            **self.links,
            **described(self.description),
            "authors": [{"name": self.author}],
            "copyrights": [],
            "edition": "Unabridged",
            "explicit": False,
            "images": images(self.image),
            "languages": ["en"],
            "media_type": "audio",
            "name": self.name,
            "narrators": [{"name": self.narrator}],
            "total_chapters": len(self.chapters),
        }

    @cached_property
    def as_show(self) -> Json:
        """The audiobook as the player names it."""
        shape = {key: value for key, value in self.simplified.items() if key not in {"authors", "narrators", "edition"}}
        shape |= {"type": "show", "href": f"{API}/shows/{self.id}", "is_externally_hosted": False}
        return shape | {"total_episodes": shape.pop("total_chapters")}


@dataclass(frozen=True, eq=False)
class Chapter(Thing):
    """One chapter of an audiobook."""

    audiobook: Audiobook
    chapter_number: int
    duration_ms: int
    playable: bool = True
    kind = "chapter"

    @cached_property
    def uri(self) -> str:
        """A chapter goes by the URI of an episode."""
        return f"spotify:episode:{self.id}"

    @cached_property
    def release_date(self) -> str:
        """All chapters come out with their book."""
        return "2024-03-05"

    @cached_property
    def simplified(self) -> Json:
        """The chapter as its audiobook lists it."""
        shape = recording(self, self.audiobook.description, "en", self.audiobook.image)
        return shape | {"chapter_number": self.chapter_number}

    @cached_property
    def detailed(self) -> Json:
        """The chapter with its audiobook."""
        return {**self.simplified, "audiobook": self.audiobook.simplified}

    @cached_property
    def full(self) -> Json:
        """The chapter as the player shows it: an episode of a show."""
        shape = {key: value for key, value in self.simplified.items() if key != "chapter_number"}
        shape |= {"type": "episode", "href": f"{API}/episodes/{self.id}", "is_externally_hosted": False}
        return shape | {"language": "en", "show": self.audiobook.as_show}

    @property
    def row(self) -> Json:
        """The same in a playlist's row."""
        return self.full


Playable = Track | LocalFile | Episode | Chapter


def described(description: str) -> Json:
    """The two spellings of a description."""
    return {"description": description, "html_description": f"<p>{description}</p>"}


def recording(thing: Episode | Chapter, description: str, language: str, image: str) -> Json:
    """What episodes and chapters have in common."""
    return {
        **thing.links,
        **described(description),
        "audio_preview_url": None,
        "duration_ms": thing.duration_ms,
        "explicit": False,
        "images": images(image),
        "is_playable": thing.playable,
        "languages": [language],
        "name": thing.name,
        "release_date": thing.release_date,
        "release_date_precision": precision(thing.release_date),
    }
