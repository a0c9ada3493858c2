"""The outline of an agreement: what each layer's `model.toml` drops and adds."""

from dataclasses import replace
from decimal import Decimal

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.compiling import plain_text
from samverkansavtal.content.frontmatter import Source
from samverkansavtal.content.models import ModelData, SectionData
from samverkansavtal.content.questions import Question
from samverkansavtal.content.records import Model, SectionPlan
from samverkansavtal.language.kinds import CHOICES, YESNO


def outline(builder: Builder, layers: tuple[str, ...]) -> Model:
    """Return the model of the top layer, everything it derives from merged in."""
    data = {name: (source, found) for name, source, found in builder.data("model", ModelData)}
    model = Model("", "", "", "", (), (), ())
    for layer in layers:
        if layer in data:
            model = _apply(builder, model, layer, *data[layer])
    return model


def _apply(builder: Builder, model: Model, layer: str, source: Source, data: ModelData) -> Model:
    sections = _plans(data.sections) or model.sections
    annexes = _plans(data.annexes) or model.annexes
    for index, dropped in enumerate(data.drop):
        if dropped not in _ids(sections) | _ids(annexes):
            builder.fail(
                source,
                ("drop", index),
                f"”{dropped}” finns inte i modellen; skriv en bestämmelse eller ett avsnitt som finns",
            )
        sections, annexes = _without(sections, dropped), _without(annexes, dropped)
    for index, added in enumerate(data.add):
        builder.known(added.provision, "provision", source, ("add", index), "bestämmelsen")
        if added.after not in _ids(sections) | _ids(annexes):
            builder.fail(
                source,
                ("add", index),
                f"”{added.after}” finns inte i modellen; skriv en bestämmelse som finns i after",
            )
        sections = _inserted(sections, added.provision, added.after)
        annexes = _inserted(annexes, added.provision, added.after)
    for fact, answer in data.presets.items():
        _preset(builder, source, fact, answer)
    for key, plans in (("sections", data.sections), ("annexes", data.annexes)):
        for index, section in enumerate(plans):
            for provision in section.provisions:
                builder.known(provision, "provision", source, (key, index, "provisions"), "bestämmelsen")
    return replace(
        model,
        id=layer,
        title=data.title or model.title,
        about=data.about or model.about,
        notice=data.notice or model.notice,
        document=plain_text(builder, data.document, source) if data.document else model.document,
        sections=sections,
        annexes=annexes,
        presets={**model.presets, **data.presets},
    )


def _preset(builder: Builder, source: Source, fact: str, answer: object) -> None:
    kind = builder.schema.names.get(fact)
    given = answer if isinstance(answer, list) else [answer]
    if fact not in builder.schema.questions or kind is None:
        if fact not in builder.lost:
            message = f"frågan ”{fact}” finns inte; skriv namnet på en fråga som inte är en lista"
            builder.fail(source, ("presets", fact), message)
    elif (
        isinstance(answer, list) is not (kind.name == CHOICES)
        or isinstance(answer, bool) is not (kind.name == YESNO)
        or (kind.choices and not all(choice in kind.choices for choice in given))
    ):
        message = f"svaret passar inte frågan ”{fact}”; skriv {kind}"
        builder.fail(source, ("presets", fact), message)


def with_presets(question: Question, model: Model) -> Question:
    """Return *question* with the model's own answer as the usual one, when it has a usual one."""
    preset = model.presets.get(question.fact)
    if question.standard is None:
        return question
    if isinstance(preset, bool | str):
        return replace(question, standard=preset)
    return replace(question, standard=Decimal(preset)) if isinstance(preset, int) else question


def _plans(sections: tuple[SectionData, ...]) -> tuple[SectionPlan, ...]:
    return tuple(SectionPlan(section.id, section.title, section.provisions) for section in sections)


def _ids(sections: tuple[SectionPlan, ...]) -> set[str]:
    return {section.id for section in sections} | {
        name for section in sections for name in section.provisions
    }


def _without(sections: tuple[SectionPlan, ...], dropped: str) -> tuple[SectionPlan, ...]:
    kept = [
        replace(section, provisions=tuple(name for name in section.provisions if name != dropped))
        for section in sections
        if section.id != dropped
    ]
    return tuple(section for section in kept if section.provisions)


def _inserted(sections: tuple[SectionPlan, ...], added: str, after: str) -> tuple[SectionPlan, ...]:
    found = []
    for section in sections:
        names = list(section.provisions)
        if after in names:
            names.insert(names.index(after) + 1, added)
        found.append(replace(section, provisions=tuple(names)))
    return tuple(found)
