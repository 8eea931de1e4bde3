"""Drawing a form up: begun, typed, legs added, checked, signed."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.carriers import api as carriers
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.journeys.errors import FormNotReady
from webapp.journeys.forms import MOST_BYTES, JourneyForm, StepForm, journey_form
from webapp.journeys.models import Form
from webapp.journeys.permissions import EDIT, SIGN
from webapp.journeys.queries import content_of, passengers_of
from webapp.journeys.rules import MOST_LEGS
from webapp.journeys.services import drafting, signing
from webapp.journeys.views.blueprint import journeys
from webapp.ui.access import accepts_body, requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@journeys.post("/new")
@requires(EDIT)
def new() -> ResponseReturnValue:
    """Begin a form, empty or like another one."""
    public_id = drafting.start(current_actor(), like=request.form.get("like") or None)
    return redirect_to(".edit", public_id=public_id)


@journeys.get("/<public_id>/edit")
@requires(EDIT)
def edit(public_id: str) -> str:
    """Show what is drawn up."""
    form = drafting.editable(public_id, current_actor(), lock=False)
    content = content_of(form.content)
    asked = request.args.get("legs", 0, type=int)
    legs = min(max(len(content.legs), asked, 2), MOST_LEGS)
    typed = _typed(form, legs, first=True)
    typed.version.data = str(form.version)
    return _page(form, typed, legs)


@journeys.post("/<public_id>/edit")
@accepts_body(MOST_BYTES)
@requires(EDIT)
def save(public_id: str) -> ResponseReturnValue:
    """Keep what was typed; then one more leg, or the page that says what is missing."""
    form = drafting.editable(public_id, current_actor())
    legs = min(sum(1 for name in request.form if name.startswith("origin_")), MOST_LEGS)
    typed = _typed(form, legs)
    if not typed.validate_with_table():
        return _page(form, typed, legs), 422
    drafting.save(form, typed.content(legs), typed.people, version=typed.version.seen)
    if "more" in request.form:
        return redirect_to(".edit", public_id=public_id, legs=str(legs + 1))
    return redirect_to(".show", public_id=public_id, notice=_("Yadda saxlanıldı."))


@journeys.post("/<public_id>/sign")
@requires(SIGN, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the signature of whoever acts for carrier or organiser; what is not ready is shown on the form's page."""
    form = drafting.signable(public_id, current_actor())
    try:
        asked = signing.ask_signature(form, version=StepForm().version.seen, actor=current_actor())
    except FormNotReady:
        return redirect_to(".show", public_id=public_id)
    return go_to(url_for("signing.show", public_id=asked))


@journeys.post("/<public_id>/hand")
@requires(EDIT)
def hand(public_id: str) -> ResponseReturnValue:
    """Lay the draft before the organiser to sign."""
    drafting.hand_to_organiser(drafting.editable(public_id, current_actor()), current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Formulyar sifarişçinin imzasına göndərildi."))


@journeys.post("/<public_id>/discard")
@requires(EDIT)
def discard(public_id: str) -> ResponseReturnValue:
    """Put a draft away."""
    drafting.discard(drafting.editable(public_id, current_actor()), current_actor())
    return redirect_to(".index", notice=_("Qaralama silindi."))


def _typed(form: Form, legs: int, *, first: bool = False) -> JourneyForm:
    party_id = form.carrier_party_id
    known = (content_of(form.content), passengers_of(form)) if first else None
    return journey_form(legs, carriers.fleet(party_id), carriers.drivers(party_id), known)


def _page(form: Form, typed: JourneyForm, legs: int) -> str:
    return render("journeys/edit.html", form=form, typed=typed, legs=range(legs), more=legs < MOST_LEGS)
