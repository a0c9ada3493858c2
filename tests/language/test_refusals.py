"""What the language refuses, each thing by its name, with what to write instead."""

import re

import pytest

from language.schemas import SCHEMA
from samverkansavtal.language.parse import condition, hole, value
from samverkansavtal.language.syntax import LanguageError

CONDITIONS = {
    "decimal comma": ("belopp > 0,5", "komma mellan tal"),
    "tuple": ("(betald, oppen)", "komma mellan tal"),
    "decimal point": ("belopp > 0.5", "decimaltal"),
    "exponent": ("belopp > 1e3", "decimaltal"),
    "huge number": ("belopp > 1_000_000_000_000_000_000", "större än"),
    "number in another base": ("belopp > 0x1F", "annan bas än tio"),
    "text": ('namn == "Portalen"', "citattecken"),
    "text against a choice": ("form == 'kommun'", "citattecken"),
    "none": ("namn == none", "citattecken"),
    "filter": ("belopp | int > 3", "filter"),
    "item in brackets": ("parter[0]", "hakparenteser"),
    "slice": ("namn[1:3]", "hakparenteser"),
    "joining": ("namn ~ namn", "tecknet ~"),
    "inline if": ("betald if oppen else betald", "if och else"),
    "call of a name": ("betald()", "anropet ”betald”"),
    "call of a method": ("namn.upper()", "ett anrop"),
    "call with a named argument": ("antal(rows=parter) > 1", "ett anrop"),
    "call with a star": ("antal(*parter) > 1", "ett anrop"),
    "call with two stars": ("antal(**parter) > 1", "ett anrop"),
    "private attribute": ("finns(parter, part.__class__)", "”.__class__”"),
    "attribute of a value": ("namn.langd > 3", "”.langd”"),
    "chained comparison": ("1 < belopp < 3", "en jämförelse i flera led"),
    "in": ("betald in oppen", "en jämförelse i flera led eller med in"),
    "not in": ("betald not in oppen", "en jämförelse i flera led eller med in"),
    "unknown choice": ("form is komun", "okänt val ”komun”"),
    "unknown name": ("betalt", "okänt namn ”betalt”"),
    "unknown field": ("finns(parter, part.fform is kommun)", "okänt fält ”fform”"),
    "item outside its list": ("part.form is kommun", "okänt namn ”part”"),
    "list alone": ("parter", "listan ”parter” ensam"),
    "kronor against months": ("belopp > tid", "olika enheter"),
    "date against number": ("startdag > 3", "ett datum > ett tal"),
    "choice compared": ("form == form", "val med is"),
    "choices compared": ("mal != mal", "val med is"),
    "order of rows": ("finns(insatser, insats.fran < insats.till)", "en rad i en lista <"),
    "rows of two lists": (
        "finns(parter, finns(insatser, insats == part))",
        "rader ur olika listor",
    ),
    "number as condition": ("belopp", "inte ja eller nej"),
    "date as condition": ("startdag", "inte ja eller nej"),
    "row as condition": ("finns(parter, part)", "där ja eller nej behövs"),
    "number and yes": ("belopp and betald", "där ja eller nej behövs"),
    "not a number": ("not belopp", "där ja eller nej behövs"),
    "test with an argument in brackets": ("form is kommun (betald)", "ett argument"),
    "test with an argument": ("form is kommun betald", "ett argument"),
    "test of a test": ("form is kommun is kommun", "går inte att läsa"),
    "dotted test": ("form is kommun.x", "okänt val"),
    "vet_inte of a concept": ("begrepp is vet_inte", "vet_inte"),
    "vet_inte of an expression": ("(betald and oppen) is vet_inte", "vet_inte"),
    "arithmetic": ("belopp + 1 > 3", "räkning"),
    "months in a condition": ("manader(startdag, slutdag) > 3", "anropet ”manader”"),
    "minus sign": ("belopp > -1", "”Neg”"),
    "power": ("belopp ** 2 > 3", "”Pow”"),
    "remainder": ("belopp % 2 == 0", "”Mod”"),
    "whole division": ("belopp // 2 == 0", "”FloorDiv”"),
    "list literal": ("[betald]", "”List”"),
    "dictionary": ("{'a': betald}", "”Dict”"),
    "list inside itself": ("finns(parter, finns(parter, part.medlem))", "inuti sig själv"),
    "quantifier over a name": ("finns(belopp, betald)", "ingen lista"),
    "quantifier without condition": ("finns(parter)", "anropet ”finns”"),
    "quantifier with number": ("alla(insatser, insats.varde)", "där ja eller nej behövs"),
    "sum of text": ("summa(parter, part.kallas) > 1", "summa av något som inte är tal"),
    "sum without amount": ("summa(parter) > 1", "anropet ”summa”"),
    "names as condition": ("lista(parter, part.kallas)", "anropet ”lista”"),
    "two expressions": ("betald oppen", "går inte att läsa"),
    "nothing": ("", "går inte att läsa"),
    "Swedish letters": ("bétald", "a–z"),
    "full-width letters": ("ｂetald", "a–z"),
    "digits of another script": ("belopp > 1٢", "a–z"),
    "hard space": ("betald\u00a0and\u00a0oppen", "a–z"),
    "control sign": ("betald\rand oppen", "a–z"),
    "template marks": ("betald }}{{ oppen", "mallmärken"),
    "statement marks": ("betald %}{% set x = 1", "mallmärken"),
    "comment marks": ("betald {# #}", "mallmärken"),
    "too long": (" and ".join(["betald"] * 200), "längre än 1000 tecken"),
    "too deep": ("not " * 40 + "betald", "för många nivåer"),
    "too many brackets": ("(" * 400 + "betald" + ")" * 400, "går inte att läsa"),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_outside_the_language_is_refused_by_name(name: str) -> None:
    text, says = CONDITIONS[name]
    with pytest.raises(LanguageError) as refusal:
        condition(text, SCHEMA)
    assert says in str(refusal.value)
    assert re.search(r"; skriv |; dela upp ", str(refusal.value))


VALUES = {
    "kronor plus months": ("belopp + tid", "olika enheter"),
    "text": ("namn * 2", "räkning med något som inte är tal"),
    "date arithmetic": ("slutdag - startdag", "räkning med något som inte är tal"),
    "months of numbers": ("manader(belopp, tid)", "manader"),
    "whole months of numbers": ("hela_manader(belopp, tid)", "hela_manader"),
    "decimal": ("belopp * 0.95", "decimaltal"),
    "decimal comma": ("belopp * 0,95", "komma mellan tal"),
    "division by an amount": ("belopp / tid", "delat med"),
    "division by zero": ("belopp / 0", "delat med"),
    "kronor times kronor": ("belopp * tak", "kr gånger kr"),
}


@pytest.mark.parametrize("name", VALUES)
def test_an_amount_outside_the_language_is_refused_by_name(name: str) -> None:
    text, says = VALUES[name]
    with pytest.raises(LanguageError, match=re.escape(says)):
        value(text, SCHEMA)


HOLES = {
    "unknown filter": ("belopp | attr('x')", "okänt filter ”attr”"),
    "upper": ("namn | upper", "okänt filter ”upper”"),
    "money filter on text": ("namn | kr", "filtret ”kr” på en text"),
    "date filter on money": ("belopp | datum", "filtret ”datum”"),
    "list filter on text": ("namn | lista", "filtret ”lista”"),
    "filter with too many words": ("belopp | kr('x')", "okänt filter ”kr”"),
    "filter with too few words": ("tid | enhet('månad')", "okänt filter ”enhet”"),
    "filter with a named argument": ("belopp | kr(x='y')", "okänt filter ”kr”"),
    "filter with a star": ("belopp | kr(*parter)", "okänt filter ”kr”"),
    "filter with two stars": ("belopp | kr(**parter)", "okänt filter ”kr”"),
    "filter with an expression": ("tid | enhet(namn, namn)", "okänt filter ”enhet”"),
    "a whole row": ("lista(parter, part)", "en hel rad"),
    "arithmetic": ("belopp * 2", "räkning"),
    "text": ("'hej'", "citattecken"),
}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_outside_the_language_is_refused_by_name(name: str) -> None:
    text, says = HOLES[name]
    with pytest.raises(LanguageError, match=re.escape(says)):
        hole(text, SCHEMA)


ALLOWED = (
    "betald",
    "not betald and oppen or begrepp",
    "form is kommun or form is offentlig",
    "form is not kommun",
    "mal is arbete",
    "mal is angiven",
    "form is vet_inte",
    "belopp >= 700_000",
    "belopp < tak",
    "belopp == antal_tecken",
    "startdag <= slutdag",
    "finns(parter, part.form is kommun and part.medlem)",
    "alla(parter, part.form is vet_inte)",
    "ingen(insatser, insats.fran.form is kommun)",
    "antal(parter) > 2",
    "antal(parter, finns(insatser, insats.fran == part)) >= 2",
    "summa(insatser, insats.varde, insats.till is angiven) > tak",
    "finns(insatser, insats.fran != insats.till)",
    "true",
)


@pytest.mark.parametrize("text", ALLOWED)
def test_a_condition_of_the_language_is_read(text: str) -> None:
    assert condition(text, SCHEMA).kind.name == "yesno"


def test_a_unit_follows_the_amount_through_arithmetic() -> None:
    assert value("belopp * tid / 12 + tak", SCHEMA).kind.unit == "kr"
    assert value("manader(startdag, slutdag) + tid", SCHEMA).kind.unit == "månader"
    assert value("hela_manader(startdag, slutdag) + tid", SCHEMA).kind.unit == "månader"


def test_filters_are_given_first_to_last() -> None:
    _, filters = hole('tid | enhet("månad", "månader") | versal', SCHEMA)
    assert filters == (("enhet", ("månad", "månader")), ("versal", ()))
