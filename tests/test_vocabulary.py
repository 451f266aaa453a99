"""Word lists are read once, and a wrong name is told."""

import pytest

from audit.errors import AuditError
from audit.vocabulary import load_vocabulary


def test_list_is_read_once():
    assert "inside" in load_vocabulary("abbreviations")
    assert load_vocabulary("abbreviations") is load_vocabulary("abbreviations")


def test_unknown_list_names_the_known():
    with pytest.raises(AuditError, match=r"abbreviations"):
        load_vocabulary("abreviations")
