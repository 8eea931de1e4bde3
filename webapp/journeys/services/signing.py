"""The signature of the carrier or the organiser before departure: it gives the number and locks the form."""

from dataclasses import replace

from sqlalchemy import select

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor, current_actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.findings import blocking
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.documents import api as documents
from webapp.journeys.checks import findings
from webapp.journeys.content import Content
from webapp.journeys.document_data import TEMPLATE, document_data
from webapp.journeys.errors import FormNotReady
from webapp.journeys.events import JourneySigned
from webapp.journeys.models import Form
from webapp.journeys.permissions import SIGN
from webapp.journeys.queries import content_of
from webapp.journeys.rules import SERIES, Action, State, form_number, next_state
from webapp.journeys.services.drafting import note
from webapp.journeys.situating import situation_of
from webapp.signing import api as signing
from webapp.signing.events import SignatureCompleted

PURPOSE = "journeys.sign"
DOCUMENT = "journey_form"


def ask_signature(form: Form, *, version: int, actor: Actor) -> str:
    """Ask the actor to sign a draft; return the signature request's public id. A second click is the first one.

    What the registers say is written into the form, which gets its number now and keeps it. Raises FormNotReady, StaleVersion.
    """
    ensure_may(actor, SIGN)
    open_request = signing.open_request(PURPOSE, form.public_id)
    if open_request is not None and open_request == form.request_id and form.version == version:
        return open_request
    if form.version != version:
        raise StaleVersion(version=form.version)
    stopping = blocking(findings(situation_of(form)))
    if stopping:
        raise FormNotReady(stopping)
    form.content = to_json(_frozen(form, content_of(form.content)))
    if form.number is None:
        form.number = form_number(today().year, next_number(SERIES, today().year))
    if form.document_token is None:
        form.document_token = documents.register(DOCUMENT, form.public_id).token
        documents.set_number(form.document_token, form.number)
    signing.withdraw_open(PURPOSE, form.public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, document_data(form, signer=actor.name, party=actor.party_name))
    form.request_id = signing.request_signature(
        purpose=PURPOSE, ref=form.public_id, pdf=pdf, text=_title(form), actor=actor
    )
    form.signed_as = actor.party_name
    db.session().flush()
    return form.request_id


def complete(fact: SignatureCompleted) -> None:
    """Lock the form that was signed; a signature for a form that was changed meanwhile counts for nothing. Told twice, done once."""
    query = select(Form).where(Form.public_id == fact.ref).with_for_update()
    form = db.session().scalar(query.execution_options(populate_existing=True))
    if form is None or form.request_id != fact.request_id or form.state != State.DRAFT.value:
        return
    after = next_state(State(form.state), Action.SIGN)
    assert after is not None  # a draft can be signed
    assert form.document_token is not None  # given before the signature was asked for
    documents.add_version(form.document_token, fact.file_id, label="İmzalandı")
    form.state, form.changed_at = after.value, now()
    form.signed_at, form.signed_by = fact.signed_at, fact.account_id
    db.session().flush()
    note("sign", form, current_actor())
    publish(JourneySigned(public_id=form.public_id))


def _frozen(form: Form, content: Content) -> Content:
    bus = carriers.vehicle(form.carrier_party_id, content.bus.plate)
    known = {one.public_id: one for one in carriers.drivers(form.carrier_party_id)}
    drivers = tuple(
        replace(one, name=known[one.ref].name, licence_number=known[one.ref].licence_number or "")
        for one in content.drivers
        if one.ref in known
    )
    if bus is not None:
        content = replace(content, bus=replace(content.bus, description=bus.description, seats=bus.seats))
    return replace(content, drivers=drivers)


def _title(form: Form) -> str:
    return f"Formulyar {form.number}"
