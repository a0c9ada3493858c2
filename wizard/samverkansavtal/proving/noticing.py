"""Which mutants a case or an example notices: what it comes to is no longer what it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from samverkansavtal.content.records import Concept, Library, Provision, Question, Rule
from samverkansavtal.planning.plan import judge, plan, planned_provision
from samverkansavtal.proving.mutants import Mutant
from samverkansavtal.proving.trials import Example, Trial, told


@dataclass(frozen=True)
class Noticing:
    """Everything the content is tried with, arranged by what it can notice."""

    library: Library
    trials: tuple[Trial, ...]
    examples: tuple[Example, ...]

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], list[Trial]]:
        found: dict[tuple[str, str], list[Trial]] = {}
        for trial in self.trials:
            kind = "rule" if isinstance(trial.owner, Rule) else "concept"
            found.setdefault((kind, trial.owner.id), []).append(trial)
        return found

    @cached_property
    def _looking(self) -> Mapping[str, list[Trial]]:
        found: dict[str, list[Trial]] = {}
        for trial in self.trials:
            for name in trial.looked_at:
                found.setdefault(name, []).append(trial)
        return found

    def noticed_by(self, mutant: Mutant) -> str:
        """Return the name of a case or an example that notices *mutant*, "" when nothing does."""
        record = mutant.record
        if isinstance(record, Rule):
            return next(self._rule(record), "")
        if isinstance(record, Provision):
            return next(self._provision(record), "")
        return next(self._fact(mutant.name, record), "")

    def _rule(self, rule: Rule) -> Iterator[str]:
        """Yield who notices; a rule is read by nothing, so nothing else needs to be worked out again."""
        for trial in self._own.get(("rule", rule.id), ()):
            if trial.judge(rule, trial.world) != trial.comes_to:
                yield named(trial)
        for example in self.examples:
            for before in example.plan.rules:
                if before.rule.id == rule.id:
                    after = judge(rule, before.row, example.plan.world)
                    if (after.state, after.severity) != (before.state, before.severity):
                        yield example.name

    def _provision(self, provision: Provision) -> Iterator[str]:
        for example in self.examples:
            for before in example.plan.provisions:
                if before.provision.id == provision.id:
                    after = planned_provision(provision, before.row, example.plan.world)
                    texts = ([variant.id for variant in one.variants] for one in (before, after))
                    if after.standing != before.standing or len({tuple(ids) for ids in texts}) > 1:
                        yield example.name

    def _fact(self, name: str, record: Concept | Question) -> Iterator[str]:
        changed = self._with(name, record)
        if isinstance(record, Concept):
            for trial in self._own.get(("concept", record.id), ()):
                if trial.judge(record, trial.seen_through(changed)) != trial.comes_to:
                    yield named(trial)
        for trial in self._looking.get(name, ()):
            if trial.again(changed) != trial.comes_to:
                yield named(trial)
        for example in self.examples:
            if told(plan(changed, example.plan.answers, example.plan.day)) != example.comes_to:
                yield example.name

    def _with(self, name: str, record: Concept | Question) -> Library:
        if isinstance(record, Concept):
            return replace(self.library, concepts={**self.library.concepts, name: record})
        return replace(self.library, questions={**self.library.questions, name: record})


def named(trial: Trial) -> str:
    """Return where a case stands and what it is called."""
    return f"{trial.owner.id}: {trial.case.name}"
