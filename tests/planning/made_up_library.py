"""The texts of a made-up library, and the library they load to."""

import json
from dataclasses import dataclass
from random import Random

from planning.made_up import CHOICES, SEVERAL, Scope, Tree, condition, text_of, worked_out
from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library

ALWAYS = 'label = "x"\nwhy = "x"\nnature = "fact"\nwho = "bolaget"\n'
CASES = "".join(f'\n[[cases]]\nname = "{n}"\nstate = "open"\nvalue = "open"\n' for n in "abc")
FULL = 'full = { rows = 2, when = ["ja0"] }\n'
FIGURES = {
    "rules/figures/tak.toml": 'title = "tak"\nunit = "kr"\nat = "dag0"\n'
    + '[[values]]\nfrom = 0001-01-01\nvalue = 50_000\nsource = "x"\nconfidence = "high"\n'
    + '[[values]]\nfrom = 2020-01-01\nbetween = [90_000, 110_000]\nsource = "x"\nconfidence = "low"\n'
    + '[[values]]\nfrom = 2026-01-01\nvalue = 250_000\nsource = "x"\nconfidence = "high"\n',
    "rules/sources.toml": '[sources.x]\ntitle = "x"\nread = "x"\nseen = 2026-01-01\n',
    "reports/riskrapport.toml": 'title = "x"\nabout = []\nvalue = "belopp"\nlimit = "raknat"\n'
    + '[[outcomes]]\nid = "x"\ntitle = "x"\ntext = "x"\n'
    + '[undecided]\nid = "y"\ntitle = "y"\ntext = "y"\n[not_tested]\nitems = []\n',
}


@dataclass(frozen=True)
class MadeUp:
    """A library together with the trees its conditions were written from."""

    library: Library
    files: dict[str, str]
    whens: dict[str, list[Tree]]  # question → its `when`
    rules: dict[str, list[Tree]]
    provisions: dict[str, tuple[list[Tree], Tree]]  # when, and what picks the first of two texts
    concepts: dict[str, tuple[str, list[Tree]]]  # name → shape, trees


def lines(trees: list[Tree], key: str = "when") -> str:
    return f"{key} = {json.dumps([text_of(tree) for tree in trees])}\n"


def question(fact: str, kind: str, extra: str = "") -> str:
    return f'[[questions]]\nfact = "{fact}"\nkind = "{kind}"\nask = "{fact}?"\n{ALWAYS}{extra}\n'


def field(fact: str, kind: str, extra: str = "") -> str:
    return question(fact, kind, extra).replace("[[questions]]", "[[questions.fields]]")


def choices(ids: tuple[str, ...]) -> str:
    return "choices = [" + ", ".join(f'{{ id = "{i}", label = "{i}" }}' for i in ids) + "]\n"


class Maker:
    """Writes one library, name by name, so that nothing reads what comes after it."""

    def __init__(self, rng: Random, unsure: bool) -> None:
        self.rng = rng
        self.scope = Scope([], [], [], [], unsure=unsure)
        self.whens: dict[str, list[Tree]] = {}
        self.concepts: dict[str, tuple[str, list[Tree]]] = {}
        self.files: dict[str, str] = dict(FIGURES)

    def some(self, most: int = 2, least: int = 0, depth: int = 1) -> list[Tree]:
        count = self.rng.randint(least, most)
        return [condition(self.rng, self.scope, depth) for _ in range(count)]

    def when(self, fact: str, likely: float = 0.4) -> str:
        known = self.scope.yesno or self.scope.choices
        self.whens[fact] = self.some(2, 1) if known and self.rng.random() < likely else []
        return lines(self.whens[fact])

    def interview(self) -> None:
        text = 'part = "Ett"\n' + question("ja0", "yesno")
        self.scope.yesno.append("ja0")
        text += question("val0", "choice", self.when("val0", 0.2) + choices(CHOICES["val0"]))
        self.scope.choices.append("val0")
        text += question("dag0", "date", self.when("dag0", 0.2))
        text += question("tal0", "kr", self.when("tal0") + 'min = 0\nnone = "inget"\n')
        self.scope.amounts.append("tal0")
        text += question("ja1", "yesno", self.when("ja1"))
        self.scope.yesno.append("ja1")
        text += self.lists()
        text += question("flera0", "choices", self.when("flera0") + choices(SEVERAL["flera0"]))
        text += question("flera1", "choices", self.when("flera1") + "min = 1\n" + choices(SEVERAL["flera1"]))
        self.scope.choices += ["flera0", "flera1"]
        text += question("tal1", "number", self.when("tal1") + "min = 1\nmax = 48\n")
        text += question("ja2", "yesno", self.when("ja2"))
        text += question("tal2", "number", self.when("tal2"))
        text += question("ja3", "yesno", self.when("ja3") + 'timing = "standard"\nstandard = true\n')
        self.scope.yesno += ["ja2", "ja3"]
        self.scope.amounts += ["tal1", "tal2"]
        self.files["interview/1.toml"] = text

    def lists(self) -> str:
        text = question("parter", "records", 'item = "part"\ntitle = "kallas"\nmin = 1\n' + FULL)
        text += field("kallas", "text") + field("form", "choice", choices(CHOICES["parter.form"]))
        text += field("stor", "yesno", lines([("test", "part.form", "is", "pa")]))
        extra = self.when("insatser", 0.3) + 'item = "insats"\ntitle = "vad"\n'
        text += question("insatser", "records", extra)
        text += field("vad", "text") + field("slag", "choice", choices(CHOICES["insatser.slag"]))
        text += field("varde", "kr", lines([("test", "insats.slag", "is not", "sc")]) + "min = 0\n")
        text += field("till", "ref", 'of = "parter"\nnone = "alla"\n') + field("egen", "yesno")
        self.scope.lists += ["parter", "insatser"]
        return text

    def concept(self, name: str, shape: str) -> None:
        head = f'title = "{name}"\n'
        if shape == "when":
            trees = self.some(2, 1, 2) + self.some(1, 1)
            head += lines(trees[:-1]) + f'[[unless]]\nid = "ut"\n{lines(trees[-1:])}'
            self.scope.yesno.append(name)
        elif shape == "count":
            trees = self.some(3, 3)
            head += lines(trees, "count")
        else:
            trees = [condition(self.rng, self.scope, 1), worked_out(self.rng, self.scope)]
            trees += [worked_out(self.rng, self.scope)] * self.rng.choice((0, 1))
            head += 'unit = "kr"\n[[values]]\n' + lines(trees[:1]) + f'value = "{text_of(trees[1])}"\n'
            head += "".join(f'[[values]]\nvalue = "{text_of(tree)}"\n' for tree in trees[2:])
        if shape != "when":
            self.scope.derived = (*self.scope.derived, name)
        self.concepts[name] = (shape, trees)
        self.files[f"rules/concepts/{name}.md"] = f"+++\n{head}{CASES}+++\nText.\n"

    def row_concept(self) -> None:
        inner = self.scope.inside("parter")
        trees = [condition(self.rng, inner, 2)]
        self.concepts["parter.utvald"] = ("each", trees)
        text = f'+++\ntitle = "utvald"\neach = "parter"\n{lines(trees)}{CASES}+++\nText.\n'
        self.files["rules/concepts/utvald.md"] = text
        self.scope.row_yesno["parter"] = ["stor", "utvald"]


HEAD = 'severity = "stop"\nsource = "x"\nconfidence = "high"\n'


def made_up(rng: Random, unsure: bool = True) -> MadeUp:
    """Return a library drawn with *rng*; *unsure* tells whether `vet_inte` is ever tested."""
    maker = Maker(rng, unsure)
    maker.interview()
    for name, shape in (("raknat", "count"), ("begrepp", "when"), ("belopp", "values"), ("avlett", "when")):
        maker.concept(name, shape)
    maker.row_concept()
    rules = {f"a/r{number}": maker.some(3, 1, 2) for number in range(6)}
    for name, trees in rules.items():
        maker.files[f"rules/{name}.md"] = f'+++\ntitle = "{name}"\n{HEAD}{lines(trees)}{CASES}+++\nText.\n'
    each = condition(rng, maker.scope.inside("parter"), 2)
    rules["a/var"] = [each]
    maker.files["rules/a/var.md"] = (
        f'+++\ntitle = "var"\neach = "parter"\n{HEAD}{lines([each])}{CASES}+++\nText om {{{{ part.kallas }}}}.\n'
    )
    provisions = {
        f"b/p{number}": (maker.some(2, 0, 2), condition(rng, maker.scope, 1)) for number in range(3)
    }
    for name, (whens, first) in provisions.items():
        maker.files[f"clauses/{name}.md"] = provision(name, whens, first, condition(rng, maker.scope, 1))
    maker.files["model.toml"] = (
        'title = "m"\ndocument = "Avtal"\n[[sections]]\nid = "s"\ntitle = "S"\n'
        + f"provisions = {json.dumps(sorted(provisions))}\n"
    )
    library = load_library(Layer("m", maker.files))
    return MadeUp(library, maker.files, maker.whens, rules, provisions, maker.concepts)


def provision(name: str, whens: list[Tree], first: Tree, optional: Tree) -> str:
    texts = (
        '[[variants]]\nid = "en"\n' + lines([first]) + '[[variants]]\nid = "tva"\n' + lines([("not", first)])
    )
    body = (
        "## en\nSamtal om {{ val0 }}.\n{% if "
        + text_of(optional)
        + " %}\nBelopp {{ tal0 | kr }}.\n{% endif %}\n"
        "## tva\nParterna är {{ lista(parter, part.kallas) }}.\n{% for part in parter if part.stor %}\n"
        "- {{ part.kallas }}\n{% endfor %}\n"
    )
    return f'+++\ntitle = "{name}"\npurpose = "x"\n{lines(whens)}{texts}+++\n{body}'
