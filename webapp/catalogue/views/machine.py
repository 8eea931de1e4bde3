"""The register for machines: a body's list of services for its own site (Rules 11.2)."""

from typing import Any, Final

from flask import Response, jsonify, request, url_for

from webapp.catalogue.addresses import service_address
from webapp.catalogue.bodies import body_of_offer
from webapp.catalogue.listing import Wanted, find, find_offers, kind_typed, names_of_authorities, number_typed
from webapp.catalogue.models import Entry
from webapp.catalogue.offer import ServiceOffer
from webapp.catalogue.queries import authority, entry_of_offer
from webapp.catalogue.views.blueprint import machine_pages
from webapp.core.text import in_language
from webapp.ui.access import public

KEPT: Final = "public, max-age=300"


@machine_pages.after_request
def for_any_site(response: Response) -> Response:
    """Let pages of any site read the list: it is public, nobody signs in for it, and it is only read."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = KEPT
    return response


@machine_pages.get("")
@public
def services() -> Response:
    """Answer a page of services in the register's order, ours first; `next` is the address of what follows.

    Names are in Azerbaijani, as they are registered. Raises NotFound for a body or a cursor that is none.
    """
    wanted = Wanted(
        q=request.args.get("q", "").strip()[:200],
        authority=number_typed(request.args.get("authority")),
        area=number_typed(request.args.get("area")),
        kind=kind_typed(request.args.get("kind")),
    )
    if wanted.authority is not None:
        authority(wanted.authority)
    after = request.args.get("after")
    page, _loose = find(wanted, after=after, before=None)
    names = dict(names_of_authorities())
    with in_language("az"):
        ours = [] if after else [_offer(one) for one in find_offers(wanted, whole=True)]
    rows = [*ours, *(_entry(row, names) for row in page.rows)]
    asked: dict[str, Any] = {
        name: value for name, value in request.args.items() if name in {"q", "authority", "area", "kind"}
    }
    following = url_for(".services", **asked, after=page.following) if page.following else None
    return jsonify({"services": rows, "next": following})


def _entry(row: Entry, names: dict[int, str]) -> dict[str, Any]:
    body = {"no": row.authority_no, "name": names[row.authority_no]}
    known = {"code": row.code, "number": row.number, "list_no": row.list_no, "name": row.name, "state": row.state}
    return {
        **known,
        "authority": body,
        "areas": row.areas,
        "kind": row.kind,
        "payment": row.payment,
        "page": service_address(row.code),
        "place": row.place or None,
        "starts_here": False,
    }


def _offer(offer: ServiceOffer) -> dict[str, Any]:
    entry, body = entry_of_offer(offer.code), body_of_offer(offer)
    return {
        "code": offer.code,
        "number": entry.number if entry else None,
        "list_no": offer.list_no,
        "name": offer.title,
        "state": "registered" if entry else "listed",
        "authority": {"no": body.no if body else None, "name": offer.authority},
        "areas": list(offer.areas),
        "kind": offer.kind,
        "payment": "paid" if offer.paid else "free",
        "page": service_address(offer.code),
        "place": service_address(offer.code),
        "starts_here": offer.start is not None,
    }
