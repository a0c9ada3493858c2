"""The commands that can be typed instead of an answer, and what can be replied besides one."""

from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Help,
    NoMore,
    NotForUs,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Skip,
)
from samverkansavtal.language.reading import ReadError

NOTHING_CHOSEN = ":inget"
COMMANDS: dict[str, Reply] = {
    "?": Help(),
    "<": Back(),
    ":klar": NoMore(),
    ":gäller inte": NotForUs(),
    ":vet inte": DontKnow(),
    ":hoppa": Skip(),
    ":spara": SaveAndQuit(),
}


def command(prompt: Prompt, typed: str) -> Reply | None:
    """Return the reply that a typed command stands for, or None when *typed* is an answer.

    Raises:
        ReadError: it looks like a command but is none that this question takes.
    """
    bare = " ".join(typed.split()).casefold().replace(":galler", ":gäller")
    reply = COMMANDS.get(bare)
    if reply is None and not bare.startswith(":"):
        return None
    if reply is None or not _fits(prompt, reply):
        known = ", ".join(name for name, what in COMMANDS.items() if _fits(prompt, what))
        raise ReadError(f"”{typed.strip()}” går inte att använda här. Det som går är {known}.")
    return reply


def _fits(prompt: Prompt, reply: Reply) -> bool:
    if isinstance(reply, NoMore):
        return bool(prompt.done)
    return bool(prompt.none) if isinstance(reply, NotForUs) else True


def extras(prompt: Prompt) -> tuple[Option, ...]:
    """Return what can be replied besides an answer; the ids are commands."""
    found = []
    if prompt.done:
        found.append(Option(":klar", prompt.done))
    if prompt.several and not prompt.question.least:
        found.append(Option(NOTHING_CHOSEN, "Inget av det här"))
    if prompt.none:
        found.append(Option(":gäller inte", prompt.none))
    return (*found, Option(":vet inte", prompt.unsure), Option(":hoppa", "Hoppa över just nu"))
