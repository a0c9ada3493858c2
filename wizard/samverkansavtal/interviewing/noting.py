"""What was changed once the result had been seen: the risk report tells it, whichever face was used."""

from collections.abc import Sequence

from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers


def changed_after_result(
    before: View, answers: Answers, paths: Sequence[str], known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return *known* and which of *paths* get another answer in *answers* after the result has been reached.

    Once something has been changed the result has been seen, also when it is not reached any more.
    """
    result, given = before.result, before.answers.values
    if result is None or not (known or before.result_reached()):
        return known
    later = [
        path
        for path in paths
        if path in given
        and given[path] != answers.values.get(path)
        and before.plan.part(path) is result
        and path not in known
    ]
    return (*known, *later)
