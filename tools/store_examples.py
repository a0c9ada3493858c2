"""Write each example's agreement as text, after it has been read: `python tools/store_examples.py`."""

from pathlib import Path

from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import agreement_text

EXAMPLES = Path(__file__).parents[1] / "examples"


def main() -> None:
    """Store the texts; a hard space is stored as a plain one so that the file reads well in a diff."""
    for folder in sorted(EXAMPLES.iterdir()):
        text = agreement_text(draft(open_answers(folder).plan)).replace("\u00a0", " ")
        (folder / "agreement.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
