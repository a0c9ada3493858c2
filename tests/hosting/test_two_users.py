"""Two people with the same draft open, in every order: nobody's answer disappears without somebody being told."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hosting.hosted import ANNA, BO, Hosted, Now, little
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.migrating import migrate
from samverkansavtal.web.forms import mark
from samverkansavtal.web.keeping import ChangedError, Person, Role
from samverkansavtal.web.keeping_answers import editing

PEOPLE = st.sampled_from([ANNA, BO])
QUESTIONS = st.sampled_from(["namn", "bakgrund"])
TEXTS = st.sampled_from(["ett", "två", "tre"])


def two_processes(folder: Path) -> Iterator[Hosted]:
    """Yield the same database as two processes see it."""
    address = str(folder / "samverkan.db")
    for _ in range(2):
        database = Database(address)
        migrate(database)
        yield Hosted.on(database, Now(), little)


class TwoUsers(RuleBasedStateMachine):
    """Each opens a question in a process of their own, and posts its form later."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.hosted = dict(zip((ANNA, BO), two_processes(Path(self.folder.name)), strict=True))
        self.name = self.hosted[ANNA].begin(library=little(""))
        self.hosted[ANNA].people.share(ANNA, self.name, BO.id, Role.WRITE)
        self.answers: dict[str, str] = {}
        self.forms: dict[tuple[str, str], str | None] = {}  # who, question → the answer it was shown with

    @rule(who=PEOPLE, question=QUESTIONS)
    def open(self, who: Person, question: str) -> None:
        shown = self.hosted[who].value(self.name, question, who)
        assert shown == self.answers.get(question)
        self.forms[who.id, question] = self.answers.get(question)

    @rule(who=PEOPLE, question=QUESTIONS, text=TEXTS)
    def post(self, who: Person, question: str, text: str) -> None:
        if (who.id, question) not in self.forms:
            return
        shown, now = self.forms[who.id, question], self.answers.get(question)
        edit = editing(lambda view: view.answers.put(question, text), {question: mark(shown)}, (question,))
        theirs: dict[str, str] = {}
        try:
            self.hosted[who].drafts.change(who, self.name, edit, question)
            self.answers[question] = text
        except ChangedError as changed:
            theirs = changed.theirs
        assert theirs == ({} if now in (shown, text) else {question: now})

    @invariant()
    def everybody_sees_the_same(self) -> None:
        for who, hosted in self.hosted.items():
            assert hosted.drafts.open(who, self.name).draft.answers.values == self.answers

    def teardown(self) -> None:
        for hosted in self.hosted.values():
            hosted.database.close()
        self.folder.cleanup()


TestTwoUsers = TwoUsers.TestCase
TestTwoUsers.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
