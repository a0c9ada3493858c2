"""Numbers as words in short sentences."""

from samverkansavtal.language import swedish

WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def counted(number: int, one: str, many: str) -> str:
    """Return "en fråga" (which is *one*), "tre frågor"."""
    amount = WORDS[number] if number < len(WORDS) else swedish.number(number)
    return one if number == 1 else f"{amount} {many}"
