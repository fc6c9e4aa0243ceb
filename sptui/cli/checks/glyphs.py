"""The signs of the screen on a ruler, and how wide they are in this terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sptui.tui.glyphs import GLYPHS, SETS, Name, chosen, is_unicode

Measure = Callable[[Sequence[str]], Sequence[int] | None]


def told(env: Mapping[str, str], encoding: str, measure: Measure) -> Iterator[str]:
    """Every set for people, in lines of 79 columns at most.

    `measure` gives the cells that each sign takes in the terminal, None where that cannot be told; `encoding` is that
    of the output.
    """
    fitting = []
    for name in SETS:
        signs = [glyph.of(name) for glyph in GLYPHS]
        possible = is_unicode(encoding) or name == "ascii"
        found = measure(signs) if possible else None
        yield f"{name:8} {_verdict(found) if possible else f'not possible, for what is written here is {encoding}'}"
        if possible:
            yield from (_ruled("-" for _ in signs), _ruled(signs), "")
        if possible and _is_even(found):
            fitting.append(name)
    yield from _advice(fitting, chosen("auto", env, encoding))


def _verdict(found: Sequence[int] | None) -> str:
    if found is None:
        return "not measured, as no terminal answers: do the bars stand below one another?"
    wrong = [glyph.means for glyph, cells in zip(GLYPHS, found, strict=True) if cells != 1]
    if not wrong:
        return "every sign takes one cell"
    return f"{len(wrong)} of {len(found)} signs do not take one cell: {', '.join(wrong[:3])}"


def _is_even(found: Sequence[int] | None) -> bool:
    return found is not None and set(found) == {1}


def _ruled(signs: Iterator[str] | Sequence[str]) -> str:
    return f"  |{'|'.join(signs)}|"


def _advice(fitting: Sequence[Name], taken: Name) -> Iterator[str]:
    if fitting and taken not in fitting:
        yield f'glyphs = "auto" takes {taken} here, which does not fit: set glyphs = "{fitting[-1]}".'
    else:
        yield f'glyphs = "auto" takes {taken} here.'
    yield "A sign that is an empty box is not in the terminal's font, which cannot be measured."
    yield 'Nerd Fonts have their own signs: where these show above, set glyphs = "nerd".'
