"""Where a question is answered, for pages that show what is still open."""

from samverkansavtal.drafting.values import Printer
from samverkansavtal.planning.plan import Plan
from samverkansavtal.web.keeping import Role
from samverkansavtal.web.visit import Visit


def question_address(visit: Visit, path: str, back: str) -> str:
    """Return the address of the page where *path* is answered, "" when it is not the visitor's to answer.

    *back* is the page to come back to.
    """
    question = visit.kept.library.question(path)
    if question is None or not visit.may(Role.WRITE):
        return ""
    head, _, rest = path.partition(".")
    query = {"till": back}
    if question.is_list or rest == "+":
        return visit.url("lista", query, lista=head) if visit.kept.view.applies(f"{head}.+") else ""
    if not visit.kept.view.applies(path):
        return ""
    if not rest:
        return visit.url("fraga", query, path=path)
    return visit.url("rad", query, lista=head, rad=rest.partition(".")[0])


def placeholders(visit: Visit, plan: Plan, paths: tuple[str, ...], back: str) -> dict[str, str]:
    """Return placeholder → address of the question that fills it in, for *paths* in the order they are asked.

    Two questions may have the same placeholder: it leads to the first, and to the next when that is answered.
    """
    printer = Printer(plan.library, plan.world)
    found: dict[str, str] = {}
    for path in paths:
        if where := question_address(visit, path, back):
            found.setdefault(printer.open_place(path), where)
    return found
