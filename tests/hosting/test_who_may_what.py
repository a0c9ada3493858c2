"""Every route of a server for every kind of visitor: what is not theirs does not exist for them."""

from dataclasses import replace

import pytest

from hosting.hosted import ANNA, BO, CARIN, Now
from hosting.served import OUTSIDE, Served, secret_of
from samverkansavtal.hosting.database import Database
from samverkansavtal.web.addresses import ADDRESSES
from samverkansavtal.web.app import pages_of
from samverkansavtal.web.keeping import Person, Role
from samverkansavtal.web.routes import Need, Page
from web.all_pages import url_of

STRANGER = Person("dag@linden.se", "Dag", "linden.se")
MEMBERS = {Role.OWNER: ANNA, Role.WRITE: BO, Role.COMMENT: replace(BO, id="eva@linden.se"),
           Role.READ: replace(BO, id="fia@linden.se")}  # fmt: skip
OUTSIDERS = {"colleague": STRANGER, "other organisation": CARIN}


@pytest.fixture
def served(database: Database) -> Served:
    return Served.on(database, Now())


@pytest.fixture
def draft(served: Served) -> str:
    """Return the address of a draft with members of every role."""
    name = served.hosted.begin(ANNA, namn="Lokalen på Lindgatan", storlek="liten")
    for role, person in MEMBERS.items():
        if role is not Role.OWNER:
            served.hosted.people.share(ANNA, name, person.id, role)
    return f"/utkast/{name}"


def asked(served: Served, page: Page, draft: str, person: Person | None) -> int:
    visitor = served.visitor(person)
    if not page.unsafe:
        return visitor.get(url_of(page, draft), follow=False).status
    fields = {"csrf": secret_of(visitor)}
    if page.upload:
        return visitor.upload(url_of(page, draft), fields, "fil", "x.docx", b"x").status
    return visitor.post(url_of(page, draft), fields, follow=False).status


def about_drafts(served: Served) -> list[Page]:
    return [page for page in pages_of(served.site) if isinstance(page.needs, Role)]


def test_every_route_says_who_may_come_there(served: Served) -> None:
    for page in pages_of(served.site):
        about_one = "{utkast}" in ADDRESSES[page.name]
        assert isinstance(page.needs, Role) is about_one, page.name


@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_draft_that_is_not_shared_does_not_exist(served: Served, draft: str, who: str) -> None:
    for page in about_drafts(served):
        assert asked(served, page, draft, OUTSIDERS[who]) == 404, (page.name, page.method)


def test_nobody_gets_anywhere_without_signing_in(served: Served, draft: str) -> None:
    for page in pages_of(served.site):
        status = asked(served, page, draft, None)
        if page.needs is Need.ANYONE:
            assert status in (200, 401), page.name
        else:
            assert status in ((403, 404) if page.needs is Need.LINK else (401,)), (page.name, page.method)


@pytest.mark.parametrize("role", list(MEMBERS))
def test_a_role_opens_its_own_routes_and_those_below(served: Served, draft: str, role: Role) -> None:
    for page in about_drafts(served):
        if page.name == "ta_bort" and page.unsafe and role is Role.OWNER:
            continue  # the draft would be gone for the rest
        status = asked(served, page, draft, MEMBERS[role])
        assert isinstance(page.needs, Role)
        if page.needs > role:
            assert status == 403, (page.name, page.method, status)
        else:
            assert status in (200, 303, 400) or page.name in ("fil", "allt", "andra"), (
                page.name,
                page.method,
                status,
            )


def test_a_header_from_somebody_who_is_no_proxy_is_not_believed(served: Served, draft: str) -> None:
    visitor = served.visitor(ANNA, OUTSIDE)
    for page in about_drafts(served):
        if not page.unsafe:
            assert visitor.get(url_of(page, draft)).status == 401, page.name


def test_a_cookie_of_one_is_worth_nothing_to_another(served: Served, draft: str) -> None:
    anna = served.visitor(ANNA)
    anna.get(draft)
    carin = served.visitor(CARIN)
    carin.cookies = dict(anna.cookies)
    assert carin.get(draft).status == 404
    assert carin.cookies != anna.cookies
