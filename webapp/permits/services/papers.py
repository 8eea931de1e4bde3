"""The documents of permits and cards: each lives in `documents`, this room only says what happens."""

from typing import Final

from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.text import Text, _l
from webapp.documents import api as documents
from webapp.permits.law_rows import territory_name
from webapp.permits.models import Permit, PermitCard
from webapp.permits.rows import PermitType
from webapp.permits.services.history import Why
from webapp.permits.wording import CARRIAGES, card_title

PERMIT: Final = "permit"
CARD: Final = "permit_card"
MARK: Final = "permit_mark"
TRIP: Final = "oversize_trip"
WORKS: Final = "road_works"
LIVE: Final = frozenset({documents.Status.UPCOMING, documents.Status.VALID, documents.Status.SUSPENDED})
KINDS: Final = {"mark": MARK, "special_mark": MARK, "oversize": TRIP, "road_works": WORKS}
REREGISTERED: Final = _l("Yenidən rəsmiləşdirilib")


def ref_of(public_id: str, revision: int) -> str:
    """Return the reference of a paper: each re-registration has a paper of its own."""
    return public_id if revision == 1 else f"{public_id}.{revision}"


def public_id_of(ref: str) -> str:
    """Return whose paper it is."""
    return ref.partition(".")[0]


def give_permit_paper(permit: Permit, kind: PermitType, *, actor: Actor, label: Text = "") -> str:
    """Give the document of a permit, in the place of its former one, and return its token."""
    return documents.issue(
        KINDS.get(permit.type_code, PERMIT),
        ref_of(permit.public_id, permit.revision),
        number=permit.number,
        holder_party_id=permit.party_id,
        holder=permit.holder_name,
        subject=str(permit.details.get("plate") or permit.details.get("place") or permit.number),
        title=kind.name_az,
        valid_from=permit.valid_from,
        valid_to=permit.valid_to,
        actor=actor,
        replaces=permit.document_token,
        label=label,
        extra=[(_l("Müraciətin nömrəsi"), permit.case_no)] if permit.case_no else [],
    )


def give_card_paper(card: PermitCard, permit: Permit, kind: PermitType, *, actor: Actor, label: Text = "") -> str:
    """Give the document of a card, in the place of its former one, and return its token."""
    return documents.issue(
        CARD,
        ref_of(card.public_id, card.revision),
        number=card.number,
        holder_party_id=card.party_id,
        holder=permit.holder_name,
        subject=card.plate,
        title=card_title(kind.code),
        valid_from=card.issued_on,
        valid_to=card.valid_to,
        actor=actor,
        replaces=card.document_token,
        label=label,
        extra=[(_l("İcazənin nömrəsi"), permit.number)],
        open_rows=lambda: open_rows_of(card, permit),
    )


def open_rows_of(card: PermitCard, permit: Permit) -> list[tuple[Text, str]]:
    """Return what is public of a card besides its standing: vehicle, carriage, territory, the permit's number.

    None of it changes without a new paper, so it is kept with the document.
    """
    rows: list[tuple[Text, str]] = [
        (_l("Daşıma növü"), str(CARRIAGES[card.carriage])),
        (_l("Nəqliyyat vasitəsi"), f"{card.plate}, {card.vehicle}"),
        (_l("İcazənin nömrəsi"), permit.number),
    ]
    return [*rows, (_l("Ərazi"), territory_name(card.territory, today()))] if card.territory else rows


def suspend_paper(token: str | None, why: Why) -> None:
    """Take the document's force away."""
    if token:
        until = why.until if why.until and why.until >= today() else None
        documents.suspend(token, reason=why.reason, basis=why.basis, until=until, actor=why.actor)


def restore_paper(token: str | None, why: Why) -> None:
    """Give the document its force back."""
    if token:
        documents.restore(token, reason=why.reason, basis=why.basis, actor=why.actor)


def revoke_paper(token: str | None, why: Why) -> None:
    """End the document; one that is over by its days stays so."""
    if token and documents.card_facts(token).status in LIVE:
        documents.revoke(token, reason=why.reason, basis=why.basis, actor=why.actor)


def duplicate_paper(token: str | None, why: Why) -> None:
    """Give the document anew under its number: former copies are not valid any more."""
    if token:
        documents.mark_duplicate(token, why.reason, why.actor, basis=why.basis)
