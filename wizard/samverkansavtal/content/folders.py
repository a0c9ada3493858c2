"""Locate the plain-text content that is shipped with the package."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

CONTENT_FOLDERS = ("clauses", "rules", "templates")
CHECKOUT = Path(__file__).parents[3]


def content_folder(name: str) -> Traversable:
    """Return the content folder *name*, one of `CONTENT_FOLDERS`.

    A wheel carries the folders inside the package; a checkout has them beside `wizard/`.

    Raises:
        FileNotFoundError: the installation does not carry that folder.
    """
    packaged = files("samverkansavtal") / name
    folder = packaged if packaged.is_dir() else CHECKOUT / name
    if not folder.is_dir():
        raise FileNotFoundError(f"{name}/ is neither in the package nor in the checkout")
    return folder
