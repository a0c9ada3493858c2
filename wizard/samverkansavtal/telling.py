"""What the commands say, as lines: one wording for the command line and the menus."""

import json

from samverkansavtal.documents import Opened, Produced
from samverkansavtal.explaining import summary


def judged(opened: Opened) -> tuple[str, ...]:
    """Return the findings that somebody has decided otherwise on."""
    return tuple(judgement.rule for judgement in opened.draft.judgements)


def checked(opened: Opened) -> tuple[str, ...]:
    """Return the direction, the findings and how far the draft has come."""
    plan, settled = opened.plan, judged(opened)
    found = summary.finding_lines(plan, settled)
    asked = ("Det här behöver ni göra något åt:", *(f"  {line}" for line in found))
    return (
        *opened.dropped,
        *summary.direction_lines(plan, settled),
        "",
        *(asked if found else (summary.nothing_found(plan),)),
        "",
        summary.progress(plan, settled),
    )


def written(produced: Produced) -> tuple[str, ...]:
    """Return where the files are and what was changed by hand in the last ones."""
    unchanged = () if produced.fresh else ("Inget har ändrats sedan filerna skrevs.",)
    beside = [f"  {path.name}" for path in produced.papers]
    return (
        f"Avtalet:       {produced.agreement}",
        f"Riskrapporten: {produced.report}",
        *(("I samma mapp:", *beside) if beside else ()),
        *unchanged,
        *produced.by_hand,
    )


def next_steps(opened: Opened) -> tuple[str, ...]:
    """Return what to do now."""
    return ("", "Nästa steg", *(f"  {line}" for line in summary.next_steps(opened.plan, judged(opened))))


def as_json(opened: Opened) -> str:
    """Return findings, provisions and what is missing for scripts, without any answer text."""
    return json.dumps(summary.as_data(opened.plan, judged(opened)), ensure_ascii=False, indent=2)
