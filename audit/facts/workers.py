"""How many social workers the file names; their names are no field of any result (DESIGN, rule 10)."""

from audit.documents.model import Passage
from audit.facts.record import Record


def find_workers(record: Record) -> tuple[int | None, tuple[Passage, ...]]:
    """Workers among the persons of the file, each once; null where none is named."""
    names = {person.name for person in record.case.persons if person.role == "worker"}
    passages = tuple(record.passage_of(x) for x in record.labels if "worker" in record.label_keys(x, "entry"))
    return (len(names) or None), (passages[:3] if names else ())
