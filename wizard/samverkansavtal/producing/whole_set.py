"""All papers of a draft on a shelf, with the version of their agreement. A changed file is left as it is."""

from dataclasses import dataclass

from samverkansavtal.explaining.paper import papers as compose_papers
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.by_hand import same_parts
from samverkansavtal.producing.papers import Papers, Written, write_papers
from samverkansavtal.producing.versions import paper_name
from samverkansavtal.storing.shelf import Shelf, in_turn


@dataclass(frozen=True)
class WrittenSet:
    """The agreement and its report, the papers beside them by name, and sentences about files left as they were."""

    written: Written
    papers: tuple[str, ...]
    kept: tuple[str, ...]


def write_set(papers: Papers, shelf: Shelf) -> WrittenSet:
    """Write the agreement, the risk report and every paper beside them.

    Raises:
        StorageError: a file could not be read or written.
        DraftError: the texts refer to something that does not stand.
    """
    from samverkansavtal.word import paper_docx

    written = write_papers(papers, shelf)
    fresh = plan(papers.plan.library, papers.plan.answers, papers.plan.day)
    judged = tuple(judgement.rule for judgement in papers.judgements)
    names, kept = [], []
    for paper in compose_papers(fresh, written.version, judged):
        name, copy = _place(papers.base, written.version, paper.name, paper_docx(paper), shelf)
        names.append(name)
        if copy > 1:
            before = paper_name(papers.base, written.version, paper.name, copy - 1)
            kept.append(f"{before} är ändrad eller ifylld och skrivs inte över. Den nya heter {name}.")
    return WrittenSet(written, tuple(names), tuple(kept))


def _place(base: str, version: int, paper: str, data: bytes, shelf: Shelf) -> tuple[str, int]:
    """Return where the paper lies and which copy that is; written there unless the same lies there already."""

    def place() -> tuple[str, int]:
        taken, copy = set(shelf.names()), 1
        while (name := paper_name(base, version, paper, copy)) in taken:
            if same_parts(shelf.read(name), data):
                return name, copy
            copy += 1
        shelf.add({name: data})
        return name, copy

    return in_turn(place)
