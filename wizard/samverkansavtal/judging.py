"""Avvikande bedömning: a named person with a mandate decides otherwise about a finding.

It rests on the answers as they stood, and falls when any of them changes.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from samverkansavtal.documents import Opened, open_answers, today
from samverkansavtal.drafting.status import OWN_MODEL, own_model
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.judged import rests_on
from samverkansavtal.explaining.naming import is_called
from samverkansavtal.language.reading import ReadError, text
from samverkansavtal.storing.answer_file import Judgement, write_draft
from samverkansavtal.storing.saving import save_bytes


def record(
    rule: str, target: Path, name: str, role: str, mandate: str, reason: str, day: date | None = None
) -> tuple[str, ...]:
    """Write a judgement into the answer file at *target*; return what to say.

    Raises:
        SamverkanError: nothing of that name fires, or a field is empty.
    """
    opened = open_answers(target)
    rule_id, title, answers = _what(rule, opened)
    given = {"name": name, "role": role, "mandate": mandate, "reason": reason}
    words = {key: _word(value) for key, value in given.items()}
    judgement = Judgement(rule=rule_id, day=day or today(), answers=answers, **words)
    others = tuple(one for one in opened.draft.judgements if one.rule != rule_id)
    told = keep_comments(opened.path)
    draft = replace(opened.draft, judgements=(*others, judgement))
    save_bytes(opened.path, write_draft(draft, opened.library))
    return (
        f"Antecknat: {title}. {judgement.name}, {judgement.role}, {judgement.day}.",
        "Bedömningen står i riskrapporten. Den faller om det den bygger på ändras.",
        *told,
    )


def to_judge(rule: str, target: Path) -> None:
    """Make sure that there is something of that name to judge in the answers at *target*.

    Raises:
        SamverkanError: there is not.
    """
    _what(rule, open_answers(target))


def _what(rule: str, opened: Opened) -> tuple[str, str, str]:
    """Return what is judged: its id, its title and a fingerprint of what the judgement rests on."""
    if rule == OWN_MODEL and own_model(opened.plan):
        return OWN_MODEL, "Texterna i er egen modell", opened.library.fingerprint
    wanted = rule.casefold()
    fired = [p for p in opened.plan.rules if p.state == "fires" and p.severity != "note"]
    found = next((p for p in fired if wanted == p.id or is_called(p.rule, rule)), None)
    if found is None:
        known = ", ".join(p.rule.nr or f"{p.rule.title} ({p.id})" for p in fired) or "inga träffar"
        raise SamverkanError(f"”{rule}” är ingen träff i svaren. Det här finns att bedöma: {known}.")
    return found.id, found.rule.title, rests_on(found, opened.plan)


def keep_comments(path: Path) -> tuple[str, ...]:
    """Keep a copy of a file written by hand, for comments are not written back."""
    before = path.read_bytes()
    if not any(line.lstrip().startswith(b"#") for line in before.split(b"\n")):
        return ()
    copy = path.with_name(f"{path.name}.bak")
    save_bytes(copy, before)
    return (f"Filen hade kommentarer. De finns kvar i {copy.name}.",)


def _word(value: str) -> str:
    try:
        return text(value)
    except ReadError as error:
        raise SamverkanError(str(error)) from None
