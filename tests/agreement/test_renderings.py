"""The layout and form of a file decide no level: one case in each layout, in every form."""

import pytest

from tests.agreement.renderings import audited, differing, renderer

CASE_OF = {"styles": "d05", "bold": "d10", "boxes": "d22", "caps": "d12", "controls": "d15"}
WORD, PAPER = ("docx", "docx_combined", "txt"), ("pdf", "pdf_combined", "mixed")


def shares(tmp_path, layout: str, forms: tuple[str, ...]) -> dict[str, float]:
    render, only = renderer(), {CASE_OF[layout]}
    render.print = lambda *_: None
    found = {}
    for form in ("docx", *forms):
        out = tmp_path / form
        render.main("dev", out, "styles" if form == "docx" else layout, form, only)
        found[form] = audited(out)
    base = found["docx"]
    return {
        form: sum(same for *_, same in differing(base, found[form])) / sum(map(len, base.values())) for form in forms
    }


@pytest.mark.parametrize("layout", CASE_OF)
def test_word_and_text_say_the_same(tmp_path, layout):
    for form, share in shares(tmp_path, layout, WORD[1:]).items():
        assert share >= 0.95, f"{layout} {form}: {share:.3f}"


@pytest.mark.office
@pytest.mark.parametrize("layout", CASE_OF)
def test_pdf_says_the_same(tmp_path, layout):
    for form, share in shares(tmp_path, layout, PAPER).items():
        assert share >= 0.93, f"{layout} {form}: {share:.3f}"
