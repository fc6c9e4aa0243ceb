"""Write the chapters of the manual that the program knows best: `python docs/make.py`.

They are made from the tables of actions and from the settings; a test compares them with what would be written.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from pydantic.fields import FieldInfo

from sptui.settings.about import SECTIONS, About
from sptui.settings.catalogue import Entry, as_toml, catalogue
from sptui.settings.models import Colours
from sptui.tui.actions import ACTIONS, Action
from sptui.tui.keyboard.keymap import Keymap, keymap_of
from sptui.tui.keyboard.presets import PRESETS
from sptui.tui.keyboard.rooms import DIALOGS, ROOMS
from sptui.tui.keyboard.strokes import shown
from sptui.tui.screens.help import IN_LINES, keys_in_lines

HERE: Final = Path(__file__).resolve().parent

_KEYS: Final = """\
# Keys

What every key does, made from the program's own tables by `python docs/make.py`. In sptui itself `?` shows the same
with the keys that you chose, `f` looks in it, and what cannot be done now is dimmed and says why. The command palette
(`ctrl+p`) finds all of it by name.

**Numbers.** A number before a key that moves or repeats is for it: `5j` five down, `12G` to the twelfth, `3n` three
on. A digit alone keeps its own meaning after a moment (`keys.pause_ms`).

**Keys after one another.** `g` and a letter lead somewhere. Whoever hesitates is shown what can follow; `esc` forgets
it.

**Choosing others.** A preset and keys of your own stand in `config.toml`:

```toml
[keys]
preset = "vim"                        # or "default", or "spotify-player"
"player.next" = "ctrl+n"              # one key,
"player.previous" = ["ctrl+p", "F7"]  # or several,
"go.liked" = "g h"                    # or keys after one another,
"playlist.remove-duplicates" = ""     # or none
```

Keys are characters, `space`, `enter`, `esc`, `tab`, `backspace`, `delete`, `up`, `pagedown`, `F1` …, and with
`ctrl+`, `alt+` or `shift+` before them; a comma is `comma`. What you choose goes before the preset, and that before
the defaults. An id that does not exist, a key that cannot be read and one that is given twice are told with the line
they stand in, and an action that is left without a key as well; all the rest counts.
"""


def keys() -> str:
    """The chapter on keys."""
    keymaps = {name: keymap_of(ROOMS, preset)[0] for name, preset in PRESETS.items()}
    groups = {group: [a for a in ACTIONS if a.group == group] for group in dict.fromkeys(a.group for a in ACTIONS)}
    parts = [_KEYS]
    parts += [_section(f"## {group}", actions, keymaps) for group, actions in groups.items()]
    lines = (f"| {does} | {_code(key)} |" for key, does in keys_in_lines())
    parts.append("\n".join([f"## {IN_LINES}", "", "| does | key |", "|---|---|", *lines, ""]))
    parts.append("## In dialogs\n\nThe keys that move in lists count there, too.\n")
    parts += [_section(f"### {name}", table, keymaps) for name, table in DIALOGS.items()]
    return "\n".join(parts)


def _section(title: str, actions: Iterable[Action[Any]], keymaps: dict[str, Keymap]) -> str:
    names = list(keymaps)
    lines = [f"| does | {' | '.join(names)} | id |", f"|---|{'---|' * len(names)}---|"]
    for action in actions:
        cells = [", ".join(_code(shown(each)) for each in keymap.of(action)) for keymap in keymaps.values()]
        lines.append(f"| {action.title} | {' | '.join(cells)} | `{action.id}` |")
    return "\n".join([title, "", *lines, ""])


def _code(key: str) -> str:
    """A key as code in a cell of a table, without the abbreviation that saves room on the screen."""
    key = " ".join(f"ctrl+{each[1:]}" if each[0] == "^" and len(each) > 1 else each for each in key.split(" "))
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"


_SETTINGS: Final = """\
# Settings

Every setting, made from the program's own catalogue by `python docs/make.py`. In sptui `,` opens them all: each is
explained, changed where it stands, effective at once unless told otherwise, and kept in `config.toml`, whose comments
and order stay.

`sptui config init` writes a `config.toml` with all of this in comments, `sptui config check` tells what is wrong in
yours with line and column, `sptui config show` what holds and where it comes from, and `sptui config path` where it
lies. Whatever can be used of a file with mistakes is used. Flags go before environment variables, these before the
file, and that before the defaults.
"""


def settings() -> str:
    """The chapter on settings."""
    parts = [_SETTINGS]
    for section in SECTIONS:
        parts += [f"## {section}\n", *(_setting(entry) for entry in catalogue() if entry.section == section)]
    parts += ['## The colours of a theme of your own\n\nIn a table `themes.NAME`; `theme = "NAME"` puts it on.\n']
    colours = (f"| `{name}` | {_told(field)} |" for name, field in Colours.model_fields.items())
    parts.append("\n".join(["| setting | what it is |", "|---|---|", *colours, ""]))
    return "\n".join(parts)


def _told(field: FieldInfo) -> str:
    return next(each.text for each in field.metadata if isinstance(each, About))


def _setting(entry: Entry) -> str:
    told = [f"- {_begun(entry.give)}; without it `{as_toml(entry.default)}` holds."]
    told += [f"- In the environment: `{entry.variable}`."] if entry.variable else []
    told += [f"- Takes effect at the next start. {entry.restart}"] if entry.restart else []
    return "\n".join([f"### `{entry.key}`: {entry.title}", "", entry.about, "", *told, ""])


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def chapters() -> Iterator[tuple[Path, str]]:
    """Every file that is made, and what belongs into it."""
    yield HERE / "keys.md", keys()
    yield HERE / "settings.md", settings()


if __name__ == "__main__":
    for file, text in chapters():
        file.write_text(text, "utf-8")
