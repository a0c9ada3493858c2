"""What people type, and what they are told when it cannot be used."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkansavtal.language import swedish
from samverkansavtal.language.reading import (
    MAX_TEXT,
    READERS,
    ReadError,
    day,
    email,
    has_personal_number,
    kronor,
    luhn,
    orgnr,
    paragraph,
    text,
    whole,
)

KRONOR = {
    "0": 0,
    "12000": 12_000,
    "12 000": 12_000,
    "12 000 kr": 12_000,
    "12\u00a0000\u00a0kr": 12_000,
    "12\u202f000": 12_000,
    "12.000": 12_000,
    "1.200.000": 1_200_000,
    "1.200.000,50": Decimal("1200000.50"),
    "12 000,50 kr": Decimal("12000.50"),
    "12000.5": Decimal("12000.5"),
    "12 000:-": 12_000,
    "12 000 kronor": 12_000,
    "12 000 SEK": 12_000,
    "  699 999 ": 699_999,
    "700 000": 700_000,
    "700 001 kr.": 700_001,
    "999 999 999 999 999": 999_999_999_999_999,
}


@pytest.mark.parametrize("typed", KRONOR)
def test_an_amount_is_read_as_people_write_it(typed: str) -> None:
    assert kronor(typed) == KRONOR[typed]


NO_KRONOR = {
    "": "går inte att läsa",
    "många": "går inte att läsa",
    "1,2 miljoner": "med siffror",
    "500 tkr": "med siffror",
    "2 mkr": "med siffror",
    "2 miljoner kr": "med siffror",
    "-500": "negativt",
    "−500 kr": "negativt",
    "12,345": "går inte att läsa",
    "1.2345": "går inte att läsa",
    "1,2,3": "går inte att läsa",
    "12 kr 50 öre": "går inte att läsa",
    "1e6": "går inte att läsa",
    "0x10": "går inte att läsa",
    "NaN": "går inte att läsa",
    "Infinity": "går inte att läsa",
    "١٢": "går inte att läsa",
    "1 000 000 000 000 000": "går inte att läsa",
    "12_000": "går inte att läsa",
}


@pytest.mark.parametrize("typed", NO_KRONOR)
def test_what_is_no_amount_is_told_how_to_write_one(typed: str) -> None:
    with pytest.raises(ReadError, match=NO_KRONOR[typed]):
        kronor(typed)


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("6 månader", 6), ("6 mån.", 6), ("50 %", 50), ("50 procent", 50)]
)
def test_a_whole_number_is_read_with_its_unit(typed: str, number: int) -> None:
    assert whole(typed) == number


@pytest.mark.parametrize("typed", ["1,5", "0.5", "tolv", "", "-3", "12 hästar"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ReadError):
        whole(typed)


DAYS = {
    "2026-11-22": date(2026, 11, 22),
    "2026-1-5": date(2026, 1, 5),
    "20261122": date(2026, 11, 22),
    "22/11 2026": date(2026, 11, 22),
    "22/11-2026": date(2026, 11, 22),
    "22 november 2026": date(2026, 11, 22),
    "22\u00a0november 2026": date(2026, 11, 22),
    "den 1 maj 2026": date(2026, 5, 1),
    "1 mars 2026": date(2026, 3, 1),
    "1 sept. 2026": date(2026, 9, 1),
    "29 feb 2028": date(2028, 2, 29),
}


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert day(typed) == DAYS[typed]


NO_DAY = {
    "": "går inte att läsa",
    "snart": "går inte att läsa",
    "22/11": "går inte att läsa",
    "22 november": "går inte att läsa",
    "22 novxyz 2026": "finns inte",
    "22 marknad 2026": "finns inte",
    "22 xyz 2026": "finns inte",
    "2026-02-29": "finns inte",
    "2026-13-01": "finns inte",
    "31 april 2026": "finns inte",
    "0000-01-01": "finns inte",
    "2026-11-22 10:00": "går inte att läsa",
    "٢٠٢٦-11-22": "går inte att läsa",
}


@pytest.mark.parametrize("typed", NO_DAY)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ReadError, match=NO_DAY[typed]):
        day(typed)


@pytest.mark.parametrize("typed", ["8020002237", "802000-2237", "16802000-2237", " 802000 2237 "])
def test_an_organisation_number_is_written_one_way(typed: str) -> None:
    assert orgnr(typed) == "802000-2237"


NO_ORGNR = {
    "802000-2238": "Kontrollsiffran",
    "802000-223": "inget organisationsnummer",
    "802000-22379": "inget organisationsnummer",
    "abc": "inget organisationsnummer",
    "": "inget organisationsnummer",
    "٨٠٢٠٠٠2239": "inget organisationsnummer",
    "811228-9874": "personnummer",
    "19811228-9874": "personnummer",
    "20811228-9874": "personnummer",
}


@pytest.mark.parametrize("typed", NO_ORGNR)
def test_what_is_no_organisation_number_is_refused(typed: str) -> None:
    with pytest.raises(ReadError, match=NO_ORGNR[typed]):
        orgnr(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "811228-9874",
        "8112289874",
        "19811228-9874",
        "811228+9874",
        "811228–9874",
        "811228 - 9874",
        "Kim, 811228-9874.",
        "811288-9871",
    ],
)
def test_a_personal_number_is_seen_wherever_it_stands(typed: str) -> None:
    assert has_personal_number(typed)
    with pytest.raises(ReadError, match="personnummer"):
        text(typed)


@pytest.mark.parametrize(
    "typed", ["811228-9875", "802000-2237", "070-811 22 89", "2026-11-22", "8112289874123", "KS 2025/123"]
)
def test_other_numbers_are_no_personal_numbers(typed: str) -> None:
    assert not has_personal_number(typed)


UNSEEN = {
    "a\u202eb": "vänder läsriktningen",
    "a\u2066b": "vänder läsriktningen",
    "a\u200bb": "osynligt tecken",
    "a\u00adb": "osynligt tecken",
    "a\ufeffb": "osynligt tecken",
    "a\U000e0041b": "osynligt tecken",
    "a\ue000b": "osynligt tecken",
    "a\x00b": "styrtecken",
    "a\x1bb": "styrtecken",
    "a\x85b": "styrtecken",
    "a\u2028b": "styrtecken",
    "a\ud800b": "styrtecken",
}


@pytest.mark.parametrize("typed", UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_refused_with_its_place(typed: str) -> None:
    with pytest.raises(ReadError, match=f"{UNSEEN[typed]} på plats 2"):
        text(typed)


def test_a_text_is_one_line_and_composed() -> None:
    assert text("  Mo\u0308tesplats\t\r\n Hageby ") == "Mötesplats Hageby"


def test_a_paragraph_keeps_its_lines() -> None:
    assert paragraph("ett\r\n\r\ntvå") == "ett\n\ntvå"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_an_empty_text_is_refused(typed: str) -> None:
    with pytest.raises(ReadError, match="tomt"):
        text(typed)


def test_a_text_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert len(text("a" * MAX_TEXT)) == MAX_TEXT
    with pytest.raises(ReadError, match=str(MAX_TEXT)):
        text("a" * (MAX_TEXT + 1))


@pytest.mark.parametrize("typed", ["info@foreningen.se", "a.b+c@x-y.nu"])
def test_an_address_is_read(typed: str) -> None:
    assert email(typed) == typed


@pytest.mark.parametrize("typed", ["info", "info@", "@x.se", "a b@x.se", "info@se", "a@b@c.se"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ReadError, match="ingen e-postadress"):
        email(typed)


@given(st.text(max_size=60), st.sampled_from(sorted(READERS)))
def test_whatever_is_typed_gives_a_value_or_a_sentence(typed: str, reader: str) -> None:
    said = "."
    try:
        READERS[reader](typed)
    except ReadError as error:
        said = str(error)
    assert said.endswith(".")


@given(st.decimals(min_value=0, max_value=10**12, places=0))
def test_an_amount_reads_back_as_it_was_printed(amount: Decimal) -> None:
    assert kronor(swedish.kr(amount)) == amount
    assert whole(swedish.number(amount)) == amount


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_with_decimals_reads_back_as_it_was_printed(amount: Decimal) -> None:
    assert kronor(swedish.number(amount)) == amount


@given(st.dates())
def test_a_day_reads_back_as_it_was_printed(moment: date) -> None:
    if moment >= date(1000, 1, 1):
        assert day(swedish.day(moment)) == moment
        assert day(moment.isoformat()) == moment


@given(st.integers(min_value=0, max_value=10**9 - 1).map("{:09d}".format))
def test_one_check_digit_of_ten_is_right_and_a_changed_digit_is_seen(digits: str) -> None:
    right = [digits + str(last) for last in range(10) if luhn(digits + str(last))]
    assert len(right) == 1
    changed = str((int(digits[3]) + 1) % 10)
    assert not luhn(right[0][:3] + changed + right[0][4:])


def test_swedish_formats() -> None:
    assert swedish.kr(1_234_567) == "1\u00a0234\u00a0567\u00a0kr"
    assert swedish.kr(Decimal("2500.50")) == "2\u00a0501\u00a0kr"
    assert swedish.kr(Decimal("2500.49")) == "2\u00a0500\u00a0kr"
    assert swedish.number(Decimal("12.5")) == "12,50"
    assert swedish.percent(50) == "50\u00a0%"
    assert swedish.day(date(2026, 1, 1)) == "1\u00a0januari 2026"
    assert swedish.counted(1, "månad", "månader") == "1\u00a0månad"
    assert swedish.counted(0, "månad", "månader") == "0\u00a0månader"
    assert swedish.capital("åtta") == "Åtta"


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "0\u00a0månader"),
        (1, "en månad"),
        (2, "två\u00a0månader"),
        (12, "tolv\u00a0månader"),
        (13, "13\u00a0månader"),
        (Decimal("2.5"), "2,50\u00a0månader"),
    ],
)
def test_numbers_up_to_twelve_can_stand_in_letters(months: int | Decimal, words: str) -> None:
    assert swedish.in_words(months, "en månad", "månader") == words


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a och b"), (("a", "b", "c"), "a, b och c")]
)
def test_a_list_is_said_as_in_swedish(words: tuple[str, ...], said: str) -> None:
    assert swedish.listing(words) == said


def test_swedish_letters_sort_last_in_their_order() -> None:
    words = ["Örebro", "Älvsjö", "Åre", "Zinkgruvan", "Abisko"]
    assert sorted(words, key=swedish.sort_key) == words[::-1]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 4000))
def test_every_day_has_the_same_length_before_and_after_formatting(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert (day(swedish.day(end)) - day(swedish.day(start))).days == days
