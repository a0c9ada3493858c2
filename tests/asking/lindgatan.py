"""A small questionnaire of its own, so that what these tests say does not move when lawyers write.

Six parts, two lists, a result, one screen of usual answers, questions that wait and questions that open.
"""

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache

from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers
from samverkansavtal.storing.answer_file import RawDraft, read_draft

DAY = date(2026, 11, 22)
COMMON = 'why = "Därför."\nnature = "fact"\n'


def question(fact: str, kind: str, ask: str, label: str, more: str = "", who: str = "bolaget") -> str:
    """Return a question as it stands in a file."""
    head = (
        f'[[questions]]\nfact = "{fact}"\nkind = "{kind}"\nask = "{ask}"\nlabel = "{label}"\nwho = "{who}"\n'
    )
    return f"{head}{COMMON}{more}\n"


def field(fact: str, kind: str, ask: str, label: str, more: str = "", who: str = "bolaget") -> str:
    """Return a field of a list's rows."""
    return question(fact, kind, ask, label, more, who).replace("[[questions]]", "[[questions.fields]]")


def choices(**labels: str) -> str:
    """Return the choices of a question."""
    lines = [f'{{ id = "{name}", label = "{text}" }}' for name, text in labels.items()]
    return f"choices = [{', '.join(lines)}]\n"


SIZE = choices(liten="Två parter", storre="Fler parter")
WHO = choices(alla="alla som bor här", unga="ungdomar", aldre="äldre")
AIMS = choices(
    natverk="nya kontakter", sprak="bättre svenska", skola="skolan går bättre", arbete="fler får arbete"
)
FORM = choices(forening="Ideell förening", bolag="Kommunalt bostadsbolag", kommun="Kommun")
SORT = choices(tid="Ideell tid", lokal="Lokal", pengar="Pengar")
CHECKED = (
    'checks = [{ test = "part.form is not bolag or part.orgnr is borjar_pa_5", '
    'say = "Ett aktiebolags nummer börjar med 5. Kontrollera numret." }]\n'
)
AFTER = (
    'checks = [{ test = "slutdag > startdag", say = "Slutdagen måste ligga efter startdagen. Rätta en." }]\n'
)

INTERVIEW = {
    "1-borja": 'part = "Börja här"\n\n'
    + question("namn", "text", "Vad kallar ni samverkan?", "samverkans namn", 'help = "Till exempel Mötesplats Hageby."\n')
    + question("storlek", "choice", "Hur stor är den?", "storleken", SIZE),
    "2-vill": 'part = "Vad ni vill"\n\n'
    + question("syfte", "paragraph", "Vad vill ni?", "syftet")
    + question("malgrupp", "choices", "Vilka är det till för?", "målgruppen", "min = 1\n" + WHO)
    + question("mal", "choices", "Vilka mål har ni?", "målen", "max = 3\n" + AIMS)
    + question("bakgrund", "paragraph", "Vad är bakgrunden?", "bakgrunden", 'when = ["storlek is storre"]\n')
    + question("villkor", "text", "Hur valdes de?", "hur parterna valdes"),
    "3-med": 'part = "Vilka är med"\n\n'
    + question("parter", "records", "Vilka ska skriva under?", "parterna", 'item = "part"\ntitle = "kallas"\nmin = 2\nmore = "Någon mer?"\n')
    + field("kallas", "text", "Vad kallas organisationen?", "kort namn", who="part")
    + field("form", "choice", "Vad är det för organisation?", "typ av organisation", FORM, "part")
    + field("orgnr", "orgnr", "Vilket nummer har den?", "organisationsnummer", 'timing = "later"\n' + CHECKED, "part")
    + field("skriver", "text", "Vem skriver under?", "den som skriver under", 'timing = "later"\nnone = "Ingen"\n', "part")
    + question("hjalper", "records", "Vilka hjälper till?", "medhjälpare", 'item = "hjalp"\ntitle = "namn"\nmin = 0\nmore = "Någon mer?"\n')
    + field("namn", "text", "Vad heter den som hjälper till?", "medhjälparens namn"),
    "4-bidrar": 'part = "Vem bidrar med vad"\n\n'
    + question("insatser", "records", "Vad bidrar var och en med?", "parternas insatser", 'item = "insats"\ntitle = "vad"\nmin = 1\nmore = "Något mer?"\n')
    + field("fran", "ref", "Vem bidrar?", "den som bidrar", 'of = "parter"\n')
    + field("slag", "choice", "Vad är det för slags insats?", "slag av insats", SORT)
    + field("vad", "text", "Beskriv insatsen.", "vad insatsen är", who="insats.fran")
    + field("varde", "kr", "Vad är den värd?", "värdet", 'min = 0\nwhen = ["insats.slag is lokal"]\n', "ekonomi")
    + question("startdag", "date", "Från vilken dag?", "startdagen")
    + question("tidsform", "choice", "Hur länge?", "avtalstiden", choices(till_datum="Till en dag", tills_vidare="Tills vidare"))
    + question("slutdag", "date", "Till och med vilken dag?", "slutdagen", 'when = ["tidsform is till_datum"]\n' + AFTER),
    "5-kop": 'part = "Köp eller samverkan?"\nresult = true\n\n'
    + question("initiativ", "choice", "Vems idé var det?", "vems idé det var", choices(partnern="Partnerns", bolaget="Vår"))
    + question("tvang", "yesno", "Kan någon kräva arbetet?", "om någon kan kräva arbetet", who="ekonomi"),
    "6-vanliga": 'part = "Det vanliga"\nscreen = true\n\n'
    + question("uppsagning", "months", "Hur lång uppsägningstid?", "uppsägningstid", 'timing = "standard"\nstandard = 6\nmin = 1\n')
    + question("eget", "paragraph", "Har ni ett eget villkor?", "eget villkor", 'timing = "standard"\nnone = "Nej, inget eget"\n')
    + question("avtal", "text", "Finns det andra avtal?", "andra avtal", 'timing = "later"\nnone = "Nej, inga andra"\n')
    + question("vard", "ref", "Vem är värd i lokalen?", "värden", 'of = "parter"\n', "uthyrningen"),
}  # fmt: skip
TEXT = """\
+++
title = "Allt"
purpose = "Säger allt."
+++

{{ namn }} vill det här.

{{ syfte }}

Avtalet gäller från {{ startdag }}.
{% if tidsform is till_datum %}
Det gäller till {{ slutdag }}.
{% endif %}
{% if storlek is storre %}
{{ bakgrund }}
{% endif %}
{% if initiativ is bolaget %}
Parterna valdes så: {{ villkor }}.
{% endif %}
{% if malgrupp is unga %}
Unga är välkomna.
{% endif %}
{% for val in mal %}
- {{ val }}
{% endfor %}
{% for part in parter %}
- {{ part.kallas }} har nummer {{ part.orgnr }}, och {{ part.skriver }} skriver under.
{% endfor %}
{% if finns(parter, part.form is kommun) %}
En kommun är med.
{% endif %}
{% for hjalp in hjalper %}
- {{ hjalp.namn }}
{% endfor %}
{% for insats in insatser %}
- {{ insats.fran.kallas }} bidrar med {{ insats.vad }}.
{% endfor %}
{% if summa(insatser, insats.varde) > 0 %}
Insatserna är värda något.
{% endif %}
{% if tvang %}
Det är ett köp.
{% endif %}
Uppsägningstiden är {{ uppsagning }}.
{{ eget }}

Andra avtal: {{ avtal }}.
{{ vard.kallas }} är värd.
"""
CASES = "".join(f'\n[[cases]]\nname = "{name}"\nvalue = "open"\n' for name in "ab")
FILES = {f"interview/{name}.toml": text for name, text in INTERVIEW.items()} | {
    "clauses/allt.md": TEXT,
    "rules/concepts/belopp.md": f'+++\ntitle = "belopp"\nunit = "kr"\n[[values]]\nvalue = "summa(insatser, insats.varde)"\n{CASES}+++\nText.\n',
    "rules/sources.toml": '[sources.x]\ntitle = "x"\nread = "x"\nseen = 2026-01-01\n',
    "reports/riskrapport.toml": 'title = "x"\nabout = []\nvalue = "belopp"\nlimit = "belopp"\n'
    '[[outcomes]]\nid = "x"\ntitle = "x"\ntext = "x"\n'
    '[undecided]\nid = "y"\ntitle = "y"\ntext = "y"\n[not_tested]\nitems = []\n',
    "model.toml": 'title = "Lindgatan"\nabout = "Ett litet avtal."\ndocument = "Avtal"\nnotice = "Påhittat."\n'
    '[[sections]]\nid = "allt"\ntitle = "Allt"\nprovisions = ["allt"]\n[presets]\nmalgrupp = ["alla"]\n',
}

SCRIPT = """
closed = ["parter", "hjalper", "insatser"]

[answers]
namn = "Kvarterslokalen"
storlek = "liten"
syfte = "grannar ska träffas."
malgrupp = ["alla"]
mal = ["natverk"]
startdag = 2027-01-01
tidsform = "till_datum"
slutdag = 2028-12-31
initiativ = "partnern"
tvang = false
vard = "vannerna"
avtal = { not_for_us = true }

[[answers.parter]]
key = "vannerna"
kallas = "Föreningen"
form = "forening"
orgnr = "802999-2008"
skriver = "Noor Falk"

[[answers.parter]]
key = "linden"
kallas = "Bolaget"
form = "bolag"
orgnr = "556999-1002"
skriver = { not_for_us = true }

[[answers.insatser]]
key = "tid"
fran = "vannerna"
slag = "tid"
vad = "ordnar träffar"

[[answers.insatser]]
key = "lokal"
fran = "linden"
slag = "lokal"
vad = "lokal på Lindgatan"
varde = 36_000
"""


@cache
def lindgatan() -> tuple[Library, Answers]:
    """Return the library and a full set of answers."""
    library = load_library(Layer("lindgatan", FILES))
    data = tomllib.loads(SCRIPT, parse_float=Decimal) | {"format": 1, "model": "lindgatan", "day": DAY}
    draft, dropped = read_draft(RawDraft("svar.toml", data), library)
    assert dropped == ()
    return library, draft.answers
