"""What strangers learn of an issued document: how it stands and on what it is, of a person nothing but initials."""

from typing import Any, Final

from webapp.cabinets.api import Kind
from webapp.core.text import Text, _, _l
from webapp.documents.issued import Issued
from webapp.documents.kinds import PublicFacts
from webapp.documents.life import Status
from webapp.documents.wording import TONES, WORDS
from webapp.ui.filters import day

NOT_PERSONS: Final = frozenset({Kind.ORGANISATION, Kind.STATE, Kind.MUNICIPALITY})
PARTICLES: Final = frozenset({"oğlu", "qızı"})
HOLDER: Final = _l("Sənədin sahibi")


def facts_of(document: Issued, *, rows: tuple[tuple[Text, str], ...] = ()) -> PublicFacts:
    """Return the public facts of an issued document; `rows` are those that its kind adds."""
    own: list[tuple[Text, str]] = [
        (document.kind.subject_label, document.subject),
        (HOLDER, public_holder(document)),
        *validity(document),
    ]
    said = {str(name) for name, _value in rows}  # the kind knows more of the same
    own = [row for row in own if str(row[0]) not in said]
    return PublicFacts(
        tone=TONES[document.status],
        word=WORDS[document.status],
        number=document.number,
        rows=tuple(row for row in (*own, *rows) if row[1]),
        issued_at=document.issued_at,
    )


def validity(document: Issued) -> list[tuple[Text, str]]:
    """Return the days as rows."""
    last = day(document.valid_to) if document.valid_to else _("Müddətsiz")
    rows: list[tuple[Text, str]] = [
        (_l("Qüvvəyə minir"), day(document.valid_from)),
        (_l("Son qüvvədə olduğu gün"), last),
    ]
    if document.status is Status.SUSPENDED and document.suspended_until:
        rows.append((_l("Dayandırmanın gözlənilən sonu"), day(document.suspended_until)))
    return rows


def public_holder(document: Issued) -> str:
    """Return the name of a firm or body as it is, of a person or sole trader only the initials."""
    if document.holder_kind in NOT_PERSONS:
        return document.holder
    return "".join(f"{word[0]}." for word in document.holder.split() if word not in PARTICLES)


def shown_to_strangers(document: Issued) -> dict[str, Any]:
    """Return a document as a line of the public search: no person, not even by initials, and no token."""
    last = day(document.valid_to) if document.valid_to else _("Müddətsiz")
    firm = document.holder if document.holder_kind in NOT_PERSONS else ""
    rows = [
        (document.kind.subject_label, document.subject),
        (HOLDER, firm),
        (_("Qüvvəyə minir"), day(document.valid_from)),
        (_("Son qüvvədə olduğu gün"), last),
    ]
    if document.copy > 1:
        rows.append((_("Etibarlı nüsxə"), str(document.copy)))
    return {
        "kind": _(document.title),
        "number": document.number,
        "rows": [row for row in rows if row[1]],
        "status": WORDS[document.status],
        "tone": TONES[document.status],
    }
