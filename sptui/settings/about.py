"""What is told of a setting: errors, `config init`, the Settings screen and the manual are all made from it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`title` names it, `text` is a sentence or two on what it does, `give` what to write ("give the name of a theme").

    Without `give` the choices or the range say that themselves; `unit` is what a number counts. `section` is the
    heading it stands under; what stands in a table without one of its own stands under that of the table. `restart` is
    why it takes effect only when sptui is started again, "" where it does at once.
    """

    title: str
    text: str
    give: str = ""
    unit: str = ""
    section: str = ""
    restart: str = ""


SECTIONS: Final = ("Look", "Reading", "Lyrics", "Devices", "Keys", "Account", "Service")
"""The headings, in the order in which people meet them."""
