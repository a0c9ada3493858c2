"""The stable codes of findings: what each means, and how serious it is."""

from typing import Literal, NamedTuple

Level = Literal["fel", "öppen", "råd"]


class Code(NamedTuple):
    level: Level
    means: str


CODES: dict[str, Code] = {
    "SA001": Code("fel", "en fil är felskriven"),
    "SA101": Code("fel", "ett namn finns inte"),
    "SA102": Code("fel", "ett namn har två källor"),
    "SA103": Code("fel", "villkor går i cirkel"),
    "SA104": Code("fel", "slag eller enhet går inte ihop"),
    "SA105": Code("fel", "alla över en lista som kan vara tom"),
    "SA106": Code("fel", "en text skriver ut ett svar som inte finns"),
    "SA201": Code("fel", "en hänvisning till en punkt kan sakna mål"),
    "SA202": Code("fel", "en hänvisning till en bilaga kan sakna mål"),
    "SA203": Code("fel", "en bestämmelse kan stå utan den som den kräver"),
    "SA204": Code("fel", "två bestämmelser som utesluter varandra kan stå samtidigt"),
    "SA205": Code("fel", "två varianter kan gälla samtidigt"),
    "SA206": Code("fel", "ingen variant kan gälla"),
    "SA207": Code("fel", "en bestämmelse står två gånger"),
    "SA208": Code("fel", "en tabell finns inte"),
    "SA301": Code("fel", "en bestämmelse kan aldrig stå"),
    "SA302": Code("fel", "en variant kan aldrig väljas"),
    "SA303": Code("fel", "en regel kan aldrig slå till"),
    "SA304": Code("fel", "ett fall prövar inget nytt"),
    "SA305": Code("fel", "en fråga ställs aldrig eller läses av ingenting"),
    "SA306": Code("råd", "val som inget skiljer åt"),
    "SA307": Code("fel", "en storhet läses av ingenting"),
    "SA308": Code("fel", "en källa nämns av ingen regel"),
    "SA309": Code("fel", "ett begrepp kan aldrig gälla eller läses av ingenting"),
    "SA310": Code("fel", "en tabell läses av ingenting"),
    "SA311": Code("råd", "en grupp av val läses av ingenting"),
    "SA312": Code("fel", "ett stycke i en text kan aldrig stå"),
    "SA313": Code("råd", "ett fall säger något som inget villkor läser"),
    "SA314": Code("fel", "en ordlista läses av ingenting"),
    "SA401": Code("fel", "ett fall blir något annat än det säger"),
    "SA402": Code("fel", "ett fall kan inte prövas"),
    "SA403": Code("fel", "ett lager bedömer annorlunda än originalet"),
    "SA404": Code("fel", "inget fall prövar ett skäl för eller emot en form"),
    "SA501": Code("fel", "ett avsnitt är svårläst"),
    "SA502": Code("fel", "en mening är för lång"),
    "SA503": Code("fel", "ett ord hör inte hemma i klarspråk"),
    "SA504": Code("fel", "raka citattecken"),
    "SA505": Code("fel", "ett belopp eller en procentsats står i en text"),
    "SA506": Code("fel", "en tid, ett antal eller en andel står i en text"),
    "SA507": Code("fel", "ett ord definieras två gånger"),
    "SA508": Code("råd", "ett ord i fetstil används inte mer"),
    "SA509": Code("fel", "ett definierat ord används där definitionen inte står"),
    "SA601": Code("råd", "en fråga skickar tillbaka den som svarar"),
    "SA901": Code("öppen", "något är inte bevisat"),
}
