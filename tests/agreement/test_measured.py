"""What the report tells of the invented files was measured with the rubric as it is."""

from audit.agreement.file import read_agreement
from audit.rubric import load_rubric
from tests.agreement.validity import MEASURED


def test_the_shipped_measurement_is_of_this_rubric():
    """The status band says "inte mätt" otherwise: run python -m tests.agreement.validity --write."""
    found = read_agreement(MEASURED)
    assert found.rubric is not None
    assert found.rubric.sha256 == load_rubric("bbic").sha256
    assert found.invented
    assert found.cases == 60
