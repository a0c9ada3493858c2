"""Trees out to Word files, and Word files back in."""

from samverkansavtal.word.agreement import agreement_docx
from samverkansavtal.word.comparing import Edit
from samverkansavtal.word.form_reading import FieldBack, FormBack, read_form
from samverkansavtal.word.forms import FormManifest, mark_of
from samverkansavtal.word.guard import UnreadableWordError
from samverkansavtal.word.manifest import Manifest
from samverkansavtal.word.pages import find_pages
from samverkansavtal.word.paper import paper_docx
from samverkansavtal.word.reading import ReadBack, read_back
from samverkansavtal.word.report import report_docx
from samverkansavtal.word.sheet import Unit, UnwritableTreeError
from samverkansavtal.word.since import differences

__all__ = [
    "Edit",
    "FieldBack",
    "FormBack",
    "FormManifest",
    "Manifest",
    "ReadBack",
    "Unit",
    "UnreadableWordError",
    "UnwritableTreeError",
    "agreement_docx",
    "differences",
    "find_pages",
    "mark_of",
    "paper_docx",
    "read_back",
    "read_form",
    "report_docx",
]
