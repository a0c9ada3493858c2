"""The terminal commands that ask: what they need from the rest of the program, gathered in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkansavtal import telling
from samverkansavtal.asking.forms import which_form_fits
from samverkansavtal.asking.menu import first_screen
from samverkansavtal.asking.pick import prompter
from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.quick import quick_test
from samverkansavtal.asking.services import ModelInfo
from samverkansavtal.asking.sitting import new_draft, resume_draft
from samverkansavtal.content.layers import model_layer, model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.copying import copy_model
from samverkansavtal.documents import known_file, open_answers, today, write_all_documents, write_documents
from samverkansavtal.errors import StorageError
from samverkansavtal.explaining import summary
from samverkansavtal.planning.plan import Plan
from samverkansavtal.producing.opening import kept, library_for
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.storing.drafts import default_folder, delete, list_drafts
from samverkansavtal.storing.names import file_name


@dataclass(frozen=True)
class Here:
    """Services for the screens, on this computer."""

    folder: Path
    today: date

    def models(self) -> Sequence[ModelInfo]:
        models = [(name, shipped_library(name).model) for name in model_names()]
        return [ModelInfo(name, model.title, model.about) for name, model in reversed(models)]

    def library(self, model: str, layer: str, beside: Path | None) -> Library:
        return library_for(model, layer, beside)

    def forms(self) -> Library | None:
        found = self.library(self.models()[0].id, "", None)
        return found if found.forms else None

    def quick(self) -> Library | None:
        found = self.library(self.models()[0].id, "", None)
        return found if found.quick else None

    def on_result(self, plan: Plan) -> Sequence[str]:
        return summary.direction_lines(plan)

    def summary(self, plan: Plan) -> Sequence[str]:
        found = summary.finding_lines(plan)
        return (
            *(("Det här behöver ni göra något åt:", *(f"  {line}" for line in found)) if found else ()),
            summary.progress(plan),
            "",
            "Nästa steg",
            *(f"  {line}" for line in summary.next_steps(plan)),
        )

    def since_last(self, draft: Draft, plan: Plan) -> Sequence[str]:
        if draft.library in ("", plan.library.fingerprint):
            return ()
        return summary.since_last(draft.findings, plan)

    def kept(self, draft: Draft, plan: Plan, changed_after_result: Sequence[str]) -> Draft:
        return kept(draft, plan, tuple(changed_after_result))

    def changed_after_result(self, draft: Draft) -> Sequence[str]:
        return draft.changed_after_result

    def produce(self, path: Path, everything: bool) -> Sequence[str]:
        write = write_all_documents if everything else write_documents
        return telling.written(write(open_answers(path), path.parent))

    def copy(self, model: str, name: str) -> Sequence[str]:
        return copy_model(model, self.folder / "Modeller" / file_name(name))


def here(folder: Path | None) -> Here:
    """Return the services for drafts in *folder*, or where drafts usually are."""
    return Here(folder or default_folder(), today())


def menu(enkel: bool, folder: Path | None) -> None:
    """Open the first screen."""
    first_screen(prompter(enkel), here(folder))


def new(model: str, layer: str, enkel: bool, folder: Path | None) -> None:
    """Begin a draft.

    Raises:
        ContentError: there is no such model or layer.
    """
    if layer:
        library_for("", layer)
        layer = str(Path(layer).resolve())
    elif model:
        model_layer(model)
    new_draft(prompter(enkel), here(folder), model, layer)


def quick(enkel: bool, folder: Path | None) -> None:
    """Run the quick test."""
    quick_test(prompter(enkel), here(folder))


def form(enkel: bool, folder: Path | None) -> None:
    """Ask which form fits."""
    which_form_fits(prompter(enkel), here(folder))


def resume(target: Path | None, enkel: bool, folder: Path | None) -> None:
    """Go on with the draft at *target*, or one the user chooses."""
    path = known_file(target) if target else None
    resume_draft(prompter(enkel), here(folder), path)


def drafts(name: str | None, enkel: bool, folder: Path | None) -> None:
    """List the drafts, or remove one after asking."""
    import click

    services = here(folder)
    if name is not None:
        click.echo(_delete(prompter(enkel), services, name))
        return
    found = list_drafts(services.folder)
    if not found:
        click.echo(f"Det finns inga utkast i {services.folder}. Skriv samverkan new för att börja ett.")
    for info in found:
        click.echo(
            f"{info.title}  ({info.path.parent.name}, {info.model or 'okänd modell'}, ändrat {info.changed:%Y-%m-%d %H:%M})"
        )
        if info.problem:
            click.echo(f"  {info.problem}")


def _delete(asking: Prompter, services: Here, name: str) -> str:
    wanted = name.casefold()
    found = [
        info
        for info in list_drafts(services.folder)
        if wanted in (info.path.parent.name.casefold(), info.title.casefold())
    ]
    if len(found) != 1:
        problem = "finns inte" if not found else "heter flera utkast"
        raise StorageError(f"”{name}” {problem}. Skriv samverkan drafts och använd namnet inom parentes.")
    options = (Option("no", "Nej, behåll det"), Option("yes", "Ja, ta bort det"))
    question = f"Vill ni ta bort utkastet ”{found[0].title}” med alla dess filer? Det går inte att ångra."
    if asking.choose(Menu("delete", question, options, "no")) != "yes":
        return "Utkastet är kvar."
    delete(found[0].path, services.folder)
    return "Utkastet är borttaget."
