"""The public catalogue: search, a service, its regulation, the extract of the register, authorities."""

from datetime import date
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.catalogue import labels, wording
from webapp.catalogue.addresses import payment_address, service_address
from webapp.catalogue.bodies import body_of_offer, dead
from webapp.catalogue.elsewhere import OF_OTHERS
from webapp.catalogue.errors import NoSuchEntry
from webapp.catalogue.listing import (
    Wanted,
    areas,
    count,
    find,
    find_offers,
    kind_typed,
    names_of_authorities,
    number_typed,
)
from webapp.catalogue.models import DraftRegulation, Entry
from webapp.catalogue.offer import ServiceOffer, fees_on, offer_of
from webapp.catalogue.passages import passage_of
from webapp.catalogue.points import POINTS
from webapp.catalogue.queries import approved_regulation, authority, drafts, entry_by_code, entry_of_offer, history
from webapp.catalogue.regulation import LIST_OF_191, head_of, regulation_of
from webapp.catalogue.starting import starts
from webapp.catalogue.views.blueprint import public_pages
from webapp.catalogue.views.presenting import value_of, way
from webapp.core.clock import local, now, today
from webapp.ui.access import public
from webapp.ui.rendering import redirect_to, render


@public_pages.get("")
@public
def index() -> str:
    """Search the catalogue: our own services first, then the register in its order, a page at a time."""
    wanted = Wanted(
        q=request.args.get("q", "").strip()[:200],
        authority=number_typed(request.args.get("authority")),
        area=number_typed(request.args.get("area")),
        kind=kind_typed(request.args.get("kind")),
        here=request.args.get("here") == "1",
    )
    after, before = request.args.get("after"), request.args.get("before")
    entries, loose = find(wanted, after=after, before=before)
    ours = find_offers(wanted)
    return render(
        "catalogue/index.html",
        wanted=wanted,
        offers=[] if after or before else ours,
        total=len(ours) + count(wanted, loose=loose),
        entries=entries,
        loose=loose,
        areas=areas(),
        authorities=names_of_authorities(),
        link=_linker(wanted),
        open_drafts=drafts("open"),
        labels=labels,
        wording=wording,
    )


@public_pages.get("/<code>")
@public
def service(code: str) -> ResponseReturnValue:
    """Show a service: ours from its definition, others from the register."""
    offer, entry = _service(code)
    if offer is not None:
        owner = body_of_offer(offer)
        shown = {"fees": fees_on(offer, today()), "owner": owner, **_places(offer.code, owner.site if owner else "")}
        return render("catalogue/offer.html", offer=offer, entry=entry, starts=starts(offer), **shown, **_around(code))
    assert entry is not None  # one of the two, or there is no such service
    if entry.code != code:
        return redirect_to(".service", code=entry.code)
    owner = authority(entry.authority_no)
    source = LIST_OF_191.format(no=entry.list_no) if entry.list_no else ""
    elsewhere = OF_OTHERS.get(entry.list_no or "", "") if entry.state == "listed" else ""
    shown = {"owner": owner, "facts": _facts(entry), "source": source, "elsewhere": elsewhere}
    shown |= _places(entry.code, entry.place or owner.site)
    shown["passage"] = passage_of(entry)
    shown["pay_at"] = payment_address(entry.list_no or "") if entry.state == "listed" else ""
    return render("catalogue/entry.html", entry=entry, **shown, **_around(entry.code))


@public_pages.get("/<code>/regulation")
@public
def regulation(code: str) -> str:
    """Show the administrative regulation, every point of the form, for the screen and for paper."""
    offer, entry = _service(code)
    approved = approved_regulation(offer.code if offer else entry.code if entry else code)
    if offer is not None:
        texts, title = regulation_of(offer, place=service_address(offer.code), day=today()), offer.title
    elif approved is not None:
        texts, title = approved.points, approved.title
    else:
        raise NoSuchEntry
    head = head_of(title, offer, _approval(approved) if approved else None)
    shown = {"texts": texts, "head": head, "code": code, "approved": approved}
    return render("catalogue/regulation.html", points=POINTS, printed_at=now(), **shown)


@public_pages.get("/<code>/extract")
@public
def extract(code: str) -> str:
    """Show the extract of the register for a registered or cancelled service: its data and its history, for paper."""
    entry = entry_by_code(code)
    if entry is None or entry.number is None or entry.protected:
        raise NoSuchEntry
    steps = way(history(entry=entry.id), named=False)
    owner = authority(entry.authority_no)
    shown = {"owner": owner, "facts": _facts(entry), "steps": steps, "wording": wording, "printed_at": now()}
    return render("catalogue/extract.html", entry=entry, **shown)


def _places(code: str, there: str) -> dict[str, Any]:
    """Return both addresses of a service (11.1), and what is known of a silent one."""
    return {"here": service_address(code), "there": there, "silent": dead(there)}


def _service(code: str) -> tuple[ServiceOffer | None, Entry | None]:
    offer = offer_of(code)
    entry = entry_of_offer(code) if offer else entry_by_code(code)
    if offer is None and entry is not None and entry.offer_code:
        offer = offer_of(entry.offer_code)
    if offer is None and (entry is None or entry.protected):
        raise NoSuchEntry
    return offer, entry


def _approval(found: DraftRegulation) -> tuple[str, date, date, date]:
    assert found.approved_at is not None  # the constraints `approved_whole` and `has_term`
    assert found.opens_on is not None
    assert found.closes_on is not None
    return found.approved_by, local(found.approved_at).date(), found.opens_on, found.closes_on


def _around(code: str) -> dict[str, Any]:
    names = {area.no: area.name for area in areas()}
    discussed = [found for found in drafts("open", "closed") if found.service_code == code]
    return {
        "area_names": names,
        "labels": labels,
        "wording": wording,
        "discussed": discussed,
        "approved": approved_regulation(code),
        "code": code,
    }


def _facts(entry: Entry) -> list[tuple[Any, str]]:
    names = ("content", "executors", "legal_basis", "kind", "payment", "users") if entry.number else ()
    said = [(labels.FORM2[name], value_of(name, getattr(entry, name))) for name in names]
    return [(label, value) for label, value in said if value]


def _linker(wanted: Wanted) -> Any:
    """Return how a link keeps what is looked for, with changes."""
    kept = {
        "q": wanted.q or None,
        "authority": wanted.authority,
        "area": wanted.area,
        "kind": wanted.kind or None,
        "here": 1 if wanted.here else None,
    }

    def link(**changes: Any) -> str:
        return url_for("catalogue.index", **{**kept, **changes})

    return link
