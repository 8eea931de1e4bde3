"""One waybill: where it stands, who did what, what comes next, its documents."""

from typing import Any

from flask import Response
from markupsafe import Markup

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.ui.access import requires
from webapp.ui.filters import moment
from webapp.ui.rendering import render
from webapp.waybills import wording
from webapp.waybills.access import allowed_actions, may_discard, may_edit
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json
from webapp.waybills.driving.seeing import awaits_signature, pictured, signature_of
from webapp.waybills.errors import NoSuchWaybill
from webapp.waybills.forms.acts import StepForm
from webapp.waybills.forms.beginning import StartForm
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.packages import PACKAGES
from webapp.waybills.past import past_of
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_EDIT, WAYBILLS_VIEW
from webapp.waybills.queries import open_request_of, waybill_seen_by
from webapp.waybills.roadside import accepted_at, road_address_of
from webapp.waybills.rules import FORWARD, WITH_REASON, Action, Role, State
from webapp.waybills.saying import KINDS, said
from webapp.waybills.services.freezing import frozen
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.road import ASKED, proposed, road_links


@waybills.get("/<public_id>")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def show(public_id: str) -> str:
    """Show the waybill to those who are named in it."""
    actor = current_actor()
    waybill, roles = waybill_seen_by(public_id, actor=actor)
    pending = open_request_of(waybill)
    mine = pending is not None and pending.account_id == actor.account_id
    links = road_links(waybill)
    return render(
        "waybills/show.html",
        roles=roles,
        actions=allowed_actions(actor, waybill),
        may_edit=may_edit(actor, waybill),
        may_copy=actor.has(WAYBILLS_EDIT.code) and bool(roles & {Role.CONSIGNOR, Role.CARRIER}),
        signing=pending,
        signing_mine=mine,
        road=[link for link in links if link[0] not in ASKED],
        asked=[link for link in links if link[0] in ASKED],
        open_drops=past_of(waybill).open_drops,
        kinds=KINDS,
        proposed=proposed(waybill),
        may_discard=may_discard(actor, waybill),
        beginning=StartForm(),
        form=StepForm(data={"version": waybill.version}),
        **shown(waybill),
    )


@waybills.get("/<public_id>/pdf/<int:n>")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def pdf(public_id: str, n: int) -> Response:
    """Send a version of the document, as it was signed."""
    waybill, _roles = waybill_seen_by(public_id, actor=current_actor())
    return pdf_of(waybill, n)


def pdf_of(waybill: Waybill, n: int) -> Response:
    """Return version `n` of the waybill's document as a file. Raises NoSuchWaybill when there is none."""
    token = waybill.document_token
    if token is None or waybill.erased_at is not None or n not in {version.n for version in documents.versions(token)}:
        raise NoSuchWaybill
    name = f"{waybill.number or 'qaime'}-v{n}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(documents.pdf(token, n), mimetype="application/pdf", headers=headers)


def shown(waybill: Waybill) -> dict[str, Any]:
    """Return what every page about one waybill shows, the cabinet's and the office's."""
    acts = acts_of(waybill.id)
    content = content_from_json(waybill.standing)
    token = waybill.document_token
    address = documents.verification_url(token) if token and acts else None
    scanned = road_address_of(waybill, accepted_at(waybill)) if address else ""
    return {
        "waybill": waybill,
        "state": State(waybill.state),
        "content": frozen(content, waybill) if waybill.state == "draft" else content,
        "awaits_signature": awaits_signature(acts),
        "photos": sum(len(one.photos) for one in pictured(acts)),
        "way": [*map(_done, acts), *_ahead(State(waybill.state))],
        "versions": documents.versions(token) if token and waybill.erased_at is None else [],
        "address": address,
        "qr": Markup(documents.qr_svg(scanned, dense="#" in scanned)) if address else None,  # noqa: S704 - our own drawing
        "packages": PACKAGES,
        "wording": wording,
    }


def _done(act: WaybillAct) -> dict[str, Any]:
    late = act.outcome == "refused"
    title = _("Gecikmiş imza: qaiməni dəyişmədi") if late else wording.DONE[Action(act.action)]
    same = act.party_name in {"", act.actor_name}
    by = act.actor_name if same else _("%(person)s, %(party)s adından", person=act.actor_name, party=act.party_name)
    told = [] if late else said(Action(act.action), act.data)
    why = act.reason.strip() if not late else ""
    words = [f"{why.rstrip('.')}." if why else "", *(f"{label}: {value}." for label, value in told)]
    signed = "" if late else signature_of(act)
    words.append(f"{signed}." if signed else "")
    return {
        "title": title,
        "when": moment(act.at),
        "iso": act.at.isoformat(),
        "by": by,
        "text": " ".join(part for part in words if part),
        "state": "problem" if late or act.action in WITH_REASON else "done",
    }


def _ahead(state: State) -> list[dict[str, Any]]:
    """Return the steps that are still to come on the ordinary way; the next one is the current one."""
    way = list(wording.AHEAD)
    following = FORWARD.get(state)
    if following not in way:
        return []
    return [
        {"title": wording.AHEAD[action], "state": "current" if place == 0 else "future"}
        for place, action in enumerate(way[way.index(following) :])
    ]
