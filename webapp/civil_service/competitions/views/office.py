"""The operator: competitions announced, scores written, results published, called off with a reason."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.civil_service.competitions import running, wording
from webapp.civil_service.competitions.forms import CancelForm, CompetitionForm, ScoreForm
from webapp.civil_service.competitions.models import ServiceCompetition
from webapp.civil_service.competitions.queries import (
    all_competitions,
    body_name,
    candidates_of,
    competition,
    how_many,
    stage,
)
from webapp.civil_service.competitions.rules import Stage
from webapp.civil_service.competitions.views.blueprint import competitions_office
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.permissions import COMPETE
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Müsabiqənin aparılması")
NAMES = ("body", "unit", "post_title", "post_class", "requirements", "closes_at", "test_on")


@competitions_office.get("")
@requires(COMPETE)
def index() -> str:
    """Show every competition, newest first."""
    page = all_competitions(after=request.args.get("after"), before=request.args.get("before"))
    rows = [(one, name, stage(one)) for one, name in page.rows]
    counts = how_many([one.id for one, _name in page.rows])
    return render("civil_service/competitions/office.html", page=page, rows=rows, counts=counts, wording=wording)


@competitions_office.get("/new")
@requires(COMPETE)
def new() -> str:
    """Ask what is announced."""
    return render("civil_service/competitions/new.html", form=CompetitionForm(formdata=None))


@competitions_office.post("/new")
@requires(COMPETE)
def announce() -> ResponseReturnValue:
    """Announce the competition."""
    form = CompetitionForm()
    if not form.validate():
        return render("civil_service/competitions/new.html", form=form), 422
    try:
        said = {name: form[name].data for name in NAMES} | {"closes_at": form.closes_at.instant}
        row = running.announce(said, actor=current_actor())
    except AppError as error:
        form.accept(error)
        return render("civil_service/competitions/new.html", form=form), error.status
    notice = _("Müsabiqə %(number)s nömrəsi ilə elan edildi.", number=row.number)
    return redirect_to(".show", public_id=row.public_id, notice=notice)


@competitions_office.get("/<public_id>")
@requires(COMPETE)
def show(public_id: str) -> str:
    """Show a competition with its candidates; each look at a candidate is kept."""
    found = competition(public_id)
    return _page(found)


@competitions_office.post("/<public_id>/candidates/<candidate>")
@requires(COMPETE)
def score(public_id: str, candidate: str) -> ResponseReturnValue:
    """Write a candidate's scores."""
    form = ScoreForm()
    wrong = not form.validate()
    try:
        if not wrong:
            said = {"test": form.test.data, "interview": form.interview.data}
            running.score(public_id, candidate, **said, actor=current_actor())
    except AppError as error:
        form.accept(error)
        wrong = True
    if wrong:
        return _page(competition(public_id), refused=form.errors_for_summary()), 422
    return redirect_to(".show", public_id=public_id, notice=_("Ballar yazıldı."), _anchor=f"c-{candidate}")


@competitions_office.post("/<public_id>/publish")
@requires(COMPETE)
def publish(public_id: str) -> ResponseReturnValue:
    """Publish the results."""
    running.publish(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Nəticələr elan edildi, namizədlərə bildirildi."))


@competitions_office.get("/<public_id>/cancel")
@requires(COMPETE)
def cancelling(public_id: str) -> str:
    """Ask why it is called off."""
    found = competition(public_id)
    return render("civil_service/competitions/cancel.html", row=found, form=CancelForm(formdata=None))


@competitions_office.post("/<public_id>/cancel")
@requires(COMPETE)
def cancel(public_id: str) -> ResponseReturnValue:
    """Call the competition off."""
    form = CancelForm()
    if not form.validate():
        return render("civil_service/competitions/cancel.html", row=competition(public_id), form=form), 422
    running.call_off(public_id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müsabiqə ləğv edildi, namizədlərə bildirildi."))


def _page(found: ServiceCompetition, refused: list[tuple[str, str]] | None = None) -> str:
    candidates, at = candidates_of(found.id), stage(found)
    for one in candidates:
        record_view(
            actor=current_actor(),
            subject_fin=one.fin,
            subject_name=one.name,
            object_type="service_candidate",
            object_key=one.public_id,
            purpose=PURPOSE,
        )
    return render(
        "civil_service/competitions/judging.html",
        row=found,
        body=body_name(found),
        stage=at,
        candidates=candidates,
        may_score=at is Stage.JUDGED and found.test_on <= today(),
        test_ahead=at is Stage.JUDGED and found.test_on > today(),
        may_cancel=at in {Stage.OPEN, Stage.JUDGED},
        refused=refused,
        wording=wording,
        classes=CLASSES,
    )
