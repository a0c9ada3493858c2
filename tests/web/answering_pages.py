"""Answers a whole questionnaire through its pages, from the answers in a script, as a person would."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from samverkansavtal.content.records import Library, Question
from samverkansavtal.interviewing.entering import typed
from samverkansavtal.language.values import Empty
from samverkansavtal.planning.answers import Answer as Given
from samverkansavtal.planning.answers import Answers, NotKnown
from web.browsing import Answer, Form, Visitor

MOST = 400  # pages


class Walker:
    """Goes from page to page with the script's answers; rows are given in the script's order."""

    def __init__(self, visitor: Visitor, library: Library, script: Answers) -> None:
        self.visitor = visitor
        self.library = library
        self.script = script
        self.keys: dict[str, dict[str, str]] = {}  # list → key on the site → key in the script
        self.seen: list[str] = []
        self.skip: set[str] = set()  # questions to put off the first time they are asked

    def begin(self, model: str) -> Answer:
        """Begin a draft of *model*."""
        self.visitor.get("/borja")
        self.visitor.submit({"modell": model})
        first = self.library.parts[0].questions[0]
        return self.visitor.submit(self._single(first, first.fact), ("gor", "svara"))

    def walk(self, answer: Answer, pages: int = MOST) -> Answer:
        """Answer page after page until the answers are shown for review, or *pages* have been answered."""
        for _ in range(pages):
            self.seen.append(answer.path)
            assert answer.status == 200, (answer.path, answer.said[:600])
            step = self._step(answer)
            if step is None:
                return answer
            answer = step
        assert pages < MOST, "the questionnaire does not end"
        return answer

    def finish(self, draft: str) -> Answer:
        """Answer what may wait, as the page about it leads to it, and then look over the answers."""
        asked: set[str] = set()
        for _ in range(MOST):
            waiting = self.visitor.get(f"{draft}/vantar")
            links = [href for href, _ in waiting.page.links if self._leads_to_a_question(href, draft)]
            left = [href for href in links if href not in asked]
            if not left:
                break
            asked.add(left[0])
            self._step(self.visitor.get(left[0]))
        return self.walk(self.visitor.get(f"{draft}/nasta"))

    def _leads_to_a_question(self, href: str, draft: str) -> bool:
        return href.startswith((f"{draft}/fraga/", f"{draft}/lista/"))

    def _step(self, answer: Answer) -> Answer | None:
        parts = answer.path.split("/")
        kind = parts[3] if len(parts) > 3 else ""
        if kind == "fraga":
            return self._question(parts[4])
        if kind == "lista" and len(parts) == 5:
            return self._list(parts[4])
        if kind == "lista":
            return self._row(parts[4], parts[5])
        if kind == "resultat":
            return self.visitor.get(next(h for h, t in answer.page.links if t.strip() == "Gå vidare"))
        if kind == "det-vanliga":
            return self.visitor.submit(dict(self._usual(answer.page.forms[-1])), ("gor", "svara"))
        return None

    def _question(self, path: str) -> Answer:
        question = self.library.questions[path]
        given = self.script.values.get(path)
        if path in self.skip:
            self.skip.remove(path)
            return self.visitor.submit({}, ("gor", "hoppa"))
        if given is None or isinstance(given, NotKnown):
            return self.visitor.submit({"vem": given.who if given else ""}, ("gor", "vet-inte"))
        if isinstance(given, Empty):
            return self.visitor.submit({}, ("gor", "galler-inte"))
        return self.visitor.submit(self._single(question, path), ("gor", "svara"))

    def _single(self, question: Question, path: str) -> dict[str, object]:
        return {"svar": self._value(question, self.script.values[path])}

    def _value(self, question: Question, given: Given) -> object:
        if question.input == "yesno":
            return "ja" if given else "nej"
        if question.input == "ref":
            known = self.keys[question.of]
            return next(key for key, theirs in known.items() if theirs == given)
        if isinstance(given, frozenset):
            return sorted(given) or ":inget"
        if isinstance(given, date):
            return given.isoformat()
        return typed(given) if isinstance(given, Decimal) else given

    def _list(self, name: str) -> Answer:
        done = len(self.keys.get(name, {}))
        if done < len(self.script.keys(name)):
            return self.visitor.submit({}, ("gor", "fler"))
        unsure = self.script.values.get(f"{name}.+")
        if isinstance(unsure, NotKnown):
            return self.visitor.submit({"vem": unsure.who}, ("gor", "vet-inte"))
        return self.visitor.submit({}, ("gor", "klar"))

    def _row(self, name: str, key: str) -> Answer:
        if key != "ny":
            return self._submitted(name, self.keys[name][key])
        number = len(self.keys.setdefault(name, {}))
        if number == len(self.script.keys(name)):
            self.visitor.get(f"{self._draft()}/lista/{name}")
            return self._list(name)
        script_key = self.script.keys(name)[number]
        answer = self._submitted(name, script_key)
        self.keys[name][self._last_row(name)] = script_key
        return answer

    def _submitted(self, name: str, script_key: str) -> Answer:
        assert self.visitor.last is not None
        form = self.visitor.last.page.forms[-1]
        return self.visitor.submit(dict(self._fields(name, script_key, form)), ("gor", "svara"))

    def _last_row(self, name: str) -> str:
        """Return the key that the newest row got; the page shown stays the one shown."""
        shown, start = self.visitor.last, f"{self._draft()}/lista/{name}/"
        links = self.visitor.get(f"{self._draft()}/lista/{name}").page.links
        self.visitor.last = shown
        return [href for href, _ in links if href.startswith(start)][-1].removeprefix(start).partition("?")[0]

    def _draft(self) -> str:
        assert self.visitor.last is not None
        return "/".join(self.visitor.last.path.split("/")[:3])

    def _fields(self, name: str, key: str, form: Form) -> Iterator[tuple[str, object]]:
        row = dict(self.script.row(name, key))
        yield "vem", next((given.who for given in row.values() if isinstance(given, NotKnown)), "")
        for question in self.library.questions[name].fields:
            if form.has(f"bas:{question.fact}"):
                given = row.get(f"{name}.{key}.{question.fact}")
                yield from self._entered(question, question.fact, given)

    def _entered(self, question: Question, field: str, given: Given | None) -> Iterator[tuple[str, object]]:
        if given is None:
            if question.timing != "later":
                yield f"vetinte:{field}", "ja"
        elif isinstance(given, NotKnown):
            yield f"vetinte:{field}", "ja"
        elif isinstance(given, Empty):
            yield f"gallerinte:{field}", "ja"
        else:
            yield field, self._value(question, given)

    def _usual(self, form: Form) -> Iterator[tuple[str, object]]:
        for path, given in self.script.values.items():
            if form.has(f"bas:{path}"):
                yield from self._entered(self.library.questions[path], path, given)
