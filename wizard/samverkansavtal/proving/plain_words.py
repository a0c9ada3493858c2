"""Plain language: how hard a section is to read, long sentences, and words and signs that do not belong."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samverkansavtal.content.body import Body, Item, Sentence, Term, Text, walk_body
from samverkansavtal.content.checks import line_with
from samverkansavtal.content.forming import form_library
from samverkansavtal.content.records import Concept, Form, Library, Record, Rule
from samverkansavtal.proving.finding import Finding

MOST_LIX, MOST_WORDS, LONG_WORD = 42, 40, 6
HOLE = "ord"  # a value counts as one short word
WORD = re.compile(r"[^\W\d_][\w-]*")
ENDING = re.compile(r"(?<=[.!?:])\s+")
OLD = re.compile(r"\bskall\b", re.IGNORECASE)
STRAIGHT = re.compile(r"[\"']")
AMOUNT = re.compile(r"\b\d[\d\s]*(?:kr\b|kronor\b|miljoner\b|procent\b|%)")
SPAN = re.compile(
    r"\b(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\s+(?:dagar|veckor|månader|år|timmar|procent|personer)\b"
    r"|\b(?:inom|senast|högst|minst|än) (?:en|ett) (?:dag|vecka|månad|år|timme)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a text, its values as words."""

    record: Record
    line: int
    text: str


def said(record: Record, body: Body) -> Iterator[Said]:
    """Yield the sentences and items of a text."""
    for node in walk_body(body):
        if isinstance(node, Sentence | Item):
            pieces = (piece.text if isinstance(piece, Text | Term) else HOLE for piece in node.pieces)
            yield Said(record, node.line, "".join(pieces))


def lix(lines: list[str]) -> float:
    """Return the readability index: words a sentence plus the share of long words, in per cent."""
    words = [word for line in lines for word in WORD.findall(line)]
    sentences = sum(len(ENDING.split(line.strip())) for line in lines)
    long = sum(len(word) > LONG_WORD for word in words)
    return len(words) / sentences + 100 * long / len(words) if words else 0.0


def plain_words(library: Library) -> Iterator[Finding]:
    """Yield what is hard to read in the agreement, the forms and the questions."""
    yield from _sections(library)
    for name in dict.fromkeys(library.model.provisions()):
        provision = library.provisions[name]
        for variant in provision.variants:
            for line in said(provision.record, variant.body):
                yield from _sentence(line)
                yield from _figures(line, "SA505")
    for paper in library.papers.values():
        for section in paper.sections:
            for line in said(paper.record, section.body):
                yield from _sentence(line)
                yield from _figures(line, "SA505")
    for line in _questions(form_library(library)):
        yield from _sentence(line)
    for line in (line for form in (library.forms.forms if library.forms else ()) for line in _form(form)):
        yield from _sentence(line)
        yield from _figures(line, "SA506")


def _form(form: Form) -> Iterator[Said]:
    """Yield what a form says: its text, its reasons, what can be drafted, what to do next."""
    yield from said(form.record, form.body)
    texts = [form.draft, *form.next]
    texts += [word for reason in form.reasons() for word in (reason.say, reason.denied) if word]
    yield from (Said(form.record, _line_of(form.record, text), text) for text in texts)


def plain_rules(owners: Iterable[Rule | Concept]) -> Iterator[Finding]:
    """Yield what is hard to read in rules and concepts."""
    for owner in owners:
        for line in said(owner.record, owner.body):
            yield from _sentence(line)
            yield from _figures(line, "SA506")


def _sections(library: Library) -> Iterator[Finding]:
    for section in (*library.model.sections, *library.model.annexes):
        provisions = [library.provisions[name] for name in section.provisions]
        texts = {
            p.id: [line.text for variant in p.variants for line in said(p.record, variant.body)]
            for p in provisions
        }
        value = lix([text for lines in texts.values() for text in lines])
        if value > MOST_LIX:
            hardest = max(provisions, key=lambda provision: lix(texts[provision.id]))
            line = next(line.line for v in hardest.variants for line in said(hardest.record, v.body))
            message = (
                f"avsnittet ”{section.title}” har LIX {value:.0f}, över {MOST_LIX}; "
                "skriv kortare meningar och kortare ord, först här"
            )
            yield Finding(hardest.record.path, line, "SA501", message)


def _sentence(line: Said) -> Iterator[Finding]:
    path = line.record.path
    for sentence in ENDING.split(line.text):
        count = len(WORD.findall(sentence))
        if count > MOST_WORDS:
            message = f"meningen har {count} ord, fler än {MOST_WORDS}; dela den i flera"
            yield Finding(path, line.line, "SA502", message)
    if OLD.search(line.text):
        yield Finding(path, line.line, "SA503", "”skall” är gammaldags; skriv ska")
    if STRAIGHT.search(line.text):
        yield Finding(path, line.line, "SA504", "raka citattecken i texten; skriv ”…”")


def _figures(line: Said, code: str) -> Iterator[Finding]:
    if amount := AMOUNT.search(line.text):
        message = (
            f"”{amount[0].strip()}” står i texten; gör det till en fråga eller en storhet i rules/figures"
        )
        yield Finding(line.record.path, line.line, code, message)
    if span := SPAN.search(line.text):
        message = f"”{span[0]}” står i texten; gör det till en fråga om parterna ska kunna ändra det"
        yield Finding(line.record.path, line.line, "SA506", message)


def _questions(library: Library) -> Iterator[Said]:
    """Yield what a question says, each text at the line where it stands."""
    for question in library.questions.values():
        record = library.records["part", library.parts[question.order[0]].id]
        texts = [question.ask, question.label, question.why, *question.help.split("\n")]
        texts += [word for choice in question.choices for word in (choice.label, choice.help)]
        for text in filter(None, texts):
            if len(text) > 200 or OLD.search(text) or STRAIGHT.search(text):
                first = text.split("\n")[0].replace('"', '\\"')
                yield Said(record, _line_of(record, first), text)


def _line_of(record: Record, text: str) -> int:
    lines = enumerate(record.text.split("\n"), 1)
    return next((number for number, line in lines if text in line), line_with(record.text, text))
