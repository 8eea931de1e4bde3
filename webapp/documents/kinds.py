"""What can be checked by strangers: kinds of documents, plugged in by the subsystems that issue them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from webapp.core.registry import plugins
from webapp.core.text import Text, _l

ISSUED_TEMPLATE: Final = "documents/templates/documents/issued.typ"
VEHICLE: Final = _l("Nəqliyyat vasitəsi")
Tone = Literal["success", "warning", "danger", "neutral"]


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What a stranger may know of a document now: its state in a word, and facts without personal numbers.

    `as_of` is the instant for which the facts hold; None means this moment.
    """

    tone: Tone
    word: Text
    number: str | None
    rows: tuple[tuple[Text, str], ...] = ()
    issued_at: datetime | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document.

    `facts(ref)` answers for the subsystem's own reference; raises NotFound when it is gone. A kind that is given by
    `issue` needs none: its state is its life, and what `facts` says is only added as rows. The rest is for such kinds:
    `subject_label` says what the subject is, `icon` and `colour` how the card looks, `template` how it is printed
    (a typst file below `webapp/`, given `frame`, `rows` and what `printed(ref)` returns as `more`).
    """

    code: str
    title: Text
    facts: Callable[[str], PublicFacts] | None = None
    template: str = ISSUED_TEMPLATE
    printed: Callable[[str], Mapping[str, Any]] | None = None
    icon: str = "permit"
    colour: Literal["brand", "info", "success", "warning", "neutral"] = "brand"
    subject_label: Text = VEHICLE


def type_of(code: str) -> DocumentType:
    """Return the kind with this code. Raises LookupError when no subsystem plugged it in, which is a defect."""
    for kind in plugins(DocumentType):
        if kind.code == code:
            return kind
    raise LookupError(f"no document type {code!r}")
