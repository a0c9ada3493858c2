"""Looking at a plan without waking what is dormant in it."""

from dataclasses import replace

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.planning.plan import Plan
from samverkansavtal.planning.world import World


def apart(plan: Plan) -> Plan:
    """Return the same plan with a world of its own: what an explanation reads counts as read by nobody else."""
    world = World(plan.library, plan.answers)
    world.assume(EFFECTS, plan.world.fact(EFFECTS))
    world.seen |= plan.world.seen
    return replace(plan, world=world)
