"""What is drawn on a pdf page beside its text: rules, shadings and pictures."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_RULES = 3000  # a page with more is a drawing

_THIN = 3.0  # points; a drawn shape that is thinner is a rule

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page beside its text."""

    upright: list[tuple[float, float, float]] = field(default_factory=list)  # x, from y, to y
    level: list[tuple[float, float, float]] = field(default_factory=list)  # y, from x, to x
    fills: list[Box] = field(default_factory=list)  # in another colour than white
    pictures: list[Box] = field(default_factory=list)


def drawn_on(page: Any) -> Drawn:
    """Rules, shadings and pictures of the page."""
    import pypdfium2.raw as raw

    drawn = Drawn()
    handle = page.raw
    objects = (raw.FPDFPage_GetObject(handle, index) for index in range(raw.FPDFPage_CountObjects(handle)))
    _collect(raw, objects, drawn, depth=0)
    return drawn


def _collect(raw: Any, objects: Iterable[Any], drawn: Drawn, depth: int) -> None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for item in objects:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 2:
            inside = (raw.FPDFFormObj_GetObject(item, n) for n in range(raw.FPDFFormObj_CountObjects(item)))
            _collect(raw, inside, drawn, depth + 1)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
                continue
            box = (left.value, bottom.value, right.value, top.value)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                drawn.pictures.append(box)
            else:
                _add_path(raw, item, box, drawn)


def _add_path(raw: Any, item: Any, box: Box, drawn: Drawn) -> None:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    if not mode.value and not stroked.value:
        return
    wide, high = box[2] - box[0], box[3] - box[1]
    if high <= _THIN or wide <= _THIN:
        _add_rule(box, drawn)
        return
    count = raw.FPDFPath_CountSegments(item)
    if count > 6:
        _add_segments(raw, item, count, drawn, filled=bool(mode.value) and not stroked.value)
        return
    if stroked.value:
        _add_frame(box, drawn)
    if mode.value and _has_colour(raw, item):
        drawn.fills.append(box)


def _add_rule(box: Box, drawn: Drawn) -> None:
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide > high and wide > _THIN:
        drawn.level.append(((box[1] + box[3]) / 2, box[0], box[2]))
    elif high > _THIN:
        drawn.upright.append(((box[0] + box[2]) / 2, box[1], box[3]))


def _add_frame(box: Box, drawn: Drawn) -> None:
    left, bottom, right, top = box
    drawn.level += [(bottom, left, right), (top, left, right)]
    drawn.upright += [(left, bottom, top), (right, bottom, top)]


def _add_segments(raw: Any, item: Any, count: int, drawn: Drawn, *, filled: bool) -> None:
    """A path of many parts, such as all borders of a table drawn at once."""
    if count > MOST_RULES:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
    for points in parts:
        xs, ys = [at[0] for at in points], [at[1] for at in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            _add_rule(box, drawn)
        elif len(points) in (4, 5) and not filled:
            _add_frame(box, drawn)


def _has_colour(raw: Any, item: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return alpha.value > 0 and min(red.value, green.value, blue.value) < 250
