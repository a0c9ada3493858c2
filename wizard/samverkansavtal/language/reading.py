"""What a person types → a value, or one Swedish sentence that says what to type instead."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from samverkansavtal.language.swedish import MONTHS

MAX_TEXT = 4_000
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u115f\u1160\u3164\uffa0"
)
PERSONAL = re.compile(
    r"(?<!\d)(?:\d{2})?(\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))\s?[-–−+]?\s?(\d{4})(?!\d)"
)


class ReadError(ValueError):
    """The typed text cannot be used; `str()` is the sentence to show."""


def text(typed: str) -> str:
    """Return *typed* as composed text on one line."""
    return " ".join(paragraph(typed).split())


def paragraph(typed: str) -> str:
    """Return *typed* as composed text, refusing what cannot be seen and personal identity numbers."""
    clean = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\t", " ")).strip()
    for position, sign in enumerate(clean, 1):
        _refuse_sign(sign, position)
    if not clean:
        raise ReadError("Svaret är tomt. Skriv något, eller välj ”Vet inte än”.")
    if len(clean) > MAX_TEXT:
        raise ReadError(f"Svaret är längre än {MAX_TEXT} tecken. Korta det, eller lägg texten i en bilaga.")
    if has_personal_number(clean):
        raise ReadError(
            "Svaret innehåller något som ser ut som ett personnummer. "
            "Skriv namn och titel i stället; personnummer behövs aldrig i avtalet."
        )
    return clean


def _refuse_sign(sign: str, position: int) -> None:
    if sign != "\n" and (what := unseen(sign)):
        raise ReadError(
            f"Svaret har {what} på plats {position} (U+{ord(sign):04X}). Ta bort det eller skriv om texten."
        )


@lru_cache(maxsize=4096)
def unseen(sign: str) -> str:
    """Return what *sign* is when a reader would not see it, else ""."""
    category = unicodedata.category(sign)
    if sign in BIDI:
        return "ett tecken som vänder läsriktningen"
    if sign in INVISIBLE or category in ("Cf", "Co", "Cn"):
        return "ett osynligt tecken"
    return "ett styrtecken" if category in ("Cc", "Cs", "Zl", "Zp") else ""


def has_personal_number(typed: str) -> bool:
    """Return whether *typed* holds a Swedish personal identity number (date and check digit both right)."""
    return any(luhn(match[1] + match[2]) for match in PERSONAL.finditer(typed))


def luhn(digits: str) -> bool:
    """Return whether the last digit is the Luhn check digit of the others."""
    doubled = (int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def orgnr(typed: str) -> str:
    """Return NNNNNN-NNNN with a right check digit; a personal identity number is refused."""
    digits = re.sub(r"[\s-]", "", typed)
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    if len(digits) == 12 and digits[:2] in ("19", "20") and digits.isascii() and digits.isdigit():
        raise ReadError(PERSON_SENTENCE)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise ReadError(
            f"”{typed.strip()}” är inget organisationsnummer. Skriv tio siffror, till exempel 802000-0000."
        )
    if int(digits[2]) < 2:
        raise ReadError(PERSON_SENTENCE)
    if not luhn(digits):
        raise ReadError(
            f"Kontrollsiffran i {digits[:6]}-{digits[6:]} stämmer inte. Läs numret en gång till och rätta det."
        )
    return f"{digits[:6]}-{digits[6:]}"


PERSON_SENTENCE = (
    "Det ser ut som ett personnummer, och sådana sparar vi inte. "
    "Är parten en enskild firma: ange formen Enskild firma, så skrivs numret för hand vid underskriften."
)


def kronor(typed: str) -> Decimal:
    """Return whole kronor or kronor and öre; 12 000, 12.000, 12 000,50 kr are all read."""
    lower = typed.strip().lower()
    if re.search(r"(miljon|mkr|tkr|tusen)", lower):
        raise ReadError(f"Skriv ”{typed.strip()}” med siffror, till exempel 1 200 000.")
    return _decimal(re.sub(r"(kronor|kr|sek|:-)\.?$", "", lower).strip(), typed)


def _decimal(bare: str, typed: str) -> Decimal:
    bare = bare.replace("−", "-")
    plain = re.sub(r"[\s\u00a0\u202f]", "", bare)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    try:
        if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,2})?", plain, re.ASCII):
            raise InvalidOperation
        amount = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        raise ReadError(
            f"”{typed.strip()}” går inte att läsa som ett tal. Skriv till exempel 12 000 eller 12 000,50."
        ) from None
    if amount < 0:
        raise ReadError(
            "Beloppet är negativt. Skriv det utan minustecken, och ange i stället vem som betalar till vem."
        )
    return amount


def whole(typed: str) -> Decimal:
    """Return a whole number; a unit after it is allowed."""
    bare = re.sub(r"(månader|mån|procent|%|dagar|gånger|st)\.?$", "", typed.strip().lower()).strip()
    amount = _decimal(bare, typed)
    if amount % 1:
        raise ReadError(f"”{typed.strip()}” är inget heltal. Skriv till exempel 12.")
    return amount


def day(typed: str) -> date:
    """Return the day written as 2026-11-22, 22 november 2026 or 22/11 2026."""
    bare = typed.strip().lower().replace("\u00a0", " ")
    patterns: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int, int]]], ...] = (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m: (int(m[1]), int(m[2]), int(m[3]))),
        (r"(\d{4})(\d{2})(\d{2})", lambda m: (int(m[1]), int(m[2]), int(m[3]))),
        (r"(\d{1,2})\s*/\s*(\d{1,2})\s*[- ]?\s*(\d{4})", lambda m: (int(m[3]), int(m[2]), int(m[1]))),
        (r"(?:den )?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", lambda m: (int(m[3]), _month(m[2]), int(m[1]))),
    )
    for pattern, parts in patterns:
        if match := re.fullmatch(pattern, bare, re.ASCII):
            return _existing(*parts(match), typed)
    raise ReadError(
        f"”{typed.strip()}” går inte att läsa som ett datum. Skriv till exempel 2026-11-22 eller 22 november 2026."
    )


def _month(name: str) -> int:
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name)), 0)


def _existing(year: int, month: int, number: int, typed: str) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ReadError(f"Dagen ”{typed.strip()}” finns inte. Kontrollera år, månad och dag.") from None


def email(typed: str) -> str:
    """Return an e-mail address that could exist."""
    clean = text(typed)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", clean):
        raise ReadError(f"”{clean}” är ingen e-postadress. Skriv till exempel info@foreningen.se.")
    return clean


READERS: dict[str, Callable[[str], str | Decimal | date]] = {
    "text": text,
    "paragraph": paragraph,
    "orgnr": orgnr,
    "email": email,
    "kr": kronor,
    "months": whole,
    "number": whole,
    "percent": whole,
    "date": day,
}
