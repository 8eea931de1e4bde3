"""Pages: one's own rank and the next one; for state bodies and the operator, whose is due soon."""

from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, request

from webapp.audit.api import record, record_view
from webapp.civil_service.beside import ensure_entry
from webapp.civil_service.errors import NoSuchBody
from webapp.civil_service.length import wording as length_words
from webapp.civil_service.length.record import length_of
from webapp.civil_service.length.views import day_of
from webapp.civil_service.permissions import FIGURES, OVERSEE, OWN, SEE, STAFF
from webapp.civil_service.queries import bodies, body, body_of_party, own_servant, staff_servant
from webapp.civil_service.ranks import wording
from webapp.civil_service.ranks.law import rank_titles
from webapp.civil_service.ranks.lines import law_lines
from webapp.civil_service.ranks.queries import due_count, due_ranks
from webapp.civil_service.ranks.record import eligibility_of
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _l
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
    ensure_entry(current_actor())
    servant = own_servant(current_actor())
    found = eligibility_of(servant.id, today()) if servant else None
    return render("civil_service/ranks/own.html", servant=servant, found=found, wording=wording)


@staff_pages.get("")
@requires(STAFF)
def of_body() -> str:
    """List the ranks that are due soon in the state body for which one acts."""
    ensure_entry(current_actor())
    mine = body_of_party(current_actor().party_id)
    if mine is None:
        raise NoSuchBody
    return _listed(mine.id, "civil_service/ranks/staff.html", chosen=mine)


@staff_pages.get("/<public_id>")
@requires(STAFF)
def of_servant(public_id: str) -> str:
    """Show a personnel officer the length and the next rank of somebody of the own body, with every reason."""
    actor, day = current_actor(), day_of(request.args.get("on", ""))
    found = staff_servant(public_id, actor)
    record_view(
        actor=actor,
        subject_fin=found.fin,
        subject_name=found.full_name,
        object_type="service_record",
        object_key=public_id,
        purpose=_l("Dövlət qulluqçularının reyestri: qulluq stajı və ixtisas dərəcəsi"),
    )
    return render(
        "civil_service/ranks/staff_servant.html",
        servant=found,
        length=length_of(found.id, day),
        found=eligibility_of(found.id, day),
        words=length_words,
        wording=wording,
    )


@office_pages.get("/law")
@requires(SEE, OVERSEE, FIGURES)
def law() -> str:
    """Show the rows of the law by which lengths, ranks and figures are reckoned, and which of them are assumed."""
    return render("civil_service/ranks/law.html", rows=law_lines(today()), today=today())


@office_pages.get("")
@requires(SEE, OVERSEE)
def everywhere() -> str:
    """List the ranks that are due soon, everywhere or in one body."""
    asked = request.args.get("body", "")
    chosen = body(asked) if asked else None
    more = {"chosen": chosen, "bodies": bodies(), "may_open": current_actor().has(SEE.code)}
    return _listed(chosen.id if chosen else None, "civil_service/ranks/office.html", **more)


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
