"""Trees as plain text: for examples, comparison and reading aloud."""

from collections.abc import Iterator

from samverkansavtal.drafting.tree import (
    Agreement,
    Block,
    Bullets,
    Heading,
    Items,
    Paragraph,
    Report,
    Run,
    Section,
    Signatures,
    Table,
)


def agreement_text(agreement: Agreement) -> str:
    """Return the agreement as text, the cover left out."""
    head = [agreement.title, f"{agreement.status.value} · version {agreement.version} · {agreement.day}"]
    head += [line for line in (agreement.stamp, *agreement.references, agreement.notice) if line]
    parts = ["\n".join(head)]
    parts += [_section(section, "") for section in agreement.sections]
    parts += [_section(annex, "") for annex in agreement.annexes]
    return "\n\n".join(parts) + "\n"


def report_text(report: Report) -> str:
    """Return a report as text."""
    lines = [report.title, report.subtitle]
    for block in report.blocks:
        if isinstance(block, Heading):
            lines.append("\n" + "#" * block.level + " " + block.text)
        elif isinstance(block, Bullets):
            lines += [f"– {_text(item)}" for item in block.items]
        else:
            lines += _block(block)
    return "\n".join(lines) + "\n"


def _section(section: Section, _: str) -> str:
    lines = [f"{section.number} {section.title}"]
    for provision in section.provisions:
        for block in provision.blocks:
            lines += _block(block)
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{block.number} {block.text}".strip()
    elif isinstance(block, Items):
        for place, item in enumerate(block.items):
            yield f"  ({chr(97 + place % 26)}) {_text(item)}"
    elif isinstance(block, Table):
        yield " | ".join(block.header)
        for row in block.rows:
            yield " | ".join(_text(cell) for cell in row)
        if block.total:
            yield " | ".join(block.total)
    elif isinstance(block, Signatures):
        for signature in block.blocks:
            people = "; ".join(_text(person) for person in signature.people)
            yield f"{signature.party}{f' genom {signature.through}' if signature.through else ''}: {people}"


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
