"""Every page in every state worth looking at, with the way there. Tests and `tools/screens.py` share it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from docx import Document

from browser.driving import Driver
from browser.machinery import ROOT
from producing.sheets import written_in
from samverkansavtal.content.library import shipped_library
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.producing.opening import library_for
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw
from samverkansavtal.storing.drafts import list_drafts
from samverkansavtal.web.addresses import address
from samverkansavtal.web.local import ME, LocalDrafts, id_of

BOUGHT: dict[str, Answer] = {
    "bestammer": "bolaget",
    "andamal": frozenset(("betalning",)),
    "lage": NotKnown(),
    "moms": NotKnown(),
    "forfarande": NotKnown(),
}
SHEET = {"undertecknare": "Bo Ek, ordförande", "beslutsdag": "30 januari 2026", "orgnr": "802999-9999"}
NAMES = count(1)
EARLY = 3  # parts that the half-done draft has answered


@dataclass(frozen=True)
class Shown:
    """What the states are about: drafts by their names in addresses."""

    half: str  # the first parts of kvarterslokal; one answer is not known yet
    whole: str  # kvarterslokal, all answered
    large: str  # portalen, all answered
    purchase: str  # portalen, where the answers point at a purchase
    broken: str = ""  # a draft whose file is damaged
    link: str = ""  # the secret of a link to the association, where there are links


@dataclass(frozen=True)
class State:
    """One page in one state; `page` is its name in `web.addresses`."""

    name: str
    page: str
    reach: Callable[[Driver, Shown], object]
    status: int = 200


def example(name: str) -> Draft:
    """Return an example as a draft."""
    raw = read_raw(ROOT / "examples" / name / "answers.toml")
    return read_draft(raw, shipped_library(raw.model))[0]


def drafts_in(folder: Path) -> Shown:
    """Put the drafts that the states are about in *folder*."""
    drafts = LocalDrafts(folder, library_for)

    def begun(draft: Draft, answers: Answers) -> str:
        library = shipped_library(draft.model)
        return drafts.begin(ME, replace(draft, answers=answers), library)

    small, large = example("kvarterslokal"), example("portalen")
    return Shown(
        half=begun(small, _titled(early(small), "Mötesplats Hageby")),
        whole=begun(small, small.answers),
        large=begun(large, large.answers),
        purchase=begun(large, _bought(_titled(large.answers, "Portalen som köp"))),
        broken=_damaged(folder, drafts, begun(small, _titled(small.answers, "Skadat utkast"))),
    )


def _damaged(folder: Path, drafts: LocalDrafts, name: str) -> str:
    """Damage the file of a draft that has been saved twice."""
    drafts.change(ME, name, lambda kept: replace(kept, draft=replace(kept.draft, version=1)))
    file = next(info.path for info in list_drafts(folder) if id_of(info.path) == name)
    file.write_text("skadad [", "utf-8")
    return name


def _titled(answers: Answers, title: str) -> Answers:
    return answers.put("namn", title)


def early(draft: Draft) -> Answers:
    """Return the answers of a draft's first parts; the last of them is not known yet."""
    library = shipped_library(draft.model)

    def first(path: str) -> bool:
        question = library.question(path)
        return question is not None and question.order[0] < EARLY

    answers = draft.answers
    values = {path: value for path, value in answers.values.items() if first(path)}
    last = [path for path in values if "." not in path][-1]
    lists = {name: rows for name, rows in answers.rows.items() if first(f"{name}.+")}
    return Answers({**values, last: NotKnown("styrelsen")}, lists, answers.closed & lists.keys())


def _bought(answers: Answers) -> Answers:
    """Return the answers as they would be if the company had ordered the work."""
    for path, value in BOUGHT.items():
        answers = answers.put(path, value)
    return answers


Reach = Callable[[Driver, Shown], object]


def get(page: str, which: str = "", query: str = "", **parts: str) -> Reach:
    """Return the way to a page; *which* names the draft among those shown."""

    def reach(driver: Driver, shown: Shown) -> object:
        named = {"utkast": getattr(shown, which)} if which else {}
        return driver.get(address(page, **named, **parts) + query)

    return reach


def sent(first: Reach, gor: str = "", **values: str) -> Reach:
    """Return the way on from a page by its form."""

    def reach(driver: Driver, shown: Shown) -> object:
        first(driver, shown)
        return driver.submit(dict(values), ("gor", gor) if gor else None)

    return reach


def _meanwhile(driver: Driver, shown: Shown) -> object:
    """Somebody else answers in another window before this one does."""
    where = address("fraga", utkast=shown.whole, path="namn")
    driver.get(where)
    other = Driver(driver.page.context.new_page(), driver.page.url)
    other.get(where)
    other.submit({"svar": f"Kvarterslokalen, namn {next(NAMES)}"}, ("gor", "svara"))
    other.page.close()
    return driver.submit({"svar": "Vårt namn"}, ("gor", "svara"))


def _row_meanwhile(driver: Driver, shown: Shown) -> object:
    """Somebody else changes the same answer of a row in another window."""
    where = address("rad", utkast=shown.whole, **_first_row) + "?alla=ja"
    driver.get(where)
    other = Driver(driver.page.context.new_page(), driver.page.url)
    other.get(where)
    other.submit({"undertecknare": f"Sara Wik, chef {next(NAMES)}"}, ("gor", "svara"))
    other.page.close()
    return driver.submit({"undertecknare": "Sara Wik, vd"}, ("gor", "svara"))


def _old_page(driver: Driver, shown: Shown) -> object:
    """A form from another sign-in."""
    driver.get(address("fraga", utkast=shown.whole, path="namn"))
    driver.page.evaluate("document.querySelectorAll('[name=csrf]').forEach(one => { one.value = 'gammal' })")
    return driver.submit({"svar": "Namnet"}, ("gor", "svara"))


def _row_gone(driver: Driver, shown: Shown) -> object:
    driver.get(address("lista", utkast=shown.whole, lista="parter"))
    return driver.submit({}, ("gor", "ta-bort:bolaget"))


def _quick(driver: Driver, shown: Shown) -> object:
    driver.get(address("snabbtest"))
    for group in driver.page.locator("main fieldset").all():
        group.locator(".ett-val input").first.check()
    return driver.submit()


def _way_out(driver: Driver, shown: Shown) -> object:
    driver.get(address("resultat", utkast=shown.purchase))
    return driver.follow_into(address("andra", utkast=shown.purchase))


def _made(driver: Driver, shown: Shown) -> object:
    driver.get(address("filer", utkast=shown.whole))
    return driver.press_and_go(driver.page.locator("#skapa"))


def _not_chosen(driver: Driver, shown: Shown) -> object:
    _made(driver, shown)
    return driver.submit()


def _compared(driver: Driver, shown: Shown) -> object:
    """Change a word in the newest agreement and send it back."""
    _made(driver, shown)
    driver.page.locator("input[type=file]").set_input_files(changed_by_hand(driver.download("Avtalet")))
    return driver.submit()


def _sheet_refused(driver: Driver, shown: Shown) -> object:
    driver.get(address("partsblad", utkast=shown.whole))
    return driver.submit()


def _sheet(which: str) -> Reach:
    """Fill in a party's sheet: a field that is new, one that is changed and one that cannot be used; send it in."""

    def reach(driver: Driver, shown: Shown) -> object:
        driver.get(address("filer", utkast=getattr(shown, which)))
        driver.push("Skapa alla papper")
        path = driver.download("Partsblad [(]ABF")
        path.write_bytes(written_in(path.read_bytes(), **SHEET))
        driver.get(address("partsblad", utkast=getattr(shown, which)))
        driver.page.locator("input[type=file]").set_input_files(path)
        return driver.submit()

    return reach


def _sheet_saved(driver: Driver, shown: Shown) -> object:
    _sheet("purchase")(driver, shown)
    return driver.push("Spara i utkastet")


def changed_by_hand(path: Path) -> Path:
    """Return a copy of a Word file where the last paragraph with text says something more."""
    document = Document(str(path))
    paragraph = next(one for one in reversed(document.paragraphs) if len(one.text) > 40)
    paragraph.add_run(" Det här är tillagt för hand.")
    changed = path.with_name("ändrad.docx")
    document.save(str(changed))
    return changed


_first_row = {"lista": "parter", "rad": "bolaget"}
MONEY: dict[str, object] = {
    "form_parter": ["forening"],
    "form_bidrag": ["pengar"],
    "form_arbete": "andra",
}
DISGUISED: dict[str, object] = {
    "andamal": ["stod"],
    "beloppsgrund": "faktura",
    "foljd": ["krav_utforande"],
    "direkt_nytta": "bolaget",
    "tjanst": "stad",
    "liknande_kop": "nej",
}


def _form_second(driver: Driver, shown: Shown) -> object:
    get("form")(driver, shown)
    return driver.submit(MONEY)


def _form_found(driver: Driver, shown: Shown) -> object:
    _form_second(driver, shown)
    return driver.submit(DISGUISED)


STATES = (
    State("startsidan", "start", get("start")),
    State("alla frågor", "alla_fragor", get("alla_fragor")),
    State("jämför modeller", "jamfor_modeller", get("jamfor_modeller")),
    State(
        "två modeller jämförda", "jamfor_modeller", get("jamfor_modeller", query="?fran=portalen&till=bis")
    ),
    State("börja", "borja", get("borja")),
    State("börja utan val", "borja", sent(get("borja")), 400),
    State("första frågan", "borja_modell", get("borja_modell", modell="samverkan")),
    State(
        "första frågan utan svar",
        "borja_modell",
        sent(get("borja_modell", modell="samverkan"), "svara"),
        400,
    ),
    State("vilken form", "form", get("form")),
    State("vilken form, utan svar", "form", sent(get("form")), 400),
    State("vilken form, andra steget", "form", _form_second),
    State("vilken form, svaret", "form", _form_found),
    State("översikten, nyss börjad", "utkast", get("utkast", "half")),
    State("översikten, allt besvarat", "utkast", get("utkast", "whole")),
    State("översikten, stort utkast", "utkast", get("utkast", "large")),
    State("snabbtest", "snabbtest", get("snabbtest")),
    State("snabbtest utan svar", "snabbtest", sent(get("snabbtest")), 400),
    State("snabbtestets svar", "snabbtest", _quick),
    State("skadat utkast", "aterstall", get("aterstall", "broken")),
    State("vad kan vi ändra", "andra", _way_out),
    State("nästa fråga", "nasta", get("nasta", "half")),
    State("fråga med text", "fraga", get("fraga", "whole", path="namn")),
    State("fråga med val", "fraga", get("fraga", "half", path="bestammer")),
    State("fråga utan svar", "fraga", sent(get("fraga", "half", path="forandring"), "svara", svar="  "), 400),
    State("fråga som någon annan svarat på", "fraga", _meanwhile, 409),
    State("gammal sida", "fraga", _old_page, 403),
    State("lista", "lista", get("lista", "whole", lista="parter")),
    State("lista med insatser", "lista", get("lista", "large", lista="insatser")),
    State("ta bort en rad", "lista", _row_gone),
    State("rad", "rad", get("rad", "whole", query="?alla=ja", **_first_row)),
    State("ny rad", "rad", get("rad", "whole", lista="parter", rad="ny")),
    State("ny rad utan svar", "rad", sent(get("rad", "whole", lista="parter", rad="ny"), "svara"), 400),
    State("rad som någon annan ändrat", "rad", _row_meanwhile, 409),
    State("det vanliga", "vanligt", get("vanligt", "whole")),
    State(
        "det vanliga med fel",
        "vanligt",
        sent(get("vanligt", "whole"), "svara", uppsagning_manader="snart"),
        400,
    ),
    State("det som väntar", "senare", get("senare", "half")),
    State("det som väntar, inget", "senare", get("senare", "large")),
    State("resultat som inte är klart", "resultat", get("resultat", "half")),
    State("resultat", "resultat", get("resultat", "whole")),
    State("resultat, stort utkast", "resultat", get("resultat", "large")),
    State("resultat, köp", "resultat", get("resultat", "purchase")),
    State("svaren", "svar", get("svar", "whole")),
    State("svaren, stort utkast", "svar", get("svar", "large")),
    State("avtalet, nyss börjat", "avtal", get("avtal", "half")),
    State("avtalet", "avtal", get("avtal", "whole")),
    State("avtalet, stort utkast", "avtal", get("avtal", "large")),
    State("riskrapporten", "riskrapport", get("riskrapport", "whole")),
    State("riskrapporten, stort utkast", "riskrapport", get("riskrapport", "large")),
    State("filer, inga", "filer", get("filer", "half")),
    State("filer", "filer", _made),
    State("filer, ingen vald", "jamfor", _not_chosen, 400),
    State("filer, ändrad för hand", "filer", _compared),
    State("partsblad", "partsblad", get("partsblad", "whole")),
    State("partsblad, inget valt", "partsblad", _sheet_refused, 400),
    State("partsblad, det som är nytt", "partsblad", _sheet("large")),
    State("partsblad, sparat", "partsblad", _sheet_saved),
    State("ta bort utkastet", "ta_bort", get("ta_bort", "whole")),
    State("ta bort utan kryss", "ta_bort", sent(get("ta_bort", "whole")), 400),
    State("utkast som inte finns", "utkast", get("utkast", utkast="0" * 16), 404),
)
