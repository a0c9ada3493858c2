"""Two models side by side, as a page."""

from web.places import Place


def test_two_models_are_compared_section_by_section(place: Place) -> None:
    place.visitor.get("/modeller?fran=portalen&till=bis")
    answer = place.visitor.last
    assert answer is not None
    assert answer.status == 200
    for word in ("Behållen", "Ändrad", "Ny", "Borttagen"):
        assert word in answer.said


def test_a_model_beside_itself_and_one_that_is_not_there_ask_for_two(place: Place) -> None:
    assert "Välj två olika modeller." in place.visitor.get("/modeller?fran=bis&till=bis").said
    assert place.visitor.get("/modeller?fran=../x&till=bis").heading == "Jämför två modeller"
