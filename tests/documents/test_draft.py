"""A draft: whatever is put in, offsets and NFC hold."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.documents.draft import Draft, tidy

TEXT = st.text(alphabet=st.sampled_from("abcÅäö \t\n\u00ad\u00a0\u0308\u030a\u200b\ufeff-•1.\x07\u2028☒"), max_size=12)


@given(lines=st.lists(st.tuples(TEXT, TEXT)), rows=st.lists(st.lists(TEXT, max_size=4)))
@settings(max_examples=150, deadline=None)
def test_offsets(lines: list[tuple[str, str]], rows: list[list[str]]) -> None:
    draft, inner = Draft(), Draft()
    for lead, rest in lines:
        draft.add("paragraph", lead + rest, lead=lead)
        inner.add("list_item", rest)
    for cells in rows:
        inner.add_row(cells, table=1)
    draft.extend(inner)
    document = draft.document("a", "")
    if document.status == "unreadable":
        assert not any(letter.isalnum() for letter in draft.text)
        return
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    for block in document.blocks:
        assert block.end > block.start
        assert block.lead_end is None or block.start < block.lead_end < block.end
        if block.cells:
            assert "\t".join(document.text[a:b] for a, b in block.cells) == document.text[block.start : block.end]


@given(TEXT)
def test_tidy_twice_is_tidy_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
