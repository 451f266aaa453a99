"""No word of the sample files is lost or said twice, by a count that shares no code with the readers."""

from pathlib import Path

import pytest

from audit.documents.balance import balance_of
from audit.documents.reader import read_document

SAMPLES = Path(__file__).resolve().parents[2] / "corpus_samples"


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_samples(suffix: str) -> None:
    files = sorted(SAMPLES.glob(f"*/*{suffix}"))
    assert files
    off = {}
    for path in files:
        balance = balance_of(path, read_document(path, path.name))
        assert balance.in_text + sum(balance.set_aside.values()) == balance.in_file
        if balance.off:
            off[f"{path.parent.name}/{path.name}"] = balance.off
    assert off == {}
