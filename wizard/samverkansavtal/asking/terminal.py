"""Arrow keys, prefilled text and shortcut keys, for whoever sits at a terminal."""

from samverkansavtal.asking import widgets
from samverkansavtal.asking.entering import COMMANDS, NOTHING_CHOSEN, command, extras
from samverkansavtal.asking.printing import put, put_table
from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Given,
    Help,
    Leaving,
    Menu,
    NoMore,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Skip,
    Tone,
)
from samverkansavtal.interviewing.entering import EXAMPLES, pick, read
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import ReadError

KEYS = "F1 Hjälp  F2 Vet inte än  F3 Hoppa över  Ctrl-B Tillbaka  Ctrl-S Spara, sluta"
ASKING: dict[str, Reply] = {"f1": Help(), "f2": DontKnow(), "f3": Skip(), "c-b": Back(), "c-s": SaveAndQuit()}
LEAVING: dict[str, Reply] = {"c-b": Back(), "c-s": SaveAndQuit()}
RETURN = ":frågan"


class Terminal:
    """Asks with arrow keys; nothing is told by colour alone."""

    def ask(self, prompt: Prompt) -> Reply:
        """Return the reply to one question."""
        _introduce(prompt)
        if not prompt.options:
            return _typed(prompt)
        return _ticked(prompt) if prompt.several else _selected(prompt)

    def choose(self, menu: Menu) -> str | Leaving:
        """Return the id of the chosen option."""
        put("")
        put(menu.title, "strong")
        if menu.numbered:
            return _numbered(menu)
        options = tuple(Option(o.id, f"{o.label}: {o.help}" if o.help else o.label) for o in menu.options)
        return _leaving(widgets.run(widgets.select("Välj:", options, default=menu.default), LEAVING, str))

    def line(self, ask: str, typed: str = "") -> str | Leaving:
        """Return a line of free text."""
        put("")
        put(ask, "strong")
        return _leaving(widgets.run(widgets.text("Svar:", typed), LEAVING, str))

    def show(self, *lines: str, tone: Tone = "plain") -> None:
        """Print *lines*, wrapped to the window."""
        put("")
        for line in lines:
            put(line, tone)


def _introduce(prompt: Prompt) -> None:
    put("")
    put(prompt.place, "heading" if prompt.new_part else "quiet")
    if prompt.error:
        put(prompt.error, "warning")
    if prompt.topic:
        put(prompt.topic, "strong")
    for line in prompt.intro:
        put(line)
    put(prompt.ask, "strong")
    if prompt.why:
        put(prompt.why)
    for line in filter(None, (EXAMPLES.get(prompt.question.input, ""), prompt.note, KEYS)):
        put(line, "quiet")


def _typed(prompt: Prompt) -> Reply:
    """Return the reply to a question whose answer is typed; what cannot be read stays on the line."""
    typed, hint = prompt.typed, f"(Enter utan text: {prompt.done})" if prompt.done else ""
    while True:
        answer = widgets.run(widgets.text("Svar:", typed, hint), ASKING, str)
        if not isinstance(answer, str):
            return answer
        typed = answer
        try:
            reply = _read(prompt, answer)
        except ReadError as error:
            put(str(error), "warning")
            continue
        if reply is not None:
            return reply


def _read(prompt: Prompt, typed: str) -> Reply | None:
    """Return what typed text stands for; None when the question is to be asked again."""
    if typed.strip():
        return command(prompt, typed) or Given(read(prompt.question, typed))
    return NoMore() if prompt.done else _nothing(prompt)


def _nothing(prompt: Prompt) -> Reply | None:
    """Return what an empty answer was meant to say; None when it was a mistake."""
    back = (Option(RETURN, "Tillbaka till frågan"),)
    chosen = widgets.run(widgets.select("Inget svar. Vad gäller?", (*back, *extras(prompt))), ASKING, str)
    if not isinstance(chosen, str):
        return chosen
    return Given(pick(prompt.question, frozenset())) if chosen == NOTHING_CHOSEN else COMMANDS.get(chosen)


def _selected(prompt: Prompt) -> Reply:
    before = next(iter(prompt.picked), "")
    chosen = widgets.run(widgets.select("Svar:", prompt.options, extras(prompt), before), ASKING, str)
    if not isinstance(chosen, str):
        return chosen
    return COMMANDS.get(chosen) or Given(pick(prompt.question, frozenset((chosen,))))


def _ticked(prompt: Prompt) -> Reply:
    """Return the reply to a question with several answers; none at all is asked about."""
    picked = prompt.picked
    while True:
        answer = widgets.run(widgets.checkbox("Svar:", prompt.options, picked), ASKING, list)
        if not isinstance(answer, list):
            return answer
        picked = frozenset(answer)
        try:
            reply = Given(pick(prompt.question, picked)) if picked else _nothing(prompt)
        except ReadError as error:
            put(str(error), "warning")
            continue
        if reply is not None:
            labels = [option.label for option in prompt.options if option.id in picked]
            put(f" Svar: {swedish.listing(labels)}" if labels else "")
            return reply


def _numbered(menu: Menu) -> str | Leaving:
    """Return the option whose number is typed; Enter alone is the menu's default."""
    put_table(menu.options)
    while True:
        typed = widgets.run(
            widgets.text("Nummer att ändra:", hint=f"(Enter utan nummer: {menu.enter})"), LEAVING, str
        )
        if not isinstance(typed, str):
            return _leaving(typed)
        bare = typed.strip().rstrip(".")
        if not bare:
            return menu.default
        if bare.isascii() and bare.isdigit() and 1 <= int(bare) <= len(menu.options):
            return menu.options[int(bare) - 1].id
        put(f"Skriv ett nummer mellan 1 och {len(menu.options)}, eller bara Enter.", "warning")


def _leaving(answer: str | Reply) -> str | Leaving:
    assert isinstance(answer, str | Back | SaveAndQuit)
    return answer
