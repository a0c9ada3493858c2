"""Every planted fault is found: one edit, its code, its line, and the fewest answers that show it."""

from dataclasses import dataclass

import pytest

from proving.lintable import FILES, MODEL, linted, serious, spoiled
from samverkansavtal.proving.finding import Finding

Q, RULE, CONCEPT = "interview/1.toml", "rules/upphandling/granse.md", "rules/concepts/kop.md"
AMOUNT, FIGURE, REPORT = "rules/concepts/varde.md", "rules/figures/gransen.toml", "reports/riskrapport.toml"
AIM, MONEY, BUDGET = "clauses/syfte/syfte.md", "clauses/pengar/pengar.md", "clauses/bilagor/budget.md"
GROUP, TABLE, SOURCES = "clauses/ledning/grupp.md", "tables/insatser.toml", "rules/sources.toml"
LONG = "Parterna " + " ".join(["gör det"] * 20) + " till slut."
HARD = "Samverkansavtalets genomförandeorganisation ansvarsfördelar verksamhetsuppföljningen."
EXTRA = '[[questions]]\nfact = "extra"\nkind = "yesno"\nask = "Extra?"\nlabel = "extra"\nwhy = "Den behövs."\nnature = "fact"\nwho = "bolaget"\n'


@dataclass(frozen=True)
class Fault:
    """An edit, and where it is told: its code and a text on its line ("" is line 1)."""

    path: str
    old: str
    new: str
    code: str
    at: str
    told_in: str = ""
    answers: tuple[str, ...] = ()


FAULTS = {
    # facts have one source, and kinds agree
    "name that does not exist": Fault(RULE, '"kop", "belopp', '"kopet", "belopp', "SA101", "when ="),
    "choice that does not exist": Fault(GROUP, "styrning is grupp", "styrning is gruppen", "SA101", "when ="),
    "field that does not exist": Fault(MONEY, "part.form is kommun", "part.slag is kommun", "SA101", "{% for"),
    "list that does not exist": Fault(TABLE, 'rows = "insatser"', 'rows = "insats"', "SA101", "rows ="),
    "source that does not exist": Fault(RULE, 'source = "lagen"', 'source = "boken"', "SA101", "source ="),
    "one name for two facts": Fault(Q, 'fact = "slutdag"', 'fact = "startdag"', "SA102", "[[questions]] #6"),
    "fact named as a figure": Fault(Q, 'fact = "bakgrund"', 'fact = "gransen"', "SA102", "", told_in=FIGURE),
    "circle of concepts": Fault(CONCEPT, '"betalt",', '"betalt", "varde > 0", "kop",', "SA103", '"betalt", "varde'),
    "question that waits for itself": Fault(Q, 'when = ["betalt"]', 'when = ["belopp > 0"]', "SA103", "when ="),
    "kronor against a day": Fault(RULE, "belopp >= gransen", "belopp >= startdag", "SA104", "when ="),
    "amount as yes or no": Fault(RULE, '"kop", "belopp >= gransen"', '"kop", "belopp"', "SA104", "when ="),
    "kronor in a concept of months": Fault(AMOUNT, 'unit = "kr"', 'unit = "månader"', "SA104", 'value = "belopp'),
    "all of a list that may be empty": Fault(RULE, '"kop",', '"kop", "alla(insatser, insats.varde > 0)",', "SA105", "when ="),
    # what a text says has an answer
    "text says what nobody is asked": Fault(AIM, "{{ startdag | datum }}", "{{ belopp | kr }}", "SA106", "{{ belopp", answers=("betalt = nej",)),
    "text says a list that may be empty": Fault(AIM, "{% if mal is angiven %}\nMålen är {{ mal | lista }}.\n{% endif %}", "Målen är {{ mal | lista }}.", "SA106", "{{ mal", answers=("mal = inget av valen",)),
    "text says what may not apply": Fault(AIM, "De betalar enligt", "De betalar {{ styrning }} enligt", "SA106", "{{ styrning", answers=("betalt = ja", "slag = socialt")),
    "question asked less often than its text stands": Fault(Q, 'who = "bolaget"\nchecks', 'who = "bolaget"\nwhen = ["betalt"]\nchecks', "SA106", "{{ slutdag", told_in=AIM, answers=("betalt = nej",)),
    "rule says what nobody was asked": Fault(RULE, '"kop", "belopp >= gransen"', '"startdag is angiven"', "SA106", "Värdet {{ belopp"),
    # references, annexes, requires, excludes
    "reference outside its if": Fault(AIM, "{% if betalt %}\nDe betalar enligt {{ punkt(\"pengar/pengar\") }}.\n{% endif %}", "De betalar enligt {{ punkt(\"pengar/pengar\") }}.", "SA201", "punkt(", answers=("betalt = nej",)),
    "reference to what is narrowed": Fault(MONEY, 'when = ["betalt"]', 'when = ["betalt", "slag is stad"]', "SA201", "punkt(", told_in=AIM, answers=("betalt = ja", "slag = socialt")),
    "reference to nothing": Fault(AIM, 'punkt("pengar/pengar")', 'punkt("pengar/pengarna")', "SA201", "punkt("),
    "reference to a text not in the model": Fault("model.toml", '"pengar/pengar", ', "", "SA201", "punkt(", told_in=AIM),
    "annex that is not always there": Fault(BUDGET, 'when = ["betalt"]', 'when = ["belopp >= 200_000"]', "SA202", "bilaga(", told_in=MONEY, answers=("betalt = ja", "belopp = 100000")),
    "annex that does not exist": Fault(MONEY, 'bilaga("bilagor/budget")', 'bilaga("bilagor/budgeten")', "SA202", "bilaga("),
    "required text that is not always there": Fault(AIM, 'purpose =', 'when = ["slag is stad or not betalt"]\npurpose =', "SA203", "requires", told_in=MONEY, answers=("betalt = ja", "slag = socialt")),
    "required text that does not exist": Fault(MONEY, '"syfte/syfte"', '"syfte/syftet"', "SA101", "requires"),
    "two that exclude each other": Fault(GROUP, 'when = ["styrning is grupp"]', 'when = ["betalt"]', "SA204", "excludes", answers=("betalt = ja", "slag = stad", "styrning = person")),
    # variants
    "two texts on the limit": Fault(MONEY, "belopp < 100_000", "belopp <= 100_000", "SA205", "[[variants]]", answers=("betalt = ja", "belopp = 100000")),
    "no text below the limit": Fault(MONEY, "belopp < 100_000", "belopp < 99_999", "SA206", "[[variants]]", answers=("betalt = ja", "belopp = 99999")),
    "no text on the limit": Fault(MONEY, "belopp >= 100_000", "belopp > 100_000", "SA206", "[[variants]]", answers=("betalt = ja", "belopp = 100000")),
    "no text for one choice": Fault(MONEY, "belopp < 100_000", "belopp < 100_000 and not (slag is bygg)", "SA206", "[[variants]]", answers=("betalt = ja", "belopp = 99999", "slag = bygg")),
    "provision twice": Fault("model.toml", '"syfte/syfte"', '"syfte/syfte", "syfte/syfte"', "SA207", "syfte/syfte"),
    "table that does not exist": Fault(MONEY, 'tabell("insatser")', 'tabell("insatserna")', "SA208", "tabell("),
    # nothing is dead
    "provision that cannot stand": Fault(GROUP, 'when = ["styrning is grupp"]', 'when = ["styrning is grupp", "slag is socialt"]', "SA301", "when ="),
    "provision in no model": Fault("model.toml", '"bilagor/plan", ', "", "SA301", "title =", told_in="clauses/bilagor/plan.md"),
    "variant below zero": Fault(MONEY, "belopp < 100_000", "belopp < 100_000 and not betalt", "SA302", "when = #3"),
    "rule that cannot fire": Fault(RULE, '"belopp >= gransen"', '"belopp >= gransen", "slag is socialt"', "SA303", "when ="),
    "rule between two limits that have nothing between": Fault(RULE, '"belopp >= gransen"', '"startdag < slutdag", "startdag >= slutdag"', "SA303", "when ="),
    "milder case that cannot be": Fault(RULE, 'confidence = "high"', 'confidence = "high"\nnote_when = ["not betalt"]', "SA303", "note_when"),
    "case that is another case": Fault(RULE, "given = { belopp = 699_999 }", "given = { belopp = 699_998 }\nstate = \"clear\"\n\n[[cases]]\nname = \"igen\"\nlike = \"på gränsen\"\ngiven = { belopp = 699_998 }", "SA304", 'name = "igen"'),
    "question that cannot be asked": Fault(Q, 'when = ["slag is betalbart"]', 'when = ["slag is stad", "slag is bygg"]', "SA305", "when = #2"),
    "question that nothing reads": Fault(Q, '[[questions]]\nfact = "bakgrund"', f'{EXTRA}\n[[questions]]\nfact = "bakgrund"', "SA305", "[[questions]] #2"),
    "answer that is taken out of the text": Fault(AIM, "\n{{ bakgrund }}\n", "", "SA305", '[[questions]] #2', told_in=Q),
    "choices that nothing tells apart": Fault(Q, '{ id = "person", label = "En person" }', '{ id = "person", label = "En person" }, { id = "tva", label = "Två" }, { id = "tre", label = "Tre" }', "SA306", "tva"),
    "figure that nothing reads": Fault("rules/figures/taket_forr.toml", "", FILES[FIGURE], "SA307", "title ="),
    "word list that nothing reads": Fault("rules/words/extra.toml", "", 'title = "städning"\nwords = ["städ*"]\n', "SA314", "title ="),
    "source that nothing names": Fault(SOURCES, "[sources.lagen]", '[sources.boken]\ntitle = "Boken"\nread = "hela"\nseen = 2026-01-01\n\n[sources.lagen]', "SA308", "[sources.boken]"),
    "concept that nothing reads": Fault("rules/concepts/extra.md", "", FILES[CONCEPT], "SA309", "title ="),
    "concept that cannot hold": Fault(CONCEPT, '"betalt",', '"betalt",\n    "not betalt",', "SA309", "when = ["),
    "exception that cannot hold": Fault(CONCEPT, "slag is socialt", "not betalt", "SA309", "when = #2"),
    "amount that cannot be": Fault(AMOUNT, 'value = "belopp * 2"', 'value = "belopp * 2"\n\n[[values]]\nwhen = ["betalt", "slag is stad"]\nvalue = "belopp"', "SA309", "[[values]] #2"),
    "table that nothing reads": Fault(MONEY, '{{ tabell("insatser") }}\n', "", "SA310", "title =", told_in=TABLE),
    "group that nothing reads": Fault(Q, "groups = { betalbart", 'groups = { dyrt = ["bygg"], betalbart', "SA311", "groups ="),
    "sentence that cannot stand": Fault(AIM, "{% if betalt %}", "{% if betalt and slag is stad and slag is bygg %}", "SA312", "{% if betalt"),
    # rules keep their cases
    "case that comes out otherwise": Fault(RULE, 'state = "clear"', 'state = "fires"', "SA401", 'name = "en krona under"'),
    "limit moved": Fault(RULE, "belopp >= gransen", "belopp > gransen", "SA401", 'name = "på gränsen"'),
    "case about nothing": Fault(RULE, "given = { belopp = 699_999 }", "given = { beloppet = 699_999 }", "SA402", 'name = "en krona under"'),
    # language
    "section that is hard to read": Fault(AIM, "{{ bakgrund }}", f"{{{{ bakgrund }}}}\n\n{HARD}\n{HARD}\n{HARD}", "SA501", "Parterna samverkar"),
    "sentence that is too long": Fault(AIM, "{{ bakgrund }}", f"{{{{ bakgrund }}}}\n\n{LONG}", "SA502", LONG),
    "old word": Fault(GROUP, "En grupp leder.", "En grupp skall leda.", "SA503", "skall"),
    "old word in a question": Fault(Q, "Hur leder ni?", "Hur skall ni leda?", "SA503", "skall"),
    "straight quotes": Fault(GROUP, "En grupp leder.", 'En "grupp" leder.', "SA504", '"grupp" leder'),
    "amount in a text": Fault(GROUP, "En grupp leder.", "En grupp leder och får 5 000 kr.", "SA505", "5 000 kr"),
    "share in a text": Fault(GROUP, "En grupp leder.", "En grupp leder 20 procent.", "SA505", "20 procent"),
    "time in a text": Fault(GROUP, "En grupp leder.", "En grupp leder i 30 dagar.", "SA506", "30 dagar"),
    "time in letters in a text": Fault(GROUP, "En grupp leder.", "En grupp leder i sex månader.", "SA506", "sex månader"),
    "one month in a text": Fault(GROUP, "En grupp leder.", "En grupp svarar inom en månad.", "SA506", "inom en månad"),
    "number of people in a text": Fault(GROUP, "En grupp leder.", "En grupp på färre än fem personer leder.", "SA506", "fem personer"),
    "term defined twice": Fault(GROUP, "En grupp leder.", "**Stödet** är det som ges.", "SA507", "**Stödet**"),
    "term not used": Fault(AIM, "**Stödet** är", "**Stödet** och **insynen** är", "SA508", "insynen"),
    "term where its definition is out": Fault(AIM, "**Stödet** är det som en part betalar.", "{% if slag is stad %}\n**Stödet** är det som en part betalar.\n{% endif %}", "SA509", "Då är Stödet", told_in=MONEY, answers=("betalt = ja", "belopp = 99999", "slag = socialt")),
    "question that waits for a later one": Fault(Q, 'fact = "bakgrund"', 'fact = "bakgrund"\nwhen = ["slag is stad"]', "SA601", "when ="),
}  # fmt: skip


def line_of(text: str, at: str) -> int:
    """Return the line of *at*; `at #2` is the second place it stands."""
    if not at:
        return 1
    words, _, number = at.partition(" #")
    position = -1
    for _ in range(int(number or 1)):
        position = text.index(words, position + 1)
    return text[:position].count("\n") + 1


def planted(fault: Fault) -> tuple[dict[str, str], list[Finding]]:
    """Return the changed files, and what lint says of them."""
    if fault.path not in FILES and fault.path != "model.toml":
        changes = {fault.path: fault.new}
    else:
        changes = {fault.path: spoiled(fault.path, fault.old, fault.new)}
    return changes, linted(changes).told()


def test_nothing_is_found_in_the_small_library() -> None:
    assert serious(linted()) == []
    assert linted().open == 0


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found_with_its_code_and_line(fault: Fault) -> None:
    changes, found = planted(fault)
    path = fault.told_in or fault.path
    text = {"model.toml": MODEL, **FILES, **changes}[path]
    told = [finding for finding in found if finding.code == fault.code and finding.path == path]
    assert [f.line for f in told if f.line == line_of(text, fault.at)] != [], [*map(str, found)]
    assert fault.code not in {finding.code for finding in linted().told()} or fault.code == "SA306"
    if fault.answers:
        assert fault.answers in {tuple(map(str, finding.answers)) for finding in told}


def test_faults_of_every_kind_are_planted() -> None:
    assert len(FAULTS) >= 40
    assert len({fault.code for fault in FAULTS.values()}) >= 30
