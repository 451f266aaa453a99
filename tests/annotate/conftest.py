"""The rules are tested alone; what the model makes of them has tests of its own (`test_learned.py`)."""

from collections.abc import Iterator

import pytest

from audit.annotate.learned import roles_by, use_roles


@pytest.fixture(autouse=True)
def _by_rules() -> Iterator[None]:
    before = roles_by()
    use_roles("rules")
    yield
    use_roles(before)
