"""The risk report as a tree, in the order its readers need it. It is readable by the public."""

from collections.abc import Iterator

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Rule
from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.reviewed import rules_reviewed
from samverkansavtal.drafting.status import Standing, own_model, standing
from samverkansavtal.drafting.tree import Bullets, Heading, Mark, Paragraph, Report, ReportBlock, Run, Table
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.appendix import answers, sources, text
from samverkansavtal.explaining.behind import tested
from samverkansavtal.explaining.direction import Direction, Sign, direction
from samverkansavtal.explaining.finding import WORDS, Finding, action, finding
from samverkansavtal.explaining.naming import title_of
from samverkansavtal.explaining.summary import first_of_all
from samverkansavtal.language.nodes import mentions
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_file import Judgement

NOTHING_HERE = "Inget."


def risk_report(
    plan: Plan,
    version: int = 1,
    judgements: tuple[Judgement, ...] = (),
    changed: tuple[str, ...] = (),
    by_hand: tuple[str, ...] = (),
) -> Report:
    """Return the report on *plan*.

    *judgements* are findings somebody has decided otherwise on, *changed* the answers that were changed
    after the result of the part about purchases had been shown, *by_hand* what was changed in Word.
    """
    writer = _Writer(plan, judgements, changed, by_hand)
    return Report(
        title=plan.library.report.title,
        subtitle=f"Hör till {title(plan)}, {writer.place.status.value.lower()}, version {version}",
        day=plan.day.isoformat(),
        blocks=tuple(writer.blocks()),
    )


class _Writer:
    def __init__(
        self,
        plan: Plan,
        judgements: tuple[Judgement, ...],
        changed: tuple[str, ...],
        by_hand: tuple[str, ...],
    ) -> None:
        self.plan = plan
        self.by_hand = by_hand
        self.changed = frozenset(changed)
        self.judgements = judgements
        self.printer = Printer(plan.library, plan.world)
        judged = [judgement.rule for judgement in judgements]
        self.judged_rules = tuple(judged)
        self.place: Standing = standing(plan, judged)
        fired = [rule for rule in plan.rules if rule.state == "fires" and rule.id not in judged]
        self.findings = [finding(rule, plan, self.printer) for rule in fired]
        self.direction: Direction = direction(plan)

    def of(self, severity: str) -> list[Finding]:
        return [found for found in self.findings if found.severity == severity]

    def blocks(self) -> Iterator[ReportBlock]:
        yield Heading("Om rapporten")
        yield text(*self.plan.library.report.about, rules_reviewed(self.plan.library))
        yield text(self.plan.library.model.notice)
        for sentence in self.by_hand:
            yield text(sentence, mark=Mark.OPEN)
        yield Heading("I korthet")
        yield text(self.direction.outcome.title, mark=Mark.TERM)
        yield text(self.direction.outcome.text, *first_of_all(self.plan, self.judged_rules))
        if own_model(self.plan):
            yield text(own_model(self.plan), mark=Mark.OPEN)
        yield text(self.counts())
        yield from self.severity("1", "stop")
        yield from self.severity("2", "assess")
        yield from self.completions()
        yield from self.columns()
        yield from self.value()
        yield from self.undecided()
        yield from self.changeable()
        yield from self.clear()
        yield from self.judged()
        yield Heading("10 Det här har verktyget inte prövat")
        yield Bullets(tuple((Run(item),) for item in self.plan.library.report.not_tested))
        yield from sources(self.plan)
        yield from answers(self.plan, self.printer, self.changed)
        yield from self.without_hit()

    def counts(self) -> str:
        parts = [
            f"{len(self.of(s))} {words}"
            for s, words in (
                ("stop", "stoppar underskrift"),
                ("assess", "behöver bedömas"),
                ("complete", "ska kompletteras"),
            )
        ]
        waiting = len([rule for rule in self.plan.rules if rule.state == "open" and rule.severity != "note"])
        return f"{', '.join(parts)} och {waiting} kan inte bedömas än."

    def severity(self, number: str, severity: str) -> Iterator[ReportBlock]:
        yield Heading(f"{number} {WORDS[severity]}")
        if severity == "stop":
            for rule in self.place.doubts:
                yield from self.doubt(finding(rule, self.plan, self.printer))
        found = self.of(severity)
        if not found and not (severity == "stop" and self.place.doubts):
            yield text(NOTHING_HERE)
        for one in found:
            yield from self.one(one)

    def one(self, found: Finding) -> Iterator[ReportBlock]:
        yield Heading(found.title, 2)
        for runs in found.paragraphs:
            yield Paragraph(runs)
        if found.behind:
            yield text("Era svar:", mark=Mark.TERM)
            yield Bullets(tuple((Run(f"{b.label}: {b.answer}"),) for b in found.behind))
        yield text(*self.facts(found))

    def facts(self, found: Finding) -> Iterator[str]:
        yield f"Vem: {found.who}."
        yield f"Senast: {found.stage}."
        if found.law:
            yield f"Lag och källa: {', '.join(found.law)}."
        if found.confidence:
            yield found.confidence
        yield f"({found.nr or found.id})"

    def doubt(self, found: Finding) -> Iterator[ReportBlock]:
        yield Heading(f"Kan inte uteslutas: {found.title}", 2)
        yield text("Det går inte att avgöra förrän det här är känt:")
        yield Bullets(tuple((Run(missing),) for missing in found.missing))
        if found.confidence:
            yield text(found.confidence)

    def completions(self) -> Iterator[ReportBlock]:
        yield Heading("3 Ska kompletteras")
        found = self.of("complete")
        if not found:
            yield text(NOTHING_HERE)
        for actor in dict.fromkeys(one.who for one in found):
            rows = tuple(
                ((Run(one.title),), action(one), (Run(one.stage),), (Run(", ".join(one.grounds) or "–"),))
                for one in found
                if one.who == actor
            )
            yield Heading(_actor(actor), 2)
            yield Table(f"Det här ska {actor} komplettera", ("Vad", "Gör så här", "Senast", "Lag"), rows)

    def columns(self) -> Iterator[ReportBlock]:
        yield Heading("4 Köp eller samverkan?")
        yield text("Raderna är tecken, inte domar. Svaret bakom varje rad står inom parentes.")
        for heading, signs in (
            ("Talar för samverkan", self.direction.cooperation),
            ("Talar för köp", self.direction.purchase),
        ):
            yield Heading(heading, 2)
            yield (
                Bullets(tuple((Run(sign_text(sign)),) for sign in signs))
                if signs
                else text("Inget i svaren.")
            )
        for note in self.plan.library.report.always:
            yield Heading(note.title, 2)
            yield text(note.text, f"({note.nr}. {', '.join(note.law)})")

    def value(self) -> Iterator[ReportBlock]:
        yield Heading("5 Så är värdet räknat")
        lines = self.direction.value
        rows = tuple(((Run(line.text),), (Run(line.amount),)) for line in lines[:-1])
        yield Table(
            "Avtalets värde, utan moms",
            ("Post", "Belopp"),
            rows,
            (lines[-1].text, lines[-1].amount),
            ("l", "r"),
        )
        day = f"Gränsens belopp väljs efter {self.direction.limit_day}." if self.direction.limit_day else ""
        yield text(
            self.direction.about_limit,
            *filter(None, (day,)),
        )

    def undecided(self) -> Iterator[ReportBlock]:
        yield Heading("6 Kan inte bedömas än")
        rows = []
        for rule in self.plan.rules:
            if rule.state == "open" and (rule.severity != "note" or rule.rule.direction):
                found = finding(rule, self.plan, self.printer)
                rows.append(((Run(found.title),), (Run("; ".join(found.missing) or "–"),)))
        if rows:
            yield Table(
                "Det som inte kan bedömas än", ("Fråga", "Det här saknas, och vem som vet"), tuple(rows)
            )
        else:
            yield text(NOTHING_HERE)

    def changeable(self) -> Iterator[ReportBlock]:
        yield Heading("7 Det här kan ni ändra")
        yield text(
            "Fakta kan ni inte ändra, bara rätta om de är fel. Val kan ni ändra om ni också gör på det sättet."
        )
        facts, choices, no_ways = self.split_behind()
        groups = (("Val ni kan ändra", choices), ("Val som inte löser frågan", no_ways), ("Fakta", facts))
        for heading, found in groups:
            yield Heading(heading, 2)
            yield Bullets(tuple((Run(line),) for line in found)) if found else text(NOTHING_HERE)

    def split_behind(self) -> tuple[list[str], list[str], list[str]]:
        """Return the facts behind what is serious, the choices, and those that are no way out, with why."""
        facts: dict[str, None] = {}
        choices: dict[str, None] = {}
        no_ways: dict[str, None] = {}
        for found in self.findings:
            if found.severity in ("stop", "assess"):
                for one in found.behind:
                    question = self.plan.library.question(one.path)
                    said = f"{one.label}: {one.answer}"
                    if question is not None and question.no_way_out:
                        no_ways.setdefault(f"{said}. {question.no_way_out}")
                    else:
                        chosen = question is not None and question.nature == "choice"
                        (choices if chosen else facts).setdefault(said)
        return list(facts), list(choices), list(no_ways)

    def clear(self) -> Iterator[ReportBlock]:
        yield Heading(f"8 {WORDS['note']}")
        yield text(f"{len(self.passed())} regler har prövats utan träff. Listan finns sist i rapporten.")
        yield from self.notes()

    def passed(self) -> list[str]:
        """Return the titles of the rules that were tested and stay clear for every row."""
        not_clear = {rule.rule.id for rule in self.plan.rules if rule.state != "clear"}
        tried = [rule for rule in self.plan.rules if rule.severity != "note" and tested(rule, self.printer)]
        clear = [rule.rule for rule in tried if rule.rule.id not in not_clear]
        return list(dict.fromkeys(rule.title for rule in clear if not self.reads_own_text(rule)))

    def reads_own_text(self, rule: Rule) -> bool:
        """Return whether a rule judges what the text creates, while some text is the user's own."""
        names = (name for guard in rule.when for name in mentions(guard.node))
        return bool(self.plan.library.own) and EFFECTS in names

    def without_hit(self) -> Iterator[ReportBlock]:
        yield Heading("Bilaga: prövat utan träff")
        yield text("Inget av det här stämmer in på era svar.")
        yield Bullets(tuple((Run(title),) for title in self.passed()))

    def notes(self) -> Iterator[ReportBlock]:
        for note in (note for note in self.of("note") if not self.is_sign(note)):
            yield Paragraph((Run(note.title, Mark.TERM),))
            for runs in note.paragraphs:
                yield Paragraph(runs)
            if note.confidence:
                yield text(note.confidence)

    def is_sign(self, found: Finding) -> bool:
        return bool(self.plan.library.rules[found.id.partition("@")[0]].direction)

    def judged(self) -> Iterator[ReportBlock]:
        yield Heading("9 Avvikande bedömningar")
        if not self.judgements:
            yield text("Ingen har gjort någon annan bedömning än verktyget.")
        for judgement in self.judgements:
            named = title_of(judgement.rule, self.plan.library)
            yield text(
                f"{named}: {judgement.reason} ({judgement.name}, {judgement.role}, {judgement.mandate}, {judgement.day})"
            )


def sign_text(sign: Sign) -> str:
    """Return a sign with the answers behind it, its law and how sure that is."""
    answers = "; ".join(f"{one.label}: {one.answer}" for one in sign.behind[:3])
    law = f" {', '.join(sign.grounds)}." if sign.grounds else ""
    return f"{sign.text}. ({answers}){law}" if answers else f"{sign.text}.{law}"


def _actor(name: str) -> str:
    return name[:1].upper() + name[1:]
