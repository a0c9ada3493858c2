"""Drafts in the database: what is kept, who may see it, and that nothing is left of what was removed."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from hosting.hosted import ANNA, BO, CARIN, DAY, MODEL, Hosted, edited, putting
from samverkansavtal.content.library import shipped_library
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.hosting.tables import draft as drafts
from samverkansavtal.hosting.tables import metadata, tombstone
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.storing.shelf import TakenError
from samverkansavtal.web.keeping import NotAllowedError, NotHereError, Person, Role

STRANGER = replace(ANNA, organisation="bjorken.se")  # the same name, elsewhere
OTHERS = [BO, CARIN, STRANGER, Person("", ""), Person("anna@linden.se", "")]
Use = Callable[[Hosted, Person, str], object]
READING: dict[str, Use] = {
    "open": lambda hosted, who, name: hosted.drafts.open(who, name),
    "before": lambda hosted, who, name: hosted.drafts.before(who, name),
    "history": lambda hosted, who, name: hosted.drafts.history(who, name),
    "shelf": lambda hosted, who, name: hosted.drafts.shelf(who, name).names(),
    "members": lambda hosted, who, name: hosted.people.members(who, name),
    "comments": lambda hosted, who, name: hosted.people.comments(who, name),
}
COMMENTING: dict[str, Use] = {
    "comment": lambda hosted, who, name: hosted.people.comment(who, name, "namn", "Stämmer namnet?"),
}
WRITING: dict[str, Use] = {
    "change": lambda hosted, who, name: hosted.answer(who, name, "omrade", "Linden"),
    "add": lambda hosted, who, name: hosted.drafts.shelf(who, name).add({"a.docx": b"x"}),
    "links": lambda hosted, who, name: hosted.people.links(who, name),
    "make_link": lambda hosted, who, name: hosted.people.make_link(who, name, "Föreningen", 7),
}
OWNING: dict[str, Use] = {
    "share": lambda hosted, who, name: hosted.people.share(who, name, "dan@linden.se", Role.READ),
    "delete": lambda hosted, who, name: hosted.drafts.delete(who, name),
}
USES = [
    *((Role.READ, use) for use in READING.values()),
    *((Role.COMMENT, use) for use in COMMENTING.values()),
    *((Role.WRITE, use) for use in WRITING.values()),
    *((Role.OWNER, use) for use in OWNING.values()),
]
KINDS = [*READING, *COMMENTING, *WRITING, *OWNING]


@pytest.mark.parametrize(("needed", "use"), USES, ids=KINDS)
def test_nobody_else_can_tell_that_a_draft_is_there(hosted: Hosted, needed: Role, use: Use) -> None:
    name = hosted.begin(namn="Hemligheten")
    for other in OTHERS:
        with pytest.raises(NotHereError) as hidden:
            use(hosted, other, name)
        with pytest.raises(NotHereError) as missing:
            use(hosted, other, "finns-inte")
        assert str(hidden.value) == str(missing.value)
        assert list(hosted.drafts.all(other)) == []
    assert hosted.value(name, "namn") == "Hemligheten"


@pytest.mark.parametrize(("needed", "use"), USES, ids=KINDS)
def test_a_colleague_may_do_what_the_role_says_and_no_more(hosted: Hosted, needed: Role, use: Use) -> None:
    for role in (Role.READ, Role.COMMENT, Role.WRITE):
        name = hosted.shared(role)
        if role >= needed:
            use(hosted, BO, name)
        else:
            with pytest.raises(NotAllowedError):
                use(hosted, BO, name)
    use(hosted, ANNA, hosted.shared(Role.OWNER))


def test_a_draft_comes_back_as_it_was(hosted: Hosted) -> None:
    answers = Answers({"namn": "Lokalen på Lindgatan", "omrade": NotKnown("Sara")}).add_row("parter", "p1")
    answers = answers.put("parter.p1.namn", "Lindens vänner").close("parter").skip("malgrupp")
    written = Draft(model=MODEL, day=DAY, answers=answers, version=2, findings=("x",))
    name = hosted.drafts.begin(ANNA, written, shipped_library(MODEL))
    kept = Hosted.on(hosted.database, hosted.clock).drafts.open(ANNA, name)
    assert kept.draft == written
    assert (kept.role, kept.title, kept.rev, kept.dropped) == (Role.OWNER, "Lokalen på Lindgatan", "1", ())


def test_the_list_says_what_there_is_the_last_changed_first(hosted: Hosted) -> None:
    first = hosted.begin(namn="Den första")
    hosted.clock.go(hours=1)
    second = hosted.begin(omrade="Linden", forandring=NotKnown())
    hosted.clock.go(hours=1)
    hosted.answer(ANNA, first, "omrade", "Linden")
    told = [(line.id, line.title, line.answered, line.role) for line in hosted.drafts.all(ANNA)]
    assert told == [(first, "Den första", 2, Role.OWNER), (second, "Utan namn", 2, Role.OWNER)]
    assert hosted.drafts.all(ANNA)[0].changed == hosted.clock.at


def test_the_answers_before_the_last_change_are_kept(hosted: Hosted) -> None:
    name = hosted.begin(omrade="ett")
    assert hosted.drafts.before(ANNA, name) is None
    hosted.answer(ANNA, name, "omrade", "två")
    hosted.answer(ANNA, name, "omrade", "tre")
    before = hosted.drafts.before(ANNA, name)
    assert before is not None
    assert before.answers.values["omrade"] == "två"


def test_every_change_is_told_with_the_answer_before_and_after(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    hosted.answer(ANNA, name, "omrade", "Lindgatan")
    hosted.clock.go(minutes=5)
    hosted.answer(BO, name, "omrade", NotKnown("Sara"))
    newest, older, begun = hosted.drafts.history(ANNA, name)
    assert dataclasses.astuple(newest) == (
        hosted.clock.at, BO.name, "omrade", "Lindgatan", "vet inte än (Sara)",
    )  # fmt: skip
    assert (older.who, older.old, older.new) == (ANNA.name, "inte besvarad", "Lindgatan")
    assert begun.new == "utkastet började"


def test_a_change_of_rows_says_which_rows(hosted: Hosted) -> None:
    name = hosted.begin()
    row = edited(lambda answers: answers.add_row("parter", "p1").put("parter.p1.namn", "Lindens vänner"))
    hosted.drafts.change(ANNA, name, row, "parter.p1")
    hosted.drafts.change(ANNA, name, edited(lambda answers: answers.remove_row("parter", "p1")), "parter")
    removed, added, _ = hosted.drafts.history(ANNA, name)
    assert "Lindens vänner" in added.new
    assert "Lindens vänner" not in added.old
    assert "Lindens vänner" in removed.old
    assert "Lindens vänner" not in removed.new


def test_a_model_of_ones_own_is_never_read_from_the_servers_disk(hosted: Hosted) -> None:
    own = Draft(model=MODEL, day=DAY, answers=Answers(), layer="/etc")
    with pytest.raises(AnswerError, match="egen modell"):
        hosted.drafts.begin(ANNA, own, shipped_library(MODEL))
    name = hosted.begin()
    with hosted.database.writing() as connection:
        text = f'format = 1\nmodel = "{MODEL}"\nday = 2026-01-01\nlayer = "/etc"\n[answers]\n'
        connection.execute(drafts.update().values(document=text))
    with pytest.raises(AnswerError, match="egen modell"):
        hosted.drafts.open(ANNA, name)


def test_word_files_are_kept_by_name_together_and_never_replaced(hosted: Hosted) -> None:
    name = hosted.begin()
    shelf = hosted.drafts.shelf(ANNA, name)
    shelf.add({"avtal-v1.docx": b"\x00tv\xc3\xa5"})
    for files in ({"avtal-v1.docx": b"ett"}, {"avtal-v2.docx": b"nytt", "avtal-v1.docx": b"ett"}):
        with pytest.raises(TakenError, match="försök igen"):
            shelf.add(files)
    assert (list(shelf.names()), shelf.read("avtal-v1.docx")) == (["avtal-v1.docx"], b"\x00tv\xc3\xa5")
    with pytest.raises(StorageError, match="finns inte"):
        shelf.read("annat.docx")


@pytest.mark.parametrize(
    "path", ["../a.docx", "a/b.docx", "a\\b.docx", "a.exe", ".docx", "a\n.docx", "å" * 300]
)
def test_a_files_name_is_never_a_path(hosted: Hosted, path: str) -> None:
    with pytest.raises(StorageError, match="namn"):
        hosted.drafts.shelf(ANNA, hosted.begin()).add({path: b"x"})


def test_a_shelf_is_closed_when_the_draft_is_no_longer_shared(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    shelf = hosted.drafts.shelf(BO, name)
    shelf.add({"a.docx": b"x"})
    hosted.people.unshare(ANNA, name, BO.id)
    for use in (shelf.names, lambda: shelf.read("a.docx"), lambda: shelf.add({"a.docx": b"y"})):
        with pytest.raises(NotHereError):
            use()


def test_a_draft_that_is_removed_leaves_nothing_but_that_it_was_there(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    hosted.answer(BO, name, "omrade", "Lindgatan")
    hosted.people.comment(ANNA, name, "omrade", "Stämmer det?")
    hosted.people.make_link(ANNA, name, "Föreningen", 7)
    hosted.drafts.shelf(ANNA, name).add({"a.docx": b"x"})
    hosted.drafts.delete(ANNA, name)
    with pytest.raises(NotHereError):
        hosted.drafts.open(ANNA, name)
    with hosted.database.reading() as connection:
        left = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in metadata.sorted_tables
        }
        stone = connection.execute(select(tombstone)).one()
    assert {table: count for table, count in left.items() if count} == {"meta": 1, "tombstone": 1}
    assert tuple(stone) == (name, hosted.clock.at, "borttaget av ägaren")


def test_a_draft_that_is_to_be_kept_cannot_be_removed(hosted: Hosted) -> None:
    name = hosted.begin()
    with hosted.database.writing() as connection:
        connection.execute(drafts.update().values(hold=True))
    with pytest.raises(NotAllowedError, match="bevaras"):
        hosted.drafts.delete(ANNA, name)
    assert hosted.drafts.open(ANNA, name).id == name


def test_order_is_by_revision_also_when_the_clock_goes_back(hosted: Hosted) -> None:
    name = hosted.begin(omrade="0")
    for number in range(1, 4):
        hosted.clock.go(days=-1)
        hosted.answer(ANNA, name, "omrade", str(number))
    assert [event.new for event in hosted.drafts.history(ANNA, name)][:3] == ["3", "2", "1"]
    assert hosted.drafts.open(ANNA, name).rev == "4"


def test_what_is_read_does_not_depend_on_the_clock(hosted: Hosted) -> None:
    name = hosted.begin(omrade="Linden")
    hosted.clock.go(days=400)
    again = Hosted.on(hosted.database, hosted.clock).drafts.open(ANNA, name)
    assert again.draft == hosted.drafts.open(ANNA, name).draft
    assert again.draft.day == DAY


def test_an_answer_is_text_whatever_it_says(hosted: Hosted) -> None:
    sly = "'; DROP TABLE draft; -- %s %(x)s :name ? \\ \" 🌱 å"
    name = hosted.begin(namn=sly)
    hosted.drafts.change(ANNA, name, putting("omrade", sly), "omrade")
    other = Hosted.on(hosted.database, hosted.clock)
    assert [other.value(name, path) for path in ("namn", "omrade")] == [sly, sly]
