"""Answers from a script instead of a person: for tests, and for counting what an interview costs."""

from collections.abc import Mapping, Sequence

from samverkansavtal.asking.prompter import (
    DontKnow,
    Given,
    Leaving,
    Menu,
    NoMore,
    NotForUs,
    Prompt,
    Reply,
    Tone,
)
from samverkansavtal.errors import AnswerError
from samverkansavtal.language.values import Empty
from samverkansavtal.planning.answers import Answer, Answers, NotKnown

Choice = str | Leaving


class Scripted:
    """Replies with what the script says, row by row; `replies` and `choices` come first where given.

    Rows get keys of their own in an interview; `keys` says which of the script's rows each one is.
    """

    def __init__(
        self,
        script: Answers,
        replies: Mapping[str, Sequence[Reply]] | None = None,
        choices: Mapping[str, Sequence[Choice]] | None = None,
        lines: Sequence[str | Leaving] = (),
    ) -> None:
        self.script = script
        self.asked: list[Prompt] = []
        self.menus: list[Menu] = []
        self.lines_asked: list[str] = []
        self.shown: list[str] = []
        self.keys: dict[str, dict[str, str]] = {}  # list → key in the interview → key in the script
        self._replies = {path: list(found) for path, found in (replies or {}).items()}
        self._choices = {menu: list(found) for menu, found in (choices or {}).items()}
        self._lines = list(lines)
        self._who = ""

    @property
    def prompts(self) -> int:
        """How many times the user had to do something."""
        return len(self.asked) + len(self.menus) + len(self.lines_asked)

    def ask(self, prompt: Prompt) -> Reply:
        """Return the scripted reply."""
        self.asked.append(prompt)
        path = self._in_script(prompt)
        for name in (prompt.path, path):
            if name and self._replies.get(name):
                return self._replies[name].pop(0)
        if path is None:
            return self._no_more(prompt)
        if path not in self.script.values:
            raise AnswerError(
                f"Svarsfilen saknar svar på frågan ”{prompt.ask}” ({path}). Lägg till svaret i filen."
            )
        return self._reply(prompt, self.script.values[path])

    def _in_script(self, prompt: Prompt) -> str | None:
        """Return the script's path for a prompt, or None when the script has no more rows."""
        question = prompt.question
        if not question.list:
            return prompt.path
        key = prompt.path.split(".")[1]
        known = self.keys.setdefault(question.list, {})
        if key not in known:
            left = [other for other in self.script.keys(question.list) if other not in known.values()]
            if not left:
                return None
            known[key] = left[0]
        return f"{question.list}.{known[key]}.{question.fact}"

    def _no_more(self, prompt: Prompt) -> Reply:
        unsure = self.script.values.get(f"{prompt.question.list}.+")
        return NoMore() if unsure is None else self._reply(prompt, unsure)

    def _reply(self, prompt: Prompt, answer: Answer) -> Reply:
        if isinstance(answer, NotKnown):
            self._who = answer.who
            return DontKnow()
        if isinstance(answer, Empty):
            return NotForUs()
        if prompt.question.input == "ref":
            back = {script: key for key, script in self.keys.get(prompt.question.of, {}).items()}
            return Given(back.get(str(answer), str(answer)))
        return Given(answer)

    def choose(self, menu: Menu) -> Choice:
        """Return the scripted choice: what the script says otherwise, else what may wait, else the default."""
        self.menus.append(menu)
        if self._choices.get(menu.id):
            return self._choices[menu.id].pop(0)
        if menu.id == "standards":
            seen = {prompt.path for prompt in self.asked}
            own = [
                option.id
                for option in menu.options
                if option.id in self.script.values and option.id not in seen
            ]
            return own[0] if own else menu.default
        return ":all" if menu.id == "later" else menu.default

    def line(self, ask: str, typed: str = "") -> str | Leaving:
        """Return a scripted line; after "vet inte än", who knows."""
        self.lines_asked.append(ask)
        return self._lines.pop(0) if self._lines else self._who or typed

    def show(self, *lines: str, tone: Tone = "plain") -> None:
        """Remember *lines*."""
        self.shown += lines
