"""The forms and the questions about which of them fits → compiled records."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.form_models import FormData, FormTestData, NoteData, ReasonData
from samverkansavtal.content.form_records import Assumption, Form, FormTest, FormWords, Reason
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.questionnaire import kind_of_answer, question_of
from samverkansavtal.content.questions import Part, Question
from samverkansavtal.content.records import Library, SourceNote
from samverkansavtal.content.reporting import ONE_OF_FEW, unknown
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import Schema
from samverkansavtal.language.parse import WORDS

PART = "forms/fragor"


def form_library(library: Library) -> Library:
    """Return *library* with the form test's own questions among the others; itself where it has no test."""
    test = library.forms
    if test is None or test.part in library.parts:
        return library
    return replace(
        library,
        schema=test.schema,
        parts=(*library.parts, test.part),
        questions={**library.questions, **test.own},
        records={**library.records, ("part", PART): test.record},
    )


def form_test(
    builder: Builder, questions: Mapping[str, Question], notes: Mapping[str, SourceNote], parts: int
) -> FormTest | None:
    """Return the test of which form fits, None where a library has none; everything in it is checked."""
    for name, source, data in builder.data("formtest", FormTestData):
        inner = replace(builder, schema=_schema(builder, source, data))
        own = {
            one.fact: question_of(inner, source, ("questions", index), one, {}, (parts, index, 0))
            for index, one in enumerate(data.questions)
        }
        everything = {**questions, **own}
        _askable(builder, source, data, everything)
        return FormTest(
            title=data.title,
            about=data.about,
            ask=data.ask,
            words=FormWords(**data.words.model_dump()),
            own=own,
            part=Part(PART, data.title, False, False, tuple(own.values())),
            assumed=tuple(_assumed(inner, source, data, questions)),
            forms=tuple(sorted(_forms(inner, notes), key=lambda form: form.rank)),
            schema=inner.schema,
            record=builder.records["formtest", name],
        )
    for (kind, _), record in builder.records.items():
        if kind == "form" and not any(other == "formtest" for other, _ in builder.records):
            builder.problems.append(
                Problem(record.path, 1, "formen har inga frågor; skriv forms/fragor.toml")
            )
    return None


def _schema(builder: Builder, source: Source, data: FormTestData) -> Schema:
    """Return the schema with the test's own questions."""
    schema = builder.schema
    names = dict(schema.names)
    taken = {*names, *schema.lists, *(rows.item for rows in schema.lists.values()), *WORDS}
    for index, one in enumerate(data.questions):
        place = ("questions", index, "fact")
        if one.fact in taken:
            builder.fail(source, place, f"namnet ”{one.fact}” används redan; skriv ett annat", "SA102")
        if one.kind not in ONE_OF_FEW:
            message = f"frågan ”{one.fact}” har inga val; skriv kind = yesno, choice eller choices"
            builder.fail(source, ("questions", index, "kind"), message)
        taken.add(one.fact)
        names[one.fact] = kind_of_answer(one)
    questions = schema.questions | {one.fact for one in data.questions}
    return replace(schema, names=names, questions=questions)


def _askable(builder: Builder, source: Source, data: FormTestData, questions: Mapping[str, Question]) -> None:
    for index, name in enumerate(data.ask):
        asked = questions.get(name)
        if asked is None or asked.list or asked.input not in ONE_OF_FEW or name in data.ask[:index]:
            message = f"frågan ”{name}” går inte att ställa här; skriv en fråga med val, en gång"
            builder.fail(source, ("ask", index), message)
    for index, one in enumerate(data.questions):
        if one.fact not in data.ask:
            message = f"frågan ”{one.fact}” ställs inte; skriv den i ask eller ta bort den"
            builder.fail(source, ("questions", index, "fact"), message)


def _assumed(
    builder: Builder, source: Source, data: FormTestData, questions: Mapping[str, Question]
) -> Iterator[Assumption]:
    for index, one in enumerate(data.assumed):
        for name in unknown(one.answers, questions):
            message = f"frågan ”{name}” finns inte; rätta namnet eller ta bort raden"
            builder.fail(source, ("assumed", index, "answers"), message)
        for name in one.answers:
            if name in data.ask:
                message = f"frågan ”{name}” ställs redan; ta bort den ur ask eller ur assumed"
                builder.fail(source, ("assumed", index, "answers"), message)
        yield Assumption(builder.guards(one.when, source, ("assumed", index, "when"), {}), one.answers)


def _forms(builder: Builder, notes: Mapping[str, SourceNote]) -> Iterator[Form]:
    ranks: dict[int, str] = {}
    known = model_names()
    for name, source, data in builder.data("form", FormData):
        if data.rank in ranks:
            builder.fail(source, ("rank",), f"”{ranks[data.rank]}” har samma rank; skriv ett annat tal")
        ranks[data.rank] = name
        there = tuple(model for model in data.models if model in known)
        _consistent(builder, source, data, there)
        yield Form(
            id=name,
            title=data.title,
            rank=data.rank,
            reasons_for=_reasons(builder, source, "reasons_for", data.reasons_for, notes),
            reasons_against=_reasons(builder, source, "reasons_against", data.reasons_against, notes),
            notes=_reasons(builder, source, "notes", data.notes, notes),
            draft=data.draft if there or not data.missing else data.missing,
            models=there,
            next=data.next,
            body=builder.body(source.body, source.body_line, source, {}),
            cases=data.cases,
            record=builder.records["form", name],
        )


def _consistent(builder: Builder, source: Source, data: FormData, there: tuple[str, ...]) -> None:
    """Report what one key says and another makes untrue."""
    if not any(reason.decides for reason in data.reasons_for):
        builder.fail(source, ("reasons_for",), "inget skäl avgör; skriv decides = true på ett av dem")
    for index, reason in enumerate(data.reasons_for):
        if reason.decides is not bool(reason.denied):
            message = "denied hör ihop med decides; skriv båda eller ingen av dem"
            builder.fail(source, ("reasons_for", index), message)
    for index, reason in enumerate(data.reasons_against):
        if reason.denied:
            message = "denied står bara i reasons_for; ta bort raden"
            builder.fail(source, ("reasons_against", index, "denied"), message)
    for index, case in enumerate(data.cases):
        if case.state is None:
            message = f'fallet ”{case.name}” saknar state; skriv state = "fires", "clear" eller "open"'
            builder.fail(source, ("cases", index), message)
    if data.models and not there and not data.missing:
        message = (
            f"modellen ”{data.models[0]}” finns inte; rätta namnet, eller skriv i missing vad som saknas"
        )
        builder.fail(source, ("models",), message, "SA101")


def _reasons(
    builder: Builder,
    source: Source,
    key: str,
    reasons: tuple[NoteData, ...],
    notes: Mapping[str, SourceNote],
) -> tuple[Reason, ...]:
    found = []
    for index, data in enumerate(reasons):
        place: Location = (key, index)
        if notes and data.source not in notes:
            message = (
                f"källan ”{data.source}” finns inte i rules/sources.toml; skriv en av {', '.join(notes)}"
            )
            builder.fail(source, (*place, "source"), message, "SA101")
        guards = builder.guards(data.when, source, (*place, "when"), {})
        decides, denied = (data.decides, data.denied) if isinstance(data, ReasonData) else (False, "")
        found.append(Reason(data.say, guards, data.law, data.source, data.confidence, decides, denied))
    return tuple(found)
