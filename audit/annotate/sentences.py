"""Annotates a case: who speaks in each sentence and of whom, what it does, whether it is denied, planned or copied."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from audit.annotate.areas import Areas, in_parents_or_family
from audit.annotate.copies import Earlier, Repeat
from audit.annotate.headings import is_heading
from audit.annotate.infants import is_small
from audit.annotate.learned import heard, is_heard, roles_by, ruled, signs_of
from audit.annotate.model import Annotated, Sentence
from audit.annotate.people import cast_of
from audit.annotate.polarity import is_denied, is_planned
from audit.annotate.reading import Reading, readings_of
from audit.annotate.rich import is_rich, is_stock
from audit.annotate.roles import REASONING, roles_of
from audit.annotate.sides import sides_of
from audit.annotate.speaker import about, account_of, account_of_title, view_of, weighed_by_writer
from audit.annotate.telling import WRITER, Account
from audit.casefile.model import CaseFile
from audit.documents.model import Passage
from audit.swedish.dates import find_dates

_DIGIT = re.compile(r"\d")


def annotate_case(case: CaseFile) -> Annotated:
    """Every sentence of the case in the order of documents, each annotated once."""
    small, earlier = is_small(case), Earlier()
    cast = cast_of(case, speechless=small)
    areas = Areas(case)
    sentences: list[Sentence] = []
    before: Account | None = None  # whose account the sentence before was
    of_part: Account | None = None  # who tells the whole part
    last: Reading | None = None
    said: list[str] | None = None  # what the rules said of the sentence before
    for reading in readings_of(case):
        if last is None or (reading.document, reading.section) != (last.document, last.section):
            cast.new_section(parental=in_parents_or_family(reading.part.domain))
            before = of_part = said = None
        goes_on = last is not None and (reading.document, reading.block) == (last.document, last.block)
        if not goes_on:
            cast.new_paragraph()
        last = reading
        mentions = cast.find(reading)
        if is_heading(case, reading):
            of_part = of_part or account_of_title(reading, mentions)
            sentences.append(_sentence(reading, len(sentences), heading=True, mentions=mentions))
            continue
        account = account_of(reading, mentions, before, cast=cast, goes_on=goes_on, of_part=of_part)
        stock = is_stock(reading)
        if stock and reading.has("stock.points"):
            account = WRITER  # "Barnets åsikt: se ovan" is nobody's account
        before = account
        if account.speaker != "writer":
            cast.told = account
            cast.child_spoke = cast.child_spoke or (account.speaker == "child" and account.sure)
        whom, view = about(mentions), view_of(reading, mentions, account, stock=stock)
        if view == "child" and account.speaker in ("parent", "other"):
            before = replace(account, of_child=True)
        account = weighed_by_writer(reading, account)
        denied, planned = is_denied(reading), is_planned(reading)
        roles, certain = roles_of(
            reading, mentions, account, whom, view, stock=stock, denied=denied, planned=planned, small_child=small
        )
        if roles_by() == "model" and is_heard(reading):
            signs = signs_of(
                reading, roles, said, speaker=account.speaker, about=whom, view=view, denied=denied, planned=planned
            )
            said = ruled(roles, account.speaker)
            roles, certain = heard(reading, mentions, roles, signs)
        content = [reading.tokens[i].lemma for i in reading.content]
        repeat = earlier.repeated_in(content, reading.section)
        if repeat and not repeat.verbatim:
            if roles & REASONING or not reading.analytic:
                repeat = None  # the same matter in other words is a retelling only where nothing is made of it
            else:
                roles |= {"reports"}
        earlier.add(len(sentences), content, (reading.document, reading.block), reading.section)
        areas.add(reading, len(sentences), whom, roles)
        sentences.append(
            _sentence(
                reading, len(sentences), speaker=account.speaker, source=account.source,
                view_of=view, about=whom, roles=roles, sides=sides_of(reading, whom),
                denied=denied or "reason_not_heard" in roles, planned=planned, copied=_origins(case, sentences, repeat),
                rich=is_rich(reading), mentions=mentions, certain=certain and account.sure, dated=_dated(case, reading),
            )
        )  # fmt: skip
    return Annotated(case, areas.placed(sentences))


def _sentence(reading: Reading, index: int, **known: Any) -> Sentence:
    fields: dict[str, Any] = {"domain": reading.part.domain, **known}
    return Sentence(
        index=index, document=reading.document, section=reading.section, block=reading.block,
        start=reading.start, end=reading.end, tokens=(reading.first, reading.last),
        forms=reading.part.forms, parts=reading.part.parts, **fields,
    )  # fmt: skip


def _origins(case: CaseFile, sentences: list[Sentence], repeat: Repeat | None) -> tuple[Passage, ...]:
    if repeat is None:
        return ()
    return tuple(case.passage(o.document, o.start, o.end) for o in (sentences[index] for index in repeat.origins))


def _dated(case: CaseFile, reading: Reading) -> date | None:
    if not _DIGIT.search(reading.text):
        return reading.part.dated
    text = case.documents[reading.document].text
    found = find_dates(
        text, start=reading.start, end=reading.end, around=reading.part.dated or _form_date(case, reading)
    )
    return next((d.day for d in found if d.day), reading.part.dated)


def _form_date(case: CaseFile, reading: Reading) -> date | None:
    return case.forms[reading.part.form].date if reading.part.form is not None else None
