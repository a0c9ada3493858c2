"""Plain lines, appended and never redrawn: for screen readers, simple consoles and tests."""

import sys
from collections.abc import Callable

from samverkansavtal.asking.entering import COMMANDS, NOTHING_CHOSEN, command, extras
from samverkansavtal.asking.prompter import (
    Back,
    Given,
    Help,
    Leaving,
    Menu,
    NoMore,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Tone,
)
from samverkansavtal.asking.wrapping import wrap
from samverkansavtal.interviewing.entering import EXAMPLES, pick, read
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS, ReadError

KEYS = "Skriv ? för hjälp, < för att gå tillbaka, :vet inte, :hoppa, eller :spara för att spara och sluta."
LEAVING: dict[str, Leaving] = {"<": Back(), ":spara": SaveAndQuit()}


class Plain:
    """Asks with numbered choices and typed commands."""

    def __init__(
        self, read_line: Callable[[], str] | None = None, write: Callable[[str], object] | None = None
    ) -> None:
        self._read = read_line or _from_stdin
        self._write = write or _to_stdout
        self._told_keys = False

    def ask(self, prompt: Prompt) -> Reply:
        """Return the reply to one question."""
        self._introduce(prompt)
        numbered = (*prompt.options, *extras(prompt)) if prompt.options else ()
        for number, option in enumerate(numbered, 1):
            self._say(f"{number}. {option.label}" + (f" ({option.help})" if option.help else ""))
        while True:
            typed = self._typed(_label(prompt))
            try:
                reply = self._reply(prompt, numbered, typed)
            except ReadError as error:
                self._say(str(error))
                continue
            if isinstance(reply, Help):
                self._say(KEYS)
            return reply

    def _introduce(self, prompt: Prompt) -> None:
        self._say("")
        if prompt.new_part:
            self._say(prompt.place, "")
        if not self._told_keys:
            self._say(KEYS, "")
            self._told_keys = True
        self._say(*filter(None, _introduction(prompt)))

    def _reply(self, prompt: Prompt, numbered: tuple[Option, ...], typed: str) -> Reply:
        if not typed.strip():
            return self._nothing(prompt)
        reply = command(prompt, typed)
        if reply is not None:
            return reply
        if not numbered:
            return Given(read(prompt.question, typed))
        chosen = (
            [_numbered(numbered, word) for word in typed.split(",")]
            if prompt.several
            else [_numbered(numbered, typed)]
        )
        return _chosen(prompt, chosen)

    def _nothing(self, prompt: Prompt) -> Reply:
        """Return the reply that Enter alone stands for."""
        if prompt.done:
            return NoMore()
        if prompt.typed:
            return Given(read(prompt.question, prompt.typed))
        if prompt.picked and prompt.options:
            return _chosen(prompt, sorted(prompt.picked))
        raise ReadError("Skriv ett svar, eller :vet inte, :hoppa eller ? för hjälp.")

    def choose(self, menu: Menu) -> str | Leaving:
        """Return the id of the chosen option."""
        self._say("", menu.title)
        for number, option in enumerate(menu.options, 1):
            self._say(f"{number}. {option.label}" + (f": {option.help}" if option.help else ""))
        default = menu.enter or next(
            (option.label for option in menu.options if option.id == menu.default), ""
        )
        if default:
            self._say(f"Enter: {default}.")
        while True:
            typed = self._typed("Nummer: ").strip()
            if typed in LEAVING:
                return LEAVING[typed]
            if not typed and default:
                return menu.default
            try:
                return _numbered(menu.options, typed)
            except ReadError as error:
                self._say(str(error))

    def line(self, ask: str, typed: str = "") -> str | Leaving:
        """Return a line of free text."""
        self._say("", ask)
        answer = self._typed("Svar: ").strip()
        return LEAVING.get(answer, answer or typed)

    def show(self, *lines: str, tone: Tone = "plain") -> None:
        """Print *lines*."""
        self._say("", *lines)

    def _typed(self, label: str) -> str:
        self._write(label)
        return self._read()

    def _say(self, *lines: str) -> None:
        for line in lines:
            for row in wrap(line):
                self._write(row + "\n")


def _label(prompt: Prompt) -> str:
    if not prompt.options:
        return "Svar: "
    return "Nummer, med komma emellan: " if prompt.several else "Nummer: "


def _introduction(prompt: Prompt) -> tuple[str, ...]:
    """Return the lines above a question's choices; empty ones are not shown."""
    kept = _kept(prompt)
    return (
        prompt.error,
        prompt.topic,
        *prompt.intro,
        prompt.ask,
        prompt.why,
        EXAMPLES.get(prompt.question.input, ""),
        prompt.note,
        f"Enter utan svar: {prompt.done}." if prompt.done and not prompt.options else "",
        f"{prompt.none}: skriv :gäller inte." if prompt.none and not prompt.options else "",
        f"Enter utan svar behåller: {kept}." if kept else "",
    )


def _kept(prompt: Prompt) -> str:
    """Return the earlier answer that Enter alone keeps, in words."""
    if prompt.question.input in READERS:
        return prompt.typed
    labels = [option.label for option in (*prompt.options, *extras(prompt)) if option.id in prompt.picked]
    return swedish.listing(labels)


def _numbered(options: tuple[Option, ...], typed: str) -> str:
    """Return the option whose number, or whole label, was typed.

    Raises:
        ReadError: there is none.
    """
    bare = typed.strip().rstrip(".").casefold()
    if bare.isascii() and bare.isdigit() and 1 <= int(bare) <= len(options):
        return options[int(bare) - 1].id
    for option in options:
        if bare and bare in (option.label.casefold(), option.id.casefold()):
            return option.id
    raise ReadError(f"Skriv ett nummer mellan 1 och {len(options)}.")


def _chosen(prompt: Prompt, chosen: list[str]) -> Reply:
    """Return the reply for picked options, of which the extra ones stand alone.

    Raises:
        ReadError: the picks do not go together, or are too few or too many.
    """
    special = [name for name in chosen if name.startswith(":")]
    if special and len(chosen) > 1:
        raise ReadError("Det går inte att välja både svar och något av de sista alternativen.")
    if special == [NOTHING_CHOSEN]:
        return Given(pick(prompt.question, frozenset()))
    return COMMANDS[special[0]] if special else Given(pick(prompt.question, frozenset(chosen)))


def _from_stdin() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _to_stdout(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
