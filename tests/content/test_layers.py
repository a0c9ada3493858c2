"""A model, a lab's folder and a level are layers: files that override by the same path."""

import gc
import os
from dataclasses import replace
from pathlib import Path

import pytest

from content.small_library import BASE, FILES, MODEL, SMALL, problems, small, spoiled
from samverkansavtal.content.layers import (
    Layer,
    base_layer,
    folder_layer,
    layers_for,
    model_layer,
    model_names,
)
from samverkansavtal.content.library import fingerprint, library_in, load_library, shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import ContentError, ModelError

CLAUSE, RULE, Q = "clauses/syfte/syfte.md", "rules/upphandling/granse.md", "interview/1.toml"
OWN = 'derives = "samverkan"\ntitle = "Vår egen"\n'


def own(**files: str) -> Library:
    return small({}, Layer("egen", {"model.toml": 'title = "Egen"\n', **files}))


def outline(library: Library) -> list[str]:
    return list(library.model.provisions())


def test_a_file_of_an_upper_layer_stands_instead_of_the_one_below() -> None:
    library = own(**{CLAUSE: FILES[CLAUSE].replace("Säger varför.", "Vår text.")})
    assert library.provisions["syfte/syfte"].purpose == "Vår text."
    record = library.provisions["syfte/syfte"].record
    assert (record.layer, record.base.layer if record.base else "") == ("egen", "bibliotek")


def test_a_layer_that_says_nothing_changes_nothing_but_its_name() -> None:
    library = own()
    assert (library.model.id, library.model.title) == ("egen", "Egen")
    assert outline(library) == outline(small())
    assert library.weakened == ()


def test_a_layer_may_drop_a_provision_or_a_whole_section() -> None:
    text = spoiled(CLAUSE, 'enligt {{ punkt("pengar/pengar") }}', "")
    changed = {CLAUSE: text.replace("  .", "."), "model.toml": 'drop = ["pengar"]\n'}
    assert outline(small({}, Layer("egen", changed))) == ["syfte/syfte", "bilagor/plan"]
    changed["model.toml"] = 'drop = ["pengar/pengar", "plan"]\n'
    assert outline(small({}, Layer("egen", changed))) == ["syfte/syfte"]


def test_a_reference_to_what_a_layer_dropped_is_told() -> None:
    found = problems({}, Layer("egen", {"model.toml": 'drop = ["pengar"]\n'}))
    assert [(problem.path, problem.line) for problem in found] == [(CLAUSE, 6)]


def test_a_layer_may_add_a_provision_after_another() -> None:
    extra = '+++\ntitle = "Extra"\npurpose = "Mer."\n+++\n\nMer text.\n'
    text = '[[add]]\nprovision = "syfte/mer"\nafter = "syfte/syfte"\n'
    library = small({}, Layer("egen", {"model.toml": text, "clauses/syfte/mer.md": extra}))
    assert outline(library) == ["syfte/syfte", "syfte/mer", "pengar/pengar", "bilagor/plan"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('drop = [\n"syfte/mal"]', 2, "”syfte/mal” finns inte i modellen"),
        ('[[add]]\nprovision = "syfte/mer"\nafter = "syfte/syfte"', 1, "bestämmelsen ”syfte/mer” finns inte"),
        ('[[add]]\nprovision = "bilagor/plan"\nafter = "syfte/mal"', 1, "”syfte/mal” finns inte i modellen"),
        ('[[add]]\nprovision = "bilagor/plan"\nafter = "syfte/syfte"', 2, "står två gånger"),
        ('drap = ["syfte/syfte"]', 1, "okänd nyckel ”drap”; skriv drop"),
        ('drop = "syfte/syfte"', 1, "ska vara en lista"),
    ],
)
def test_a_wrong_outline_is_told_with_its_line(text: str, line: int, says: str) -> None:
    layer = Layer("egen", {"model.toml": text}, {"model.toml": "egen/model.toml"})
    found = problems({}, layer)
    assert [(problem.path, problem.line) for problem in found] == [("egen/model.toml", line)]
    assert says in found[0].message


WEAKER = {
    "severity": ({RULE: spoiled(RULE, '"stop"', '"note"')}, "upphandling/granse"),
    "condition": ({RULE: spoiled(RULE, '"kop", ', '"kop", "betalt", ')}, "upphandling/granse"),
    "stage": ({RULE: spoiled(RULE, 'law = ["LOU 19 a:2"]', 'stage = "decision"')}, "upphandling/granse"),
    "asks": ({RULE: spoiled(RULE, 'law = ["LOU 19 a:2"]', "asks = false")}, "upphandling/granse"),
    "concept": (
        {"rules/concepts/kop.md": spoiled("rules/concepts/kop.md", "slag is socialt", "slag is bygg")},
        "kop",
    ),
    "figure": (
        {"rules/figures/gransen.toml": spoiled("rules/figures/gransen.toml", "700_000", "900_000")},
        "gransen",
    ),
    "question": ({Q: spoiled(Q, 'when = ["betalt"]', 'when = ["slag is stad"]')}, "belopp"),
    "group": ({Q: spoiled(Q, '["stad", "bygg"]', '["stad"]')}, "slag"),
    "field": (
        {
            Q: spoiled(
                Q,
                '{ id = "forening", label = "Förening" }]',
                '{ id = "forening", label = "Förening" }, { id = "x", label = "X" }]',
            )
        },
        "parter.form",
    ),
}


@pytest.mark.parametrize("name", WEAKER)
def test_a_layer_that_judges_otherwise_is_told_of(name: str) -> None:
    files, changed = WEAKER[name]
    assert own(**files).weakened == (changed,)


def test_a_change_is_told_of_also_when_a_layer_between_made_it() -> None:
    softer = {RULE: spoiled(RULE, '"stop"', '"note"')}
    middle = Layer("mitten", {"model.toml": "", **softer})
    assert small({}, middle, Layer("egen", {"model.toml": "", **softer})).weakened == ("upphandling/granse",)


def test_a_layer_that_only_rewords_or_sharpens_the_severity_is_not_told_of() -> None:
    assert own(**{RULE: spoiled(RULE, "Värdet når gränsen", "Beloppet når gränsen")}).weakened == ()
    assert own(**{Q: spoiled(Q, "Betalar någon?", "Betalar någon något?")}).weakened == ()


@pytest.mark.parametrize("path", [*FILES, "model.toml"])
def test_the_fingerprint_changes_with_any_byte_of_any_file(path: str) -> None:
    before = fingerprint((BASE, SMALL))
    base = replace(BASE, files={**BASE.files, **({path: BASE.files[path] + " "} if path in FILES else {})})
    top = SMALL if path in FILES else replace(SMALL, files={"model.toml": MODEL + " "})
    assert fingerprint((base, top)) != before
    assert fingerprint((BASE, SMALL)) == before


def test_the_fingerprint_tells_layers_and_paths_apart() -> None:
    one, other = Layer("a", {"x.md": "1"}), Layer("b", {"x.md": "1"})
    assert len({fingerprint((one, other)), fingerprint((other, one)), fingerprint((one,))}) == 3
    assert fingerprint((Layer("a", {"y.md": "1"}),)) != fingerprint((one,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "vart-labb"
    place.mkdir()
    (place / "model.toml").write_text(OWN, "utf-8")
    return place


def test_a_folder_anywhere_is_a_layer_on_a_shipped_model(folder: Path) -> None:
    layers = layers_for(folder_layer(folder))
    assert [layer.id for layer in layers] == ["bibliotek", "samverkan", "vart-labb"]
    assert library_in(folder).model.title == "Vår egen"


def test_a_folder_named_as_the_model_it_derives_from_is_still_its_own(tmp_path: Path) -> None:
    place = tmp_path / "samverkan"
    place.mkdir()
    (place / "model.toml").write_text(OWN, "utf-8")
    library = library_in(place)
    assert outline(library) == outline(shipped_library("samverkan"))
    assert (library.model.title, library.model.notice) == (
        "Vår egen",
        shipped_library("samverkan").model.notice,
    )


def test_the_folder_one_stands_in_has_its_own_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert folder_layer(Path()).id == "vart-labb"


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""], ids=["with a byte order mark", "without"])
@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["Windows lines", "Unix lines"])
def test_a_file_saved_on_any_system_says_the_same(folder: Path, start: bytes, end: str) -> None:
    text = '+++\ntitle = "Syfte"\npurpose = "Vår åäö."\n+++\n\nParterna samverkar.\n'
    place = folder / "clauses" / "syfte"
    place.mkdir(parents=True)
    (place / "syfte.md").write_bytes(start + text.replace("\n", end).encode())
    (folder / "model.toml").write_bytes(start + OWN.replace("\n", end).encode())
    assert library_in(folder).provisions["syfte/syfte"].record.text == text


@pytest.mark.parametrize("data", [b"\xff\xfe+\x00", "title = 'å'".encode("latin-1"), b"\x80"])
def test_a_file_in_another_encoding_is_told(folder: Path, data: bytes) -> None:
    (folder / "clauses").mkdir()
    (folder / "clauses" / "x.md").write_bytes(data)
    with pytest.raises(ContentError, match=r"clauses/x\.md:1: filen är inte sparad som UTF-8; spara om"):
        library_in(folder)


def refused(folder: Path, says: str) -> None:
    with pytest.raises(ContentError) as refusal:
        library_in(folder)
    assert says in str(refusal.value)
    assert all(problem.line >= 1 and "; " in problem.message for problem in refusal.value.problems)


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "hemligt.md").write_text("hemligt", "utf-8")
    (folder / "clauses").mkdir()
    (folder / "clauses" / "a.md").symlink_to(tmp_path / "hemligt.md")
    refused(folder, "a.md:1: länkar läses inte")


def test_a_linked_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "annat").mkdir()
    (folder / "clauses").symlink_to(tmp_path / "annat")
    refused(folder, "clauses:1: länkar läses inte")


def test_a_linked_model_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(OWN, "utf-8")
    (folder / "model.toml").unlink()
    (folder / "model.toml").symlink_to(tmp_path / "m.toml")
    refused(folder, "länkar läses inte")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes on disk")
def test_a_pipe_among_the_files_is_told_and_never_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "a.md")
    refused(folder, "a.md:1: det är ingen vanlig fil")


def test_a_huge_file_is_told(folder: Path) -> None:
    (folder / "stor.md").write_bytes(b"a" * 200_001)
    refused(folder, "stor.md:1: filen är större än")


def test_too_many_files_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samverkansavtal.content.layers.MAX_FILES", 50)
    for number in range(49):
        (folder / f"{number}.txt").touch()
    assert library_in(folder).model.title == "Vår egen"
    for number in range(3):
        (folder / f"mer{number}.txt").touch()
    refused(folder, "mappen har fler än 50 filer")


@pytest.mark.parametrize(("depth", "read"), [(5, True), (6, False)])
def test_a_file_is_read_or_told_of_however_deep_it_lies(depth: int, read: bool, folder: Path) -> None:
    place = folder.joinpath("clauses", *"abcdefg"[:depth])
    place.mkdir(parents=True)
    (place / "x.md").write_text(FILES["clauses/bilagor/plan.md"], "utf-8")
    if read:
        assert f"{'/'.join('abcdefg'[:depth])}/x" in library_in(folder).provisions
    else:
        refused(folder, "x.md:1: filen ligger djupare än")


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"ingen egen modell, för filen model.toml saknas .* samverkan copy"):
        folder_layer(tmp_path)


@pytest.mark.parametrize("name", ["finns-inte", "../samverkan", "tables", "word", ""])
def test_an_unknown_model_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(ModelError, match=r"finns inte.* Modellerna heter .*samverkan"):
        model_layer(name)


@pytest.mark.parametrize("derives", ['"finns_inte"', '"../x"', "7", "[]"])
def test_a_model_that_derives_from_nothing_is_told(folder: Path, derives: str) -> None:
    (folder / "model.toml").write_text(f"derives = {derives}\n", "utf-8")
    refused(folder, "; skriv ")


def test_models_that_derive_from_each_other_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = {"samverkan": 'derives = "portalen"', "portalen": 'derives = "samverkan"'}
    monkeypatch.setattr(
        "samverkansavtal.content.layers.model_layer",
        lambda name: Layer(name, {"model.toml": loop[name]}, {"model.toml": f"{name}/model.toml"}),
    )
    refused(folder, "derives leder tillbaka till")


def test_files_that_are_no_content_are_let_be(folder: Path) -> None:
    (folder / "LÄS MIG.md").write_text("# Vår mapp", "utf-8")
    (folder / "modell.toml").write_text("trasig [", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.md").write_text("trasig", "utf-8")
    assert library_in(folder).model.title == "Vår egen"


@pytest.mark.parametrize("name", model_names())
def test_every_shipped_model_loads_and_keeps_where_each_file_came_from(name: str) -> None:
    library = shipped_library(name)
    assert library.model.id == name
    assert library.weakened == ()
    assert all(
        Path(record.path).parts[0] in ("clauses", "rules", "templates") for record in library.records.values()
    )


def test_the_library_below_every_model_has_no_model_of_its_own() -> None:
    assert "model.toml" not in base_layer().files
    with pytest.raises(ContentError):
        load_library(Layer("tom", {}))


@pytest.mark.parametrize(
    ("model", "planer", "utforlighet"),
    [
        ("samverkan", False, "efter_svaren"),
        ("bis", True, "efter_svaren"),
        ("ramavtal", False, "utforligt"),
    ],
)
def test_what_a_model_says_beforehand_is_its_usual_answer(model: str, planer: bool, utforlighet: str) -> None:
    library = shipped_library(model)
    assert library.questions["planer"].standard is planer
    assert library.questions["utforlighet"].standard == utforlighet
    asked = {question.fact: question for part in library.parts for question in part.questions}
    assert asked["planer"].standard is planer


@pytest.mark.parametrize("looking", [True, False])
def test_the_search_for_rubbish_goes_on_as_before_once_a_library_is_read(looking: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if looking else gc.disable)()
        small()
        assert gc.isenabled() is looking
        with pytest.raises(ContentError):
            small({"interview/1.toml": "skräp"})
        assert gc.isenabled() is looking
    finally:
        (gc.enable if before else gc.disable)()
