"""Every mistake in a content file is one Swedish line with its path and line, and what to write instead."""

import re
from dataclasses import dataclass

import pytest

from content.small_library import FILES, MODEL, problems, small, spoiled
from samverkansavtal.content.layers import Layer
from samverkansavtal.errors import Problem

Q = "interview/1.toml"
RULE, CONCEPT = "rules/upphandling/granse.md", "rules/concepts/kop.md"
FIGURE, TABLE = "rules/figures/gransen.toml", "tables/insatser.toml"
CLAUSE, MONEY, REPORT = "clauses/syfte/syfte.md", "clauses/pengar/pengar.md", "reports/riskrapport.toml"


@dataclass(frozen=True)
class Planted:
    """A change that makes a file wrong, the text on the line that is told, and what is said."""

    path: str
    old: str
    new: str
    at: str  # "" is line 1
    says: str


PLANTED = {
    "unknown key": Planted(RULE, 'severity = "stop"', 'severty = "stop"\nseverity = "stop"', "severty", "skriv severity"),
    "unknown key in a question": Planted(Q, 'label = "namnet"', 'label = "namnet"\nhjalp = "x"', "hjalp", "okänd nyckel ”hjalp”; skriv help"),
    "unknown key in a field": Planted(Q, 'label = "formen"', 'label = "formen"\nnatrue = "x"', "natrue", "skriv nature"),
    "unknown key in a case": Planted(RULE, 'like = "på gränsen"\ngiven', 'liek = "x"\nlike = "på gränsen"\ngiven', "liek", "skriv like"),
    "unknown key unlike any": Planted(RULE, 'severity = "stop"', 'xyzzy = 1\nseverity = "stop"', "xyzzy", "ta bort den"),
    "missing key": Planted(RULE, 'title = "Värdet når gränsen"\n', "", "", "nyckeln ”title” saknas"),
    "missing key in a question": Planted(Q, 'ask = "Hur mycket?"\n', "", "[[questions]] no. 4", "nyckeln ”ask” saknas"),
    "missing key in a case": Planted(RULE, 'name = "en krona under"\n', "", "[[cases]] no. 2", "nyckeln ”name” saknas"),
    "number where text is": Planted(RULE, 'title = "Värdet når gränsen"', "title = 7", "title = 7", "ska vara text"),
    "text where a list is": Planted(RULE, 'law = ["LOU 19 a:2"]', 'law = "LOU 19 a:2"', "law =", "ska vara en lista"),
    "text where yes or no is": Planted(CLAUSE, 'purpose = "Säger varför."', 'purpose = "x"\nnumbered = "nej"', "numbered", "true eller false"),
    "empty text": Planted(CLAUSE, 'purpose = "Säger varför."', 'purpose = ""', "purpose", "är tom"),
    "wrong word of a few": Planted(RULE, 'severity = "stop"', 'severity = "stopp"', "severity", "skriv ett av stop"),
    "wrong kind": Planted(Q, 'kind = "yesno"', 'kind = "janej"', 'kind = "janej"', "okänt värde"),
    "name with Swedish letters": Planted(Q, 'fact = "namn"', 'fact = "nämn"', 'fact = "nämn"', "fel form"),
    "date in quotes where a text is wrong": Planted(FIGURE, "from = 2020-01-01", 'from = "i fjol"', "from =", "ska vara ett datum"),
    "unknown name": Planted(RULE, '"kop", "belopp', '"kopp", "belopp', "when =", "okänt namn ”kopp”"),
    "unknown name on its own line": Planted(CONCEPT, '    "betalt",', '    "betald",', '"betald"', "okänt namn ”betald”"),
    "second item of a list on its own line": Planted(CONCEPT, "part.form is kommun", "part.form is komun", "komun", "okänt val ”komun”"),
    "unknown choice in an exception": Planted(CONCEPT, "slag is socialt", "slag is social", "slag is social", "okänt val ”social”"),
    "unknown name in a variant": Planted(MONEY, "belopp < 100_000", "beloppet < 100_000", "beloppet", "okänt namn"),
    "unknown name in a question": Planted(Q, 'when = ["betalt"]', 'when = ["betald"]', '"betald"', "okänt namn ”betald”"),
    "unknown name in a check": Planted(Q, "slutdag > startdag", "slutdag > start", "slutdag > start", "okänt namn ”start”"),
    "unknown name in a table": Planted(TABLE, "insats.fran.kallas", "insats.fran.heter", "insats.fran.heter", "okänt fält ”heter”"),
    "unknown name in a table's when": Planted(TABLE, "insats.varde > 0", "insats.vard > 0", "insats.vard >", "okänt fält ”vard”"),
    "unknown name in an outcome": Planted(REPORT, 'when = ["kop"]', 'when = ["kopp"]', 'when = ["kopp"]', "okänt namn ”kopp”"),
    "unknown name in the document's title": Planted("model.toml", "{{ namn }}", "{{ nam }}", "document =", "okänt namn ”nam”"),
    "unknown name in a text": Planted(CLAUSE, "{{ namn }}", "{{ nam }}", "{{ nam }}", "okänt namn ”nam”"),
    "unknown name in an if": Planted(MONEY, "{% if slag is stad %}", "{% if slaget is stad %}", "{% if", "okänt namn ”slaget”"),
    "law of no act": Planted(RULE, 'law = ["LOU 19 a:2"]', 'law = ["LUO 19 a:2"]', "law =", "”LUO 19 a:2” hör inte till någon lag"),
    "act with another number": Planted(RULE, 'law = ["LOU 19 a:2"]', 'law = ["lag (2016:1147) 1 §"]', "law =", "hör inte till någon lag"),
    "law of no act in an exception": Planted(CONCEPT, 'law = ["C-410/14"]', 'law = ["D-410/14"]', "law =", "hör inte till någon lag"),
    "unknown source": Planted(RULE, 'source = "lagen"', 'source = "lag"', "source =", "källan ”lag” finns inte"),
    "unknown list in each": Planted(RULE, 'severity = "stop"', 'severity = "stop"\neach = "part"', "each =", "listan ”part” finns inte; skriv en av"),
    "unknown provision required": Planted(MONEY, 'requires = ["syfte/syfte"]', 'requires = ["syfte/mal"]', "requires", "bestämmelsen ”syfte/mal” finns inte"),
    "unknown provision in the model": Planted("model.toml", '"syfte/syfte"', '"syfte/mal"', '"syfte/mal"', "bestämmelsen ”syfte/mal” finns inte"),
    "unknown figure date": Planted(FIGURE, 'at = "startdag"', 'at = "start"', "at =", "”start” är inget datum"),
    "figure date that is no date": Planted(FIGURE, 'at = "startdag"', 'at = "belopp"', "at =", "”belopp” är inget datum"),
    "figure periods in disorder": Planted(FIGURE, "from = 2022-02-01", "from = 2019-02-01", "from = 2019", "tidsordning"),
    "figure without a value": Planted(FIGURE, "value = 700_000\n", "", "[[values]] no. 2", "antingen value eller between"),
    "span the wrong way": Planted(FIGURE, "[600_000, 620_000]", "[620_000, 600_000]", "between", "det större talet först"),
    "value that is not sure": Planted(FIGURE, 'confidence = "high"', 'confidence = "low"', "[[values]] no. 2", "inte prövat; skriv between"),
    "date as an amount": Planted(FIGURE, "value = 700_000", "value = 2026-01-01", "value = 2026", "ska vara ett tal i kr"),
    "list that does not exist in a table": Planted(TABLE, 'rows = "insatser"', 'rows = "insats"', "rows =", "listan ”insats” finns inte"),
    "reference to no list": Planted(Q, 'of = "parter"', 'of = "part"', "of =", "pekar på listan ”part” som inte finns"),
    "list without item": Planted(Q, 'item = "part"\n', "", "[[questions]] no. 9", "behöver item och title"),
    "list whose title is no field": Planted(Q, 'title = "vad"', 'title = "vadd"', "[[questions]] no. 10", "behöver item och title"),
    "one choice": Planted(Q, 'choices = [{ id = "arbete", label = "arbete" }, ', "choices = [", "[[questions]] no. 8", "minst två val"),
    "two choices of one id": Planted(Q, '{ id = "bygg", label = "Bygge" },', '{ id = "bygg", label = "Bygge" },\n    { id = "bygg", label = "Igen" },', 'label = "Igen"', "två gånger"),
    "group of an unknown choice": Planted(Q, '["stad", "bygg"]', '["stad", "bygge"]', "groups", "valet ”bygge” som inte finns"),
    "group named as a choice": Planted(Q, '["stad", "bygg"] }', '["stad"], stad = ["bygg"] }', "groups", "heter som ett val"),
    "standard without an answer": Planted(Q, 'who = "ekonomi"\n\n[[questions]]\nfact = "belopp"', 'who = "ekonomi"\ntiming = "standard"\n\n[[questions]]\nfact = "belopp"', "[[questions]] no. 3", "saknar standardsvar"),
    "standard that is no choice": Planted(Q, 'groups = { kopbart', 'timing = "standard"\nstandard = "vard"\ngroups = { kopbart', "standard =", "inget av valen"),
    "one name for two facts": Planted(Q, 'fact = "slutdag"', 'fact = "startdag"', "[[questions]] no. 6", "namnet ”startdag” används redan"),
    "one name for two fields": Planted(Q, 'fact = "varde"', 'fact = "vad"', 'fact = "vad" no. 2', "namnet ”vad” används redan"),
    "word of the language as a name": Planted(Q, 'fact = "namn"', 'fact = "finns"', "[[questions]] no. 1", "namnet ”finns” används redan"),
    "item named as a fact": Planted(Q, 'item = "insats"', 'item = "namn"', 'item = "namn"', "namnet ”namn” används redan"),
    "item of two lists": Planted(Q, 'item = "insats"', 'item = "part"', 'item = "part" no. 2', "namnet ”part” används redan"),
    "variant without text": Planted(MONEY, "## litet", "## lite", "[[variants]] no. 2", "varianten ”litet” saknar text"),
    "variant twice": Planted(MONEY, 'id = "litet"', 'id = "stort"', "[[variants]] no. 2", "två gånger"),
    "text of a variant twice": Planted(MONEY, "## litet", "## stort", "## stort no. 2", "två gånger"),
    "text before the variants": Planted(MONEY, "## stort", "Först något.\n\n## stort", "Först något", "text står före första rubriken"),
    "headings without variants": Planted(CLAUSE, "Målen är:", "## mal\n\nMålen är:", "## mal", "inte står i inledningen"),
    "concept of two shapes": Planted(CONCEPT, 'title = "Det kan vara ett köp"', 'title = "x"\ncount = ["betalt"]', "", "antingen when, count eller values"),
    "reference to nothing": Planted(CLAUSE, "pengar/pengar", "pengar/peng", "pengar/peng", "pekar på något som inte finns i modellen"),
    "annex that is a section": Planted(CLAUSE, 'punkt("pengar', 'bilaga("pengar', "bilaga(", "pekar på något som inte finns i modellen"),
    "table that does not exist": Planted(MONEY, 'tabell("insatser")', 'tabell("insats")', "tabell(", "tabellen ”insats” finns inte"),
    "reference in a rule": Planted(RULE, "Värdet {{ belopp | kr }} når", 'Enligt {{ punkt("syfte/syfte") }} når', "punkt(", "bara i bestämmelser"),
    "table in a rule": Planted(RULE, "**Gör så här:** annonsera.", '{{ tabell("insatser") }}', "tabell(", "bara i bestämmelser"),
    "signatures in a concept": Planted(CONCEPT, "Någon offentlig betalar.", "{{ underskrifter() }}", "underskrifter(", "bara i bestämmelser"),
    "provision twice in the model": Planted("model.toml", '"pengar/pengar"', '"pengar/pengar", "syfte/syfte"', "provisions = [\"pengar/pengar\", ", "står två gånger"),
    "circle of concepts": Planted(CONCEPT, '    "betalt",', '    "not kop",', '"not kop"', "går i cirkel"),
    "circle of questions": Planted(Q, 'when = ["betalt"]', 'when = ["belopp > 0"]', 'when = ["belopp > 0"]', "går i cirkel"),
    "question that reads itself": Planted(Q, 'nature = "fact"\nwho = "ekonomi"\n\n', 'nature = "fact"\nwho = "ekonomi"\nwhen = ["betalt"]\n\n', 'when = ["betalt"]', "går i cirkel"),
    "field that stands in for itself": Planted(Q, 'label = "namnet i avtalet"', 'label = "x"\notherwise = "kallas"', 'otherwise = "kallas"', "går i cirkel"),
    "list that is full by its own rows": Planted(Q, 'more = "Någon mer?"', 'full = { rows = 2, when = ["antal(parter) > 1"] }', "full =", "går i cirkel"),
    "yes or no in quotes": Planted(CLAUSE, 'purpose = "Säger varför."', 'purpose = "x"\nnumbered = "no"', "numbered", "true eller false"),
    "number for yes or no": Planted(RULE, 'law = ["LOU 19 a:2"]', "asks = 0", "asks", "true eller false"),
    "whole number in quotes": Planted(Q, "min = 0\nask", 'min = "0"\nask', "min =", "ska vara ett heltal"),
    "decimal for a whole number": Planted(Q, "min = 0\nask", "min = 0.5\nask", "min =", "ska vara ett heltal"),
    "date in quotes": Planted(FIGURE, "from = 2020-01-01", 'from = "2020-01-01"', "from =", "ska vara ett datum"),
    "date of a source in quotes": Planted("rules/sources.toml", "seen = 2026-01-01", 'seen = "2026-01-01"', "seen", "ska vara ett datum"),
    "span in quotes": Planted(FIGURE, "[600_000, 620_000]", '["600000", "620000"]', "between", "ska vara ett heltal"),
    "amount in quotes": Planted(FIGURE, "value = 700_000", 'value = "700000"', "value =", "har fel värde"),
    "amount with decimals": Planted(FIGURE, "value = 700_000", "value = 700000.5", "value =", "har fel värde"),
    "provision that reads its own effect": Planted(MONEY, 'when = ["betalt"]', 'when = ["betalt", "avtalstexten is vite"]', "avtalstexten", "går i cirkel"),
    "all of a list that may be empty": Planted(RULE, '"kop", "belopp', '"alla(insatser, insats.varde > 0)", "belopp', "alla(insatser", "sant för en tom lista; skriv min = 1"),
    "all of a list in a question": Planted(Q, 'when = ["betalt"]', 'when = ["alla(insatser, insats.varde > 0)"]', "alla(insatser", "sant för en tom lista"),
    "text where a condition is": Planted(RULE, '"kop", "belopp', '"belopp", "belopp', "when =", "inte ja eller nej"),
    "case without a state": Planted(RULE, 'state = "open"\n', "", "[[cases]] no. 3", "saknar state"),
    "table instead of a value": Planted(RULE, "given = { belopp = 699_999 }", "given = 7", "given = 7", "ska vara en tabell"),
    "amount in the wrong unit": Planted(CONCEPT, 'when = [\n    "betalt",\n    "finns(parter, part.form is kommun)",\n]\n', 'unit = "månader"\nvalues = [{ value = "belopp" }]\n', "values =", "inte ett tal i månader"),
    "report that values nothing": Planted(REPORT, 'value = "varde"', 'value = "belopp"', "value =", "begreppet ”belopp” finns inte"),
    "preset of an unknown question": Planted("model.toml", 'notice = "Ett exempel."', 'notice = "x"\n[presets]\nslaget = "stad"', "slaget", "frågan ”slaget” finns inte"),
    "preset that is no choice": Planted("model.toml", 'notice = "Ett exempel."', 'notice = "x"\n[presets]\nslag = "vard"', 'slag = "vard"', "passar inte frågan ”slag”"),
    "preset with a choice too many": Planted("model.toml", 'notice = "Ett exempel."', 'notice = "x"\n[presets]\nmal = ["arbete", "fred"]', "mal =", "passar inte frågan ”mal”"),
    "preset of the wrong kind": Planted("model.toml", 'notice = "Ett exempel."', 'notice = "x"\n[presets]\nbetalt = "ja"', "betalt =", "passar inte frågan ”betalt”"),
    "preset of a list": Planted("model.toml", 'notice = "Ett exempel."', 'notice = "x"\n[presets]\nparter = []', "parter =", "frågan ”parter” finns inte"),
    "standard of the wrong kind": Planted(Q, 'nature = "fact"\nwho = "ekonomi"\n\n', 'nature = "fact"\nwho = "ekonomi"\ntiming = "standard"\nstandard = "ja"\n\n', "standard =", "standardsvar av fel slag"),
    "standard that is asked all the same": Planted(Q, 'nature = "fact"\nwho = "ekonomi"\n\n', 'nature = "fact"\nwho = "ekonomi"\nstandard = true\n\n', "standard =", "ställs ändå"),
    "list in a list": Planted(Q, 'fact = "form"\nkind = "choice"', 'fact = "form"\nkind = "records"', 'kind = "records" no. 2', "en lista i en lista"),
    "limits the wrong way": Planted(Q, "min = 0\nask", "min = 5\nmax = 4\nask", "max = 4", "max under min"),
    "fields without a list": Planted(Q, 'fact = "insatser"\nkind = "records"', 'fact = "insatser"\nkind = "text"', "[[questions]] no. 10", "har fält men är ingen lista"),
    "source without a date": Planted("rules/sources.toml", "seen = 2026-01-01\n", "", "[sources.lagen]", "nyckeln ”seen” saknas"),
    "sources that are no table": Planted("rules/sources.toml", "[sources.lagen]", "sources = 7\n[x]", "sources = 7", "ska vara en tabell"),
    "unknown key beside the sources": Planted("rules/sources.toml", "[sources.lagen]", "kalla = 7\n[sources.lagen]", "kalla", "okänd nyckel ”kalla”"),
}  # fmt: skip


SPREADING = {  # what is renamed or dropped is missed elsewhere, and that is a mistake there
    "one name for two facts",
    "one name for two fields",
    "word of the language as a name",
    "item named as a fact",
    "item of two lists",
    "list without item",
    "fields without a list",
    "list in a list",
    "name with Swedish letters",
    "text of a variant twice",
    "variant without text",
    "variant twice",
    "amount in the wrong unit",
    "sources that are no table",
}


def line_of(text: str, marker: str) -> int:
    """Return the line that *marker* points at: a text, "… no. n" for the nth line with it, or "" for line 1."""
    found, _, number = marker.partition(" no. ")
    hits = [n for n, line in enumerate(text.split("\n"), 1) if found in line]
    return hits[int(number or 1) - 1] if marker else 1


@pytest.mark.parametrize("name", PLANTED)
def test_a_mistake_is_told_with_its_line_and_what_to_write(name: str) -> None:
    planted = PLANTED[name]
    text = spoiled(planted.path, planted.old, planted.new)
    found = problems({planted.path: text})
    place = (planted.path, line_of(text, planted.at))
    told = [problem for problem in found if planted.says in problem.message]
    assert [(problem.path, problem.line) for problem in told] == [place], found
    assert told == list(found) or name in SPREADING
    assert all(re.search(r"; (skriv|ta bort|rätta|dela upp|flytta) ", problem.message) for problem in found)


def test_the_small_library_is_right() -> None:
    assert problems({}) == ()


def test_too_few_cases_are_told() -> None:
    cases = FILES[RULE].split("[[cases]]")
    text = f"{cases[0]}[[cases]]{cases[1]}+++\n\nText.\n"
    found = problems({RULE: text})
    assert [str(p) for p in found] == [f"{RULE}:1: ”cases” har för få delar; skriv minst 3"]


def test_every_mistake_in_every_file_is_told_at_once() -> None:
    changes = {
        RULE: spoiled(RULE, 'severity = "stop"', 'severity = "stopp"'),
        CLAUSE: spoiled(CLAUSE, "{{ namn }}", "{{ nam }}").replace("Målen är:", "# Målen är:"),
        Q: spoiled(Q, 'when = ["betalt"]', 'when = ["betald"]'),
        TABLE: spoiled(TABLE, 'rows = "insatser"', 'rows = "insats"'),
    }
    found = problems(changes)
    assert [problem.path for problem in found] == [CLAUSE, CLAUSE, Q, RULE, TABLE]
    assert list(found) == sorted(found)


def test_a_file_that_cannot_be_parsed_hides_no_other_file_and_blames_none() -> None:
    broken = spoiled(CONCEPT, 'title = "Det kan vara ett köp"', 'title = "Det kan')
    also = spoiled(CLAUSE, "{{ namn }}", "{{ nam }}")
    found = problems({CONCEPT: broken, CLAUSE: also})
    assert [(problem.path, problem.line) for problem in found] == [(CLAUSE, 6), (CONCEPT, 2)]
    assert "går inte att läsa som TOML" in found[1].message


def test_questions_that_cannot_be_parsed_do_not_make_every_name_unknown() -> None:
    found = problems({Q: spoiled(Q, 'fact = "betalt"', "fact = betalt")})
    assert [(problem.path, problem.line) for problem in found] == [(Q, line_of(FILES[Q], 'fact = "betalt"'))]


TOML = {
    "open quote": ('title = "Gränsen', 1),
    "open bracket": ('title = "x"\nlaw = [\n"a",\n', 3),
    "key twice": ('title = "x"\nunit = "kr"\ntitle = "y"', 3),
    "table twice": ('[a]\nb = 1\n[a]\nc = 1', 3),
    "no value": ("title =", 1),
    "bare word": ("title = Gränsen", 1),
    "impossible date": ('title = "x"\nfrom = 2026-02-30', 2),
    "number of many digits": (f"title = {'9' * 5000}", 1),
    "many brackets": ("title = " + "[" * 5000, 1),
    "null sign": ('title = "a\x00b"', 1),
    "conflict marks": ("<<<<<<< HEAD\ntitle = 1", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", TOML)
def test_what_is_not_toml_is_told_with_its_line(name: str) -> None:
    text, line = TOML[name]
    found = problems({FIGURE: text})
    assert [(problem.path, problem.line) for problem in found] == [(FIGURE, line)]


@pytest.mark.parametrize(
    "text", ["", "Bara text.\n", "+++\ntitle = 1\n", '---\ntitle: "x"\n---\nText.\n', "\n+++\n+++\nText.\n"]
)
def test_a_text_without_its_fence_is_told_on_the_first_line(text: str) -> None:
    found = problems({CLAUSE: text})
    assert [problem.line for problem in found if "saknar inledning" in problem.message] == [1]


def test_a_library_without_its_report_is_told() -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("reports/")}
    from samverkansavtal.content.library import load_library
    from samverkansavtal.errors import ContentError

    with pytest.raises(ContentError, match=r"riskrapport\.toml saknas"):
        load_library(Layer("bibliotek", files), Layer("liten", {"model.toml": MODEL}))


def test_a_file_of_another_sort_among_the_content_is_told() -> None:
    found = problems({"rules/concepts/extra.toml": "x = 1", "clauses/extra.toml": "x = 1"})
    assert [problem.path for problem in found] == ["clauses/extra.toml", "rules/concepts/extra.toml"]
    assert all("läses inte" in problem.message for problem in found)


def test_a_name_that_no_expression_can_write_is_told() -> None:
    found = problems({"rules/concepts/köp (1).md": FILES[CONCEPT]})
    assert found == (
        Problem("rules/concepts/köp (1).md", 1, "filnamnet är inget namn; skriv små bokstäver a–z, siffror och understreck"),
    )  # fmt: skip


def test_a_very_long_chain_of_concepts_is_told_and_not_followed() -> None:
    changes = {
        f"rules/concepts/k{n}.md": spoiled(CONCEPT, '    "betalt",', f'    "k{n + 1}",') for n in range(400)
    }
    changes["rules/concepts/k400.md"] = FILES[CONCEPT]
    found = problems(changes)
    assert any("kedja" in problem.message for problem in found)


def test_a_mistake_in_the_small_library_does_not_outlive_it() -> None:
    assert small().fingerprint == small().fingerprint
