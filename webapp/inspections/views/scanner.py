"""The scanner: a page that works without a network, and what it takes along for its verdicts."""

from flask import Response, jsonify
from flask_wtf.csrf import generate_csrf

from webapp.core.actor import current_actor
from webapp.core.crypto import blind_index
from webapp.inspections import wording
from webapp.inspections.forms import ActForm, LookForm
from webapp.inspections.permissions import INSPECT
from webapp.inspections.road_list import taken_along
from webapp.inspections.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import render


@office_pages.get("")
@requires(INSPECT)
def scanner() -> str:
    """Show the scanner with the form of an act; the phone keeps the page."""
    return render(
        "inspections/scanner.html",
        form=LookForm(formdata=None),
        act_form=ActForm(formdata=None, prefix="", data={"outcome": ""}),
        owner=_owner(),
        papers=wording.PAPERS,
    )


@office_pages.get("/list.json")
@requires(INSPECT)
def take_along() -> Response:
    """Give what a verdict without a network needs, and the token with which acts are sent."""
    answer = jsonify(taken_along() | {"owner": _owner(), "token": generate_csrf()})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _owner() -> str:
    """Return by what the page knows whose acts a device keeps: it tells nothing of the person."""
    return blind_index(str(current_actor().account_id), purpose="inspection-owner").hex()[:16]
