"""Texts on screens that say something about the law: content like any other."""

from samverkansavtal.content.folders import content_folder


def screen(name: str) -> str:
    """Return the text of a screen, one paragraph a line."""
    return (content_folder("templates") / "screens" / f"{name}.txt").read_text("utf-8")
