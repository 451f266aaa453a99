"""Investigations of a few lines for the tests of needs, interventions and links; every person and place is invented."""

from audit.annotate.model import Annotated
from tests.builders import annotated_of

HEADER = """# Utredning

| Namn | Kim Ek |
| Personnummer | 080314-0005 |
| Mamma | Sara Ek |
| Pappa | Olle Ek |
| Syskon | Vera Ek |
| Utredning inledd | 2019-02-04 |
| Utredning avslutad | 2019-05-20 |

## Utbildning
Kim går i årskurs 5. Läraren berättar att Kim kommer sent.
"""
PLAN = "# Genomförandeplan\n\n| Namn | Kim Ek |\n| Datum | 2019-06-10 |\n\n"


def investigation(
    analysis: str = "", decision: str = "", proposal: str = "", domain: str = "", plan: str = "", more: str = ""
) -> Annotated:
    """An investigation of Kim Ek with these parts, then a plan and any other document."""
    text = HEADER + domain
    if analysis:
        text += f"\n## Analys och bedömning\n{analysis}\n"
    if proposal:
        text += f"\n## Förslag\n{proposal}\n"
    if decision:
        text += f"\n## Beslut\n{decision}\n"
    return annotated_of(text, *([PLAN + plan] if plan else []), *([more] if more else []))
