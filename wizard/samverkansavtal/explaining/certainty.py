"""How sure the ground of a rule is, in words: what nobody has read in full is never passed off as read."""

from samverkansavtal.content.records import Library, Rule

SENTENCES = {"medium": "Grunden är inte fullt verifierad.", "low": "Grunden är osäker och inte verifierad."}
MARKS = {"medium": "inte fullt verifierat", "low": "inte verifierat"}


def certainty(rule: Rule, library: Library) -> str:
    """Return the confidence of *rule*, which is low where it rests on an act that is only remembered."""
    remembered = [act for act in library.acts.values() if act.confidence == "low"]
    return "low" if any(act.covers(law) for act in remembered for law in rule.law) else rule.confidence


def grounds(rule: Rule, library: Library) -> tuple[str, ...]:
    """Return the law of *rule* as it is listed after a line, with how sure it is where it is not sure."""
    mark = MARKS.get(certainty(rule, library))
    return (*rule.law, mark) if mark else rule.law
