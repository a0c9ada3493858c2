"""Rows of its own that a party may add when it is asked: in a list that it is said to know the rest of.

A row says whose it is in its first field (`insats.fran`). The party answers the fields it knows; the rest of the
row, and whether the list is whole, is for those who write the draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samverkansavtal.content.records import Question
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, Prompt
from samverkansavtal.interviewing.replying import answers_with
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import owner as owner_of
from samverkansavtal.interviewing.waiting import waiting
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import plan

MOST = 20  # rows of one party's in one list


@dataclass(frozen=True)
class OwnRows:
    """A list that a party may add rows to: the party's key, and what it answers of a row."""

    listed: Question
    key: str
    names: tuple[str, ...]  # of the rows there are
    fields: tuple[str, ...]

    @property
    def whose(self) -> str:
        """The field that says whose a row is."""
        return self.listed.fields[0].fact


def own_rows(view: View, owner: str) -> tuple[OwnRows, ...]:
    """Return the lists that *owner* may add rows of its own to."""
    found = (_own(view, path.removesuffix(".+"), owner) for path in _open_lists(view, owner))
    return tuple(one for one in found if one is not None)


def left_out(view: View, owner: str) -> tuple[str, ...]:
    """Return what the lists are called that *owner* knows the rest of but cannot add rows to."""
    known = {one.listed.fact for one in own_rows(view, owner)}
    names = (path.removesuffix(".+") for path in _open_lists(view, owner))
    return tuple(view.library.questions[name].label for name in names if name not in known)


def _open_lists(view: View, owner: str) -> list[str]:
    return [path for path in waiting(view, True) if path.endswith(".+") and owner_of(view, path) == owner]


def _own(view: View, name: str, owner: str) -> OwnRows | None:
    listed = view.library.questions[name]
    whose = listed.fields[0]
    fields = tuple(one.fact for one in listed.fields if one.who == f"{listed.item}.{whose.fact}")
    if whose.input != "ref" or listed.title not in fields:
        return None
    keys = [
        key
        for key in view.answers.keys(whose.of)
        if swedish.capital(view.printer.row_name(Row(whose.of, key))) == owner
    ]
    if len(keys) != 1:  # nobody of that name, or nobody knows which of them
        return None
    theirs = [
        row
        for row in view.answers.keys(name)
        if view.answers.values.get(f"{name}.{row}.{whose.fact}") == keys[0]
    ]
    names = tuple(view.printer.row_name(Row(name, row)) for row in theirs)
    return OwnRows(listed, keys[0], names, fields) if len(theirs) < MOST else None


def with_new_row(view: View, own: OwnRows) -> tuple[View, Row]:
    """Return *view* with a new row of the party's, and which one."""
    row = Row(own.listed.fact, view.answers.new_key(own.listed.fact))
    answers = view.answers.add_row(row.list, row.key).put(row.path(own.whose), own.key)
    return View(plan(view.library, answers, view.plan.day)), row


def row_prompts(view: View, own: OwnRows, row: Row) -> tuple[Prompt, ...]:
    """Return what the party is asked about its new row, its name first: only what is asked of any such row."""
    facts = sorted(own.fields, key=lambda fact: fact != own.listed.title)
    return tuple(build(view, row.path(fact)) for fact in facts if _surely(view, own, fact, row))


def _surely(view: View, own: OwnRows, fact: str, row: Row) -> bool:
    asked = next(one for one in own.listed.fields if one.fact == fact)
    return view.world.holds(asked.when, {own.listed.item: row}) is True


def added(view: View, own: OwnRows, replies: Mapping[str, Answering]) -> Answers:
    """Return the answers with a new row of the party's; *replies* are by field.

    What the party left empty is still its own to answer.
    """
    there, row = with_new_row(view, own)
    answers = there.answers
    for prompt in row_prompts(there, own, row):
        fact = prompt.question.fact
        if fact in replies:
            made = answers_with(there, prompt.path, prompt, replies[fact]).values[prompt.path]
            answers = answers.put(prompt.path, made)
        else:
            answers = answers.put(
                prompt.path, NotKnown(view.printer.row_name(Row(own.listed.fields[0].of, own.key)))
            )
    return answers


def only_added(before: View, after: View, owner: str) -> set[str] | None:
    """Return the paths that new rows of *owner*'s own brought with them, None when lists differ otherwise."""
    brought = set[str]()
    allowed = {one.listed.fact: one for one in own_rows(before, owner)}
    for name in {*before.answers.rows, *after.answers.rows}:
        old, new = before.answers.keys(name), after.answers.keys(name)
        if old == new:
            continue
        own = allowed.get(name)
        if own is None or new[: len(old)] != old or len(own.names) + len(new) - len(old) > MOST:
            return None
        for key in new[len(old) :]:
            row = Row(name, key)
            paths = {path for path, _ in after.answers.row(name, key)}
            mine = {row.path(fact) for fact in (own.whose, *own.fields)}
            if after.answers.values.get(row.path(own.whose)) != own.key or not paths <= mine:
                return None
            brought |= paths
        brought.add(f"{name}.+")
    return brought if before.answers.closed == after.answers.closed else None
