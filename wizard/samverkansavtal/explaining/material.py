"""What the program works out and a paper brings in by `underlag("…")`; the words around it are content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samverkansavtal.content.records import Paper
from samverkansavtal.drafting.status import Standing, standing
from samverkansavtal.drafting.tree import Bullets, Form, Mark, PaperBlock, Run, Table
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.appendix import text
from samverkansavtal.explaining.direction import Sign, direction
from samverkansavtal.explaining.finding import Finding, action, finding
from samverkansavtal.explaining.sheet import form_fields
from samverkansavtal.explaining.summary import first_of_all
from samverkansavtal.explaining.timeline import timeline
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Row
from samverkansavtal.planning.plan import Plan

MOST_RISKS, MOST_LABELS = 5, 6
NOTHING = "Inget i svaren."


@dataclass(frozen=True)
class Desk:
    """What a paper is written from: the plan, what has been judged otherwise, and whose paper it is."""

    plan: Plan
    printer: Printer
    judged: tuple[str, ...]
    paper: Paper
    row: Row | None = None

    @property
    def place(self) -> Standing:
        return standing(self.plan, self.judged)

    def findings(self, *severities: str) -> list[Finding]:
        """Return what fires and nobody has judged otherwise, the most serious first."""
        fired = [rule for severity in severities for rule in self.plan.rules if rule.severity == severity]
        found = [rule for rule in fired if rule.state == "fires" and rule.id not in self.judged]
        return [finding(rule, self.plan, self.printer) for rule in found]


def material(name: str, desk: Desk) -> Iterator[PaperBlock]:
    """Yield the blocks that `underlag(name)` stands for."""
    return MAKERS[name](desk)


def _direction(desk: Desk) -> Iterator[PaperBlock]:
    outcome = direction(desk.plan).outcome
    yield text(outcome.title, mark=Mark.TERM)
    yield text(outcome.text, *first_of_all(desk.plan, desk.judged))


def _cooperation(desk: Desk) -> Iterator[PaperBlock]:
    yield _signs(direction(desk.plan).cooperation)


def _purchase(desk: Desk) -> Iterator[PaperBlock]:
    found = direction(desk.plan)
    yield _signs(found.purchase)
    if found.open:
        yield text("Går inte att säga än:", mark=Mark.TERM)
        yield _signs(found.open)


def _signs(signs: tuple[Sign, ...]) -> PaperBlock:
    if not signs:
        return text(NOTHING)
    return Bullets(tuple((Run(f"{sign.text}{_law(sign.grounds)}"),) for sign in signs))


def _law(law: tuple[str, ...]) -> str:
    return f" ({', '.join(law)})" if law else ""


def _value(desk: Desk) -> Iterator[PaperBlock]:
    found = direction(desk.plan)
    *parts, whole = found.value
    rows = tuple(((Run(line.text),), (Run(line.amount),)) for line in parts)
    total = (whole.text, whole.amount)
    yield Table("Avtalets värde, utan moms", ("Post", "Belopp"), rows, total, ("l", "r"))
    yield text(found.about_limit)


def _value_in_short(desk: Desk) -> Iterator[PaperBlock]:
    found = direction(desk.plan)
    whole = found.value[-1]
    yield text(
        f"{whole.text}: {whole.amount}, utan moms. {found.about_limit}",
        "Uträkningen står rad för rad i riskrapporten.",
    )


def _risks(desk: Desk) -> Iterator[PaperBlock]:
    doubts = [finding(rule, desk.plan, desk.printer) for rule in desk.place.doubts]
    found = [*desk.findings("stop"), *doubts, *desk.findings("assess")]
    waiting = sum(rule.state == "open" and rule.severity != "note" for rule in desk.plan.rules)
    if waiting:
        yield text(
            f"{swedish.counted(waiting, 'regel', 'regler')} kan inte bedömas än. De står i riskrapporten."
        )
    if not found:
        calm = "Ännu hittar reglerna inget" if waiting else "Reglerna hittar inget"
        yield text(f"{calm} som stoppar eller behöver bedömas. Det är ingen försäkran.")
        return
    rows = tuple(
        ((Run(one.title),), action(one), (Run(swedish.capital(one.who)),), (Run(one.stage),))
        for one in found[:MOST_RISKS]
    )
    yield Table("Risker och hantering", ("Risk", "Åtgärd", "Ansvarig", "Senast"), rows)
    if len(found) > MOST_RISKS:
        yield text(f"Riskrapporten har {len(found) - MOST_RISKS} till.")


def _left(desk: Desk) -> Iterator[PaperBlock]:
    owners: dict[str, dict[str, None]] = {}
    for path in desk.place.missing:
        owners.setdefault(desk.printer.owner(path), {}).setdefault(desk.printer.label(path))
    doubts = [finding(rule, desk.plan, desk.printer) for rule in desk.place.doubts]
    for found in (*desk.findings("stop"), *doubts, *desk.findings("assess", "complete")):
        owners.setdefault(found.who, {}).setdefault(found.title[:1].lower() + found.title[1:])
    if not owners:
        yield text("Inga svar saknas, och inget ska kompletteras.")
        return
    rows = tuple(((Run(swedish.capital(who)),), (Run(_few(list(what))),)) for who, what in owners.items())
    yield Table("Återstår före underskrift", ("Vem", "Vad"), rows)


def _few(labels: list[str]) -> str:
    more = f" och {len(labels) - MOST_LABELS} till" if len(labels) > MOST_LABELS else ""
    return "; ".join(labels[:MOST_LABELS]) + more


def _timeline(desk: Desk) -> Iterator[PaperBlock]:
    yield timeline(desk.plan, desk.printer)


def _to_arrange(desk: Desk) -> Iterator[PaperBlock]:
    """Yield what rules say that the party itself should see to."""
    name = desk.printer.row_name(desk.row) if desk.row else ""
    found = [one for one in desk.findings("stop", "assess", "complete") if one.who == name]
    if found:
        yield Bullets(
            tuple((Run(f"{_without(one.title, name)}. ", Mark.TERM), *action(one)) for one in found)
        )


def _without(title: str, name: str) -> str:
    return swedish.capital(title.removeprefix(f"{name}: ")).rstrip(".")


def _fields(desk: Desk) -> Iterator[PaperBlock]:
    if desk.row is None:
        return
    fields = form_fields(desk.plan, desk.printer, desk.row)
    if fields:
        yield Form(
            f"Fält att fylla i för {desk.printer.row_name(desk.row)}", desk.paper.id, desk.row.key, fields
        )


MAKERS: dict[str, Callable[[Desk], Iterator[PaperBlock]]] = {
    "riktning": _direction,
    "talar_for_samverkan": _cooperation,
    "talar_for_kop": _purchase,
    "varde": _value,
    "varde_kort": _value_in_short,
    "risker": _risks,
    "aterstar": _left,
    "tidplan": _timeline,
    "att_ordna": _to_arrange,
    "falt": _fields,
}
