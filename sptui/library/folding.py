"""Text without what people leave out when they type: capitals, accents, letters that their keyboards lack."""

import unicodedata
from typing import Final

# Letters that stand for themselves in Unicode and for others on a foreign keyboard; and the marks that only choose
# between two pictures of a character.
_PLAIN: Final = str.maketrans({
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "\ufe0e": None,
    "\ufe0f": None,
})  # fmt: skip


def folded(text: str) -> str:
    """`text` to be compared: `Ærø, Łódź, Straße` is `aero, lodz, strasse`. Folding twice changes nothing more."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return bare.casefold().translate(_PLAIN)
