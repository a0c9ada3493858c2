"""A schema with one name of each kind, for tests of expressions."""

from samverkansavtal.language.kinds import (
    CHOICE,
    CHOICES,
    DATE,
    NUMBER,
    ROW,
    TEXT,
    YESNO,
    Kind,
    ListSchema,
    Schema,
)

FORM = Kind(
    CHOICE,
    choices={"kommun": "Kommun", "forening": "Förening", "foretag": "Företag"},
    groups={"offentlig": frozenset(("kommun",))},
)
SCHEMA = Schema(
    names={
        "betald": Kind(YESNO),
        "oppen": Kind(YESNO),
        "begrepp": Kind(YESNO),
        "namn": Kind(TEXT),
        "belopp": Kind(NUMBER, "kr"),
        "tak": Kind(NUMBER, "kr"),
        "tid": Kind(NUMBER, "månader"),
        "antal_tecken": Kind(NUMBER),
        "startdag": Kind(DATE),
        "slutdag": Kind(DATE),
        "form": FORM,
        "mal": Kind(CHOICES, choices={"arbete": "arbete", "sprak": "språk"}),
    },
    lists={
        "parter": ListSchema("part", {"kallas": Kind(TEXT), "form": FORM, "medlem": Kind(YESNO)}),
        "insatser": ListSchema(
            "insats",
            {
                "varde": Kind(NUMBER, "kr"),
                "fran": Kind(ROW, of="parter"),
                "till": Kind(ROW, of="parter"),
                "egen": Kind(YESNO),
            },
        ),
    },
    questions=frozenset(
        ("betald", "oppen", "namn", "belopp", "tid", "startdag", "slutdag", "form", "mal", "parter.form")
    ),
)
