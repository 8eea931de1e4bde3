"""Plain words for codes of the journal, and the way to complain: plugged in by the rooms that use the codes."""

from dataclasses import dataclass

from webapp.core.registry import office_roles, plugins
from webapp.core.text import Text, _


@dataclass(frozen=True, slots=True)
class AuditTerm:
    """What people read instead of the code of an action or an object type."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class ComplaintRoute:
    """A page on which a person complains about a look at their data."""

    label: Text
    endpoint: str


def wording(code: str) -> Text:
    """Return the words for `code`, the code itself when no room gave any."""
    return next((term.title for term in plugins(AuditTerm) if term.code == code), code)


def capacity(codes: str, on_behalf_name: str) -> str:
    """Return in which capacity somebody acted: for whom, or the posts named by the role `codes`."""
    wanted = set(codes.split(","))
    posts = ", ".join(str(role.title) for role in office_roles() if role.code in wanted)
    return posts or on_behalf_name


def purpose_in_words(purpose: str | None) -> str:
    """Return a stored purpose, written in Azerbaijani, in the language of the page."""
    return _(purpose) if purpose else ""
