"""Answers that do not go together: dates that run backwards and the like."""

from samverkansavtal.content.records import Library
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.world import World


def contradictions(library: Library, answers: Answers) -> list[tuple[str, str]]:
    """Return (path, sentence) for every answer that breaks one of its question's checks."""
    world = World(library, answers)
    found = []
    for path in answers.values:
        question = library.question(path)
        if question is None or not question.checks or path.endswith(".+"):
            continue
        items = {question.item: Row(question.list, path.split(".")[1])} if question.list else {}
        for check in question.checks:
            if check.node.evaluate(world, items) is False and world.holds(question.when, items) is True:
                found.append((path, check.say))
    return found
