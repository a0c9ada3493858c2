"""A filled-in sheet read back: what stands in each field now. Nothing here decides what becomes an answer."""

from dataclasses import dataclass

from samverkansavtal.word.characters import fingerprint, normalised
from samverkansavtal.word.forms import NAMESPACE, FormManifest, form_from
from samverkansavtal.word.guard import Parts
from samverkansavtal.word.reading import custom_text, main_part
from samverkansavtal.word.scanning import Attributes, parse

MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class FieldBack:
    """A field: its answer's path, its text now (None when the field is gone), and the mark of what stood there."""

    path: str
    text: str | None
    before: str

    @property
    def changed(self) -> bool:
        return bool(self.text) and fingerprint(self.text or "") != self.before


@dataclass(frozen=True, slots=True)
class FormBack:
    """A sheet that came back: where it was made, and its fields."""

    manifest: FormManifest
    fields: tuple[FieldBack, ...]


def read_form(data: bytes) -> FormBack | None:
    """The fields of a sheet, or None when the file is not one of ours.

    Raises:
        UnreadableWordError: the file is no Word file, or not safe to open.
    """
    parts = Parts(data)
    main = main_part(parts)
    manifest = form_from(custom_text(parts, NAMESPACE))
    if manifest is None or len(manifest.fields) > MOST_FIELDS:
        return None
    scanner = _Fields()
    parse(parts.read(main), scanner)
    fields = [FieldBack(path, scanner.text(name, path), before) for name, path, before in manifest.fields]
    return FormBack(manifest, tuple(fields))


class _Fields:
    """Collects the text between bookmarks and inside tagged content controls; deleted text has other tags."""

    def __init__(self) -> None:
        self.marked: dict[str, str] = {}
        self.tagged: dict[str, str] = {}
        self._open: dict[str, str] = {}  # bookmark id → name
        self._controls: list[str] = []  # tags of the open controls, "" for those without
        self._in_text = False

    def text(self, name: str, path: str) -> str | None:
        found = self.marked.get(name)
        if not normalised(found or ""):
            found = self.tagged.get(path[:64], found)
        return None if found is None else normalised(found)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "bookmarkStart" and attributes.get("name") not in self.marked:
            self._open[attributes.get("id", "")] = attributes.get("name", "")
            self.marked[attributes.get("name", "")] = ""
        elif tag == "bookmarkEnd":
            self._open.pop(attributes.get("id", ""), None)
        elif tag == "sdt":
            self._controls.append("")
        elif tag == "tag" and self._controls:
            self._controls[-1] = attributes.get("val", "")
            self.tagged.setdefault(self._controls[-1], "")
        elif tag == "t":
            self._in_text = True
        elif tag in ("br", "cr", "tab"):
            self._say(" ")

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "p":
            self._say(" ")
        elif tag == "sdt" and self._controls:
            self._controls.pop()

    def characters(self, data: str) -> None:
        if self._in_text:
            self._say(data)

    def _say(self, text: str) -> None:
        for name in self._open.values():
            self.marked[name] += text
        for tag in self._controls:
            if tag:
                self.tagged[tag] += text
