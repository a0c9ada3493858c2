"""A paper is a file that a lawyer owns: the same grammar as provisions, and every mistake told with its line."""

import pytest

from content.small_library import problems, small
from samverkansavtal.content.layers import Layer

PATH = "papers/underlag.md"
PAPER = """\
+++
title = "Underlag"
about = "För styrelsen."

[[sections]]
title = "Pengar"
when = ["betalt"]

[[steps]]
days = 14
say = "Alla har läst."
+++

## Beslut

Styrelsen beslutar om {{ namn }}.

## Pengar

{{ belopp | kr }} betalas.

{{ underlag("tidplan") }}
"""


def test_a_paper_needs_no_python() -> None:
    paper = small({PATH: PAPER}).papers["underlag"]
    assert [(section.title, len(section.when)) for section in paper.sections] == [
        ("Beslut", 0),
        ("Pengar", 1),
    ]
    assert [(step.days, step.say) for step in paper.steps] == [(14, "Alla har läst.")]


def test_a_layer_above_puts_its_own_paper_in_place_of_the_first_by_the_same_path() -> None:
    own = Layer("eget", {PATH: PAPER.replace("Underlag", "Vårt underlag")})
    assert small({PATH: PAPER}, own).papers["underlag"].title == "Vårt underlag"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("{{ namn }}", "{{ nam }}", 16, "okänt namn ”nam”"),
        ('underlag("tidplan")', 'underlag("tidsplan")', 22, "underlaget ”tidsplan” finns inte; skriv ett av"),
        ('when = ["betalt"]', 'when = ["betald"]', 7, "okänt namn ”betald”"),
        ('title = "Pengar"', 'title = "Penga"', 6, "rubriken ”Penga” finns inte i texten"),
        ("{{ belopp | kr }} betalas.", '{{ tabell("finnsinte") }}', 20, "tabellen ”finnsinte” finns inte"),
        ("{{ belopp | kr }} betalas.", 'Se {{ punkt("syfte/syfte") }}.', 20, "står bara i bestämmelser"),
        ("{{ belopp | kr }} betalas.", "{{ underskrifter() }}", 20, "står bara i bestämmelser"),
        ("days = 14", "days = -1", 10, "days"),
        ('about = "För styrelsen."', 'about = "x"\nfrom = "y"', 4, "okänd nyckel ”from”"),
        ('about = "För styrelsen."', 'about = "x"\neach = "nagra"', 4, "listan ”nagra” finns inte"),
    ],
)
def test_a_mistake_in_a_paper_is_told_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in PAPER
    found = problems({PATH: PAPER.replace(old, new, 1)})
    assert [(problem.path, problem.line) for problem in found] == [(PATH, line)]
    assert says in found[0].message


def test_what_papers_bring_in_stands_in_no_provision() -> None:
    path = "clauses/syfte/syfte.md"
    from content.small_library import FILES

    found = problems({path: f'{FILES[path]}\n{{{{ underlag("tidplan") }}}}\n'})
    assert ["underlag står bara i papers" in problem.message for problem in found] == [True]
