"""The public search: by the number on the paper, and by a plate at the roadside. No personal data, nothing kept."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.clock import now
from webapp.documents.forms import NumberForm, PlateForm
from webapp.documents.issued import Issued
from webapp.documents.issued import by_number as documents_numbered
from webapp.documents.life import Status
from webapp.documents.minimal import shown_to_strangers
from webapp.documents.roadside import on_plate
from webapp.documents.views.public import documents
from webapp.ui.access import public
from webapp.ui.rendering import render


@documents.get("/number")
@public
def by_number() -> ResponseReturnValue:
    """Show how the documents with this number stand: kinds have numbers of their own."""
    form = NumberForm(request.args if "number" in request.args else None)
    asked = "number" in request.args and form.validate()
    found = documents_numbered(form.number.data or "") if asked else []
    page = _page(found, asked=asked, form=form, field=form.number)
    return page, 422 if form.errors else 404 if asked and not found else 200


@documents.get("/plate")
@public
def by_plate() -> ResponseReturnValue:
    """Show what is in force today on this vehicle, and what is suspended or was revoked."""
    form = PlateForm(request.args if "plate" in request.args else None)
    asked = "plate" in request.args and form.validate()
    found = on_plate(form.plate.data or "") if asked else []
    page = _page(found, asked=asked, form=form, field=form.plate)
    return page, 422 if form.errors else 200


def _page(found: list[Issued], *, asked: bool, form: Any, field: Any) -> str:
    valid = [shown_to_strangers(item) for item in found if item.status is Status.VALID]
    other = [shown_to_strangers(item) for item in found if item.status is not Status.VALID]
    facts = {"form": form, "field": field, "asked": asked, "valid": valid, "other": other}
    return render("documents/lookup.html", **facts, checked_at=now(), by_plate=isinstance(form, PlateForm))
