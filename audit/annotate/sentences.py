"""Annotates a case: for each sentence who speaks and of whom, what it does, and whether it is denied, planned or copied."""

from bisect import bisect_right

from audit.annotate.copies import Earlier, is_copy
from audit.annotate.cues import find_cues
from audit.annotate.headings import is_heading
from audit.annotate.model import Annotated, Sentence
from audit.annotate.people import cast_of
from audit.annotate.polarity import is_denied, is_planned
from audit.annotate.reading import Reading, quoted_tokens
from audit.annotate.rich import content_lemmas, is_rich, is_stock
from audit.annotate.roles import REASONING, roles_of
from audit.annotate.sides import area_of, sides_of
from audit.annotate.speaker import Account, about, account_of, account_of_title, view_of
from audit.casefile.model import CaseFile
from audit.swedish.dates import find_dates


# Areas of the parents and the family, of either generation.
_PARENTAL = frozenset(
    "grundlaggande_omsorg sakerhet kanslomassig_tillganglighet stimulans vagledning stimulans_vagledning stabilitet "
    "familjebakgrund familjesituation familjenatverk natverk_integrering boende arbete ekonomi boende_arbete_ekonomi "
    "social_integrering lokalsamhalle".split()
)


def annotate_case(case: CaseFile) -> Annotated:
    """Every sentence of the case in the order of documents, each annotated once."""
    cast = cast_of(case)
    earlier = Earlier()
    sentences: list[Sentence] = []
    before: Account | None = None
    of_part: Account | None = None
    last: Reading | None = None
    for reading in _readings(case):
        if last is None or reading.section != last.section or reading.document != last.document:
            cast.new_section(parental=reading.part.domain in _PARENTAL)
            before = of_part = None
        same_paragraph = last is not None and last.document == reading.document and last.block == reading.block
        if not same_paragraph:
            cast.new_paragraph()
        index = len(sentences)
        if is_heading(case, reading):
            if last is None or reading.section != last.section:
                of_part = account_of_title(reading, cast.find(reading))
            sentences.append(_plain(reading, index))
            last = reading
            continue
        mentions = cast.find(reading)
        account = account_of(reading, mentions, before, cast=cast, goes_on=same_paragraph, of_part=of_part)
        stock = is_stock(reading)
        view = view_of(reading, mentions, account, stock=stock)
        whom = about(mentions)
        denied, planned = is_denied(reading), is_planned(reading)
        roles, certain = roles_of(
            reading, account, whom, view, denied=denied, planned=planned, small_child=_small_child(case)
        )
        content = content_lemmas(reading.words)
        repeated = earlier.repeated_in(content) if reading.analytic else None
        if repeated and not is_copy(repeated[1]) and roles & REASONING:
            repeated = None
        copied = ()
        if repeated:
            origin = sentences[repeated[0]]
            copied = (case.passage(origin.document, origin.start, origin.end),)
        earlier.add(index, content)
        sentences.append(
            Sentence(
                index=index, document=reading.document, section=reading.section, block=reading.block,
                start=reading.start, end=reading.end, tokens=(reading.first, reading.last),
                forms=reading.part.forms, parts=reading.part.parts,
                domain=reading.part.domain or _area(case, reading),
                speaker=account.speaker, source=account.source, view_of=view, about=whom, roles=roles,
                sides=sides_of(reading, whom), denied=denied or "reason_not_heard" in roles, planned=planned,
                copied=copied, rich=is_rich(reading), certain=certain and account.sure, dated=_dated(case, reading),
            )
        )  # fmt: skip
        before, last = account, reading
    return Annotated(case, tuple(sentences))


def _readings(case: CaseFile):
    for number, (document, parsed) in enumerate(zip(case.documents, case.parsed, strict=True)):
        sections = [(i, s) for i, s in enumerate(case.sections) if s.document == number]
        starts = [s.start for _, s in sections]
        blocks = [b.start for b in document.blocks]
        opened, block_before = False, -1
        for first, last in parsed.sentences:
            start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
            block = max(bisect_right(blocks, start) - 1, 0)
            if not sections or not document.blocks:
                continue
            index, section = sections[max(bisect_right(starts, start) - 1, 0)]
            quoted, opened = quoted_tokens(parsed.tokens, first, last, opened and block == block_before)
            block_before = block
            yield Reading(
                document=number, section=index, part=section, block=block, tokens=parsed.tokens, first=first, last=last,
                start=start, end=end, text=document.text[start:end], cues=find_cues(parsed.tokens, first, last), quoted=quoted,
            )  # fmt: skip


def _plain(reading: Reading, index: int) -> Sentence:
    return Sentence(
        index=index, document=reading.document, section=reading.section, block=reading.block, start=reading.start, end=reading.end,
        tokens=(reading.first, reading.last), forms=reading.part.forms, parts=reading.part.parts, domain=reading.part.domain,
        heading=True,
    )  # fmt: skip


def _area(case: CaseFile, reading: Reading) -> str | None:
    if "utredning" not in reading.part.forms or reading.analytic:
        return None
    return area_of(reading, str(case.bbic.value) if case.bbic.value else None)


def _small_child(case: CaseFile) -> bool:
    return False


def _dated(case: CaseFile, reading: Reading):
    found = find_dates(case.documents[reading.document].text, start=reading.start, end=reading.end, around=reading.part.dated)
    return next((d.day for d in found if d.day), reading.part.dated)
