"""A small library that lint finds nothing in, and the shipped one, each with one edit."""

from collections.abc import Mapping

from content.small_library import FILES as SMALL_FILES
from content.small_library import MODEL as SMALL_MODEL
from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import load_library
from samverkansavtal.errors import ContentError
from samverkansavtal.proving.finding import Finding
from samverkansavtal.proving.lint import Report, lint

INTERVIEW = (
    SMALL_FILES["interview/1.toml"]
    .replace("groups = { kopbart", "groups = { betalbart")
    .replace(
        'fact = "mal"',
        """fact = "styrning"
kind = "choice"
ask = "Hur leder ni?"
label = "ledningen"
why = "Den står i avtalet."
nature = "choice"
who = "bolaget"
when = ["slag is betalbart"]
choices = [{ id = "grupp", label = "Grupp" }, { id = "person", label = "En person" }]

[[questions]]
fact = "mal\"""",
    )
)
SYFTE = """\
+++
title = "Syfte"
purpose = "Säger varför."
+++

Parterna samverkar om {{ namn }} från {{ startdag | datum }} till {{ slutdag | datum }}.
{% if betalt %}
De betalar enligt {{ punkt("pengar/pengar") }}.
{% endif %}

{{ bakgrund }}

{% if mal is angiven %}
Målen är {{ mal | lista }}.
{% endif %}

**Stödet** är det som en part betalar.
"""
PENGAR = """\
+++
title = "Pengar"
when = ["betalt"]
law = ["LOU 1:15"]
requires = ["syfte/syfte"]
purpose = "Säger vem som betalar."

[[variants]]
id = "stort"
when = ["belopp >= 100_000"]

[[variants]]
id = "litet"
when = ["belopp < 100_000"]
+++

## stort

Stödet är {{ belopp | kr }} enligt {{ bilaga("bilagor/budget") }}.
{{ tabell("insatser") }}
{% for part in parter if part.form is kommun %}
- {{ part.kallas }} betalar.
{% endfor %}

## litet

Då är Stödet litet.
{% if slag is stad %}
Det gäller städning.
{% endif %}
"""
LEDNING = """\
+++
title = "{title}"
when = ["styrning is {choice}"]
excludes = ["ledning/{other}"]
purpose = "Säger vem som leder."
+++

{text}
"""
FILES: dict[str, str] = {
    **SMALL_FILES,
    "interview/1.toml": INTERVIEW,
    "clauses/syfte/syfte.md": SYFTE,
    "clauses/pengar/pengar.md": PENGAR,
    "clauses/bilagor/budget.md": '+++\ntitle = "Budget"\nwhen = ["betalt"]\npurpose = "Summor."\n+++\n\nHär står vad var och en ger.\n',
    "clauses/ledning/grupp.md": LEDNING.format(
        title="Grupp", choice="grupp", other="person", text="En grupp leder."
    ),
    "clauses/ledning/person.md": LEDNING.format(
        title="Person", choice="person", other="grupp", text="En person leder."
    ),
}
MODEL = SMALL_MODEL.replace('"pengar/pengar"', '"pengar/pengar", "ledning/grupp", "ledning/person"').replace(
    '["bilagor/plan"]', '["bilagor/plan", "bilagor/budget"]'
)


def linted(changes: Mapping[str, str] = {}, *above: Layer) -> Report:
    """Return the report of the small library with some files changed, and layers on top of it."""
    files = {**FILES, "model.toml": MODEL, **changes}
    model = Layer("liten", {"model.toml": files.pop("model.toml")})
    return _report((Layer("bibliotek", files), model, *above))


def _report(layers: tuple[Layer, ...]) -> Report:
    try:
        library = load_library(*layers)
    except ContentError as error:
        return lint([], error.problems)
    return lint([library], whole=True)


def serious(report: Report) -> list[Finding]:
    """Return what is more than advice."""
    return [finding for finding in report.told() if finding.level != "råd"]


def spoiled(path: str, old: str, new: str) -> str:
    """Return a file of the small library with *old* replaced by *new*, once."""
    text = MODEL if path == "model.toml" else FILES[path]
    assert old in text, f"{old!r} is not in {path}"
    return text.replace(old, new, 1)
