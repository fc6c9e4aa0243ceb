"""What a picture of the screen is: its text, and below that what its looks tell that the text does not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rich.segment import Segment
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.containers import Vertical
from textual.strip import Strip

from sptui.tui.panes.now_playing import NowPlaying
from tests.tui.stage import Stage

_TONES = {"text-accent": "accent", "text-warning": "warning", "text-error": "error", "text-disabled": "disabled"}
"""The colours of the theme that tell something, and what they are called in a picture."""

_CURSORS = {"block-cursor-background": "cursor", "block-cursor-blurred-background": "cursor elsewhere"}
"""The grounds of the rows with a cursor: in the list that has the focus, and in the others."""

_MARGIN = 18  # cells for what a look is called


class PictureExtension(SingleFileSnapshotExtension):
    """One text file a picture, called after its test.

    Not the pictures of pytest-textual-snapshot: that needs a pytest before 9, and its SVGs change with every release
    of Textual, while nobody can read their diffs.
    """

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def picture_of(stage: Stage) -> str:
    """The lines of the screen, and for each look what has it, in the order of the screen.

    Only the looks of the panes, or else of the box above them, are told: the rest has tests of its own. How many
    requests that took is left out, as it depends on which questions happened to be asked in one.
    """
    looks: dict[str, Counter[str]] = {}
    for look, text in _told(stage):
        looks.setdefault(look, Counter())[text] += 1
    notes = [
        f"{'' if place else look:{_MARGIN}}{text}{f'  ×{times}' if times > 1 else ''}"
        for look in sorted(looks)
        for place, (text, times) in enumerate(looks[look].items())
    ]
    lines = [re.sub(r"\d+(?=(/| of )1,000)", "·", line).rstrip() for line in stage.screen]
    return "\n".join([*lines, "", *notes, ""])


def _told(stage: Stage) -> Iterator[tuple[str, str]]:
    """Each stretch of the screen whose look tells something, with the look."""
    variables = stage.app.theme_variables
    tones = {variables[name].casefold(): look for name, look in _TONES.items()}
    cursors = {variables[name].casefold(): look for name, look in _CURSORS.items()}
    for strip in _in_front(stage):
        for ground, text in _joined((cursors.get(_hex(segment, ground=True), ""), segment.text) for segment in strip):
            yield ground, re.split(r"\s{2,}", text[3:].strip())[0]  # the rest of the row can be seen above
        yield from _joined((_look(segment, tones), segment.text) for segment in strip)


def _in_front(stage: Stage) -> list[Strip]:
    screen, main = stage.app.screen, stage.app.main
    strips = screen._compositor.render_strips()
    if screen is main:
        return strips[: main.query_one(NowPlaying).region.y]
    box = screen.query(Vertical).first().region
    return [strip.crop(box.x, box.right) for strip in strips[box.y : box.bottom]]


def _look(segment: Segment, tones: Mapping[str, str]) -> str:
    style = segment.style or Style.null()
    looks = (tones.get(_hex(segment), ""), "bold" if style.bold else "", "italic" if style.italic else "")
    return " ".join(filter(None, looks))


def _joined(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one look as one; what has no look, or is blank, is left out."""
    look, text = "", ""
    for each, part in (*parts, ("", "")):
        if each != look:
            if look and text.strip():
                yield look, text.rstrip() if look.startswith("cursor") else text.strip()
            look, text = each, ""
        text += part


def _hex(segment: Segment, *, ground: bool = False) -> str:
    style = segment.style or Style.null()
    color = style.bgcolor if ground else style.color
    return color.triplet.hex.casefold() if color is not None and color.triplet is not None else ""
