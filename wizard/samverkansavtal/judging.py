"""Avvikande bedömning: a named person with a mandate decides otherwise about a finding.

It rests on the answers as they stood, and falls when any of them changes.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from samverkansavtal.documents import open_answers, today
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.judged import rests_on
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
    wanted = rule.casefold()
    fired = [p for p in opened.plan.rules if p.state == "fires" and p.severity != "note"]
    found = next((p for p in fired if wanted in (p.id, p.rule.id, p.rule.nr.casefold())), None)
    if found is None:
        known = ", ".join(p.rule.nr or p.id for p in fired) or "inga träffar"
        raise SamverkanError(f"”{rule}” är ingen träff i svaren. Det här finns att bedöma: {known}.")
    words = {
        key: _word(value)
        for key, value in {"name": name, "role": role, "mandate": mandate, "reason": reason}.items()
    }
    judgement = Judgement(rule=found.id, day=day or today(), answers=rests_on(found, opened.plan), **words)
    others = tuple(one for one in opened.draft.judgements if one.rule != found.id)
    save_bytes(
        opened.path, write_draft(replace(opened.draft, judgements=(*others, judgement)), opened.library)
    )
    return (
        f"Antecknat: {found.rule.title}. {judgement.name}, {judgement.role}, {judgement.day}.",
        "Bedömningen står i riskrapporten. Den faller om svaren den bygger på ändras.",
    )


def _word(value: str) -> str:
    try:
        return text(value)
    except ReadError as error:
        raise SamverkanError(str(error)) from None
