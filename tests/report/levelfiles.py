"""Levels of invented cases for the report's tests: no person, place or file behind them is real."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from audit.casefile.domains import domain_ids
from audit.levels import LevelRecord
from audit.rubric import load_rubric

DISTRICTS = ("Almvik", "Björnö", "Ekbacken", "Åsby")
FORMS = ("anmalan", "forhandsbedomning", "utredningsplan", "utredning", "analys", "genomforandeplan", "uppfoljning")


def level(value: int | None, *lacking: str, state: str = "graded", confidence: str = "firm") -> dict[str, Any]:
    """A criterion's level without proof."""
    return {
        "level": value, "state": state if value is None else "graded", "reason": None,
        "confidence": None if value is None else confidence, "as_far_as_read": False, "lacking": list(lacking),
    }  # fmt: skip


def facts(**given: Any) -> dict[str, Any]:
    """Facts of an investigated case; any of them may be given."""
    plain: dict[str, Any] = {
        "forms": ["anmalan", "utredning", "analys"], "outcome": "insats",
        "voice": {"utredning": {"child": 2, "parents": 2}},
        "wishes": [], "workers": 1, "sip": None, "early": None, "meetings": 2, "contacts": ["skola"],
        "participation": {"child": 0, "parents": 1}, "talked_alone": True, "in_plan": False,
        "child": {"age": 9, "sex": None, "unborn": False}, "open_days": 100, "observed_days": 100,
        "needs": [], "goals": 0, "interventions": [], "links": 0, "link_types": [],
        "disagreements": {"n": 0, "weighed": 0}, "follow_ups": [], "follow_up_due": True,
        "entry": {"kind": "anmalan", "reporter": "skola", "reasons": []},
        "closing": {"reason": "insats", "referred_to": []}, "first_named": "utredning",
        "timeline": {"days_to_decision": 6, "open_days": 100, "over_four_months": False, "days_closed_to_start": None,
                     "extended": False, "protection_assessment": True, "flags": []},
    }  # fmt: skip
    timeline = plain["timeline"] | given.pop("timeline", {})
    return plain | given | {"timeline": timeline}


def intervention(**given: Any) -> dict[str, Any]:
    """One intervention."""
    return {"type": "familjebehandling", "form": "socialpedagogisk_insats", "basis": "bistand", "answer": "accepted",
            "declined_by": None, "method": None, "provider": None, "motivated": True} | given  # fmt: skip


@cache
def rubric_line() -> str:
    """The shipped rubric as each level names it."""
    rubric = load_rubric("bbic")
    return f"{rubric.head.id} {rubric.head.version} {rubric.sha256}"


def record(case: int = 1, **given: Any) -> LevelRecord:
    """One case's levels."""
    plain: dict[str, Any] = {
        "schema": 1, "case": case, "source": "tool", "rubric": rubric_line(),
        "district": "Almvik", "year": 2019, "bbic": "2016",
        "origin": {"district": "manifest", "year": "manifest", "bbic": "headings"},
        "documents": [{"format": "docx", "status": "read", "reason": None, "words": 900}],
        "criteria": {"analysis": level(1, "aterger"), "child_voice": level(2, "barnets_asikt_ej_vagd"),
                     "follow_up": level(0, "ingen_planerad_uppfoljning"), "trace": level(1, "behov_ar_insats"),
                     "participation.child": level(0), "participation.parents": level(1)},
        "facts": facts(),
    }  # fmt: skip
    return LevelRecord.model_validate(plain | given)


def many(n: int = 48, seed: int = 3, **given: Any) -> list[LevelRecord]:
    """Cases of all kinds, the same for the same seed."""
    draw = random.Random(seed)
    return [_drawn(k, draw, given) for k in range(1, n + 1)]


def _drawn(k: int, draw: random.Random, given: dict[str, Any]) -> LevelRecord:
    bbic = draw.choice(("2006", "2016"))
    year = draw.choice((2011, 2014)) if bbic == "2006" else draw.choice((2019, 2024))
    names = {
        "analysis": 4,
        "child_voice": 4,
        "follow_up": 4,
        "trace": 4,
        "participation.child": 3,
        "participation.parents": 3,
    }
    codes = {"analysis": "aterger", "child_voice": "barnets_bild_saknas", "follow_up": "ingen_uppfoljning"}
    criteria = {
        name: level(draw.randrange(levels), *([codes[name]] if name in codes else []),
                    confidence=draw.choice(("firm", "near", "doubtful")))
        for name, levels in names.items()
    }  # fmt: skip
    if draw.random() < 0.2:
        criteria["follow_up"] = level(None, state="not_applicable")
    if draw.random() < 0.1:
        criteria["analysis"] = level(None, state="unreadable")
    criteria |= {f"domain.{d}": level(draw.randrange(3)) for d in domain_ids()[bbic]}
    days = draw.randrange(30, 200)
    forms = [f for f in FORMS if draw.random() < 0.8]
    given_facts = facts(
        forms=forms,
        outcome=draw.choice(("insats", "insats", "tackat_nej", "utan_insats", None)),
        voice={f: {"child": draw.randrange(3), "parents": draw.randrange(3)} for f in forms},
        meetings=draw.randrange(7),
        contacts=[c for c in ("skola", "bvc", "polis", "natverk") if draw.random() < 0.5],
        talked_alone=draw.random() < 0.4,
        in_plan=draw.choice((True, False, None)),
        needs=[{"domain": draw.choice(("halsa", "sakerhet", None)),
                "answer": draw.choice(("none", "general", "argued")),
                "reasoned": True} for _ in range(draw.randrange(4))],
        interventions=[intervention(type=draw.choice(("familjebehandling", "kontaktfamilj", "hvb")),
                                    form=draw.choice(("socialpedagogisk_insats", "annan", "placering")),
                                    answer=draw.choice(("accepted", "declined")), motivated=draw.random() < 0.5)
                       for _ in range(draw.randrange(3))],
        follow_up_due=draw.choice((True, True, False, None)),
        timeline={"open_days": days, "over_four_months": days > 122, "days_to_decision": draw.randrange(25),
                  "flags": ["long"] if days > 120 else []},
    )  # fmt: skip
    documents = [{"format": draw.choice(("docx", "pdf", "txt")), "status": "read", "reason": None, "words": 500}]
    if draw.random() < 0.15:
        documents.append({"format": "pdf", "status": "unreadable", "reason": "scanned", "words": 0})
    plain = {"district": draw.choice(DISTRICTS), "year": year, "bbic": bbic, "criteria": criteria, "facts": given_facts,
             "documents": documents}  # fmt: skip
    return record(k, **(plain | given))


def write_run(folder: Path, records: list[LevelRecord], *, rubric: dict[str, Any] | None = None) -> Path:
    """A folder that holds levels.jsonl and rubric.json, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "levels.jsonl").write_text("".join(r.line() + "\n" for r in records), encoding="utf-8")
    # The shipped measurement is of one state of the rubric: what a page says of it changes with every word list.
    text = json.dumps(json.loads(load_rubric("bbic").as_json()) | {"measured": None} if rubric is None else rubric)
    (folder / "rubric.json").write_text(text, encoding="utf-8")
    return folder
