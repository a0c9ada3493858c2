"""The acts that `law` refers to, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverkansavtal.content.frontmatter import Source
from samverkansavtal.content.report_models import SourcesData
from samverkansavtal.content.validate import validate


@dataclass(frozen=True)
class Act:
    """An act, or a kind of ruling: where it stands, and the state of the copy that was read."""

    id: str
    title: str
    sfs: str
    address: str
    seen: date | None
    confidence: str

    def covers(self, law: str) -> bool:
        """Return whether *law* refers to it: `LOU 19 a:2`, `C-606/17`, `art. 5 GDPR`, `lag (2010:879) 2 §`."""
        named = (
            law == self.id or law.startswith((f"{self.id} ", f"{self.id}-")) or law.endswith(f" {self.id}")
        )
        numbered = self.id.startswith("(") and self.id in law
        return named or numbered or (bool(self.sfs) and f"({self.sfs})" in law)


def read_acts(sources: Mapping[tuple[str, str], Source]) -> dict[str, Act]:
    """Return the acts of `rules/sources.toml` by short name; what is wrong in it is told elsewhere."""
    files = [source for (kind, _), source in sources.items() if kind == "sources"]
    valid = [
        data for source in files if not isinstance(data := validate(SourcesData, source.data, source), list)
    ]
    return {
        name: Act(name, act.title, act.sfs, act.address, act.seen, act.confidence)
        for data in valid
        for name, act in data.acts.items()
    }
