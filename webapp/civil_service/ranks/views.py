"""Pages: one's own rank and the next one; for state bodies and the operator, whose is due soon."""

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, request

from webapp.audit.api import record
from webapp.civil_service.errors import NoSuchBody
from webapp.civil_service.permissions import OVERSEE, OWN, SEE, STAFF
from webapp.civil_service.queries import bodies, body, body_of_party, own_servant
from webapp.civil_service.ranks import wording
from webapp.civil_service.ranks.law import rank_titles
from webapp.civil_service.ranks.queries import due_count, due_ranks
from webapp.civil_service.ranks.record import eligibility_of
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.transaction import afterwards
from webapp.ui.access import requires
from webapp.ui.rendering import render

TEMPLATES: Final = "../templates"
own_pages: Final = Blueprint("civil_rank", __name__, template_folder=TEMPLATES, url_prefix="/cabinet/service/rank")
staff_pages: Final = Blueprint(
    "civil_ranks_staff", __name__, template_folder=TEMPLATES, url_prefix="/cabinet/service-staff/ranks"
)
office_pages: Final = Blueprint("civil_ranks", __name__, template_folder=TEMPLATES, url_prefix="/office/service-ranks")
TERMS: Final = (0, 30, 90, 365)
USUAL: Final = 90


@own_pages.get("")
@requires(OWN)
def own() -> str:
    """Show one's own rank, the next one, the day, and what is missing."""
    servant = own_servant(current_actor())
    found = eligibility_of(servant.id, today()) if servant else None
    return render("civil_service/ranks/own.html", servant=servant, found=found, wording=wording)


@staff_pages.get("")
@requires(STAFF)
def of_body() -> str:
    """List the ranks that are due soon in the state body for which one acts."""
    mine = body_of_party(current_actor().party_id)
    if mine is None:
        raise NoSuchBody
    return _listed(mine.id, "civil_service/ranks/staff.html", chosen=mine)


@office_pages.get("")
@requires(SEE, OVERSEE)
def everywhere() -> str:
    """List the ranks that are due soon, everywhere or in one body."""
    asked = request.args.get("body", "")
    chosen = body(asked) if asked else None
    return _listed(chosen.id if chosen else None, "civil_service/ranks/office.html", chosen=chosen, bodies=bodies())


def _listed(body_id: int | None, template: str, **more: Any) -> str:
    actor, day, days = current_actor(), today(), _days()
    until = day + timedelta(days=days)
    rows, servants = due_ranks(
        until, body_id=body_id, after=request.args.get("after"), before=request.args.get("before")
    )
    key = str(body_id or "")
    afterwards(lambda: record("civil_service.ranks_listed", actor=actor, object_type="service_ranks", object_key=key))
    return render(
        template,
        page=rows,
        servants=servants,
        titles=rank_titles(day),
        days=days,
        terms=TERMS,
        count=due_count(until, body_id=body_id),
        today=day,
        wording=wording,
        **more,
    )


def _days() -> int:
    """Return within how many days, one of those that are offered."""
    asked = request.args.get("days", "")
    return next((term for term in TERMS if str(term) == asked), USUAL)
