"""The answers that show a fault: none can be left out, and whatever else is answered the fault is there."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from answering import DAY, random_answer
from proving.lintable import FILES, MODEL, linted, spoiled
from proving.test_planted_faults import FAULTS, Fault, line_of
from samverkansavtal.content.layers import Layer, base_layer, model_layer
from samverkansavtal.content.library import load_library, shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import plan
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim
from samverkansavtal.proving.finding import line_of as line_of_claim
from samverkansavtal.proving.lint import claims
from samverkansavtal.proving.search import NO_CONCEPTS, Prover, without
from samverkansavtal.proving.state import ProofWorld, State, Step, replayed

SHOWN = {name: fault for name, fault in FAULTS.items() if fault.answers}


def library_with(fault: Fault) -> Library:
    files = {**FILES, "model.toml": MODEL, fault.path: spoiled(fault.path, fault.old, fault.new)}
    model = Layer("liten", {"model.toml": files.pop("model.toml")})
    return load_library(Layer("bibliotek", files), model)


def shown(library: Library) -> Iterator[tuple[Claim, tuple[Step, ...]]]:
    """Yield every broken claim with the answers that break it."""
    prover = Prover(library)
    for claim in claims(library):
        verdict = prover.decide(claim)
        if not claim.wanted and verdict.found is not None:
            yield claim, verdict.found


def breaks(library: Library, claim: Claim, steps: tuple[Step, ...]) -> bool:
    return claim.goal(ProofWorld(library, replayed(steps), NO_CONCEPTS)) is True


@pytest.mark.parametrize("fault", SHOWN.values(), ids=SHOWN.keys())
def test_no_answer_can_be_left_out(fault: Fault) -> None:
    library = library_with(fault)
    found = list(shown(library))
    assert found != []
    for claim, steps in found:
        assert breaks(library, claim, steps)
        assert [step for step in steps if breaks(library, claim, without(steps, step))] == []


@pytest.mark.parametrize("fault", SHOWN.values(), ids=SHOWN.keys())
@pytest.mark.parametrize("seed", range(3))
def test_the_fault_is_there_whatever_else_is_answered(fault: Fault, seed: int) -> None:
    library = library_with(fault)
    for claim, steps in shown(library):
        answers = completed(library, replayed(steps), Random(seed))
        assert claim.goal(World(library, answers)) is True


def completed(library: Library, state: State, rng: Random) -> Answers:
    """Return the answers of *state* with everything else that is asked answered at random."""
    answers = state.answers
    while path := next(iter(plan(library, answers, DAY).needs), None):
        question = library.question(path)
        assert question is not None
        if path.endswith(".+"):
            full = len(answers.keys(question.fact)) >= max(2, int(question.least or 0))
            key = answers.new_key(question.fact)
            answers = answers.close(question.fact) if full else answers.add_row(question.fact, key)
        else:
            answers = answers.put(path, random_answer(question, answers, rng, 0.1))
    return answers


@pytest.mark.parametrize("fault", SHOWN.values(), ids=SHOWN.keys())
def test_the_answers_break_no_check_of_their_questions(fault: Fault) -> None:
    library = library_with(fault)
    for _, steps in shown(library):
        assert contradictions(library, replayed(steps).answers) == []


def test_a_fault_that_no_answers_can_reach_is_no_fault() -> None:
    text = spoiled("interview/1.toml", 'when = ["slag is betalbart"]', 'when = ["betalt"]')
    assert "SA201" not in {finding.code for finding in linted({"interview/1.toml": text}).told()}


def test_answers_that_a_check_refuses_show_nothing() -> None:
    clause = '+++\ntitle = "Tid"\nwhen = ["slutdag <= startdag"]\npurpose = "x"\n+++\n\nDet är {{ belopp | kr }}.\n'
    model = spoiled("model.toml", '"syfte/syfte"', '"syfte/syfte", "tid/tid"')
    codes = {f.code for f in linted({"clauses/tid/tid.md": clause, "model.toml": model}).told()}
    assert "SA301" in codes
    assert "SA106" not in codes


SHIPPED = {
    "treasurer without money": Fault(
        "clauses/ekonomi/kassahallare.md", '["bidrag_ges"]', '["ideella"]', "SA106", "{{ kassahallare"
    ),
    "routine without its annex": Fault(
        "clauses/barn/ansvar.md", "{% if storlek is storre %}\n", "{% if storlek is liten %}\n", "SA202", "bilaga("
    ),
    "gift to all, said as to one": Fault(
        "clauses/lokaler/upplatelse.md",
        "{{ insats.fran.kallas }} råder över",
        "{{ insats.till.kallas }} råder över",
        "SA106",
        "insats.till.kallas",
    ),
    "third text of the contributions left out": Fault(
        "clauses/insatser/tabell.md", '"utforligt", "pengar"', '"utforligt", "ideella"', "SA206", "[[variants]]"
    ),
    "two texts of the term at once": Fault(
        "clauses/tid/avtalstid.md", '["tidsform is tills_vidare"]', '["startdag is angiven"]', "SA205", "[[variants]]"
    ),
    "rule that asks for two sizes": Fault(
        "rules/avtal/sarskilda-villkor.md",
        '["sarskilda_villkor is angiven"]',
        '["sarskilda_villkor is angiven", "storlek is liten", "storlek is storre"]',
        "SA303",
        "when =",
    ),
    "rule that asks for support that can be a purchase": Fault(
        "rules/avtal/sarskilda-villkor.md",
        '["sarskilda_villkor is angiven"]',
        '["kontrakt_mojligt", "sannolikt_stod"]',
        "SA303",
        "when =",
    ),
    "concept that contradicts itself": Fault(
        "rules/concepts/deklarerat_kop.md",
        '"andamal is not stodjande"',
        '"andamal is not stodjande", "not ersattning"',
        "SA309",
        "when =",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", SHIPPED.values(), ids=SHIPPED.keys())
def test_a_fault_planted_in_the_shipped_library_is_found(fault: Fault) -> None:
    base = base_layer()
    assert fault.old in base.files[fault.path], fault
    text = base.files[fault.path].replace(fault.old, fault.new, 1)
    library = load_library(replace(base, files={**base.files, fault.path: text}), model_layer("samverkan"))
    prover = Prover(library)
    about = [claim for claim in claims(library) if claim.record.path == fault.path]
    broken = [claim for claim in about if prover.decide(claim).proved_none is claim.wanted]
    lines = {line_of_claim(claim.record, claim.place) for claim in broken if claim.code == fault.code}
    assert line_of(text, fault.at) in lines


def test_a_list_that_is_full_may_have_got_more_rows_before_it_was() -> None:
    library = shipped_library("samverkan")
    rows = tuple(Step("row", f"parter.r{number}") for number in (1, 2, 3))
    small = Step("answer", "storlek", "liten")
    for steps in ((small, *rows[:2]), (small, *rows)):
        found, more = ProofWorld(library, State().after(*steps), frozenset()).rows("parter")
        assert (len(found), more is not None) == (len(steps) - 1, True)


def test_a_free_amount_is_tried_where_what_it_is_compared_with_begins() -> None:
    library = shipped_library("samverkan")
    rule = library.rules["upphandling/nara-gransen"]  # between two amounts that are never near zero
    claim = next(c for c in claims(library) if c.record is rule.record and c.code == "SA303")
    assert not Prover(library).decide(replace(claim, wanted=False)).proved_none
