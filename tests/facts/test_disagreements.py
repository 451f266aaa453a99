"""Sources that contradict each other, weighed by the writer or not."""

from tests.builders import facts_of


def test_what_is_set_against_the_other_is_weighed():
    """Without a word of standing: the writer sets one account against what else is known."""
    facts = facts_of(
        "# Utredning\n\n## Analys och bedömning\n\n"
        "Mamman uppger att Kim äter frukost varje dag medan skolan uppger att Kim kommer hungrig. "
        "Det mamman säger ska ställas mot att skolan har sett Kim hungrig varje morgon under en hel termin."
    )
    assert [d.weighed for d in facts.disagreements] == [True]
