"""The words of the risk report and the list of sources → compiled records."""

from collections.abc import Iterator, Mapping
from typing import Any

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.questions import Question
from samverkansavtal.content.report_models import ChangeData, QuickData, ReportData, SourcesData
from samverkansavtal.content.report_words import (
    AlwaysTrue,
    ChangeWords,
    Outcome,
    QuickWords,
    ReportWords,
    SourceNote,
)
from samverkansavtal.errors import Problem


def sources(builder: Builder) -> dict[str, SourceNote]:
    """Return the list of sources that rules name."""
    found = {}
    for _, source, data in builder.data("sources", SourcesData):
        for name, note in data.sources.items():
            if name in found:
                builder.fail(source, ("sources", name), f"källan ”{name}” finns redan; skriv ett annat namn")
            found[name] = SourceNote(name, note.title, note.read, note.seen)
    if not any(kind == "sources" for kind, _ in builder.records):
        builder.problems.append(Problem("rules", 1, "filen sources.toml saknas; skriv den"))
    return found


def change(builder: Builder) -> ChangeWords:
    """Return the words around "Vad kan vi ändra?"; a library may have none."""
    for _, _, data in builder.data("change", ChangeData):
        return ChangeWords(**data.model_dump())
    return ChangeWords()


ONE_OF_FEW = ("yesno", "choice", "choices")


def quick(builder: Builder, questions: Mapping[str, Question]) -> QuickWords | None:
    """Return the quick test, None where a library has none; its questions and assumptions are checked."""
    for _, source, data in builder.data("quick", QuickData):
        for index, name in enumerate(data.questions):
            asked = questions.get(name)
            if asked is None or asked.list or asked.input not in ONE_OF_FEW or name in data.assumed:
                message = f"frågan ”{name}” går inte att ha i snabbtestet; skriv en fråga med val som inte är antagen"
                builder.fail(source, ("questions", index), message)
        for name in unknown(data.assumed, questions):
            builder.fail(
                source, ("assumed",), f"frågan ”{name}” finns inte; rätta namnet eller ta bort raden"
            )
        return QuickWords(**data.model_dump())
    return None


def unknown(assumed: Mapping[str, Any], questions: Mapping[str, Question]) -> Iterator[str]:
    """Yield the facts and fields of an answer file's answers that no question asks about."""
    for name, value in assumed.items():
        rows = value if isinstance(value, list) else []
        names = [
            name,
            *(f"{name}.{key}" for row in rows if isinstance(row, dict) for key in row if key != "key"),
        ]
        yield from (one for one in names if one not in questions)


def report(builder: Builder) -> ReportWords:
    """Return the words of the risk report; a library without them is told so."""
    for _, source, data in builder.data("report", ReportData):
        for key, name in (("value", data.value), ("limit", data.limit)):
            if ("concept", name) not in builder.records:
                builder.fail(source, (key,), f"begreppet ”{name}” finns inte; skriv namnet på ett begrepp")
        outcomes = tuple(
            Outcome(
                way.id, builder.guards(way.when, source, ("outcomes", index, "when"), {}), way.title, way.text
            )
            for index, way in enumerate(data.outcomes)
        )
        last = Outcome(data.undecided.id, (), data.undecided.title, data.undecided.text)
        always = tuple(AlwaysTrue(note.nr, note.title, note.text, note.law) for note in data.always)
        return ReportWords(
            data.title, data.about, data.value, data.limit, outcomes, last, always, data.not_tested.items
        )
    if not any(kind == "report" for kind, _ in builder.records):
        builder.problems.append(Problem("templates/reports", 1, "filen riskrapport.toml saknas; skriv den"))
    return ReportWords("", (), "", "", (), Outcome("", (), "", ""), (), ())
