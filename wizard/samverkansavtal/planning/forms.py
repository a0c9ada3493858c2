"""Which form fits: every reason of every form held against the answers, three-valued."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samverkansavtal.content.records import Form, Reason
from samverkansavtal.language.values import Truth, Unknown, all_of, negate
from samverkansavtal.planning.world import World

Fit = Literal["fits", "may", "no"]
Held = tuple[tuple[Reason, Truth], ...]


@dataclass(frozen=True)
class JudgedForm:
    """A form with its fit, and what each reason came to."""

    form: Form
    fit: Fit
    pro: Held
    con: Held
    notes: Held


def judge_form(form: Form, world: World) -> JudgedForm:
    """Return how *form* fits the answers in *world*.

    It does not fit when a reason that decides says so. It fits when all of those say yes and no reason
    speaks against it, or may come to. Otherwise it may fit.
    """
    pro, con = _held(form.reasons_for, world), _held(form.reasons_against, world)
    return JudgedForm(form, _fit(pro, con), pro, con, _held(form.notes, world))


def _held(reasons: Iterable[Reason], world: World) -> Held:
    return tuple((reason, world.holds(reason.when, {})) for reason in reasons)


def _fit(pro: Held, con: Held) -> Fit:
    deciding = all_of(
        (
            *(holds for reason, holds in pro if reason.decides),
            *(negate(holds) for reason, holds in con if reason.decides),
        )
    )
    if deciding is False:
        return "no"
    free = all(holds is False for _, holds in con)
    return "fits" if free and not isinstance(deciding, Unknown) else "may"
