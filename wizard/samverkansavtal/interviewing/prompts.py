"""From a path to the question as it is shown: its words, its options, what was answered before."""

from contextlib import suppress

from samverkansavtal.content.records import Part, Question
from samverkansavtal.interviewing.entering import NO, YES, picked, typed
from samverkansavtal.interviewing.replies import Option, Prompt
from samverkansavtal.interviewing.view import View
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS, ReadError
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answer, NotKnown
from samverkansavtal.storing.answer_values import read_value

SO_FAR = 6  # rows named before "och n till"


def build(
    view: View, path: str, error: str = "", kept: Answer | None = None, shown: Part | None = None
) -> Prompt:
    """Return the prompt for *path*.

    *kept* is an answer that could not stand, shown again; *shown* the part that was shown last.
    """
    if path.endswith(".+"):
        return _new_row(view, view.plan.question(path), error, shown)
    question = view.plan.question(path)
    answer, note = _before(view, path, question)
    if kept is not None:
        answer, note = kept, ""
    return Prompt(
        path=path,
        question=question,
        ask=question.ask,
        why=question.why,
        options=options(view, question),
        typed=typed(answer) if question.input in READERS else "",
        picked=picked(question, answer),
        place=place(view, view.plan.part(path)),
        new_part=view.plan.part(path) is not shown,
        intro=(row_title(view, path),) if question.list else (),
        note=note,
        knower=answer.who if isinstance(answer, NotKnown) else "",
        error=error,
        none=question.none,
        help=help_lines(view, question, path),
    )


def _new_row(view: View, listed: Question, error: str, shown: Part | None) -> Prompt:
    """Return the prompt for the first field of a row that does not exist yet."""
    name = listed.fact
    keys = view.answers.keys(name)
    question = listed.fields[0]
    path = f"{name}.{view.answers.new_key(name)}.{question.fact}"
    enough = listed.least is None or len(keys) >= listed.least
    done = ("Klar, inga fler" if keys else "Ingen") if enough else ""
    return Prompt(
        path=path,
        question=question,
        ask=question.ask,
        why="" if keys else question.why,
        options=options(view, question),
        place=place(view, view.plan.part(path)),
        new_part=view.plan.part(path) is not shown,
        topic=listed.more if keys else listed.ask,
        intro=so_far(view, listed) if keys else (listed.why,),
        error=error,
        done=done,
        unsure="Vet inte än vilka fler det blir" if keys else "Vet inte än",
        help=(*_sentences(listed.help), *help_lines(view, question, path)),
    )


def so_far(view: View, listed: Question) -> tuple[str, ...]:
    """Return "Hittills: ABF, Kyrkan och 3 till", and how many it must be while they are too few."""
    keys = view.answers.keys(listed.fact)
    names = [view.printer.row_name(Row(listed.fact, key)) for key in keys]
    if len(names) > SO_FAR:
        names = [*names[: SO_FAR - 1], f"{len(names) - SO_FAR + 1} till"]
    least = f" Det behöver bli minst {listed.least}." if listed.least and len(keys) < listed.least else ""
    return (f"Hittills: {swedish.listing(names)}.{least}",)


def row_title(view: View, path: str) -> str:
    """Return which row of which list *path* is about: "Parterna, rad 2: ABF"."""
    name, key, _ = path.split(".")
    listed = view.library.questions[name]
    number = view.answers.keys(name).index(key) + 1
    title = view.world.field(Row(name, key), listed.title)
    return f"{swedish.capital(listed.label)}, rad {number}" + (f": {title}" if isinstance(title, str) else "")


def options(view: View, question: Question) -> tuple[Option, ...]:
    """Return what there is to choose between; nothing when the answer is typed."""
    if question.input == "yesno":
        return Option(YES, "Ja"), Option(NO, "Nej")
    if question.input == "ref":
        keys = view.answers.keys(question.of)
        return tuple(Option(key, view.printer.row_name(Row(question.of, key))) for key in keys)
    return tuple(Option(choice.id, swedish.capital(choice.label), choice.help) for choice in question.choices)


def _before(view: View, path: str, question: Question) -> tuple[Answer | None, str]:
    """Return what to prefill and where it comes from: an earlier answer, the usual one, the model's."""
    answer = view.answers.values.get(path)
    if isinstance(answer, NotKnown):
        who = f" ({answer.who} vet)" if answer.who else ""
        return answer, f"Förra svaret: vet inte än{who}."
    if answer is not None:
        return answer, ""
    if question.standard is not None:
        return question.standard, "Det vanliga är förvalt."
    proposed = view.library.model.presets.get(question.fact) if not question.list else None
    if proposed is not None:
        with suppress(ReadError):
            return read_value(question, proposed), "Modellens förslag är förvalt."
    return None, ""


def part_title(view: View, part: Part) -> str:
    """Return "Del 2 av 9: Vilka är med"."""
    parts = view.library.parts
    return f"Del {parts.index(part) + 1} av {len(parts)}: {part.title}"


def place(view: View, part: Part) -> str:
    """Return the part's title and how far it has come among the questions known so far."""
    answered, waiting = view.progress[part.id]
    far = f" ({answered} av {answered + waiting} svar)" if answered else ""
    return part_title(view, part) + far


def help_lines(view: View, question: Question, path: str) -> tuple[str, ...]:
    """Return what the help key shows."""
    lines = [question.why, *_sentences(question.help)]
    lines += [f"{swedish.capital(choice.label)}: {choice.help}" for choice in question.choices if choice.help]
    if question.who not in ("bolaget", "part"):
        lines.append(f"Det här vet ofta {view.printer.owner(path)}.")
    lines.append(
        "Vet inte än: frågan hamnar på en lista till den som vet. Hoppa över: frågan kommer igen sist."
    )
    return tuple(lines)


def _sentences(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
