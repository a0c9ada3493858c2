"""Proofs against brute force: on small random libraries every claim comes out as trying all answers says."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import plan
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim
from samverkansavtal.proving.lint import claims
from samverkansavtal.proving.search import Prover

MOST_ROWS = 3
ALWAYS = 'label = "x"\nwhy = "Därför."\nnature = "fact"\nwho = "bolaget"\n'
CHOICES = (
    'choices = [{ id = "x", label = "X" }, { id = "y", label = "Y" }, { id = "z", label = "Z" }]\n'
    'groups = { xy = ["x", "y"] }\n'
)
PLAIN = ("a", "b", "c is x", "c is not y", "c is xy", "n >= 2", "n == 3", "n < 1", "a is vet_inte")
ROWS = ("finns(rader, rad.s)", "ingen(rader, rad.s)", "antal(rader) >= 2")
CASES = '[[cases]]\nname = "1"\nstate = "open"\n[[cases]]\nname = "2"\nstate = "open"\n[[cases]]\nname = "3"\nstate = "open"\n'


def conditions(*atoms: str) -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(atoms),
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.tuples(inner, st.sampled_from(("and", "or")), inner).map(
                lambda p: f"({p[0]}) {p[1]} ({p[2]})"
            ),
        ),
        max_leaves=3,
    )


GUARDS = st.one_of(st.just(""), conditions(*PLAIN, "k"))
LISTED = st.one_of(conditions(*PLAIN, "k"), st.sampled_from(ROWS))


def question(fact: str, kind: str, when: str = "", extra: str = "") -> str:
    guard = f"when = {json.dumps([when])}\n" if when else ""
    return f'[[questions]]\nfact = "{fact}"\nkind = "{kind}"\nask = "{fact}?"\n{ALWAYS}{guard}{extra}\n'


def provision(name: str, when: str, text: str, extra: str = "") -> str:
    guard = f"when = {json.dumps([when])}\n" if when else ""
    return f'+++\ntitle = "{name}"\npurpose = "x"\n{guard}{extra}+++\n\n{text}\n'


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Return a library of three texts, two rules and a concept over five facts, drawn at random."""
    interview = (
        'part = "Ett"\n'
        + question("a", "yesno")
        + question("b", "yesno", draw(st.sampled_from(("", "a", "not a"))))
    )
    interview += question("c", "choice", draw(st.sampled_from(("", "b", "a or b"))), CHOICES)
    interview += question("n", "number", draw(st.sampled_from(("", "c is x"))), "min = 0\nmax = 4\n")
    field = question("s", "yesno").replace("[[questions]]", "[[questions.fields]]")
    interview += question("rader", "records", "", 'item = "rad"\ntitle = "s"\n') + field
    first, second = draw(conditions(*PLAIN)), draw(conditions(*PLAIN))
    concept = (
        f'title = "k"\nwhen = {json.dumps([first])}\n[[unless]]\nid = "ut"\nwhen = {json.dumps([second])}\n'
    )
    values = CASES.replace('state = "open"', 'value = "open"')
    variants = f'[[variants]]\nid = "en"\nwhen = {json.dumps([draw(LISTED)])}\n[[variants]]\nid = "tva"\nwhen = {json.dumps([draw(LISTED)])}\n'
    optional = draw(conditions(*PLAIN))
    text = f'Se {{{{ punkt("t/q") }}}}.\n{{% if {optional} %}}\nTalet är {{{{ n }}}}.\n{{% endif %}}'
    head = 'severity = "note"\nsource = "s"\nconfidence = "high"\n'
    files = {
        "interview/1.toml": interview,
        "rules/concepts/k.md": f"+++\n{concept}{values}+++\nText.\n",
        "rules/sources.toml": '[sources.s]\ntitle = "s"\nread = "s"\nseen = 2026-01-01\n',
        "clauses/t/p.md": provision("p", draw(GUARDS), text, 'requires = ["t/r"]\nexcludes = ["t/r"]\n'),
        "clauses/t/q.md": provision("q", draw(GUARDS), "## en\nValet är {{ c }}.\n\n## tva\nText.", variants),
        "clauses/t/r.md": provision("r", draw(LISTED), "Text."),
        "model.toml": 'title = "m"\n[[sections]]\nid = "s"\ntitle = "S"\nprovisions = ["t/p", "t/q", "t/r"]\n',
        "reports/riskrapport.toml": REPORT,
    }
    for name in ("en", "tva"):
        when = json.dumps([draw(LISTED), draw(conditions(*PLAIN, "k"))])
        files[f"rules/r/{name}.md"] = f'+++\ntitle = "{name}"\n{head}when = {when}\n{CASES}+++\nText.\n'
    return load_library(Layer("m", files))


REPORT = (
    'title = "R"\nabout = []\nvalue = "k"\nlimit = "k"\n[[outcomes]]\nid = "x"\nwhen = ["k"]\ntitle = "x"\ntext = "x"\n'
    '[undecided]\nid = "y"\ntitle = "y"\ntext = "y"\n[not_tested]\nitems = []\n'
)


def every_answer() -> Iterator[Answers]:
    """Yield every way to answer: each fact, and up to three rows."""
    unsure = NotKnown()
    facts: dict[str, list[Any]] = {
        "a": [True, False, unsure],
        "b": [True, False, unsure],
        "c": ["x", "y", "z", unsure],
        "n": [*map(Decimal, range(5)), unsure],
    }
    lists = [rows for size in range(MOST_ROWS + 1) for rows in product((True, False), repeat=size)]
    for values in product(*facts.values()):
        for rows in lists:
            keys = tuple(f"r{number}" for number in range(len(rows)))
            given: dict[str, Any] = dict(zip(facts, values, strict=True))
            given |= {f"rader.{key}.s": value for key, value in zip(keys, rows, strict=True)}
            yield Answers(given, {"rader": keys}, frozenset(("rader",)))


EVERY = tuple(every_answer())


def exists(library: Library, wanted: list[Claim]) -> list[bool]:
    """Return for each claim whether some answers make its goal true."""
    left = set(range(len(wanted)))
    for answers in EVERY:
        world = World(library, answers)
        left -= {number for number in left if wanted[number].goal(world) is True}
        if not left:
            break
    return [number not in left for number in range(len(wanted))]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(libraries())
def test_a_proof_says_what_trying_every_answer_says(library: Library) -> None:
    every = list(claims(library))
    prover = Prover(library)
    verdicts = [prover.decide(claim) for claim in every]
    assert [verdict.doubt for verdict in verdicts if verdict.doubt] == []
    expected = exists(library, every)
    for claim, verdict, there in zip(every, verdicts, expected, strict=True):
        assert (not verdict.proved_none) is there, (claim.code, claim.say)


DAY = date(2026, 3, 1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(libraries(), st.lists(st.sampled_from(EVERY), min_size=1, max_size=40))
def test_what_a_claim_asks_is_what_the_plan_shows(library: Library, sample: list[Answers]) -> None:
    goals = {(claim.code, claim.record.id): claim.goal for claim in claims(library) if claim.code != "SA106"}
    for answers in sample:
        found = plan(library, answers, DAY)
        p, q, r = (provision.standing for provision in found.provisions)
        texts = found.provisions[1].variants
        shown = {
            ("SA201", "t/p"): p != "out" and q == "out",
            ("SA203", "t/p"): p != "out" and r == "out",
            ("SA204", "t/p"): p == "in" and r == "in",
            ("SA206", "t/q"): q != "out" and not texts,
            ("SA303", "r/en"): any(x.rule.id == "r/en" and x.state == "fires" for x in found.rules),
        }
        world = World(library, answers)
        for key, expected in shown.items():
            assert (goals[key](world) is True) is expected, key
