"""Draft files held against the library they name, and what a draft remembers when it is kept."""

from dataclasses import dataclass, replace
from pathlib import Path

from samverkansavtal.content.layers import folder_layer, layers_for
from samverkansavtal.content.library import load_library, shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.explaining.judged import still_standing
from samverkansavtal.explaining.summary import to_settle
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.storing.answer_file import Draft, RawDraft, read_draft


@dataclass(frozen=True)
class Held:
    """A draft with its library and plan; `told` are sentences about what could not be kept."""

    draft: Draft
    library: Library
    plan: Plan
    told: tuple[str, ...]


def library_for(model: str, layer: str = "", beside: Path | None = None) -> Library:
    """Return the library of a shipped model, or of a layer in a folder (relative to *beside*)."""
    if not layer:
        return shipped_library(model)
    folder = Path(layer)
    if beside is not None and not folder.is_dir() and (beside / layer).is_dir():
        folder = beside / layer
    return load_library(*layers_for(folder_layer(folder)))


def hold(raw: RawDraft, library: Library) -> Held:
    """Return the draft with its plan; a judgement whose answers have changed has fallen.

    Raises:
        AnswerError: one or more answers are wrong.
    """
    draft, dropped = read_draft(raw, library)
    planned = plan(library, draft.answers, draft.day)
    kept, fallen = still_standing(draft.judgements, planned)
    return Held(replace(draft, judgements=kept), library, planned, (*dropped, *fallen))


def kept(draft: Draft, planned: Plan, changed_after_result: tuple[str, ...]) -> Draft:
    """Return *draft* as it is to be saved with the plan's answers: with what the library finds now."""
    return replace(
        draft,
        answers=planned.answers,
        library=planned.library.fingerprint,
        findings=to_settle(planned),
        changed_after_result=changed_after_result,
    )
