"""Each key, table and list item has the line it is written on, which the TOML parser does not tell."""

import pytest

from samverkansavtal.content.frontmatter import Location, Source, read_source

TEXT = '''\
title = "en [lista] = # i text"  # och en [kommentar] = 1
law = ["a", "b"]
when = [
    "ett",  # kommentar
    # "bortkommenterad",
    "två", "tre",
    "fyra"]
after = 1
long = """
inte = en nyckel
[inte.en.tabell]
"""
raw = \'\'\'
inte = heller
\'\'\'
nested = [
    [1, 2],
    { a = "}", b = [1] },
    [
        3,
    ],
    4,
]
"quoted" = 1
[table]
key = 1
[[cases]]
name = "första"
given = { a = 1 }
[[cases]]
name = "andra"
[cases.given]
a = 1
[[cases.inner]]
x = 1
[[cases.inner]]
x = 2
'''

PLACES: dict[Location, int] = {
    ("title",): 1,
    ("law",): 2,
    ("law", 1): 2,
    ("when",): 3,
    ("when", 0): 4,
    ("when", 1): 6,
    ("when", 2): 6,
    ("when", 3): 7,
    ("after",): 8,
    ("long",): 9,
    ("raw",): 13,
    ("nested",): 16,
    ("nested", 0): 17,
    ("nested", 1): 18,
    ("nested", 2): 19,
    ("nested", 3): 22,
    ("quoted",): 24,
    ("table",): 25,
    ("table", "key"): 26,
    ("cases", 0): 27,
    ("cases", 0, "name"): 28,
    ("cases", 0, "given", "a"): 29,
    ("cases", 1): 30,
    ("cases", 1, "name"): 31,
    ("cases", 1, "given"): 32,
    ("cases", 1, "given", "a"): 33,
    ("cases", 1, "inner", 0, "x"): 35,
    ("cases", 1, "inner", 1): 36,
    ("cases", 1, "inner", 1, "x"): 37,
    ("cases", 1, "missing"): 30,
    ("missing",): 1,
    ("inte",): 1,
}


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_place_has_its_line(place: Location) -> None:
    source = read_source("x.toml", TEXT)
    assert isinstance(source, Source)
    assert source.line(place) == PLACES[place]


def test_lines_in_a_text_count_from_the_top_of_the_file() -> None:
    source = read_source("x.md", '+++\ntitle = "x"\nlaw = [\n"a",\n]\n+++\nText.\n')
    assert isinstance(source, Source)
    assert (source.line(("law", 0)), source.body_line, source.body) == (4, 7, "Text.\n")
