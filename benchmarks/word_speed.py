"""How long a Word file takes, beside docxtpl making an equally long one, in the same run.

    python benchmarks/word_speed.py

The document is the one in most comparisons: 35 provisions, 231 paragraphs, 5 parties, two tables,
12 references and contents. Only the ratio says anything on another machine.
"""

import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from samverkansavtal.drafting.tree import (
    Agreement,
    DraftProvision,
    Items,
    Mark,
    Paragraph,
    Run,
    Section,
    Signature,
    Signatures,
    Status,
    Table,
)
from samverkansavtal.word import agreement_docx

PROVISIONS = 35
POINTS = 5  # a provision; with 35 headings and 21 items that makes 231 paragraphs
ITEMS = 3  # in every fifth provision
REFERENCES = 12
GOAL = 0.35
ROUNDS = 25
PARTIES = ("Bolaget AB", "Läslandet", "Södertälje kommun", "Fornhöjden IF", "Svenska kyrkan")
COSTS = ("Lokal", "Processledare", "Ledare", "Material", "Resor")
SENTENCE = (
    "Parterna ska tillsammans driva en öppen mötesplats för alla som bor i området, "
    "och var och en svarar för sina kostnader."
)


def agreement(provisions: int = PROVISIONS) -> Agreement:
    """A synthetic agreement, one provision a section."""
    sections = [_section(number) for number in range(1, provisions + 1)]
    return Agreement(
        "Samverkansavtal om Mötesplatsen",
        Status.WORKING,
        "",
        1,
        "2026-12-01",
        ("KS 2026/1",),
        "Modell.",
        (*sections,),
    )


def _section(number: int) -> Section:
    blocks: list[Any] = [_point(number, point) for point in range(1, POINTS + 1)]
    if number % 5 == 0:
        blocks.append(Items(tuple((Run(f"led {item},"),) for item in range(ITEMS))))
    if number == 1:
        rows = tuple(((Run(name),), (Run("556057-8196", Mark.FILLED),), (Run("vd"),)) for name in PARTIES)
        blocks.append(Table("Parter", ("Namn", "Org.nr", "Genom"), rows))
    if number == 2:
        costs = tuple(((Run(name),), (Run("100 000 kr", Mark.FILLED),)) for name in COSTS)
        blocks.append(Table("Budget", ("Post", "Belopp"), costs, ("Summa", "500 000 kr"), ("l", "r")))
    if number == PROVISIONS:
        blocks.append(
            Signatures(tuple(Signature(name, "vd", ((Run("Namn"), Run("vd")),)) for name in PARTIES))
        )
    provision = DraftProvision(f"p/{number}", "", f"k_{number}", tuple(blocks))
    return Section(f"s/{number}", str(number), f"Avsnitt {number}", f"s_{number}", (provision,))


def _point(number: int, point: int) -> Paragraph:
    runs = [Run(SENTENCE), Run(" "), Run("Mötesplatsen", Mark.FILLED), Run(" är öppen.")]
    if point == 2 and number <= REFERENCES:
        runs += [Run(" Se punkt "), Run("1.1", target="p_1_1"), Run(".")]
    return Paragraph(tuple(runs), f"{number}.{point}", f"p_{number}_{point}")


def docxtpl_maker() -> Callable[[], bytes] | None:
    """A function that makes the same document with docxtpl, its template read anew as its API does."""
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return None
    template = _template()
    context = {
        "plats": "Mötesplatsen",
        "parter": [{"namn": name, "nr": "556057-8196"} for name in PARTIES],
        "poster": [{"namn": name, "belopp": "100 000 kr"} for name in COSTS],
        **{f"med_{number}": True for number in range(1, PROVISIONS + 1)},
    }

    def make() -> bytes:
        document = DocxTemplate(BytesIO(template))
        document.render(context)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return make


def _template() -> bytes:
    """A template such as docxtpl's users write: every provision under a condition, loops for the rows."""
    import docx

    document: Any = docx.Document()
    document.add_paragraph("Samverkansavtal om {{ plats }}", style="Title")
    for number in range(1, PROVISIONS + 1):
        document.add_paragraph(f"{{%p if med_{number} %}}")
        document.add_paragraph(f"{number} Avsnitt {number}", style="Heading 1")
        for point in range(1, POINTS + 1):
            reference = " Se punkt 1.1." if point == 2 and number <= REFERENCES else ""
            document.add_paragraph(f"{number}.{point} {SENTENCE} {{{{ plats }}}} är öppen.{reference}")
        for item in range(ITEMS if number % 5 == 0 else 0):
            document.add_paragraph(f"led {item},")
        if number == 1:
            _loop(document, "part in parter", ("{{ part.namn }}", "{{ part.nr }}", "vd"))
        if number == 2:
            _loop(document, "post in poster", ("{{ post.namn }}", "{{ post.belopp }}"))
        document.add_paragraph("{%p endif %}")
    for line in (
        "{%p for part in parter %}",
        "{{ part.namn }}",
        "Ort och datum",
        "Namnteckning",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _loop(document: Any, loop: str, cells: tuple[str, ...]) -> None:
    table = document.add_table(rows=4, cols=len(cells))
    table.rows[0].cells[0].text = "Namn"
    table.rows[1].cells[0].text = f"{{%tr for {loop} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for cell, text in zip(table.rows[2].cells, cells, strict=True):
        cell.text = text


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median of each work, run by turns so that the machine's moods are shared."""
    for work in works:
        work()
    times = [[milliseconds(work) for work in works] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def resident_megabytes() -> float:
    """Memory held right now, 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0.0
    return int(status.read_text().split()[1]) * 4096 / 1e6


def main() -> None:
    """Print the comparison, the growth with length, and the memory over a thousand documents."""
    tree = agreement()
    ours, whole = medians(lambda: agreement_docx(tree), lambda: agreement_docx(agreement()))
    print(f"{'':34}{'ms':>9}{'ratio':>9}")
    peer = docxtpl_maker()
    if peer is None:
        print("docxtpl is not installed: no comparison")
    else:
        ours, whole, theirs = medians(lambda: agreement_docx(tree), lambda: agreement_docx(agreement()), peer)
        print(f"{'docxtpl':34}{theirs:9.2f}{1:9.2f}")
        print(f"{'agreement_docx':34}{ours:9.2f}{ours / theirs:9.3f}   goal ≤ {GOAL}")
        print(f"{'  with the tree built each time':34}{whole:9.2f}{whole / theirs:9.3f}")
    large = agreement(100 * PROVISIONS)
    (long,) = medians(lambda: agreement_docx(large), rounds=3)
    print(f"{'agreement_docx, 3 500 provisions':34}{long:9.0f}   {long / ours:.0f} times one of 35")
    for made in range(1000):
        agreement_docx(tree)
        if made == 99:
            after_hundred = resident_megabytes()
    print(f"memory from document 100 to 1 000: {resident_megabytes() - after_hundred:+.1f} MB")


if __name__ == "__main__":
    main()
