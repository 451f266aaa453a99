"""Documents become one child's file: headings, forms, sections, identity and persons, in this order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from audit.casefile.forms import placed_by_order, units_of
from audit.casefile.headings import find_headings
from audit.casefile.identity import find_district, find_generation, find_year, first_day, generation_by_year
from audit.casefile.labels import find_labels
from audit.casefile.model import CaseFile, Form, Generation, Known, Notice, Section
from audit.casefile.persons import child_names, find_persons
from audit.casefile.sections import Cut, cut_document
from audit.documents.model import Document
from audit.swedish.parse import parse_text

_NEWEST: Generation = "2016"


def documents_to_case(
    case_id: str,
    documents: Sequence[Document],
    *,
    manifest: tuple[str | None, int | None] | None = None,
    folders: tuple[str, ...] = (),
) -> CaseFile:
    """The case file of these documents; `manifest` gives (district, year), `folders` are the folders above the case."""
    read = [d for d in documents if d.status == "read"]
    labels = [find_labels(d) if d.status == "read" else () for d in documents]
    names = child_names(documents, labels)
    headings = [
        find_headings(d, x, names) if d.status == "read" else () for d, x in zip(documents, labels, strict=True)
    ]
    bbic = find_generation(headings)
    units = placed_by_order(
        documents,
        [
            units_of(n, d, headings[n], labels[n], names) if d.status == "read" and d.blocks else ()
            for n, d in enumerate(documents)
        ],
    )

    around = first_day(documents, labels)

    def cut(generation: Generation) -> list[Cut]:
        return [cut_document(d, units[n], headings[n], labels[n], generation, around) for n, d in enumerate(documents)]

    made = cut(_generation(bbic) or _NEWEST)
    year, opened = find_year(documents, labels, [f for c in made for f in c.forms])
    if bbic.value is None:
        by_year = generation_by_year(opened, year, read)
        bbic = by_year if by_year.value else bbic
        if bbic.value not in (None, _NEWEST):
            made = cut(_generation(bbic) or _NEWEST)
    sections, forms = _joined(made)
    persons, several = find_persons(documents, labels)
    district, notices = find_district(documents, labels)
    district, year, more = _identity(district, year, manifest, folders)
    return CaseFile(
        id=case_id,
        documents=tuple(documents),
        parsed=tuple(parse_text(d.text) for d in documents),
        forms=forms,
        sections=sections,
        persons=persons,
        district=district,
        year=year,
        bbic=bbic,
        notices=(*notices, *more, *several),
    )


def _generation(known: Known) -> Generation | None:
    return "2006" if known.value == "2006" else "2016" if known.value == "2016" else None


def _joined(made: Sequence[Cut]) -> tuple[tuple[Section, ...], tuple[Form, ...]]:
    """Forms by date, then in natural order; sections point at them."""
    forms: list[Form] = []
    sections: list[Section] = []
    for cut in made:
        base = len(forms)
        forms += [replace(f, within=None if f.within is None else f.within + base) for f in cut.forms]
        sections += [replace(s, form=None if s.form is None else s.form + base) for s in cut.sections]
    # A form without a date stays beside the one that it follows in the file.
    days: list[date] = []
    for form in forms:
        days.append(form.date or (days[-1] if days else next((f.date for f in forms if f.date), date.min)))
    order = sorted(range(len(forms)), key=lambda i: (days[i], i))
    place = {old: new for new, old in enumerate(order)}
    ordered = tuple(
        replace(forms[i], within=None if forms[i].within is None else place[forms[i].within or 0]) for i in order
    )
    return tuple(replace(s, form=None if s.form is None else place[s.form]) for s in sections), ordered


def _identity(
    district: Known,
    year: Known,
    manifest: tuple[str | None, int | None] | None,
    folders: tuple[str, ...],
) -> tuple[Known, Known, list[Notice]]:
    """The manifest comes first, then the documents, then the folders; disagreement is a notice."""
    notices: list[Notice] = []
    given = manifest or (None, None)
    if given[0]:
        if district.value and str(district.value).casefold() != given[0].casefold():
            notices.append(Notice("district_differs_from_manifest"))
        district = Known(given[0], "manifest")
    if given[1]:
        if year.value and year.value != given[1]:
            notices.append(
                Notice("year_differs_from_manifest", (("manifest", str(given[1])), ("documents", str(year.value))))
            )
        year = Known(given[1], "manifest")
    years = [f for f in folders if f.isdigit() and 1980 <= int(f) <= 2100]
    if year.value is None and years:
        year = Known(int(years[-1]), "folder")
    if district.value is None and district.reason == "no_office_named":
        above = [f for f in folders if not f.isdigit()]
        if years and above:
            district = Known(above[-1], "folder")
    return district, year, notices
