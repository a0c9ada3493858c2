"""A party's sheet out and back: the same answers, nothing silently, nothing from a file that is not ours."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from producing.sheets import fields, filled, part_changed, sheet
from producing.shelves import MemoryShelf
from samverkansavtal.documents import Opened, open_answers
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.producing.forms import FormError, elsewhere, held, returned, taken
from samverkansavtal.producing.uploads import UploadError, compare
from samverkansavtal.word import UnreadableWordError, paper_docx, read_form, report_docx
from samverkansavtal.word.forms import shown

EXAMPLES = Path(__file__).parents[2] / "examples"
OFFICE = shutil.which("soffice")
TAKEN = "Det användes inte."


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_answers(EXAMPLES / "portalen")


def with_answers(opened: Opened, **given: Answer) -> Plan:
    answers = opened.draft.answers
    for path, answer in given.items():
        answers = answers.put(path.replace("__", "."), answer)
    return plan(opened.library, answers, opened.draft.day)


def _renamed(old: str, new: str) -> Callable[[str], str]:
    return lambda part: part.replace(old, new)


def _remembering(text: str) -> Callable[[str], str]:
    return lambda part: re.sub(r">\{.*\}<", f">{text}<", part, flags=re.DOTALL)


def test_a_sheet_that_comes_back_as_it_was_changes_nothing(opened: Opened) -> None:
    for key in opened.plan.answers.keys("parter"):
        found = returned(paper_docx(sheet(opened.plan, key)), opened.plan)
        assert (found.changes, found.refused) == ((), ())


def test_every_answer_written_in_an_empty_sheet_is_read_back_as_the_same_answer(opened: Opened) -> None:
    full = with_answers(
        opened, parter__abf__beslutas_av="styrelsen", parter__abf__beslutsdag=date(2026, 1, 30)
    )
    paper = sheet(full, "abf")
    written = {field.path.rpartition(".")[2]: shown(field) for field in fields(paper).fields}
    empty = opened.draft.answers
    for field in fields(paper).fields:
        empty = empty.clear(field.path)
    bare = plan(opened.library, empty, opened.draft.day)
    found = returned(filled(sheet(bare, "abf"), **written), bare)
    assert found.refused == ()
    assert all(not change.old for change in found.changes)
    assert taken(empty, found.changes).values == full.answers.values


def test_a_new_answer_and_one_that_would_replace_another_are_told_apart(opened: Opened) -> None:
    data = filled(sheet(opened.plan, "abf"), beslutsdag="30 januari 2026", undertecknare="Bo Ek, ordförande")
    found = returned(data, opened.plan)
    assert [(c.path, c.old, c.answer, c.moved) for c in found.changes] == [
        ("parter.abf.undertecknare", "Ali Ström, ordförande", "Bo Ek, ordförande", False),
        ("parter.abf.beslutsdag", "", date(2026, 1, 30), False),
    ]


def test_an_answer_that_was_changed_after_the_sheet_was_sent_is_told_so(opened: Opened) -> None:
    data = filled(sheet(opened.plan, "abf"), undertecknare="Bo Ek, ordförande")
    later = with_answers(opened, parter__abf__undertecknare="Cia Ask, ordförande")
    (change,) = returned(data, later).changes
    assert (change.old, change.moved) == ("Cia Ask, ordförande", True)


def test_amounts_and_what_does_not_apply_are_read_as_typed_answers_are(opened: Opened) -> None:
    planned = with_answers(
        opened,
        **{
            "insatser__kyrkan-diakon__varde_per_ar": NotKnown("Kyrkan"),
            "parter__kyrkan__medundertecknare": NotKnown(),
        },
    )
    data = filled(
        sheet(planned, "kyrkan"), varde_per_ar="130 000 kr", medundertecknare="nej, en person räcker."
    )
    found = {change.path: change.answer for change in returned(data, planned).changes}
    assert found == {
        "insatser.kyrkan-diakon.varde_per_ar": Decimal(130_000),
        "parter.kyrkan.medundertecknare": EMPTY,
    }


@pytest.mark.parametrize(
    ("name", "text", "say"),
    [
        ("orgnr", "802999-9999", "Kontrollsiffran"),
        ("orgnr", "252999-0000", ""),
        ("beslutsdag", "nästa tisdag", "Dagen för beslut"),
        ("behorighet", "det ordnar sig", "finns inte bland valen"),
        ("motiv", "a" * 5000, "Varför parten är med"),
    ],
)
def test_what_cannot_be_an_answer_gets_a_sentence_and_is_not_used(
    opened: Opened, name: str, text: str, say: str
) -> None:
    found = returned(filled(sheet(opened.plan, "abf"), **{name: text}), opened.plan)
    assert found.changes == ()
    assert len(found.refused) == 1
    assert say in found.refused[0]
    assert len(found.refused[0]) < 400


def test_a_file_that_names_other_answers_reaches_none_of_them(opened: Opened) -> None:
    data = filled(sheet(opened.plan, "abf"), undertecknare="Bo Ek, ordförande")
    for path in ("parter.kyrkan.undertecknare", "andamal", "storlek", "parter.+", "parter.nix.namn", "../x"):
        hostile = part_changed(data, "customXml/item1.xml", _renamed("parter.abf.undertecknare", path))
        found = returned(hostile, opened.plan)
        assert found.changes == ()
        assert TAKEN in found.refused[0]


def test_an_answers_path_is_also_found_by_its_tag_when_the_bookmark_is_gone(opened: Opened) -> None:
    data = filled(sheet(opened.plan, "abf"), beslutsdag="2026-01-30")
    without = part_changed(
        data, "word/document.xml", lambda part: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", part)
    )
    assert [change.answer for change in returned(without, opened.plan).changes] == [date(2026, 1, 30)]


def test_a_field_that_is_gone_is_told_and_its_answer_is_as_it_was(opened: Opened) -> None:
    data = paper_docx(sheet(opened.plan, "abf"))
    without = part_changed(
        data,
        "word/document.xml",
        lambda part: re.sub(r"<w:tr>(?:(?!<w:tr>).)*falt_2\b.*?</w:tr>", "", part, flags=re.DOTALL),
    )
    found = returned(without, opened.plan)
    assert found.changes == ()
    assert found.refused == ("Ett fält finns inte kvar i filen. Det svaret är oförändrat.",)


def test_an_emptied_field_takes_no_answer_away(opened: Opened) -> None:
    found = returned(filled(sheet(opened.plan, "abf"), undertecknare=""), opened.plan)
    assert (found.changes, found.refused) == ((), ())


def test_a_sheet_of_another_party_or_another_name_is_told(opened: Opened) -> None:
    data = paper_docx(sheet(opened.plan, "abf"))
    other = plan(opened.library, Answers(), opened.draft.day)
    with pytest.raises(FormError, match="part som inte finns i utkastet"):
        returned(data, other)
    assert elsewhere(returned(data, opened.plan), with_answers(opened, namn="Något annat"))
    assert not elsewhere(returned(data, opened.plan), opened.plan)


def test_files_that_are_no_sheet_get_one_sentence(opened: Opened) -> None:
    from samverkansavtal.explaining.risk_report import risk_report

    report = report_docx(risk_report(opened.plan))
    assert read_form(report) is None
    with pytest.raises(FormError, match="inget partsblad"):
        returned(report, opened.plan)
    data = paper_docx(sheet(opened.plan, "abf"))
    for part in ("[]", "{}", '{"row": 1}', "[" * 5000, "null"):
        twisted = part_changed(data, "customXml/item1.xml", _remembering(part))
        with pytest.raises(FormError, match="inget partsblad"):
            returned(twisted, opened.plan)
    for wrong in (b"", b"PK", data[: len(data) // 2]):
        with pytest.raises(UnreadableWordError):
            returned(wrong, opened.plan)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_a_sheet_filled_in_and_saved_in_libreoffice_gives_the_same_answers(
    opened: Opened, tmp_path: Path
) -> None:
    data = filled(
        sheet(opened.plan, "abf"),
        beslutas_av="styrelsen",
        beslutsdag="2026-01-30",
        undertecknare="Bo Ek, ordförande",
    )
    (tmp_path / "blad.docx").write_bytes(data)
    command = [
        str(OFFICE),
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "ut"), str(tmp_path / "blad.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = (tmp_path / "ut" / "blad.docx").read_bytes()
    assert returned(saved, opened.plan) == returned(data, opened.plan)
    assert len(returned(data, opened.plan).changes) == 3


def test_a_sheet_sent_where_agreements_are_compared_is_told_where_it_belongs(opened: Opened) -> None:
    with pytest.raises(UploadError, match="ett partsblad"):
        compare(paper_docx(sheet(opened.plan, "abf")), MemoryShelf())


def two_days(opened: Opened, start: str, end: str) -> tuple[bytes, Plan]:
    """The company's sheet with both days of the agreement filled in, and the draft it was made from."""
    asked = {"startdag": NotKnown("Hyresbostäder"), "slutdag": NotKnown("Hyresbostäder")}
    sent = with_answers(opened, **asked)
    return filled(sheet(sent, "hyresbostader"), startdag=start, slutdag=end), sent


def test_answers_on_a_sheet_are_held_against_each_other(opened: Opened) -> None:
    data, sent = two_days(opened, "2040-01-01", "2041-01-01")
    found = returned(data, sent)
    assert ([change.path for change in found.changes], found.refused) == (["slutdag", "startdag"], ())
    (alone,) = held(found.sheet, sent, ["slutdag"]).changes
    assert alone.path == "slutdag"
    found = returned(two_days(opened, "2041-01-01", "2040-01-01")[0], sent)
    assert [change.path for change in found.changes] == ["startdag"]
    assert found.refused == ("Slutdagen: Slutdagen måste ligga efter startdagen. Rätta den ena av dem.",)


def test_an_answer_that_does_not_go_with_one_given_meanwhile_is_not_used(opened: Opened) -> None:
    data, _ = two_days(opened, "2040-01-01", "2041-01-01")
    now = with_answers(opened, startdag=NotKnown("Hyresbostäder"), slutdag=date(2028, 12, 31))
    found = returned(data, now)
    assert found.changes == ()
    assert [line.partition(":")[0] for line in found.refused] == ["Slutdagen", "Startdagen"]
    assert "redan besvarad" in found.refused[0]
    assert "Slutdagen måste ligga efter startdagen" in found.refused[1]


def test_a_sheet_that_is_read_once_more_has_nothing_new(opened: Opened) -> None:
    data, sent = two_days(opened, "2040-01-01", "2041-01-01")
    answers = taken(sent.answers, returned(data, sent).changes)
    found = returned(data, plan(opened.library, answers, opened.draft.day))
    assert (found.changes, found.refused) == ((), ())


def test_what_did_not_go_together_before_is_not_blamed_on_the_sheet(opened: Opened) -> None:
    wrong = with_answers(opened, startdag=date(2040, 1, 1))
    found = returned(filled(sheet(wrong, "abf"), undertecknare="Bo Ek, ordförande"), wrong)
    assert found.refused == ()
    assert len(found.changes) == 1
