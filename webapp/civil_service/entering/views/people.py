"""The body's servants, and one of them as the body's people see the record."""

from flask import Response, request, url_for

from webapp.audit.api import record_view
from webapp.civil_service.beside import rank_titles
from webapp.civil_service.entering import wording
from webapp.civil_service.entering.errors import NotAParticipant
from webapp.civil_service.entering.queries import cursor, offered, staff
from webapp.civil_service.entering.rules import Hand
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.governing.closing import ensure_may_enter
from webapp.civil_service.groups import GROUPS, Origin
from webapp.civil_service.permissions import ENTER, STAFF
from webapp.civil_service.presenting import shown
from webapp.civil_service.queries import body_of_party, record_of, staff_servant, versions
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.values import Fact
from webapp.civil_service.views.own import order_file
from webapp.civil_service.wording import ORDER_COPY
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.pagination import decode, numbers
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import render

SIZE = 50
PURPOSE = _l("Kadr uçotu: orqanın qulluqçusunun qeydinin aparılması")


@personnel.get("")
@requires(STAFF, ENTER)
def index() -> str:
    """Show the servants of the body acted for, by name; searched and narrowed."""
    body = own_body()
    typed, status, after = (request.args.get(name, "") for name in ("q", "status", "after"))
    place = numbers(decode(after, 1))[0] if after else None
    rows = staff(body, typed=typed, status=status, after=place, size=SIZE)
    following = cursor(rows[SIZE - 1]) if len(rows) > SIZE else None
    return render(
        "civil_service/entering/people.html",
        body=body,
        rows=rows[:SIZE],
        following=following,
        typed=typed,
        status=status,
        wording=wording,
        may_enter=current_actor().has(ENTER.code),
    )


@personnel.get("/<public_id>")
@requires(STAFF, ENTER)
def servant(public_id: str) -> str:
    """Show a servant's record to the body's people: what stands, and what may be entered."""
    body, found = own_body(), staff_servant(public_id, current_actor())
    _look(found)
    record, titles, day = record_of(found.id), rank_titles(), today()
    groups = [one for one in GROUPS if record.of(one.code) and one.hidden is None]
    may_enter = current_actor().has(ENTER.code)
    return render(
        "civil_service/entering/servant.html",
        servant=found,
        sections=[(one, [shown(fact, day, titles) for fact in record.of(one.code)]) for one in groups],
        actions=_actions(found, body, record.all(), may_enter=may_enter),
        offers=offered(body, Hand.PARTICIPANT) if may_enter else [],
        body=body,
        wording=wording,
    )


def own_body() -> ServiceBody:
    """Return the state body that is acted for. Raises NotAParticipant, EntryClosed."""
    body = body_of_party(current_actor().party_id)
    if body is None:
        raise NotAParticipant
    ensure_may_enter(current_actor())
    return body


@personnel.get("/<public_id>/facts/<entry>/order/<int:n>")
@requires(STAFF, ENTER)
def order_copy(public_id: str, entry: str, n: int) -> Response:
    """Send the copy of the order under a version of a fact that the body's people see."""
    own_body()
    found = staff_servant(public_id, current_actor())
    known = [one for one in versions(found.id, entry) if one.version == n and one.group.hidden is None]
    _look(found)
    return order_file(known[0] if known else None)


def _look(found: Servant) -> None:
    record_view(
        actor=current_actor(),
        subject_fin=found.fin,
        subject_name=found.full_name,
        object_type="service_record",
        object_key=found.public_id,
        purpose=PURPOSE,
    )


def _actions(
    servant: Servant, body: ServiceBody, facts: list[Fact], *, may_enter: bool
) -> dict[str, list[tuple[str, str]]]:
    """Return by fact what the body's people can do with it: read its order, change what is theirs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in facts:
        theirs = one.group.origin is Origin.PARTICIPANT and one.source_body_id in {None, body.id}
        order = (
            [(str(ORDER_COPY), url_for(".order_copy", public_id=servant.public_id, entry=one.entry, n=one.version))]
            if one.order_copy
            else []
        )
        found[one.entry] = [
            *order,
            *(
                [(_("Dəyiş"), url_for(".changing", public_id=servant.public_id, entry=one.entry))]
                if theirs and may_enter
                else []
            ),
        ]
    return found
