"""Contrast of the pages' colours, light and dark (WCAG 2.2: 4.5 for words, 3 for marks that carry meaning)."""

import re

import pytest

from audit.resources import resource_folder

CSS = (resource_folder("templates") / "base.css").read_text(encoding="utf-8")
WORDS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "wash"), ("ink", "accent-soft"), ("soft", "paper"), ("soft", "sheet"),
    ("soft", "wash"), ("accent", "paper"), ("accent", "sheet"), ("accent", "wash"), ("warn", "paper"), ("warn", "wash"),
    ("ink", "for"), ("ink", "against"), ("for-line", "sheet"), ("against-line", "sheet"),
    *((f"on-{tone}", tone) for tone in ("l0", "l1", "l2", "l3", "none", "other")),
]  # fmt: skip
MARKS = [
    ("accent", "paper"),
    ("edge", "paper"),
    ("l2", "paper"),
    ("l3", "paper"),
    ("for-line", "for"),
    ("against-line", "against"),
]


def colours(scheme: str) -> dict[str, str]:
    light, dark, _ = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block)) for block in CSS.split(":root {")[1:])
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(4.5, WORDS), (3, MARKS)])
def test_contrast(scheme, least, pairs):
    found = colours(scheme)
    weak = {pair: round(contrast(found[pair[0]], found[pair[1]]), 2) for pair in pairs}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < least}


def test_levels_differ_in_lightness_in_one_direction():
    for scheme in ("light", "dark"):
        steps = [luminance(colours(scheme)[tone]) for tone in ("l0", "l1", "l2", "l3")]
        assert steps in (sorted(steps), sorted(steps, reverse=True))
