"""One case from its files to its results, on one screen."""

import gc
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from audit.annotate.learned import RolesBy, use_roles
from audit.annotate.model import Annotated
from audit.annotate.sentences import annotate_case
from audit.casefile.build import documents_to_case
from audit.casefile.domains import domain_ids
from audit.discovery import CaseSource
from audit.documents.model import Document
from audit.documents.reader import read_document
from audit.facts.find import find_facts
from audit.facts.model import Facts
from audit.recorded import result_of
from audit.results import CaseResult
from audit.rubric import Rubric
from audit.scoring import score_case
from audit.swedish.parse import use_pipeline

_COLLECT = (20_000, 10, 10)  # new objects before the collector looks


@dataclass(frozen=True, slots=True)
class Means:
    """By what texts are read: words and sentences by a spaCy pipeline of the user's own, roles by rules alone."""

    pipeline: Path | None = None
    roles: RolesBy = "model"

    def take(self) -> None:
        """From now on this process reads so; a pipeline that cannot be used stops it with an AuditError."""
        use_pipeline(self.pipeline)
        use_roles(self.roles)


@dataclass(frozen=True, slots=True)
class Audited:
    """A case with everything that was made of it on the way; `results` in the order of the rubrics."""

    annotated: Annotated
    facts: Facts
    results: tuple[CaseResult, ...]


def audit_case(source: CaseSource, rubrics: tuple[Rubric, ...]) -> Audited:
    """Reads, annotates and grades one case."""
    case = documents_to_case(source.id, read_documents(source), manifest=source.manifest, folders=source.folders)
    annotated = annotate_case(case)
    facts = find_facts(annotated)
    results = tuple(
        result_of(annotated, facts, score_case(rubric, annotated, facts, domain_ids()), rubric) for rubric in rubrics
    )
    _settle()
    return Audited(annotated, facts, results)


@cache
def _settle() -> None:
    """After the first case all word lists are loaded and stay; the collector need not walk them for each case again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def read_documents(source: CaseSource) -> tuple[Document, ...]:
    """The case's documents in natural file order; the same text twice counts once."""
    documents: list[Document] = []
    texts: set[str] = set()
    for path in source.files:
        document = read_document(path, source.name_of(path))
        if document.status == "read" and document.text in texts:
            document = replace(document, text="", blocks=(), aside=(), status="duplicate", reason="same_text")
        texts.add(document.text)
        documents.append(document)
    return tuple(documents)
