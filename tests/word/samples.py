"""Trees to write: a whole agreement with everything in it, the smallest one, and a report."""

from samverkansavtal.drafting.tree import (
    Agreement,
    Block,
    Bullets,
    DraftProvision,
    Heading,
    Items,
    Mark,
    Paragraph,
    Report,
    Run,
    Section,
    Signature,
    Signatures,
    Status,
    Table,
)

Words = str | Run
NBSP = "\u00a0"


def runs(*words: Words) -> tuple[Run, ...]:
    return tuple(word if isinstance(word, Run) else Run(word) for word in words)


def point(number: str, *words: Words) -> Paragraph:
    return Paragraph(runs(*words), number, f"p_{number.replace('.', '_')}")


def said(*words: Words) -> Paragraph:
    return Paragraph(runs(*words))


def listed(*items: Words) -> Items:
    return Items(tuple(runs(item) for item in items))


def cells(*texts: Words) -> tuple[tuple[Run, ...], ...]:
    return tuple(runs(text) for text in texts)


def provision(name: str, *blocks: Block) -> DraftProvision:
    return DraftProvision(name, "", f"k_{name.replace('/', '_')}", blocks)


def section(number: str, title: str, *provisions: DraftProvision) -> Section:
    return Section(title.lower(), number, title, f"s_{number.replace(' ', '_')}", provisions)


def to(number: str, bookmark: str = "") -> Run:
    return Run(number, target=bookmark or f"p_{number.replace('.', '_')}")


def opened(text: str) -> Run:
    return Run(text, Mark.OPEN)


PARTIES = Table(
    "Parter",
    ("Namn", "Org.nr", "Genom", "Kallas"),
    (
        cells("Hyresbostäder i Hageby AB", "556057-8196", "vd", "bolaget"),
        cells("Läslandet", opened("[Fylls i av Läslandet: organisationsnummer]"), "styrelsen", "föreningen"),
    ),
)
BUDGET = Table(
    "Budget per år",
    ("Post", "Bidrar", "2026"),
    (
        cells("Lokal", "bolaget", f"640{NBSP}000{NBSP}kr"),
        cells("Ledare & material", "föreningen", f"60{NBSP}000{NBSP}kr"),
    ),
    ("Summa", "", f"700{NBSP}000{NBSP}kr"),
    ("l", "l", "r"),
)
SIGNING = Signatures(
    (
        Signature("Hyresbostäder i Hageby AB", "vd", (runs("Anna Andersson", "vd"),)),
        Signature("Läslandet", "", (runs("Bo Berg", "ordförande"), runs("Cecilia Dahl", "kassör"))),
        Signature("Södertälje kommun", "nämnden", ()),
    )
)


def agreement(status: Status = Status.PROPOSAL, length: int = 1) -> Agreement:
    """An agreement with every kind of block; *length* repeats its middle section."""
    parts = section(
        "1",
        "Parter",
        provision("parter/tabell", point("1.1", "Avtalet sluts mellan dessa parter."), PARTIES),
        provision("parter/namn", point("1.2", "De kallas ", Run("parterna", Mark.TERM), ".")),
    )
    last = str(2 + length)
    signing = point(f"{last}.1", "Avtalet har upprättats enligt bilaga ", to("1", "s_Bilaga_1"), ".")
    signed = status is Status.SIGNING
    return Agreement(
        title="Samverkansavtal om Mötesplats Hageby",
        status=status,
        stamp="" if signed else "UTKAST – får inte undertecknas: värdet är för högt.",
        version=3,
        day="2026-12-01",
        references=("Södertälje kommun: KS 2026/123",),
        notice="Modellen är skriven utifrån offentliga uppgifter.",
        sections=(
            parts,
            *map(_middle, range(2, 2 + length)),
            section(last, "Underskrifter", provision("underskrifter", signing, SIGNING)),
        ),
        annexes=(
            section("Bilaga 1", "Plan", provision("bilaga/plan", said("Ett år."), listed("vår", "höst"))),
            section("Bilaga 2", "Budget", provision("bilaga/budget", point("B2.1", "Per år."), BUDGET)),
        ),
        cover=() if signed else (said("Sidan hör inte till avtalet."), listed("ett fält"), BUDGET),
        model="portalen",
        library="0123abcd",
        manifest={"model": "portalen", "svar": "sha256:00ff"},
    )


def _middle(number: int) -> Section:
    return section(
        str(number),
        "Verksamhet",
        provision(
            f"verksamhet/{number}",
            point(f"{number}.1", "Se punkt ", to("1.2"), " och avsnitt ", to("1", "s_1"), "."),
            listed("läxhjälp,", Run("öppet hus,", Mark.FILLED), opened("[Fylls i av Läslandet: mer]")),
            point(f"{number}.2", Run("Grannarna är alltid välkomna.", Mark.OWN)),
        ),
        provision(f"tillagg/{number}", said("Utan nummer."), listed("fritt led"), BUDGET),
    )


def saying(*words: Words, title: str = "T") -> Agreement:
    """The smallest agreement, with one paragraph that says *words*."""
    only = section("1", "Ett", provision("ett", point("1.1", *words)))
    return Agreement(title, Status.WORKING, "", 1, "2026-01-01", (), "", (only,))


def report() -> Report:
    """A report with every kind of block."""
    return Report(
        "Riskrapport",
        "Mötesplats Hageby",
        "2026-12-01",
        (
            Heading("I korthet"),
            said("Svaren pekar mot samverkan. Se punkt ", to("1.2"), "."),
            Bullets((runs("2 stoppar underskrift"), runs("3 behöver bedömas"))),
            Heading("Gör så här", 2),
            Paragraph(runs("Bolaget godkänner avtalet."), "1"),
            Paragraph(runs("Vd skriver under."), "2"),
            Heading("Källor", 3),
            Paragraph(runs("Direktupphandling."), "LOU 19:6"),
            Paragraph(runs("En ny lista börjar om."), "1"),
            BUDGET,
            PARTIES,
        ),
    )
