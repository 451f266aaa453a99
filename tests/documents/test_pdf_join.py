"""Lines of a pdf become one line; hyphens at their ends go or stay."""

import pytest

from audit.documents.pdf_join import Words, join_lines

PLAIN = Words(["Hon bor hos sin mormor.\nFlickan går i skolan.\n" * 30])  # hardly any word is parted
PARTING = Words(["Hon bor hos sin mor\ufffemor. Flick\ufffean går i sko\ufffelan.\n" * 30])


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Hon bor", "hos sin mormor."], "Hon bor hos sin mormor."),
        (["Hon bor ", "hos sin mormor."], "Hon bor hos sin mormor."),
        (["Ann\ufffe", "Sofies teckning"], "Ann-Sofies teckning"),
        (["skickade e\ufffe", "post i maj"], "skickade e-post i maj"),
        (["ett tv\ufffe", "spel"], "ett tv-spel"),
        (["möte med BUP\ufffe", "läkaren"], "möte med BUP-läkaren"),
        (["en 12\ufffe", "årig pojke"], "en 12-årig pojke"),
        (["den 2014-\ufffe".replace("-\ufffe", "\ufffe"), "03-05"], "den 2014-03-05"),
        (["för\ufffe", "och nackdelar"], "för- och nackdelar"),
        (["mor\ufffe", "och farföräldrar"], "mor- och farföräldrar"),
        (["hösten 2014–", "2015"], "hösten 2014–2015"),
        (["barnavårds\u2010", "utredning"], "barnavårdsutredning"),
        (["barnavårds\u00ad", "utredning"], "barnavårdsutredning"),
        (["övertid november\ufffe", "december"], "övertid november-december"),
        (["hos mor\ufffe", "mor varje helg"], "hos mormor varje helg"),  # stands so elsewhere in the file
        (["flick\ufffe", "an ritade"], "flickan ritade"),
        (["pojken –", "som är nio"], "pojken – som är nio"),
    ],
)
def test_join(lines, joined):
    assert join_lines(lines, PLAIN) == joined


def test_unknown_words_are_made_whole_where_the_file_parts_words():
    assert join_lines(["familje\ufffe", "behandlarens"], PARTING) == "familjebehandlarens"


def test_spelling_elsewhere_in_the_file_decides():
    words = Words(["Han har kontakt med mamma-barn gruppen. " * 9])
    assert join_lines(["i en mamma\ufffe", "barn grupp"], words) == "i en mamma-barn grupp"


def test_line_end_without_a_space_where_the_file_keeps_them():
    assert join_lines(["hos mamma och/", "eller pappa"], PLAIN, breaks_show=True) == "hos mamma och/eller pappa"
    assert join_lines(["Storgatan 4 /", "Lillgatan 2"], PLAIN, breaks_show=True) == "Storgatan 4 / Lillgatan 2"
