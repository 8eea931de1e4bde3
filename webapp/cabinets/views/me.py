"""A person's own data: seen with source and date, changed where it is theirs, downloaded, reported when wrong."""

import json

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit.api import record
from webapp.cabinets import contacts, reports
from webapp.cabinets.accounts import known_account
from webapp.cabinets.describing import LABELS, data_of, in_words, label_of
from webapp.cabinets.export import everything
from webapp.cabinets.forms import ORGANISATION, ContactForm, ReportForm
from webapp.cabinets.parties import find
from webapp.cabinets.queries import changes_of
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.errors import Forbidden
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@cabinets.get("/cabinet/me")
@requires(SIGNED_IN)
def me() -> str:
    """Show what the cabinet knows of the person."""
    account_id, party_id = _account_id(), _person_party_id()
    return render(
        "cabinets/me.html",
        account=known_account(account_id),
        data=data_of(find(party_id)),
        changes=changes_of(party_id),
        contact=contacts.contact_of(account_id),
        history=contacts.history(account_id),
        reports=reports.own_reports(account_id),
        label_of=label_of,
        in_words=in_words,
    )


@cabinets.get("/cabinet/me/contacts")
@requires(SIGNED_IN)
def contact_data() -> str:
    """Offer the person's own contact data for change."""
    return render("cabinets/contacts.html", form=ContactForm(obj=contacts.contact_of(_account_id())))


@cabinets.post("/cabinet/me/contacts")
@requires(SIGNED_IN)
def change_contact_data() -> AnyResponse | tuple[str, int]:
    """Keep the new contact data, the old ones staying in the history."""
    form = ContactForm()
    if not form.validate():
        return render("cabinets/contacts.html", form=form), 422
    contact = contacts.Contact(form.phone.data or "", form.email.data or "")
    changed = contacts.change_contact(contact, actor=current_actor())
    return redirect_to(".me", notice=_("Əlaqə məlumatınız yeniləndi.") if changed else _("Heç nə dəyişmədi."))


@cabinets.get("/cabinet/me/download")
@requires(SIGNED_IN)
def download() -> Response:
    """Give everything that the cabinet shows of the person as one JSON file."""
    actor = current_actor()
    record("cabinets.data_downloaded", actor=actor, object_type="person", object_key="", subject_fin=actor.fin)
    text = json.dumps(everything(actor), ensure_ascii=False, indent=2, default=lambda value: value.isoformat())
    headers = {"Content-Disposition": 'attachment; filename="kabinet-data.json"'}
    return Response(text, mimetype="application/json", headers=headers)


@cabinets.get("/cabinet/me/report")
@requires(SIGNED_IN)
def report() -> str:
    """Ask what is wrong."""
    asked, about = request.args.get("field", ""), request.args.get("about", "me")
    return render("cabinets/report.html", form=ReportForm(field=asked if asked in LABELS else "other", about=about))


@cabinets.post("/cabinet/me/report")
@requires(SIGNED_IN)
def send_report() -> AnyResponse | tuple[str, int]:
    """Send the report to the operator."""
    form, actor = ReportForm(), current_actor()
    if not form.validate():
        return render("cabinets/report.html", form=form), 422
    organisation = actor.party_id if form.about.data == ORGANISATION else None
    party_id = organisation or _person_party_id()
    reports.report_error(form.field.data, form.text.data or "", party_id=party_id, actor=actor)
    return redirect_to(".me", notice=_("Bildirişiniz operatora göndərildi. Cavab bu səhifədə görünəcək."))


def _account_id() -> int:
    """Return the account of the person; the access rule has made sure that there is one."""
    return current_actor().account_id or 0


def _person_party_id() -> int:
    """Return the party that the person is. Raises Forbidden while the cabinet is not made."""
    found = current_actor().person_party_id
    if found is None:
        raise Forbidden
    return found
