"""The pages that only a site with several people has, each in its states, with the way there."""

from dataclasses import replace
from pathlib import Path

from browser.driving import Driver
from browser.states import Reach, Shown, State, early, example, get, sent
from samverkansavtal.content.library import shipped_library
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.migrating import migrate
from samverkansavtal.hosting.serving import site_of
from samverkansavtal.hosting.settings import Settings
from samverkansavtal.interviewing.waiting import by_owner
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.web.addresses import address
from samverkansavtal.web.keeping import Person, Role
from samverkansavtal.web.site import Site

ANNA, BO = "anna@linden.se", "bo@linden.se"
USER = "X-Forwarded-Email"


def hosted_site(folder: Path) -> tuple[Site, Shown]:
    """Return a site for several people, with drafts of Anna's; Bo may read one of them."""
    settings = Settings(host_name=("127.0.0.1",), trusted_proxies="127.0.0.1/32", plain_http=True)
    database = Database(str(folder / "samverkan.db"))
    migrate(database)
    site = site_of(settings, database)
    anna = Person(ANNA, ANNA, "linden.se")
    small = example("kvarterslokal")
    library = shipped_library(small.model)
    party = NotKnown("Föreningen Lindens vänner")
    asked = (
        small.answers.put("parter.lindens-vanner.orgnr", party).reopen("insatser").put("insatser.+", party)
    )
    asked = asked.reopen("samarbetspartner").put("samarbetspartner.+", party)
    half = site.drafts.begin(
        anna, replace(small, answers=early(small).put("namn", "Mötesplats Hageby")), library
    )
    whole = site.drafts.begin(anna, replace(small, answers=asked), library)
    assert site.people is not None
    site.people.share(anna, half, BO, Role.READ)
    owner = by_owner(site.drafts.open(anna, whole).view, True)
    return site, Shown(
        half, whole, whole, whole, "", site.people.make_link(anna, whole, next(iter(owner)), 14)
    )


def _with_link(driver: Driver, shown: Shown) -> object:
    driver.get(address("lankar", utkast=shown.whole))
    driver.page.locator("input[name=vem]").first.check()
    return driver.push("Skapa länken")


def _to_nobody(driver: Driver, shown: Shown) -> object:
    driver.get(address("lankar", utkast=shown.whole))
    return driver.push("Skapa länken")


def _leaving(driver: Driver, shown: Shown) -> object:
    driver.get(address("start"))
    return driver.push(f"Logga ut {ANNA}")


def _answered(orgnr: str) -> Reach:
    def reach(driver: Driver, shown: Shown) -> object:
        driver.get(address("part", hemlig=shown.link))
        driver.page.get_by_label("Vilket organisationsnummer").fill(orgnr)
        return driver.push("Spara svaren")

    return reach


def _party(driver: Driver, shown: Shown) -> object:
    return driver.get(address("part", hemlig=shown.link))


def _row_without_a_name(driver: Driver, shown: Shown) -> object:
    _party(driver, shown)
    return driver.push("Lägg till")


def _row_added(driver: Driver, shown: Shown) -> object:
    _party(driver, shown)
    driver.page.get_by_label("Beskriv insatsen").fill("trädgårdsredskap")
    return driver.push("Lägg till")


def _as_reader(driver: Driver, shown: Shown) -> object:
    driver.page.set_extra_http_headers({USER: BO})
    try:
        return driver.get(address("fraga", utkast=shown.half, path="namn"))
    finally:
        driver.page.set_extra_http_headers({USER: ANNA})


HOSTED_STATES = (
    State("startsidan, inloggad", "start", get("start")),
    State("översikten, flera", "utkast", get("utkast", "whole")),
    State("det som väntar, flera", "senare", get("senare", "whole")),
    State("fråga för den som bara läser", "fraga", _as_reader),
    State("dela", "delning", get("delning", "half")),
    State("dela med ingen", "delning", sent(get("delning", "half")), 400),
    State("kommentarer", "kommentarer", get("kommentarer", "whole")),
    State("kommentar utan text", "kommentarer", sent(get("kommentarer", "whole")), 400),
    State("kommentar", "kommentarer", sent(get("kommentarer", "whole"), text="Hör med styrelsen.")),
    State("länkar", "lankar", get("lankar", "whole")),
    State("länk", "lankar", _with_link),
    State("länk till ingen", "lankar", _to_nobody, 400),
    State("parts sida", "part", _party),
    State("parts sida med fel", "part", _answered("12"), 400),
    State("parts sida, ny rad utan namn", "part", _row_without_a_name, 400),
    State("parts sida, ny rad", "part", _row_added),
    State("parts sida, besvarad", "part", _answered("802999-2008")),
    State("länk som inte gäller", "part", get("part", hemlig="x" * 43), 404),
    State("utloggad", "logga_ut", _leaving),
    State("vem har svarat vad", "historik", get("historik", "whole")),
)
