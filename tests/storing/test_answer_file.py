"""Answer files: what is written is read back, and what is wrong is told, all of it at once."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering import interview
from content.small_library import small, spoiled
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError, SamverkanError, StorageError
from samverkansavtal.language.reading import ReadError, paragraph, text
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.storing.answer_file import Draft, Judgement, RawDraft, read_draft, read_raw, write_draft

LIBRARY = small()
DAY = date(2026, 3, 1)
HEAD = 'format = 1\nmodel = "liten"\nday = 2026-03-01\n'


def from_bytes(data: bytes, folder: Path) -> RawDraft:
    path = folder / "svar.toml"
    path.write_bytes(data)
    return read_raw(path)


def read(data: bytes | str, folder: Path, library: Library = LIBRARY) -> tuple[Draft, tuple[str, ...]]:
    raw = from_bytes(data.encode() if isinstance(data, str) else data, folder)
    return read_draft(raw, library)


def mistakes(body: str, folder: Path, library: Library = LIBRARY) -> list[str]:
    """Return the lines that reading *body* under the right head ends in."""
    try:
        read(HEAD + body, folder, library)
    except AnswerError as error:
        return str(error).split("\n")
    return []


WORDS = st.text(min_size=1, max_size=40).map(lambda typed: _clean(typed, text))
PARAGRAPHS = st.text(min_size=1, max_size=80).map(lambda typed: _clean(typed, paragraph))


def _clean(typed: str, reader: Any) -> str:
    try:
        return str(reader(typed))
    except ReadError:
        return str(reader("Å ”b” 'c' \\ # =\u00a0”"))


AMOUNTS = st.integers(0, 10**12).map(Decimal) | st.decimals(0, 10**9, places=2).map(Decimal.normalize)
NOT_KNOWN = st.just(NotKnown()) | WORDS.map(NotKnown)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a draft of the small library."""
    kinds: dict[str, st.SearchStrategy[Answer]] = {
        "namn": WORDS,
        "bakgrund": PARAGRAPHS,
        "betalt": st.booleans(),
        "belopp": AMOUNTS,
        "startdag": DAYS,
        "slutdag": DAYS,
        "slag": st.sampled_from(["socialt", "stad", "bygg"]),
        "mal": st.frozensets(st.sampled_from(["arbete", "sprak"])),
    }
    values: dict[str, Answer] = {}
    for fact, kind in kinds.items():
        if draw(st.booleans()):
            values[fact] = draw(kind | NOT_KNOWN)
    keys = draw(st.lists(st.sampled_from(["a", "b", "c", "r1", "part-2", "åäö"]), unique=True, max_size=3))
    fields = {"kallas": WORDS, "form": st.sampled_from(["kommun", "forening"])}
    for key in keys:
        for field, inner in fields.items():
            if draw(st.booleans()):
                values[f"parter.{key}.{field}"] = draw(inner | NOT_KNOWN)
    if draw(st.booleans()):
        values["insatser.+"] = draw(NOT_KNOWN)
    answers = Answers(
        values=values,
        rows={"parter": tuple(keys)} if keys else {},
        closed=draw(st.frozensets(st.sampled_from(["parter", "insatser"]))),
        skipped=draw(st.frozensets(st.sampled_from(["namn", "parter.a.kallas"]))),
    )
    judgement = st.builds(
        Judgement, rule=WORDS, name=WORDS, role=WORDS, mandate=WORDS, reason=WORDS, day=DAYS, answers=WORDS
    )
    return Draft(
        model="liten",
        day=draw(DAYS),
        answers=answers,
        layer=draw(st.sampled_from(["", "../vår mapp"])),
        version=draw(st.integers(0, 99)),
        library=draw(st.sampled_from(["", "abc123"])),
        findings=tuple(draw(st.lists(st.sampled_from(["a/b", "c/d@p1"]), max_size=2))),
        judgements=tuple(draw(st.lists(judgement, max_size=2))),
    )


@settings(max_examples=80)
@given(drafts())
def test_a_draft_reads_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    folder = tmp_path_factory.mktemp("d")
    data = write_draft(draft, LIBRARY)
    assert read(data, folder) == (draft, ())
    assert write_draft(read(data, folder)[0], LIBRARY) == data


@pytest.mark.parametrize("seed", range(3))
def test_a_whole_interview_reads_back_as_it_was_answered(seed: int, tmp_path: Path) -> None:
    library = shipped_library("portalen")
    answers = list(interview(library, random.Random(seed), 0.2))[-1].skip("namn")
    draft = Draft("portalen", DAY, answers)
    found, dropped = read(write_draft(draft, library), tmp_path, library)
    assert (found.answers, dropped) == (answers, ())


def test_gaeller_inte_oss_reads_back(tmp_path: Path) -> None:
    library = small(
        {"interview/1.toml": spoiled("interview/1.toml", "min = 0\nask", 'min = 0\nnone = "inget"\nask')}
    )
    draft = Draft("liten", DAY, Answers(values={"belopp": EMPTY}))
    assert read(write_draft(draft, library), tmp_path, library)[0] == draft
    assert "gäller alla" in mistakes("[answers]\nnamn = { not_for_us = true }\n", tmp_path)[0]


WRONG: dict[str, tuple[str, str]] = {
    "unknown question": ("nam = 'x'", "frågan ”nam” finns inte"),
    "concept for a question": ("kop = true", "frågan ”kop” finns inte"),
    "number for a text": ("namn = 7", "passar inte frågan"),
    "text for yes or no": ("betalt = 'ja'", "passar inte frågan"),
    "number for yes or no": ("betalt = 1", "passar inte frågan"),
    "yes or no for an amount": ("belopp = true", "passar inte frågan"),
    "list for an amount": ("belopp = [1]", "passar inte frågan"),
    "negative amount": ("belopp = -1", "negativt"),
    "negative amount as text": ("belopp = '-1'", "negativt"),
    "amount too precise": ("belopp = 1.234", "går inte att läsa"),
    "amount that is no number": ("belopp = nan", "går inte att läsa"),
    "amount without end": ("belopp = inf", "går inte att läsa"),
    "amount in words": ("belopp = 'två miljoner'", "med siffror"),
    "huge amount": ("belopp = 1000000000000000000000", "går inte att läsa"),
    "impossible date": ("startdag = '2026-02-30'", "finns inte"),
    "time for a date": ("startdag = 2026-03-01T10:00:00", "passar inte frågan"),
    "number for a date": ("startdag = 20260301", "passar inte frågan"),
    "list for a choice": ("slag = ['stad']", "passar inte frågan"),
    "text for choices": ("mal = 'arbete'", "passar inte frågan"),
    "numbers for choices": ("mal = [1]", "passar inte frågan"),
    "personal number": ("namn = 'Kim 811228-9874'", "personnummer"),
    "personal number of the one who knows": ("namn = { not_known = '811228-9874' }", "personnummer"),
    "empty text": ("namn = ''", "tomt"),
    "bidirectional text": ("namn = \"a\\u202Eb\"", "vänder läsriktningen"),
    "invisible sign": ("namn = \"a\\u200Bb\"", "osynligt tecken"),
    "control sign": ("namn = \"a\\u001Bb\"", "styrtecken"),
    "control sign in who knows": ("namn = { not_known = \"a\\u001Bb\" }", "styrtecken"),
    "bidirectional who knows": ("namn = { not_known = \"a\\u202Eb\" }", "vänder läsriktningen"),
    "number that knows": ("namn = { not_known = 7 }", "går inte att läsa"),
    "unknown special": ("namn = { hemligt = true }", "går inte att läsa"),
    "two specials": ("namn = { not_known = 'x', not_for_us = true }", "går inte att läsa"),
    "not for us that is not true": ("namn = { not_for_us = false }", "går inte att läsa"),
    "text too long": (f"namn = '{'a' * 4001}'", "längre än"),
    "value for a list": ("parter = 'x'", "är en lista med rader"),
    "table for a list": ("parter = { a = 1 }", "är en lista med rader"),
    "texts for rows": ("parter = ['x']", "är en lista med rader"),
    "unknown field": ("parter = [{ key = 'a', nam = 'x' }]", "fältet ”nam” finns inte i parter"),
    "two rows of one key": ("parter = [{ key = 'a' }, { key = 'a' }]", "en nyckel som inte går"),
    "dot in a key": ("parter = [{ key = 'a.b' }]", "en nyckel som inte går"),
    "plus in a key": ("parter = [{ key = '+' }]", "en nyckel som inte går"),
    "empty key": ("parter = [{ key = '' }]", "en nyckel som inte går"),
    "bidirectional key": ("parter = [{ key = \"a\\u202Eb\" }]", "en nyckel som inte går"),
    "number as a key": ("parter = [{ key = 7 }]", "en nyckel som inte går"),
    "list as a key": ("parter = [{ key = [] }]", "en nyckel som inte går"),
    "wrong choice of kind in a row": ("parter = [{ key = 'a', form = 7 }]", "passar inte frågan"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_answer_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    body, says = WRONG[name]
    found = mistakes(f"[answers]\n{body}\n", tmp_path)
    assert len(found) == 1
    assert says in found[0]
    assert found[0].startswith("svar.toml: ")
    assert found[0].endswith(".")


def test_a_mistake_is_told_without_signs_that_a_terminal_acts_on(tmp_path: Path) -> None:
    wrong = [
        'betalt = "\\u001B[2J\\u202E\\n\\nAllt är bra."',
        '"\\u001B[2J" = 1',
        f"betald = '{'x' * 9_000}'",
    ]
    found = mistakes("[answers]\n" + "\n".join(wrong) + "\n", tmp_path)
    assert len(found) == 3
    assert all(line.isprintable() and len(line) <= 300 for line in found)


def test_a_field_of_a_list_is_no_question_of_its_own(tmp_path: Path) -> None:
    (line,) = mistakes("[answers]\n'parter.form' = 'kommun'\n", tmp_path)
    assert "”parter.form” finns inte" in line


def test_a_mistake_in_the_head_is_told_together_with_the_others_there(tmp_path: Path) -> None:
    assert len(mistakes("closed = 7\nnytt = 1\nversion = 'x'\n", tmp_path)) == 3


@pytest.mark.parametrize(("amount", "says"), [(4, "för litet"), (5, ""), (48, ""), (49, "för stort")])
def test_an_amount_keeps_the_limits_of_its_question(amount: int, says: str, tmp_path: Path) -> None:
    library = small(
        {"interview/1.toml": spoiled("interview/1.toml", "min = 0\nask", "min = 5\nmax = 48\nask")}
    )
    found = mistakes(f"[answers]\nbelopp = {amount}\n", tmp_path, library)
    assert [says in line for line in found] == ([True] if says else [])


@pytest.mark.parametrize(
    ("chosen", "says"), [("[]", "minst 1"), ("['arbete']", ""), ("['arbete', 'sprak']", "högst 1")]
)
def test_choices_keep_the_limits_of_their_question(chosen: str, says: str, tmp_path: Path) -> None:
    question = spoiled("interview/1.toml", 'kind = "choices"', 'kind = "choices"\nmin = 1\nmax = 1')
    found = mistakes(f"[answers]\nmal = {chosen}\n", tmp_path, small({"interview/1.toml": question}))
    assert [says in line for line in found] == ([True] if says else [])


@pytest.mark.parametrize(("length", "says"), [(40, ""), (41, "längre än 40")])
def test_a_text_keeps_the_limit_of_its_question(length: int, says: str, tmp_path: Path) -> None:
    question = spoiled("interview/1.toml", 'label = "namnet"', 'label = "namnet"\nmax = 40')
    found = mistakes(f"[answers]\nnamn = '{'a' * length}'\n", tmp_path, small({"interview/1.toml": question}))
    assert [says in line for line in found] == ([True] if says else [])


ACCEPTED: dict[str, tuple[str, str, Answer]] = {
    "amount with spaces": ("belopp = '12 000'", "belopp", Decimal(12_000)),
    "amount with hard spaces": ("belopp = \"12\\u00A0000\"", "belopp", Decimal(12_000)),
    "amount with a unit": ("belopp = '12 000,50 kr'", "belopp", Decimal("12000.50")),
    "amount with öre": ("belopp = 12000.5", "belopp", Decimal("12000.5")),
    "date in words": ("startdag = '1 mars 2026'", "startdag", DAY),
    "decomposed text": ("namn = \"Mo\\u0308te\"", "namn", "Möte"),
    "nobody said who knows": ("namn = { not_known = '' }", "namn", NotKnown()),
    "row without a key": ("parter = [{ kallas = 'A' }]", "parter.r1.kallas", "A"),
    "choices": ("mal = ['arbete', 'arbete']", "mal", frozenset(("arbete",))),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_answer_written_by_hand_is_read_as_it_was_meant(name: str, tmp_path: Path) -> None:
    body, path, answer = ACCEPTED[name]
    found, dropped = read(f"{HEAD}[answers]\n{body}\n", tmp_path)
    assert (found.answers.values[path], dropped) == (answer, ())


def test_an_organisation_number_is_checked_in_a_file_too(tmp_path: Path) -> None:
    library = shipped_library("samverkan")
    found = mistakes("[[answers.parter]]\norgnr = '802000-2238'\n", tmp_path, library)
    assert "Kontrollsiffran" in found[0]
    found = mistakes("[[answers.parter]]\norgnr = '811228-9874'\n", tmp_path, library)
    assert "personnummer" in found[0]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    bodies = [body for name, (body, _) in WRONG.items() if name in ("unknown question", "negative amount")]
    bodies += ["namn = ''", "parter = [{ nam = 'x', form = 7 }, { key = 'r1' }]"]
    assert len(mistakes("[answers]\n" + "\n".join(bodies), tmp_path)) == 6


def test_a_choice_that_the_library_has_dropped_is_told_and_asked_again(tmp_path: Path) -> None:
    found, dropped = read(f"{HEAD}[answers]\nslag = 'gammalt'\nmal = ['arbete', 'gammalt']\n", tmp_path)
    assert found.answers.values == {}
    assert len(dropped) == 2
    assert all("gammalt" in line and "ställs igen" in line for line in dropped)


HEADERS: dict[str, tuple[str, str]] = {
    "empty": ("", "”format” saknas"),
    "no format": ('model = "liten"\nday = 2026-03-01', "”format” saknas"),
    "format in words": ('format = "1"\nmodel = "liten"\nday = 2026-03-01', "”format” saknas"),
    "format that is true": ('format = true\nmodel = "liten"\nday = 2026-03-01', "”format” saknas"),
    "format before the first": ('format = 0\nmodel = "liten"\nday = 2026-03-01', "”format” saknas"),
    "newer format": ('format = 2\nmodel = "liten"\nday = 2026-03-01\nnytt = 1', "nyare version"),
    "no model": ("format = 1\nday = 2026-03-01", "”model” saknas"),
    "model that is a number": ("format = 1\nmodel = 7\nday = 2026-03-01", "”model” ska vara"),
    "no day": ('format = 1\nmodel = "liten"', "”day” saknas"),
    "day as text": ('format = 1\nmodel = "liten"\nday = "2026-03-01"', "”day” ska vara"),
    "day with a time": ('format = 1\nmodel = "liten"\nday = 2026-03-01T10:00:00', "”day” ska vara"),
    "unknown keys": (f"{HEAD}nam = 'x'\nbelopp = 7", "”belopp” är okänt"),
    "answers that are a list": (f"{HEAD}answers = []", "ska vara en tabell"),
    "broken line": (f"{HEAD}[answers]\nnamn = 'x", "på rad 5"),
    "broken start": ("format = = 1", "på rad 1"),
    "key twice": (f"{HEAD}[answers]\nnamn = 'x'\nnamn = 'y'", "på rad 6"),
    "number of many digits": (f"{HEAD}[answers]\nbelopp = {'9' * 5000}", "skadad"),
    "many brackets": (f"{HEAD}[answers]\nbelopp = {'[' * 5000}", "skadad"),
    "closed that is a text": (f"{HEAD}closed = 'parter'", "”closed” ska vara"),
    "closed with a number": (f"{HEAD}closed = [7]", "”closed” ska vara"),
    "skipped that is a number": (f"{HEAD}skipped = 7", "”skipped” ska vara"),
    "unsure that is a list": (f"{HEAD}unsure = []", "”unsure” ska vara"),
    "unsure that hides a sign": (f"{HEAD}unsure = {{ parter = \"a\\u202Eb\" }}", "vänder läsriktningen"),
    "version that is true": (f"{HEAD}version = true", "”version” ska vara"),
    "version before the first": (f"{HEAD}version = -1", "”version” ska vara"),
    "version as text": (f"{HEAD}version = '1'", "”version” ska vara"),
    "layer that is a number": (f"{HEAD}layer = 7", "”layer” ska vara"),
    "library that is a number": (f"{HEAD}library = 7", "”library” ska vara"),
    "findings that are a text": (f"{HEAD}findings = 'x'", "”findings” ska vara"),
    "judgements that are a text": (f"{HEAD}judgements = 'x'", "”judgements” ska vara"),
    "judgement without a day": (f"{HEAD}[[judgements]]\nrule = 'x'", "”judgements”"),
    "second judgement without a day": (
        f"{HEAD}[[judgements]]\nrule = 'x'\nday = 2026-03-01\n[[judgements]]\nrule = 'y'",
        "”judgements”",
    ),
    "judgement by a personal number": (
        f"{HEAD}[[judgements]]\nrule = 'a/b'\nname = '811228-9874'\nday = 2026-03-01",
        "personnummer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_a_file_with_a_wrong_head_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    content, says = HEADERS[name]
    with pytest.raises(AnswerError) as refusal:
        read(content, tmp_path)
    assert says in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""], ids=["with a byte order mark", "without"])
@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["Windows lines", "Unix lines"])
def test_a_file_saved_on_any_system_is_read(start: bytes, end: str, tmp_path: Path) -> None:
    data = start + f"{HEAD}[answers]\nnamn = 'Åäö'\n".replace("\n", end).encode()
    assert read(data, tmp_path)[0].answers.values == {"namn": "Åäö"}


@pytest.mark.parametrize(
    "data", [b"\xff\xfef\x00", b"PK\x03\x04\xff\xff", b"\x80", "namn = 'å'".encode("latin-1")]
)
def test_a_file_of_another_kind_is_told(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match=r"ingen textfil i UTF-8|en Word-fil, .* ingen svarsfil"):
        read(data, tmp_path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="finns inte"):
        read_raw(tmp_path / "svar.toml")


def test_a_folder_for_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="kan inte öppnas"):
        read_raw(tmp_path)


def test_a_huge_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match="för stor"):
        read(b"#" * 2_000_001, tmp_path)


def sample() -> bytes:
    answers = Answers(
        values={"namn": "Åäö ”x”", "betalt": True, "belopp": Decimal("12.5"), "slag": NotKnown("ekonomi"),
                "mal": frozenset(("arbete",)), "startdag": DAY, "parter.a.kallas": "ABF", "parter.a.form": "forening"},
        rows={"parter": ("a",)},
        closed=frozenset(("parter",)),
    )  # fmt: skip
    judged = Judgement("a/b", "Kim", "jurist", "delegation", "skäl", DAY, "abc")
    return write_draft(Draft("liten", DAY, answers, judgements=(judged,)), LIBRARY)


def damaged() -> Iterator[bytes]:
    """Yield the sample cut at every length, and with each byte changed in a few ways."""
    data = sample()
    yield from (data[:length] for length in range(len(data)))
    for place in range(len(data)):
        for change in (1, 0x20, 0x80, data[place]):
            yield data[:place] + bytes([data[place] ^ change]) + data[place + 1 :]


def test_no_damage_ends_in_anything_but_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "svar.toml"
    sentences = 0
    for data in damaged():
        path.write_bytes(data)
        try:
            read_draft(read_raw(path), LIBRARY)
        except SamverkanError as error:
            sentences += str(error).endswith(".")
    assert sentences > 1_000


VALUES = st.recursive(
    st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=10) | st.dates() | st.datetimes()
    | st.times() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(sorted(LIBRARY.questions)), VALUES)
def test_any_value_for_any_question_is_an_answer_or_a_sentence(path: str, value: Any) -> None:
    name, _, field = path.partition(".")
    answers = {name: [{"key": "a", field: value}]} if field else {name: value}
    data = {"format": 1, "model": "liten", "day": DAY, "answers": answers}
    try:
        found, _ = read_draft(RawDraft("svar.toml", data), LIBRARY)
    except AnswerError as error:
        assert str(error).startswith("svar.toml: ")  # noqa: PT017
        return
    assert read_draft(RawDraft("svar.toml", data), LIBRARY)[0] == found


@settings(max_examples=150)
@given(
    st.sampled_from(["version", "closed", "skipped", "findings", "unsure", "layer", "library", "judgements"]),
    VALUES,
)
def test_any_value_in_the_head_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: Any
) -> None:
    import tomli_w

    folder = tmp_path_factory.mktemp("h")
    try:
        body = tomli_w.dumps({"format": 1, "model": "liten", "day": DAY, key: value})
        found, _ = read(body.encode("utf-8", "replace"), folder)
    except SamverkanError as error:
        assert str(error).endswith(".")  # noqa: PT017
        return
    assert isinstance(found.version, int)
