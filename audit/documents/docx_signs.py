"""What a Word file shows without letters: checkboxes, choices in lists, and the signs of Wingdings and Symbol."""

import re
from typing import Any

from audit.documents.docx_styles import W, is_on, value_of

# Letters of the private area, where Word keeps those of the fonts of signs.
PRIVATE = re.compile("[\uf000-\uf0ff]")

_BOXES = {0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0xFC: "✓", 0xFB: "✗"}
_OF_FONT = {
    "Wingdings": _BOXES | dict.fromkeys((0xA7, 0x6C, 0x6E, 0x76, 0x77, 0x9F, 0xD8, 0xB7), "•"),
    "Wingdings 2": {0x52: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x50: "✓", 0x4F: "✗", 0x96: "•", 0x97: "•"},
    "Symbol": {0xB7: "•", 0xA8: "☐", 0x2D: "–"},
}


def checkbox(checked: bool) -> str:
    """A checked or an empty box."""
    return "☒" if checked else "☐"


def form_field(form: Any) -> str:
    """What an old form field (`w:ffData`) shows that has no text of its own: a checkbox, or the choice in a list."""
    if (box := form.find(W + "checkBox")) is not None:
        state = box.find(W + "checked")
        return checkbox(is_on(state if state is not None else box.find(W + "default")))
    if (choices := form.find(W + "ddList")) is not None:
        entries = [value_of(entry) for entry in choices.findall(W + "listEntry")]
        chosen = choices.find(W + "result")
        number = value_of(chosen, "0") if chosen is not None else "0"
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
    return ""


def text_of_signs(text: str, font: str) -> str:
    """Letters of a font of signs, or of the private area, as Unicode."""
    if not font:
        return PRIVATE.sub(lambda found: sign(f"{ord(found[0]):X}", "Wingdings"), text)
    return "".join(letter if letter.isspace() else sign(f"{ord(letter):X}", font) for letter in text)


def sign(code: str, font: str) -> str:
    """The letter with this hexadecimal number; in a font of signs, what is no checkbox, tick or bullet says nothing."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not font.startswith(("Wingdings", "Symbol")):
        return chr(number) if number < 0xD800 else ""
    return _OF_FONT.get(font, _OF_FONT["Wingdings"]).get(number & 0xFF, "")
