"""What a site with several people can do: share drafts, comment, ask others by link. Protocols and records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from samverkansavtal.web.keeping import Edit, Kept, Person, Role


@dataclass(frozen=True, slots=True)
class Member:
    """A colleague who may see a draft."""

    person: Person
    role: Role


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody has said about a question or a provision."""

    id: str
    about: str  # a question's path or a provision's id
    who: str
    at: datetime
    text: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Link:
    """An unguessable link that lets one party answer its own questions; the secret itself is never kept."""

    id: str
    draft: str
    owner: str  # who answers: "Läslandet"
    made_by: str
    until: datetime
    revoked: bool
    last_used: datetime | None


class People(Protocol):
    """Sharing, comments and links. Methods raise NotHereError for what is not the person's to see."""

    def members(self, person: Person, draft: str) -> Sequence[Member]:
        """Return who may see the draft, its owner first."""
        ...

    def share(self, person: Person, draft: str, colleague: str, role: Role) -> None:
        """Let *colleague* (the id they sign in with) see the draft; only within the organisation.

        Raises:
            NotAllowedError: not the owner's, or not a colleague.
        """
        ...

    def unshare(self, person: Person, draft: str, colleague: str) -> None:
        """Take the draft away from *colleague*; the owner cannot be taken away."""
        ...

    def comments(self, person: Person, draft: str) -> Sequence[Comment]:
        """Return the comments on a draft, the oldest first."""
        ...

    def comment(self, person: Person, draft: str, about: str, text: str) -> None:
        """Add a comment."""
        ...

    def settle(self, person: Person, draft: str, comment: str) -> None:
        """Mark a comment as settled."""
        ...

    def links(self, person: Person, draft: str) -> Sequence[Link]:
        """Return the links of a draft, the newest first."""
        ...

    def make_link(self, person: Person, draft: str, owner: str, days: int) -> str:
        """Make a link for *owner* that holds for *days*; return its secret, which is shown once."""
        ...

    def revoke(self, person: Person, draft: str, link: str) -> None:
        """Make a link stop at once."""
        ...

    def follow(self, secret: str, peer: str) -> tuple[Link, Kept]:
        """Return the link that *secret* opens, and the draft as its holder may see it.

        Raises:
            NotHereError: no such link, or it has expired or been revoked.
            TooManyError: *peer* has tried too often.
        """
        ...

    def answer(self, secret: str, peer: str, edit: Edit, path: str) -> Kept:
        """Change the draft as the holder of a link; see `Drafts.change` and `follow`."""
        ...
