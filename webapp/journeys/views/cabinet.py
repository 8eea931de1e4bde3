"""Forms in the cabinet: the list, one form, entries after the signature, the end."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.core.actor import Actor, current_actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.findings import Level
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.journeys import wording
from webapp.journeys.checks import findings
from webapp.journeys.errors import NoSuchForm
from webapp.journeys.forms import EntryForm, ReasonForm, StepForm
from webapp.journeys.models import Form
from webapp.journeys.permissions import DRIVE, EDIT, SIGN, VIEW
from webapp.journeys.queries import (
    content_of,
    entries_of,
    form_seen_by,
    forms_driven,
    forms_of,
    is_driver,
    passengers_of,
    term_on,
)
from webapp.journeys.roadside import road_address_of
from webapp.journeys.services import living
from webapp.journeys.situating import situation_of
from webapp.journeys.texts import text_of
from webapp.journeys.views.blueprint import journeys
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@journeys.get("")
@requires(VIEW)
def index() -> str:
    """List the party's forms."""
    actor = current_actor()
    found = forms_of(actor.party_id or 0, after=request.args.get("after"), before=request.args.get("before"))
    lines = [(form, content_of(form.content)) for form in found.rows]
    may_edit = actor.has(EDIT.code)
    return render(
        "journeys/index.html", page=found, lines=lines, states=wording.STATES, may_edit=may_edit, form=StepForm()
    )


@journeys.get("/driven")
@requires(DRIVE)
def driven() -> str:
    """List the journeys that one drives."""
    lines = [(form, content_of(form.content)) for form in forms_driven(current_actor().fin or "", now())]
    return render("journeys/driven.html", lines=lines, states=wording.STATES)


@journeys.get("/<public_id>")
@requires(VIEW, DRIVE)
def show(public_id: str) -> str:
    """Show a form: before the signature with what is missing, after it with what was added."""
    actor = current_actor()
    form = form_seen_by(public_id, actor)
    mine = form.carrier_party_id == actor.party_id
    drives = is_driver(form, actor)
    gone = form.departs_at is not None and form.departs_at <= now()
    return render(
        "journeys/show.html",
        step=StepForm(data={"version": form.version}),
        found=[(one.level is Level.BLOCK, text_of(one)) for one in _findings(form)],
        may_edit=mine and actor.has(EDIT.code),
        may_sign=(mine or _laid_before(form, actor)) and actor.has(SIGN.code),
        may_hand=mine and form.organiser_party_id not in {None, form.carrier_party_id} and form.handed_at is None,
        may_add=drives or (mine and actor.has(EDIT.code)),
        gone=gone,
        **shown(form),
    )


@journeys.get("/<public_id>/pdf/<int:n>")
@requires(VIEW, DRIVE)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed document."""
    return pdf_of(form_seen_by(public_id, current_actor()), n)


@journeys.get("/<public_id>/entry")
@requires(EDIT, DRIVE)
def entry(public_id: str) -> str:
    """Ask what happened."""
    form = form_seen_by(public_id, current_actor())
    return render("journeys/entry.html", form=form, typed=EntryForm(data={"happened_at": now()}))


@journeys.post("/<public_id>/entry")
@requires(EDIT, DRIVE)
def add_entry(public_id: str) -> ResponseReturnValue:
    """Write it down."""
    form, typed = form_seen_by(public_id, current_actor()), EntryForm()
    if typed.validate():
        said: dict[str, Any] = {name: typed[name].data or "" for name in ("kind", "words", "place")}
        try:
            living.add_entry(public_id, happened_at=typed.happened_at.instant or now(), actor=current_actor(), **said)
        except Invalid as error:
            typed.accept(error)
        else:
            return redirect_to(".show", public_id=public_id, notice=_("Qeyd əlavə olundu."))
    return render("journeys/entry.html", form=form, typed=typed), 422


@journeys.get("/<public_id>/cancel")
@requires(SIGN)
def cancelling(public_id: str) -> str:
    """Ask why."""
    return render(
        "journeys/cancel.html", form=form_seen_by(public_id, current_actor()), typed=ReasonForm(formdata=None)
    )


@journeys.post("/<public_id>/cancel")
@requires(SIGN)
def cancel(public_id: str) -> ResponseReturnValue:
    """Cancel the journey."""
    form, typed = form_seen_by(public_id, current_actor()), ReasonForm()
    if not typed.validate():
        return render("journeys/cancel.html", form=form, typed=typed), 422
    living.cancel(public_id, reason=typed.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Səfər ləğv edildi."))


@journeys.post("/<public_id>/finish")
@requires(EDIT, DRIVE)
def finish(public_id: str) -> ResponseReturnValue:
    """Close a journey that is over."""
    living.finish(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Səfər bitdi, formulyar bağlandı."))


def _laid_before(form: Form, actor: Actor) -> bool:
    return form.state == "draft" and form.handed_at is not None and form.organiser_party_id == actor.party_id


def shown(form: Form) -> dict[str, Any]:
    """Return what every page about one form shows, the cabinet's and the office's."""
    token = form.document_token if form.signed_at else None
    address = documents.verification_url(token) if token else None
    scanned = road_address_of(form) if address else ""
    return {
        "form": form,
        "content": content_of(form.content),
        "passengers": passengers_of(form),
        "entries": entries_of(form.id),
        "versions": documents.versions(token) if token else [],
        "address": address,
        "qr": Markup(documents.qr_svg(scanned, dense="#" in scanned)) if address else None,  # noqa: S704 - our own drawing
        "wording": wording,
        "report_within": timedelta(minutes=term_on("minutes_to_report", today())),
    }


def pdf_of(form: Form, n: int) -> Response:
    """Return version `n` of the form's document as a file. Raises NoSuchForm when there is none."""
    token = form.document_token
    if token is None or n not in {version.n for version in documents.versions(token)}:
        raise NoSuchForm
    headers = {"Content-Disposition": f'attachment; filename="{form.number}.pdf"'}
    return Response(documents.pdf(token, n), mimetype="application/pdf", headers=headers)


def _findings(form: Form) -> list[Any]:
    return findings(situation_of(form)) if form.state == "draft" else []
