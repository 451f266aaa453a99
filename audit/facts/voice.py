"""Whose voice each form carries (manual §4): of the child and of the parents, 0 absent, 1 told by another, 2 own.

find_voice(annotated) -> dict[str, tuple[int, int]]       form id present in the file → (child, parents)
"""

from audit.annotate.model import Annotated


def find_voice(annotated: Annotated) -> dict[str, tuple[int, int]]:
    """The highest of each form's sentences; a form inside another counts for both."""
    voice: dict[str, tuple[int, int]] = {form.id: (0, 0) for form in annotated.case.forms}
    for sentence in annotated.sentences:
        child = 2 if sentence.speaker == "child" else 1 if sentence.view_of == "child" else 0
        parents = 2 if sentence.speaker == "parent" else 1 if sentence.view_of == "parent" else 0
        for form in sentence.forms & voice.keys():
            voice[form] = (max(voice[form][0], child), max(voice[form][1], parents))
    return voice
