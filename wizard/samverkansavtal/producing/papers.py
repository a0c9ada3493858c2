"""A draft → its agreement and risk report on a shelf. A file changed by hand is never overwritten."""

from dataclasses import dataclass

from samverkansavtal.drafting.agreement import draft as compose
from samverkansavtal.drafting.agreement import title
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.plan import Plan
from samverkansavtal.producing.by_hand import changed_in, same_parts
from samverkansavtal.producing.versions import Version, agreement_name, of_draft, report_name
from samverkansavtal.storing.answer_file import Judgement
from samverkansavtal.storing.names import file_name
from samverkansavtal.storing.shelf import Shelf


@dataclass(frozen=True)
class Papers:
    """What the papers are written from; `pages` asks for page numbers, where LibreOffice can count them."""

    plan: Plan
    judgements: tuple[Judgement, ...]  # those whose answers are unchanged
    changed_after_result: tuple[str, ...]
    pages: bool = False

    @property
    def base(self) -> str:
        """What the files' names begin with."""
        return file_name(title(self.plan))

    def agreement(self, version: int, by_hand: tuple[str, ...]) -> bytes:
        """Return the agreement as a Word file."""
        from samverkansavtal.word import agreement_docx, find_pages

        judged = [judgement.rule for judgement in self.judgements]
        tree = compose(self.plan, version, judged, by_hand)
        data = agreement_docx(tree)
        found = find_pages(data) if self.pages else None
        return agreement_docx(tree, found) if found else data

    def report(self, version: int, by_hand: tuple[str, ...]) -> bytes:
        """Return the risk report as a Word file."""
        from samverkansavtal.word import report_docx

        return report_docx(
            risk_report(self.plan, version, self.judgements, self.changed_after_result, by_hand)
        )


@dataclass(frozen=True)
class Written:
    """What was written: names on the shelf, version, and sentences about changes made by hand."""

    agreement: str
    report: str
    version: int
    fresh: bool  # False when the files there already said the same
    by_hand: tuple[str, ...]


def write_papers(papers: Papers, shelf: Shelf) -> Written:
    """Write the agreement and the risk report as a new version, unless the last one says the same.

    Raises:
        StorageError: a file could not be read or written.
        DraftError: the texts refer to something that does not stand.
    """
    found = of_draft(shelf.names(), papers.base)
    by_hand = [changed_in(version, shelf) for version in found]
    if found and not by_hand[-1]:
        told = tuple(sentence for sentences in by_hand[:-1] for sentence in sentences)
        if standing := _standing(papers, found[-1], told, shelf):
            return standing
    told = tuple(sentence for sentences in by_hand for sentence in sentences)
    number = found[-1].number + 1 if found else 1
    written = Written(
        agreement_name(papers.base, number), report_name(papers.base, number), number, True, told
    )
    shelf.write(written.agreement, papers.agreement(number, told))
    shelf.write(written.report, papers.report(number, told))
    return written


def _standing(papers: Papers, last: Version, told: tuple[str, ...], shelf: Shelf) -> Written | None:
    """Return the last version when it says what a new one would say; a report that is missing is written."""
    if not same_parts(shelf.read(last.agreement), papers.agreement(last.number, told)):
        return None
    report, name = papers.report(last.number, told), report_name(papers.base, last.number)
    if not last.report:
        shelf.write(name, report)
    elif not same_parts(shelf.read(last.report), report):
        return None
    return Written(last.agreement, name, last.number, False, told)
