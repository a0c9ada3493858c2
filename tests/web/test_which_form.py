"""Which form fits, on the web: two steps without a script, the result, and a draft with the same answers."""

from explaining.forms_answered import AUTHORITIES, DISGUISED, GRANT, Said
from web.browsing import Answer
from web.places import Place


def filled(place: Place, page: Answer, said: Said, **more: str) -> Answer:
    """Post the page's form with what *said* answers of its questions."""
    (form,) = [one for one in page.page.forms if one.has("fragor")]
    values = list(form.values)
    shown = {value for name, value in values if name == "fragor"}
    carried = {name for name, _ in values}
    for path in sorted(shown - carried):
        answer = said[path]
        values += (
            [(path, one) for one in sorted(answer)]
            if isinstance(answer, frozenset)
            else [(path, str(answer))]
        )
    return place.visitor.post("/form", [*values, *more.items()])


def test_the_start_page_leads_to_it(place: Place) -> None:
    links = place.visitor.get("/").page.links
    assert ("/form", "Vilken form passar?") in links


def test_three_answers_are_enough_when_nothing_is_given(place: Place) -> None:
    first = place.visitor.get("/form")
    assert "Vem ska göra arbetet?" in first.said
    assert "Hur bestäms beloppet?" not in first.said
    result = filled(place, first, AUTHORITIES)
    assert result.heading == "Vilka former som passar"
    assert "Passar: Samarbete mellan myndigheter" in result.said
    assert "Undantaget gäller offentliga tjänster" in result.said


def test_money_brings_the_questions_about_purchase_and_the_honest_way(place: Place) -> None:
    second = filled(place, place.visitor.get("/form"), DISGUISED)
    assert "Hur bestäms beloppet?" in second.said
    result = filled(place, second, DISGUISED)
    assert "Passar: Köp genom direktupphandling eller upphandling" in result.said
    assert "Det blir inte ett bidrag för att det kallas så." in result.said
    assert "Svaren pekar mot köp." in result.said


def test_the_answers_begin_a_draft(place: Place) -> None:
    result = filled(place, filled(place, place.visitor.get("/form"), GRANT), GRANT)
    assert "Passar: Föreningsbidrag" in result.said
    begun = filled(place, result, GRANT, gor="borja", modell="samverkan")
    assert begun.path.startswith("/utkast/")
    draft = begun.path.split("/")[2]
    answers = place.visitor.get(f"/utkast/{draft}/svar").said
    assert "Stöd till partnerns egen verksamhet" in answers


def test_what_is_left_empty_is_asked_for_and_what_was_chosen_stays(place: Place) -> None:
    page = place.visitor.get("/form")
    (form,) = [one for one in page.page.forms if one.has("fragor")]
    wrong = place.visitor.post("/form", [*form.values, ("form_parter", "kommun")])
    assert wrong.status == 400
    assert "Välj minst ett alternativ" in wrong.said
    (again,) = [one for one in wrong.page.forms if one.has("fragor")]
    assert ("form_parter", "kommun") in again.values


def test_an_empty_or_invented_post_is_no_crash(place: Place) -> None:
    page = place.visitor.get("/form")
    (form,) = [one for one in page.page.forms if one.has("fragor")]
    secret = [(name, value) for name, value in form.values if name != "fragor"]
    assert place.visitor.post("/form", secret).status == 400
    invented = [*secret, ("fragor", "finns_inte"), ("fragor", "form_arbete"), ("form_arbete", "<b>")]
    assert place.visitor.post("/form", invented).status == 400
