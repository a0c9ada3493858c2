"""The annotated edition leaves nothing out, and the sentences about review follow from the count."""

from dataclasses import replace
from datetime import date

import pytest

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library, Review
from samverkansavtal.content.reviews import fingerprint_of
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import report_text
from samverkansavtal.drafting.tree import Paragraph, Report, Table
from samverkansavtal.explaining.commentary import commentary
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.word import report_docx

DAY = date(2026, 3, 1)
MODELS = model_names()


def edition(library: Library) -> str:
    return report_text(commentary(library, DAY)).replace("\u00a0", " ")


def with_review(library: Library, name: str, state: str) -> Library:
    print_ = fingerprint_of(library.records["provision", name])
    review = Review(name, print_, state, "Anna Ek", "kommunjurist", "Exempelkommunen", DAY, "Lägg till.")
    return replace(library, reviews=(review,))


@pytest.mark.parametrize("model", MODELS)
def test_every_provision_stands_in_it_once_with_purpose_law_and_every_text(model: str) -> None:
    library = shipped_library(model)
    text = edition(library)
    for name in library.model.provisions():
        provision = library.provisions[name]
        assert text.count(f"{provision.purpose} ({name})") == 1
        assert all(law in text for law in provision.law)
        assert provision.avoid in text
        assert all(f"Texten ”{v.id}”" in text for v in provision.variants if v.id)


@pytest.mark.parametrize("model", MODELS)
def test_it_shows_labels_and_words_and_never_the_files_own_signs(model: str) -> None:
    text = edition(shipped_library(model))
    assert not any(sign in text for sign in ("{{", "{%", " is not ", " and ", "==", ">="))


@pytest.mark.parametrize("model", MODELS)
def test_it_ends_with_a_table_that_has_every_provision(model: str) -> None:
    library = shipped_library(model)
    last = commentary(library, DAY).blocks[-1]
    assert isinstance(last, Table)
    assert len(last.rows) == len(set(library.model.provisions()))


def test_it_can_be_written_as_word() -> None:
    assert report_docx(commentary(shipped_library("portalen"), DAY)).startswith(b"PK")


def test_a_review_stands_with_the_provision_in_the_table_and_in_the_count() -> None:
    library = with_review(shipped_library("samverkan"), "lokaler/upplatelse", "synpunkter")
    text = edition(library)
    assert "granskad med synpunkter av Anna Ek, kommunjurist, för Exempelkommunen" in text
    assert "bestämmelser har 1 granskats, 1 av dem med synpunkter" in text
    assert "Ingen jurist har granskat modellens" not in text


def cover(library: Library) -> str:
    blocks = draft(plan(library, Answers(), DAY)).cover
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def report(library: Library) -> str:
    found: Report = risk_report(plan(library, Answers(), DAY))
    return report_text(found).replace("\u00a0", " ")


def test_nothing_is_called_reviewed_today() -> None:
    library = shipped_library("samverkan")
    assert library.reviews == ()
    assert "Ingen jurist har granskat avtalets" in cover(library)
    assert "Ingen jurist har granskat avtalets" in report(library)
    assert "Ingen jurist har granskat verktygets" in report(library)


def test_the_cover_and_the_report_count_the_reviewed_provisions() -> None:
    library = with_review(shipped_library("samverkan"), "parter/parter", "utan-anmarkning")
    assert "har 1 granskats" in cover(library)
    assert "har 1 granskats" in report(library)


def test_what_is_only_read_is_still_not_reviewed() -> None:
    library = with_review(shipped_library("samverkan"), "parter/parter", "last")
    assert "Ingen jurist har granskat avtalets" in cover(library)
    assert "men 1 har lästs" in cover(library)
