"""questionary's prompts with our keys on them, in Swedish, and without its traps.

Never `confirm` (a typed j for ja is ignored), never `ask()` (Ctrl-C becomes an empty answer), no Escape
(it waits), a default only when it is among the choices (anything else raises).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from samverkansavtal.asking.printing import width
from samverkansavtal.asking.prompter import Option, Reply

if TYPE_CHECKING:
    from prompt_toolkit.styles import Style
    from questionary import Question as Widget

T = TypeVar("T")
Options = tuple[Option, ...]
MANY = 14  # with more lines than this a list needs all of a small window
ARROWS = "(pil upp eller ned, sedan Enter)"
SPACE = "(mellanslag kryssar, Enter går vidare)"


class Pressed(Exception):
    """A shortcut key was pressed."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def text(label: str, typed: str = "", hint: str = "") -> "Widget":
    """Return a line to type on, with *typed* on it already."""
    import questionary

    return questionary.text(label, default=typed, qmark="", instruction=hint or None, style=_style())


def select(label: str, options: Options, extras: Options = (), default: str = "") -> "Widget":
    """Return a list to choose one from, standing on *default* where that is in it."""
    import questionary

    room = width() - 4
    choices = [questionary.Choice(_short(option, room), value=option.id) for option in (*options, *extras)]
    gap = [questionary.Separator(" ")] if extras and len(choices) < MANY else []
    widget = questionary.select(
        label,
        [*choices[: len(options)], *gap, *choices[len(options) :]],
        default=default if default in {choice.value for choice in choices} else None,
        qmark="",
        pointer=">",
        instruction=ARROWS,
        style=_style(),
        use_jk_keys=False,
    )
    _bind(widget, ALT_ENTER)
    return widget


def checkbox(label: str, options: Options, picked: frozenset[str]) -> "Widget":
    """Return a list to tick several in; it leaves no trace, for its own says "done (2 selections)"."""
    import questionary

    room = width() - 6
    widget = questionary.checkbox(
        label,
        [questionary.Choice(_short(o, room), value=o.id, checked=o.id in picked) for o in options],
        qmark="",
        pointer=">",
        instruction=SPACE,
        style=_style(),
        use_jk_keys=False,
    )
    _bind(
        widget, ALT_ENTER | {"a": _nothing, "i": _nothing}
    )  # they tick everything, or the opposite, without a word
    widget.application.erase_when_done = True
    return widget


def run(widget: "Widget", keys: dict[str, Reply], kind: type[T]) -> T | Reply:
    """Return what the user made of *widget*, or the reply of the shortcut key they pressed."""
    _bind(widget, {key: _leave_with(reply) for key, reply in keys.items()})
    try:
        answer = widget.unsafe_ask()
    except Pressed as key:
        return key.reply
    assert isinstance(answer, kind)
    return answer


def _bind(widget: "Widget", handlers: dict[str, Callable[[Any], None]]) -> None:
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    bindings = KeyBindings()
    for key, handler in handlers.items():
        bindings.add(*key.split(), eager=True)(handler)
    own = widget.application.key_bindings or KeyBindings()
    widget.application.key_bindings = merge_key_bindings([own, bindings])


def _leave_with(reply: Reply) -> Callable[[Any], None]:
    def pressed(event: Any) -> None:
        event.app.erase_when_done = True
        event.app.exit(exception=Pressed(reply))

    return pressed


def _nothing(event: Any) -> None:
    """Do nothing."""


ALT_ENTER: dict[str, Callable[[Any], None]] = {
    "escape enter": _nothing
}  # ends a text of several lines; in a list it would end it with no answer


def _short(option: Option, room: int) -> str:
    """Return an option on one line, with its help where there is room."""
    full = f"{option.label} – {option.help}" if option.help else option.label
    if len(full) <= room:
        return full
    return option.label if len(option.label) <= room else option.label[: room - 2].rstrip() + " …"


def _style() -> "Style":
    """Return a style of weight only: questionary's own orange cannot be read on white."""
    from prompt_toolkit.styles import Style

    return Style.from_dict(dict.fromkeys(("answer", "pointer", "highlighted", "selected"), "noinherit bold"))
