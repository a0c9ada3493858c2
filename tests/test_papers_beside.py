"""The papers beside the agreement: what a board reads, what each party gets, whatever has been answered."""

import random
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from answering import DAY, interview
from audited import audit
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.papers import MATERIAL
from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.tree import Bullets, Form, Heading, Mark, PaperDraft, Paragraph, Run, Table
from samverkansavtal.explaining.material import MAKERS
from samverkansavtal.explaining.paper import papers
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.word import paper_docx
from word.checks import findings

EXAMPLES = Path(__file__).parents[1] / "examples"
SEEDS = range(12)
BOARD, SHEET, TIMELINE, PURCHASE = (
    "beslutsunderlag",
    "partsblad",
    "tidplan",
    "dokumentation-direktupphandling",
)


def example(name: str, **answers: object) -> Plan:
    opened = open_answers(EXAMPLES / name)
    given = opened.draft.answers
    for path, answer in answers.items():
        given = given.put(path.replace("__", "."), answer)  # type: ignore[arg-type]
    return plan(opened.library, given, opened.draft.day)


def random_plan(seed: int) -> Plan:
    rng = random.Random(seed)
    library = shipped_library(("samverkan", "portalen")[seed % 2])
    answers = Answers()
    for current in interview(library, rng, unsure=(0.0, 0.1, 0.4)[seed % 3], stop=(0.0, 0.02)[seed % 2]):
        answers = current
    return plan(library, answers, DAY)


def the(plan: Plan, start: str) -> PaperDraft:
    return next(paper for paper in papers(plan) if paper.name.startswith(start))


def runs(paper: PaperDraft) -> list[Run]:
    found: list[Run] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            found += block.runs
        elif isinstance(block, Bullets):
            found += [run for item in block.items for run in item]
        elif isinstance(block, Table):
            found += [run for row in block.rows for cell in row for run in cell]
            found += [Run(text) for text in block.total]
    return found


def said(paper: PaperDraft) -> str:
    """Return the text of a paper, a block a line, what stands in its fields too."""
    lines = [paper.title, paper.subtitle]
    for block in paper.blocks:
        if isinstance(block, Form):
            lines += [f"{field.label}: {field.said}" for field in block.fields]
        elif isinstance(block, Heading):
            lines.append(block.text)
        else:
            lines.append("".join(run.text for run in runs(replace(paper, blocks=(block,)))))
    return "\n".join(lines)


def headings(paper: PaperDraft) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def form(paper: PaperDraft) -> Form:
    return next(block for block in paper.blocks if isinstance(block, Form))


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_answered_every_paper_is_a_word_file_without_a_finding(seed: int) -> None:
    check = audit if seed < 2 else findings
    made = papers(random_plan(seed))
    assert made
    for paper in made:
        assert check(paper_docx(paper)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_paper_says_that_anybody_has_reviewed_it_and_each_says_that_nobody_has(seed: int) -> None:
    for paper in papers(random_plan(seed)):
        sentences = re.split(r"(?<=[.:])\s", f"{said(paper)}\n{paper.notice}")
        claims = [one for one in sentences if re.search(r"\bgranska(?:d|t|de)\b", one, re.IGNORECASE)]
        assert claims
        assert all(re.search(r"\b(?:ingen|inte)\b", one, re.IGNORECASE) for one in claims)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_signs_for_a_party_stands_on_its_own_sheet_and_on_no_other_paper(seed: int) -> None:
    planned = random_plan(seed)
    keys = planned.answers.keys("parter")
    answers = planned.answers
    for place, key in enumerate(keys):
        answers = answers.put(f"parter.{key}.undertecknare", f"Xerxes Nummer{place}, ordförande")
    made = papers(plan(planned.library, answers, DAY))
    for place, key in enumerate(keys):
        naming = [paper for paper in made if f"Xerxes Nummer{place}," in said(paper)]
        assert [form(paper).row for paper in naming] == [key]


def test_the_board_paper_names_nobody_and_no_number_of_an_organisation() -> None:
    text = said(the(example("portalen"), BOARD))
    for key in ("abf", "kyrkan", "hyresbostader", "kommunen"):
        for name in ("undertecknare", "orgnr"):
            assert str(example("portalen").answers.values[f"parter.{key}.{name}"]) not in text


def test_the_board_paper_begins_with_the_decision() -> None:
    assert headings(the(example("portalen"), BOARD))[:2] == ["Förslag till beslut", "Sammanfattning"]


def test_a_foundation_has_no_directives_from_an_owner() -> None:
    company = said(the(example("portalen"), BOARD))
    foundation = said(the(example("portalen", parter__hyresbostader__form="bostadsstiftelse"), BOARD))
    assert "ägardirektiv]" in company
    assert "paragraf i stadgarna" in foundation
    assert "ägardirektiv]" not in foundation
    assert "vd" not in foundation.split("Sammanfattning")[0].split()


def test_the_best_of_children_has_a_section_only_where_there_are_children() -> None:
    assert "Barnens bästa" in headings(the(example("portalen"), BOARD))
    assert "Barnens bästa" not in headings(the(example("portalen", barn_pa_plats="nej"), BOARD))


def test_a_section_that_nobody_can_decide_on_yet_stands_marked() -> None:
    paper = the(example("portalen", barn_pa_plats=NotKnown("Kyrkan")), BOARD)
    assert "Barnens bästa" in headings(paper)
    doubt = next(run for run in runs(paper) if run.text.startswith("[Ta ställning"))
    assert doubt.mark is Mark.OPEN
    assert "om barn finns på plats" in doubt.text


def test_both_ways_the_answers_point_stand_in_the_board_paper_and_a_person_concludes() -> None:
    paper = the(example("portalen"), BOARD)
    text = said(paper)
    assert text.index("Talar för samverkan") < text.index("Flera parter bidrar med eget")
    assert text.index("Talar för köp") < text.index("Ni valde parterna själva")
    assert any(
        run.text.startswith("[Bedömning fylls i av bolaget") and run.mark is Mark.OPEN for run in runs(paper)
    )


def test_what_cannot_be_told_yet_is_not_passed_in_silence() -> None:
    text = said(the(example("portalen", foljd=NotKnown("juristen")), BOARD))
    assert "Går inte att säga än" in text
    assert re.search(r"\d+\sreg(?:el|ler) kan inte bedömas än", text)
    assert "Ingen kan kräva att arbetet utförs" in text


def test_the_innovation_labs_advice_is_advice_and_no_finding() -> None:
    planned = example("portalen")
    assert "Det är råd, inte krav." in said(the(planned, BOARD))
    assert not any("innovationslabb" in rule.rule.title for rule in planned.rules)


def test_what_stops_the_signing_is_left_to_do_before_it() -> None:
    text = said(the(example("lina-hage"), BOARD))
    left = text.split("Återstår före underskrift")[1]
    assert "Inga svar saknas" not in left
    assert "Telge Bostäder" in left
    assert "skyddade personuppgifter" in left


def test_what_must_be_assessed_is_left_until_somebody_has_judged_it() -> None:
    left = said(the(example("portalen"), BOARD)).split("Återstår före underskrift")[1]
    assert "det rör en uppgift som kommunen måste utföra" in left
    calm = said(the(example("kvarterslokal"), BOARD)).split("Återstår före underskrift")[1]
    assert "Inga svar saknas, och inget ska kompletteras." in calm


def test_the_board_reads_what_it_costs_its_own_company() -> None:
    text = said(the(example("portalen"), BOARD))
    assert "1\u00a0250\u00a0000\u00a0kr per år" in text
    assert "en enda gång" in said(the(example("kvartershus"), BOARD)).split("Ekonomi")[1]
    assert "per år, i pengar" not in said(the(example("kvartershus"), BOARD))


def test_a_party_reads_what_it_gives_and_gets() -> None:
    abf, kyrkan = (
        said(the(example("portalen"), f"{SHEET}-abf")),
        said(the(example("portalen"), f"{SHEET}-kyrkan")),
    )
    assert "studiecirklar och språkkafé" in abf
    assert "Kommunen: 750\u00a0000\u00a0kr" in abf
    assert "Ni får inga pengar genom avtalet." in kyrkan
    assert "Vid skillnad gäller avtalet." in abf


def test_a_party_that_gives_money_reads_how_much() -> None:
    kyrkan = said(the(example("portalen"), f"{SHEET}-kyrkan"))
    assert "bidrag till verksamheten: 300\u00a0000\u00a0kr. Varje år" in kyrkan


def test_a_party_reads_what_it_has_taken_on() -> None:
    abf, kyrkan = (said(the(example("portalen"), f"{SHEET}-{key}")) for key in ("abf", "kyrkan"))
    for duty in (
        "Ni håller ihop det dagliga arbetet",
        "Ni är värd i lokalen",
        "Ni är kassahållare",
        "Ni samordnar barnens trygghet",
        "Ni är personuppgiftsansvarig",
    ):
        assert duty in abf
        assert duty not in kyrkan
    assert "Det här tar ni på er" not in kyrkan


def test_whoever_takes_care_of_money_for_all_reads_that_it_gets_it_and_accounts_for_it() -> None:
    kafeet = said(the(example("sommarkafe"), f"{SHEET}-kafeet"))
    assert "120\u00a0000\u00a0kr" in kafeet
    assert "visar ni vad pengarna har gått till" in kafeet
    assert "begära tillbaka" in kafeet
    assert "Ni behöver inte redovisa några pengar." not in kafeet
    giver = said(the(example("sommarkafe"), f"{SHEET}-bostadsstiftelsen"))
    assert "Ni behöver inte redovisa några pengar." in giver


def test_a_cashier_of_its_own_grant_accounts_for_it_but_gets_nothing() -> None:
    kommunen = said(the(example("bis"), f"{SHEET}-kommunen"))
    assert "Ni får inga pengar genom avtalet." in kommunen
    assert "Pengarna betalas" not in kommunen
    assert "visar ni vad pengarna har gått till" in kommunen


def test_a_sheet_says_when_money_and_notice_count_as_the_agreement_does() -> None:
    whole, halves = example("lina-hage"), example("eu-medel")
    assert "ett halvår" not in said(the(whole, f"{SHEET}-fornhojden")).split("redovisa")[0]
    assert "en tolftedel" in said(the(whole, f"{SHEET}-fornhojden"))
    assert "efter ett halvår" in said(the(halves, f"{SHEET}-sprakforeningen"))
    assert "beslut om budget" in said(the(whole, f"{SHEET}-fornhojden"))
    assert "årsskifte" in said(the(example("ramavtal"), f"{SHEET}-lyktan"))
    assert "årsskifte" not in said(the(whole, f"{SHEET}-laslandet"))


def test_money_that_nobody_says_who_gets_is_not_called_nothing() -> None:
    planned = example("portalen", **{"insatser__kommunen-bidrag__till": NotKnown("kommunen")})
    paper = the(planned, f"{SHEET}-kyrkan")
    calm = [run for run in runs(paper) if "Ni får inga pengar" in run.text]
    assert [run.mark for run in calm] == [Mark.OPEN]


def test_two_parties_of_one_name_get_a_sheet_each() -> None:
    planned = example("portalen", parter__kyrkan__kallas="ABF")
    names = [paper.name for paper in papers(planned) if paper.name.startswith(SHEET)]
    assert len(names) == len(set(names)) == 5


def test_a_sheet_asks_for_what_its_own_party_knows() -> None:
    planned = example("portalen", **{"insatser__kyrkan-diakon__varde_per_ar": NotKnown("Kyrkan")})
    paths = [field.path for field in form(the(planned, f"{SHEET}-kyrkan")).fields]
    assert "insatser.kyrkan-diakon.varde_per_ar" in paths
    assert all(path.startswith(("parter.kyrkan.", "insatser.kyrkan")) for path in paths)


def test_the_timeline_counts_backwards_from_each_partys_day() -> None:
    planned = example(
        "portalen",
        parter__abf__beslutsdag=date(2026, 1, 30),
        parter__hyresbostader__beslutsdag=date(2026, 2, 20),
    )
    table = next(block for block in the(planned, TIMELINE).blocks if isinstance(block, Table))
    rows = [
        tuple("".join(run.text for run in cell).replace("\u00a0", " ") for cell in row) for row in table.rows
    ]
    assert rows[0][:2] == ("26 december 2025", "ABF")
    assert ("30 januari 2026", "ABF", "Beslut om avtalet.") in rows
    assert ("2 februari 2026", "Hyresbostäder") in [row[:2] for row in rows]
    assert not any(who == "ABF" and "Jurist" in what for _, who, what in rows)
    assert any(day == "10 dagar före beslut" for day, _, _ in rows)


def test_a_day_that_has_passed_is_marked() -> None:
    planned = example("portalen", parter__abf__beslutsdag=date(2025, 11, 12))
    passed = [run for run in runs(the(planned, TIMELINE)) if "har passerat" in run.text]
    assert passed
    assert all(run.mark is Mark.OPEN for run in passed)


def test_a_day_for_a_decision_is_in_use_but_never_asked_for_in_the_interview() -> None:
    planned = example("portalen", parter__abf__beslutsdag=date(2026, 1, 30))
    assert not any(path.endswith("beslutsdag") for path in (*planned.needs, *planned.dormant))
    assert "beslutsdag" not in " ".join(example("portalen").needs)


def test_a_declared_purchase_of_that_size_is_documented_and_a_partnership_is_not() -> None:
    given: dict[str, object] = {
        "andamal": frozenset(("betalning",)),
        "foljd": frozenset(("krav_utforande",)),
        "tjanst": "stad",
        "forfarande": "direktupphandling",
        "insatser__bolaget-lokaler__slag": "natverk",
        "insatser__kommunen-bidrag__varde_per_ar": Decimal(60_000),
    }
    planned = example("portalen", **given)
    assert PURCHASE in [paper.name for paper in papers(planned)]
    text = said(the(planned, PURCHASE))
    assert "180\u00a0000\u00a0kr" in text
    assert "[Fylls i av bolaget: varför leverantören valdes]" in text
    assert PURCHASE not in [paper.name for paper in papers(example("portalen"))]


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("802999-0002", ". Organisationsnumret är 802999-0002."),
        (NotKnown("kassören"), ". Organisationsnumret är [Fylls i av kassören: organisationsnummer]."),
        (EMPTY, "."),
    ],
)
def test_a_supplier_without_a_number_is_not_given_an_empty_one(number: object, line: str) -> None:
    planned = example("arlig-stadning", parter__foreningen__orgnr=number)
    told = next(
        text for text in said(the(planned, PURCHASE)).splitlines() if text.startswith("Leverantör enligt")
    )
    assert told == f"Leverantör enligt svaren: {planned.answers.values['parter.foreningen.namn']}{line}"


def test_brackets_in_an_answer_are_an_answer() -> None:
    paper = the(example("portalen", namn="Portalen [Fylls i av ABF: allt]"), BOARD)
    assert all(run.mark is not Mark.OPEN for run in runs(paper) if "allt]" in run.text)


def test_the_same_answers_give_the_same_papers() -> None:
    assert papers(example("portalen")) == papers(example("portalen"))
    paper = the(example("portalen"), SHEET)
    assert paper_docx(paper) == paper_docx(paper)


def test_everything_a_paper_may_bring_in_is_made_by_somebody() -> None:
    assert set(MATERIAL) == MAKERS.keys()
