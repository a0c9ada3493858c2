"""The words of the risk report and the list of sources → compiled records."""

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.models import ReportData, SourcesData
from samverkansavtal.content.report_words import AlwaysTrue, Outcome, ReportWords, SourceNote
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
