"""Every case in every rendering: how many levels and facts stay as in the docx with styles.

usage: python -m tests.agreement.renderings [--layouts L,…] [--forms F,…] [--cases d01,…]
Renders corpus_samples/sources in five layouts and six forms (LibreOffice for pdf), audits each, and prints a table in
Markdown: the share of values equal to the rendering docx/styles. A value is a level of a criterion or a fact.
"""

import argparse
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.discovery import find_cases
from audit.pipeline import audit_case
from audit.results import CaseResult
from audit.rubric import load_rubric

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "corpus_samples" / "sources"
BASE = ("styles", "docx")


def renderer() -> Any:
    """The module render.py of the samples."""
    spec = importlib.util.spec_from_file_location("render", SOURCES / "render.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def values_of(result: CaseResult) -> dict[str, Any]:
    """What is compared: each level and each fact, without places, names of documents and words."""
    facts = result.facts
    timeline = facts["timeline"]
    return {
        **{f"level.{name}": (c.state, c.level) for name, c in result.criteria.items()},
        **{name: getattr(result, name) for name in ("district", "year", "bbic")},
        **{f"timeline.{name}": value for name, value in timeline.items()},
        **{
            name: facts[name]
            for name in (
                "forms",
                "outcome",
                "early",
                "meetings",
                "contacts",
                "talked_alone",
                "in_plan",
                "workers",
                "sip",
            )
        },
        **{f"participation.{who}": facts["participation"][who] for who in ("child", "parents")},
        **{f"child.{name}": value for name, value in facts["child"].items()},
        **{f"entry.{name}": value for name, value in facts["entry"].items()},
        "closing": facts["closing"]["reason"],
        "voice": facts["voice"],
        "needs": sorted((n["domain"] or "", n["answer"], n["reasoned"]) for n in facts["needs"]),
        "interventions": sorted((i["type"], str(i["basis"]), i["answer"]) for i in facts["interventions"]),
        "links": len(facts["links"]),
        "follow_ups": sorted((f["state"], f["takes_up"], f["achieved"], f["next"]) for f in facts["follow_ups"]),
    }


def audited(folder: Path) -> dict[str, dict[str, Any]]:
    """The values of each case in a folder of renderings."""
    rubric = load_rubric("bbic")
    return {c.id: values_of(audit_case(c, (rubric,)).results[0]) for c in find_cases([folder]).cases}


def differing(base: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    """(case, value's name, equal) for each value of the base."""
    for case, values in base.items():
        for name, value in values.items():
            yield case, name, other[case].get(name) == value


def main() -> None:
    """Prints the matrix, and which values differ most."""
    render = renderer()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layouts", default=",".join(render.LAYOUTS))
    parser.add_argument("--forms", default=",".join(render.DELIVERY))
    parser.add_argument("--cases")
    parser.add_argument("--show", action="store_true", help="Name the cases and values that differ.")
    asked = parser.parse_args()
    only = set(asked.cases.split(",")) if asked.cases else None
    layouts, forms = asked.layouts.split(","), asked.forms.split(",")
    missed: Counter[str] = Counter()
    print("| | " + " | ".join(forms) + " |\n|---|" + "---|" * len(forms))
    with tempfile.TemporaryDirectory() as folder:

        def rendered(layout: str, form: str) -> dict[str, dict[str, Any]]:
            out = Path(folder) / f"{layout}-{form}"
            render.print = lambda *_: None  # its listing belongs to its own command line
            render.main("dev", out, layout, form, only)
            return audited(out)

        base = rendered(*BASE)
        for layout in layouts:
            cells = []
            for form in forms:
                pairs = list(differing(base, rendered(layout, form)))
                missed.update(name for _, name, same in pairs if not same)
                cells.append(f"{sum(same for *_, same in pairs) / len(pairs):.4f}")
                if asked.show:
                    for case, name, same in pairs:
                        if not same:
                            print(f"  {layout} {form} {case} {name}")
            print(f"| {layout} | " + " | ".join(cells) + " |", flush=True)
    print(f"\n{len(base)} cases, {sum(map(len, base.values()))} values a rendering. Most often different: ", end="")
    print(", ".join(f"{name} ({n})" for name, n in missed.most_common(12)))


if __name__ == "__main__":
    main()
