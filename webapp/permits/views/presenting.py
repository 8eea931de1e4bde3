"""What the pages show of a permit."""

from typing import Any

from flask import current_app, url_for

from webapp.cabinets import api as cabinets
from webapp.core.clock import today
from webapp.core.text import Text, _
from webapp.documents.api import verification_url
from webapp.permits.cases.applying import things
from webapp.permits.cases.matrix import OPERATIONS, applicable, code_of, office_codes
from webapp.permits.law_rows import territory_name
from webapp.permits.models import Permit, PermitCard, PermitChange
from webapp.permits.queries import mark_of, trip_of
from webapp.permits.rules import By, Operation, State, state_on
from webapp.permits.services.amending import differences
from webapp.permits.services.parties import holder_of
from webapp.permits.wording import ASKED, BY, LIMITS, STATES, type_name
from webapp.permits.wording import OPERATIONS as NAMES
from webapp.ui.filters import day, moment, money

SOON_DAYS = 60


def permit_line(permit: Permit, cards: list[PermitCard]) -> dict[str, Any]:
    """Return a permit as lists show it."""
    state = state_on(permit.state, permit.valid_to, today())
    live = [one for one in cards if state_on(one.state, one.valid_to, today()) is State.ACTIVE]
    left = (permit.valid_to - today()).days if permit.valid_to and state is State.ACTIVE else None
    return {
        "permit": permit,
        "name": type_name(permit.type_code),
        "state": STATES[state],
        "cards": cards,
        "live": len(live),
        "left": left if left is not None and left <= SOON_DAYS else None,
        "plate": str(permit.details.get("plate", "")),
    }


def card_line(card: PermitCard) -> dict[str, Any]:
    """Return a card as the page of its permit shows it."""
    state = state_on(card.state, card.valid_to, today())
    return {
        "card": card,
        "state": STATES[state],
        "territory": territory_name(card.territory, today()),
        "verify": verification_url(card.document_token) if card.document_token else "",
    }


def operations_of(permit: Permit) -> list[dict[str, Any]]:
    """Return what the holder can begin now for a permit, each with its address."""
    found = []
    for one in OPERATIONS:
        if one is Operation.ISSUE or not applicable(one, permit.type_code) or not things(permit, one):
            continue
        href = address_of("workflow.start", code=code_of(permit.type_code, one), subject=permit.public_id)
        pressing = one is Operation.REREGISTRATION and bool(differences(permit, holder_of(permit.party_id)))
        found.append({"label": ASKED[one], "href": href, "pressing": pressing, "operation": one.value})
    return [one for one in found if one["href"]]


def office_operations_of(permit: Permit) -> list[dict[str, Any]]:
    """Return what an officer can begin now for a permit."""
    found = []
    party = cabinets.party(permit.party_id).public_id
    for code in office_codes(permit.type_code):
        operation = Operation(code.split(".")[2])
        if things(permit, operation):
            href = address_of("workflow_office.start", code=code, subject=permit.public_id, party=party)
            found.append({"label": ASKED[operation], "href": href})
    return [one for one in found if one["href"]]


def address_of(endpoint: str, **values: Any) -> str:
    """Return the address of a page of the engine, empty where this portal has none."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def facts_of(permit: Permit) -> list[tuple[Text, str]]:
    """Return the facts of a permit's page."""
    rows: list[tuple[Text, str]] = [(_("Sahibi"), permit.holder_name)]
    rows.append((_("Verilib"), day(permit.issued_on)))
    rows.append((_("Qüvvəyə minir"), day(permit.valid_from)))
    rows.append((_("Son gün"), day(permit.valid_to) if permit.valid_to else _("Müddətsiz")))
    if permit.case_no:
        rows.append((_("Müraciət"), permit.case_no))
    if permit.suspended_by:
        rows.append((_("Kim dayandırıb"), str(BY[By(permit.suspended_by)])))
    if permit.suspended_until:
        rows.append((_("Dayandırmanın gözlənilən sonu"), day(permit.suspended_until)))
    mark, trip = mark_of(permit.id), trip_of(permit.id)
    if mark:
        rows += [(_("Nəqliyyat vasitəsi"), mark.plate), (_("Ödənilib"), money(mark.qepik))]
    if "works" in permit.details:
        rows += [
            (_("İşlərin yeri"), str(permit.details["place"])),
            (_("Görüləcək işlər"), str(permit.details["works"])),
        ]
    if trip:
        over = ", ".join(str(LIMITS.get(str(code), code)) for code in trip.over)
        rows += [(_("Nəqliyyat vasitəsi"), trip.plate), (_("Marşrut"), " – ".join(map(str, trip.route)))]
        rows += [(_("Keçilən hədlər"), over)]
    return rows


def steps_of(changes: Any, cards: list[PermitCard], *, named: bool) -> list[dict[str, Any]]:
    """Return the history as a timeline, newest first; who did it stands there for the office alone."""
    plates = {one.id: one.plate for one in cards}
    return [_step(one, plates, named=named) for one in changes]


def _step(change: PermitChange, plates: dict[int, str], *, named: bool) -> dict[str, Any]:
    about = plates.get(change.card_id or 0, "")
    name = NAMES[Operation(change.operation)]
    who = change.actor_name if named else BY[By(change.by)]
    return {
        "title": f"{name} · {about}" if about else name,
        "when": moment(change.at),
        "iso": change.at.isoformat(),
        "by": who,
        "text": change.reason,
        "state": "problem" if change.operation in {"suspension", "revocation"} else "done",
    }
