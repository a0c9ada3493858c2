"""A small library that is right in every line, for tests that spoil one."""

from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import ContentError, Problem

INTERVIEW = """\
part = "Allt"

[[questions]]
fact = "namn"
kind = "text"
ask = "Vad heter det?"
label = "namnet"
why = "Namnet står på första sidan."
nature = "choice"
who = "bolaget"

[[questions]]
fact = "bakgrund"
kind = "paragraph"
ask = "Vad är bakgrunden?"
label = "bakgrunden"
why = "Den står i avtalet."
nature = "choice"
who = "bolaget"
timing = "later"

[[questions]]
fact = "betalt"
kind = "yesno"
ask = "Betalar någon?"
label = "om någon betalar"
why = "Det avgör mycket."
nature = "fact"
who = "ekonomi"

[[questions]]
fact = "belopp"
kind = "kr"
min = 0
ask = "Hur mycket?"
label = "beloppet"
why = "Det jämförs med en gräns."
nature = "fact"
who = "ekonomi"
when = ["betalt"]

[[questions]]
fact = "startdag"
kind = "date"
ask = "När börjar det?"
label = "startdagen"
why = "Dagen väljer gränsen."
nature = "choice"
who = "bolaget"

[[questions]]
fact = "slutdag"
kind = "date"
ask = "När slutar det?"
label = "slutdagen"
why = "Tiden räknas."
nature = "choice"
who = "bolaget"
checks = [{ test = "slutdag > startdag", say = "Slutdagen måste ligga efter startdagen." }]

[[questions]]
fact = "slag"
kind = "choice"
ask = "Vad är det?"
label = "slaget"
why = "Slaget avgör."
nature = "fact"
who = "bolaget"
choices = [
    { id = "socialt", label = "Socialt" },
    { id = "stad", label = "Städning" },
    { id = "bygg", label = "Bygge" },
]
groups = { kopbart = ["stad", "bygg"] }

[[questions]]
fact = "mal"
kind = "choices"
ask = "Vilka mål?"
label = "målen"
why = "Målen står i avtalet."
nature = "choice"
who = "bolaget"
timing = "later"
choices = [{ id = "arbete", label = "arbete" }, { id = "sprak", label = "språk" }]

[[questions]]
fact = "parter"
kind = "records"
item = "part"
title = "kallas"
ask = "Vilka är med?"
label = "parterna"
why = "De blir bundna."
nature = "fact"
who = "bolaget"
min = 1
more = "Någon mer?"

[[questions.fields]]
fact = "kallas"
kind = "text"
ask = "Vad kallas den?"
label = "namnet i avtalet"
why = "Namnet står i avtalet."
nature = "fact"
who = "part"

[[questions.fields]]
fact = "form"
kind = "choice"
ask = "Vilken form?"
label = "formen"
why = "Formen avgör."
nature = "fact"
who = "part"
choices = [{ id = "kommun", label = "Kommun" }, { id = "forening", label = "Förening" }]

[[questions]]
fact = "insatser"
kind = "records"
item = "insats"
title = "vad"
ask = "Vad bidrar de med?"
label = "insatserna"
why = "Alla ska bidra."
nature = "fact"
who = "bolaget"

[[questions.fields]]
fact = "vad"
kind = "text"
ask = "Vad är det?"
label = "insatsen"
why = "Den står i avtalet."
nature = "fact"
who = "insats.fran"

[[questions.fields]]
fact = "fran"
kind = "ref"
of = "parter"
ask = "Från vem?"
label = "den som bidrar"
why = "Någon ansvarar."
nature = "fact"
who = "bolaget"

[[questions.fields]]
fact = "varde"
kind = "kr"
min = 0
ask = "Vad är det värt?"
label = "värdet"
why = "Värdet räknas."
nature = "fact"
who = "insats.fran"
"""

FIGURE = """\
title = "Gränsen"
unit = "kr"
at = "startdag"
law = ["LOU 19 a:2"]

[[values]]
from = 2020-01-01
between = [600_000, 620_000]
source = "en tabell"
confidence = "medium"

[[values]]
from = 2022-02-01
value = 700_000
source = "lagen"
confidence = "high"
"""

CONCEPT = """\
+++
title = "Det kan vara ett köp"
when = [
    "betalt",
    "finns(parter, part.form is kommun)",
]

[[unless]]
id = "socialt"
when = ["slag is socialt"]
law = ["C-410/14"]

[[cases]]
name = "kommunen betalar"
given = { betalt = true, slag = "stad", parter = [{ nyckel = "p", form = "kommun" }] }
value = true

[[cases]]
name = "det är socialt"
like = "kommunen betalar"
given = { slag = "socialt" }
value = false
+++

Någon offentlig betalar.
"""

AMOUNT = """\
+++
title = "Värdet"
unit = "kr"

[[values]]
when = ["betalt"]
value = "belopp * 2"

[[cases]]
name = "betalt"
given = { betalt = true, belopp = 100 }
value = 200

[[cases]]
name = "inte betalt"
given = { betalt = false }
value = false
+++

Två år.
"""

RULE = """\
+++
title = "Värdet når gränsen"
severity = "stop"
when = ["kop", "belopp >= gransen"]
law = ["LOU 19 a:2"]
source = "lagen"
confidence = "high"

[[cases]]
name = "på gränsen"
given = { kop = true, belopp = 700_000, startdag = 2026-03-01 }
state = "fires"

[[cases]]
name = "en krona under"
like = "på gränsen"
given = { belopp = 699_999 }
state = "clear"

[[cases]]
name = "beloppet är inte känt"
like = "på gränsen"
unknown = ["belopp"]
state = "open"
+++

Värdet {{ belopp | kr }} når gränsen {{ gransen | kr }}.

**Gör så här:** annonsera.
"""

FILES = {
    "interview/1.toml": INTERVIEW,
    "rules/figures/gransen.toml": FIGURE,
    "rules/concepts/kop.md": CONCEPT,
    "rules/concepts/varde.md": AMOUNT,
    "rules/concepts/taket.md": AMOUNT.replace("belopp * 2", "gransen").replace(
        "belopp = 100 }\nvalue = 200", "startdag = 2026-03-01 }\nvalue = 700_000"
    ),
    "rules/upphandling/granse.md": RULE,
    "rules/sources.toml": """\
[sources.lagen]
title = "Lagen"
read = "hela"
seen = 2026-01-01

[acts.LOU]
title = "Lagen om offentlig upphandling"
sfs = "2016:1145"
address = "https://lagen.nu/2016:1145"
seen = 2026-01-01
confidence = "high"

[acts.C]
title = "EU-domstolens domar"
address = "https://curia.europa.eu"
seen = 2026-01-01
confidence = "medium"
""",
    "clauses/syfte/syfte.md": """\
+++
title = "Syfte"
purpose = "Säger varför."
+++

Parterna samverkar om {{ namn }} enligt {{ punkt("pengar/pengar") }}.

{{ bakgrund }}

Målen är:
{% for val in mal %}
- {{ val }}
{% endfor %}
""",
    "clauses/pengar/pengar.md": """\
+++
title = "Pengar"
when = ["betalt"]
law = ["LOU 1:15"]
requires = ["syfte/syfte"]
purpose = "Säger vem som betalar."

[[variants]]
id = "stort"
when = ["belopp >= 100_000"]
creates = ["aterbetalning"]

[[variants]]
id = "litet"
when = ["belopp < 100_000"]
+++

## stort

**Stödet** är {{ belopp | kr }}.
{{ tabell("insatser") }}

## litet

Stödet är litet.
{% if slag is stad %}
Det gäller städning.
{% endif %}
""",
    "clauses/bilagor/plan.md": '+++\ntitle = "Plan"\npurpose = "En plan."\n+++\n\nPlanen.\n',
    "tables/insatser.toml": """\
title = "Insatser"
rows = "insatser"
when = "insats.varde > 0"
total = "Summa"

[[columns]]
title = "Vem"
value = "insats.fran.kallas"

[[columns]]
title = "Värde"
value = "insats.varde"
format = "kr"
sum = true
""",
    "reports/riskrapport.toml": """\
title = "Riskrapport"
about = ["Om rapporten."]
value = "varde"
limit = "taket"

[[outcomes]]
id = "kop"
when = ["kop"]
title = "Det pekar mot köp."
text = "Se nedan."

[undecided]
id = "oppet"
title = "Svaren räcker inte än."
text = "Svara på mer."

[not_tested]
items = ["Skatt."]
""",
}

MODEL = """\
title = "Liten"
document = "Avtal om {{ namn }}"
notice = "Ett exempel."

[[sections]]
id = "syfte"
title = "Syfte"
provisions = ["syfte/syfte"]

[[sections]]
id = "pengar"
title = "Pengar"
provisions = ["pengar/pengar"]

[[annexes]]
id = "plan"
title = "Plan"
provisions = ["bilagor/plan"]
"""

BASE = Layer("bibliotek", FILES)
SMALL = Layer("liten", {"model.toml": MODEL})


def small(changes: dict[str, str] | None = None, *above: Layer) -> Library:
    """Return the small library with some files changed or added, and layers on top of it."""
    files = {**FILES, "model.toml": MODEL, **(changes or {})}
    base = Layer("bibliotek", {path: text for path, text in files.items() if path != "model.toml"})
    return load_library(base, Layer("liten", {"model.toml": files["model.toml"]}), *above)


def problems(changes: dict[str, str], *above: Layer) -> tuple[Problem, ...]:
    """Return the mistakes found when some files are changed or added."""
    try:
        small(changes, *above)
    except ContentError as error:
        return error.problems
    return ()


def spoiled(path: str, old: str, new: str) -> str:
    """Return a file of the small library with *old* replaced by *new*, once."""
    text = MODEL if path == "model.toml" else FILES[path]
    assert old in text, f"{old!r} is not in {path}"
    return text.replace(old, new, 1)
