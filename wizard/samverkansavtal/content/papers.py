"""Papers beside the agreement → compiled records: board paper, party sheet, timeline and the like."""

from samverkansavtal.content.body import MaterialHere, walk_body
from samverkansavtal.content.body_reader import read_variants
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Source
from samverkansavtal.content.records import Paper, PaperSection, Step
from samverkansavtal.content.report_models import PaperData
from samverkansavtal.errors import Problem
from samverkansavtal.language.parser import Items

# What `underlag("…")` can bring into a paper; the words around it are the paper's own.
MATERIAL = (
    "riktning",
    "talar_for_samverkan",
    "talar_for_kop",
    "varde",
    "varde_kort",
    "risker",
    "aterstar",
    "tidplan",
    "att_ordna",
    "falt",
)


def papers(builder: Builder) -> dict[str, Paper]:
    """Return every paper by id."""
    found = {}
    for name, source, data in builder.data("paper", PaperData):
        item, items = builder.each(data.each, source)
        found[name] = Paper(
            id=name,
            title=data.title,
            about=data.about,
            each=data.each,
            item=item,
            when=builder.guards(data.when, source, ("when",), items),
            law=data.law,
            form=data.form,
            sections=_sections(builder, source, data, items),
            steps=tuple(Step(step.days, step.say, step.company) for step in data.steps),
            record=builder.records["paper", name],
        )
    return found


def _sections(builder: Builder, source: Source, data: PaperData, items: Items) -> tuple[PaperSection, ...]:
    texts = read_variants(source.body, source.body_line)
    titles = [title for title, _, _ in texts]
    conditions = {}
    for index, section in enumerate(data.sections):
        if section.title not in titles:
            message = (
                f"rubriken ”{section.title}” finns inte i texten; skriv ## {section.title} och texten under"
            )
            builder.fail(source, ("sections", index, "title"), message)
        place = ("sections", index, "when")
        conditions[section.title] = builder.guards(section.when, source, place, items)
    found = []
    for title, text, line in texts:
        read = PaperSection(title, conditions.get(title, ()), builder.body(text, line, source, items))
        _known_material(builder, source, read)
        found.append(read)
    return tuple(found)


def _known_material(builder: Builder, source: Source, section: PaperSection) -> None:
    for node in walk_body(section.body):
        if isinstance(node, MaterialHere) and node.id not in MATERIAL:
            message = f"underlaget ”{node.id}” finns inte; skriv ett av {', '.join(MATERIAL)}"
            builder.problems.append(Problem(source.path, node.line, message, "SA208"))
