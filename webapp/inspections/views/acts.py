"""Acts: drawing one up, one's own list, one act, its signature and its file."""

import json
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attachments.api import copies_of
from webapp.audit.api import record_view
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.text import _, _l
from webapp.documents import api as documents
from webapp.inspections import wording
from webapp.inspections.errors import NoSuchAct
from webapp.inspections.forms import ActForm
from webapp.inspections.models import ControlAct
from webapp.inspections.owners import OWNER, SLOT
from webapp.inspections.permissions import INSPECT, OVERSEE
from webapp.inspections.queries import act_by_id, check_of, office_act, office_acts, violations_of
from webapp.inspections.reading import read_act
from webapp.inspections.services.acting import file_act
from webapp.inspections.services.signing import ask_signature
from webapp.inspections.values import found_of
from webapp.inspections.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Yolda nəzarət aktına baxılması")


@office_pages.get("/acts")
@requires(INSPECT, OVERSEE)
def acts() -> str:
    """Show one's own acts, to a superior everybody's."""
    typed, asked = request.args.get("q", ""), request.args
    page = office_acts(current_actor(), typed=typed, after=asked.get("after"), before=asked.get("before"))
    return render("inspections/acts.html", page=page, typed=typed, wording=wording)


@office_pages.get("/acts/new")
@requires(INSPECT)
def new_act() -> str:
    """Show the form, filled from a look-up when there was one."""
    known = _from_check(request.args.get("check", ""))
    data = {"key": new_public_id(), "begun_at": f"{local(now()):%d.%m.%Y %H:%M}", **known}
    return render("inspections/new.html", form=ActForm(formdata=None, data=data), corrects=None)


@office_pages.post("/acts/new")
@requires(INSPECT)
def draw_up() -> ResponseReturnValue:
    """File the act; it waits for the signature."""
    return filed(ActForm(), None)


def filed(form: ActForm, corrects: ControlAct | None) -> ResponseReturnValue:
    """File what the form says, or show what is wrong."""
    if not form.validate():
        return render("inspections/new.html", form=form, corrects=corrects), 422
    try:
        act, _new = file_act(read_act(form.sent()), actor=current_actor(), corrects=corrects)
    except AppError as error:
        form.accept(error)
        return render("inspections/new.html", form=form, corrects=corrects), error.status
    notice = _("Akt %(number)s nömrəsi ilə qeydə alındı. Onu imzalayın.", number=act.number)
    return redirect_to(".act", public_id=act.public_id, notice=notice)


@office_pages.get("/acts/<public_id>")
@requires(INSPECT, OVERSEE)
def act(public_id: str) -> str:
    """Show an act to its inspector or a superior."""
    found = office_act(public_id, current_actor())
    _keep_look(found)
    mine = found.inspector_id == current_actor().account_id
    return render("inspections/act.html", mine=mine, may_annul=_may_annul(found, mine=mine), **shown(found))


@office_pages.post("/acts/<public_id>/sign")
@requires(INSPECT)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the inspector's signature."""
    return redirect_to("signing.show", public_id=ask_signature(public_id, current_actor()))


@office_pages.get("/acts/<public_id>/pdf/<int:n>")
@requires(INSPECT, OVERSEE)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed act."""
    return pdf_of(office_act(public_id, current_actor()), n)


def shown(found: ControlAct) -> dict[str, Any]:
    """Return what every page about one act shows, the office's and the cabinet's."""
    token = found.document_token or ""
    return {
        "act": found,
        "violations": violations_of(found.id),
        "former": act_by_id(found.corrects_id) if found.corrects_id else None,
        "versions": documents.versions(token) if token else [],
        "address": documents.verification_url(token) if token else "",
        "copies": copies_of(OWNER, found.public_id),
        "photos": url_for("attachments.of", kind=OWNER, ref=found.public_id, slot=SLOT),
        "wording": wording,
    }


def pdf_of(found: ControlAct, n: int) -> Response:
    """Return version `n` of the act's document as a file. Raises NoSuchAct when there is none."""
    token = found.document_token
    if token is None or n not in {version.n for version in documents.versions(token)}:
        raise NoSuchAct
    headers = {"Content-Disposition": f'attachment; filename="{found.number}.pdf"'}
    return Response(documents.pdf(token, n), mimetype="application/pdf", headers=headers)


def _may_annul(found: ControlAct, *, mine: bool) -> bool:
    return current_actor().has(OVERSEE.code) and not mine and found.state in {"filed", "signed"}


def _keep_look(found: ControlAct) -> None:
    if found.driver_fin and found.inspector_id != current_actor().account_id:
        record_view(
            actor=current_actor(),
            subject_fin=found.driver_fin,
            subject_name=found.driver_name,
            object_type=OWNER,
            object_key=found.public_id,
            purpose=PURPOSE,
        )


def _from_check(public_id: str) -> dict[str, Any]:
    """Return what an act begins with after a look-up: the first paper in force, else the first."""
    if not public_id:
        return {}
    row = check_of(public_id, current_actor())
    papers = found_of(json.loads(row.found)).papers if row.found else ()
    first = next((one for one in papers if one.in_force), papers[0] if papers else None)
    known: dict[str, Any] = {"check": public_id, "verdict": "online" if papers else "nothing"}
    if row.means == "plate":
        known["plate"] = row.asked.upper()
    if first is None:
        return known
    plate = {"plate": first.plates[0]} if first.plates else {}
    driver = first.people[0] if first.people and first.kind != "ticket" else ""
    return {
        **known,
        **plate,
        "paper_kind": first.kind,
        "paper_number": first.number,
        "carrier_name": first.carrier,
        "carrier_number": first.carrier_number,
        "driver_name": driver,
        "checked": [first.kind] if first.kind in wording.CHECKED else [],
    }
