"""A draft → its agreement and risk report on a shelf. A file changed by hand is never overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

from samverkansavtal.drafting.agreement import draft as compose
from samverkansavtal.drafting.agreement import title
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.producing.by_hand import changed_in, same_parts
from samverkansavtal.producing.news import news
from samverkansavtal.producing.versions import Version, agreement_name, next_number, of_draft, report_name
from samverkansavtal.storing.answer_file import Judgement
from samverkansavtal.storing.names import file_name
from samverkansavtal.storing.shelf import Shelf, in_turn


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

    def written(
        self,
        version: int,
        by_hand: tuple[str, ...],
        since: Callable[[bytes], tuple[str, ...]] | None = None,
    ) -> tuple[bytes, bytes]:
        """Return the agreement and the risk report as Word files.

        *since* tells, of the agreement as it will be, what differs from the version before.
        They are made from a plan of their own: what has been looked at before must not change what they say.
        """
        from samverkansavtal.word import agreement_docx, find_pages, report_docx

        fresh = plan(self.plan.library, self.plan.answers, self.plan.day)
        judged = [judgement.rule for judgement in self.judgements]
        tree = compose(fresh, version, judged, by_hand)
        agreement = agreement_docx(tree)
        if since and tree.cover and (news := since(agreement)):
            tree = compose(fresh, version, judged, (*news, *by_hand))
            agreement = agreement_docx(tree)
        found = find_pages(agreement) if self.pages else None
        report = risk_report(fresh, version, self.judgements, self.changed_after_result, by_hand)
        return agreement_docx(tree, found) if found else agreement, report_docx(report)


@dataclass(frozen=True)
class Written:
    """What was written: names on the shelf, version, and sentences about changes made by hand."""

    agreement: str
    report: str
    version: int
    fresh: bool  # False when the files there already said the same
    by_hand: tuple[str, ...]


def told_by_hand(shelf: Shelf, base: str) -> tuple[str, ...]:
    """Return what has been changed by hand in any version so far."""
    found = of_draft(shelf.names(), base)
    return tuple(sentence for version in found for sentence in changed_in(version, shelf))


def write_papers(papers: Papers, shelf: Shelf) -> Written:
    """Write the agreement and the risk report as a new version, unless the last one says the same.

    Somebody else who does the same just now gets another version.

    Raises:
        StorageError: a file could not be read or written.
        DraftError: the texts refer to something that does not stand.
    """
    return in_turn(lambda: _write(papers, shelf))


def _write(papers: Papers, shelf: Shelf) -> Written:
    names = shelf.names()
    found = of_draft(names, papers.base)
    by_hand = [changed_in(version, shelf) for version in found]
    if found and not by_hand[-1]:
        told = tuple(sentence for sentences in by_hand[:-1] for sentence in sentences)
        if standing := _standing(papers, found, told, shelf):
            return standing
    told = tuple(sentence for sentences in by_hand for sentence in sentences)
    number = next_number(names, papers.base)
    new = Written(agreement_name(papers.base, number), report_name(papers.base, number), number, True, told)
    agreement, report = papers.written(number, told, _since(papers, number, found, shelf))
    shelf.add({new.report: report, new.agreement: agreement})  # a version is there once its agreement is
    return new


def _since(
    papers: Papers, number: int, found: tuple[Version, ...], shelf: Shelf
) -> Callable[[bytes], tuple[str, ...]]:
    return lambda data: news(data, number, found, papers.plan.library, shelf)


def _standing(
    papers: Papers, found: tuple[Version, ...], told: tuple[str, ...], shelf: Shelf
) -> Written | None:
    """Return the last version when it says what a new one would say; a report that is missing is written."""
    last = found[-1]
    agreement, report = papers.written(last.number, told, _since(papers, last.number, found, shelf))
    name = report_name(papers.base, last.number)
    if not same_parts(shelf.read(last.agreement), agreement):
        return None
    if not last.report:
        shelf.add({name: report})
    elif not same_parts(shelf.read(last.report), report):
        return None
    return Written(last.agreement, name, last.number, False, told)
