"""Opinions asked of another body: its officials see the answers and copies of the case, and nothing else of it."""

from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.facts import definition_of, name_of
from webapp.workflow.forms.office_answers import OpinionForm
from webapp.workflow.models import Case, ReviewRow
from webapp.workflow.opinions import asked_of
from webapp.workflow.permissions import REVIEW
from webapp.workflow.queries import case_of
from webapp.workflow.rules import WITH_OFFICE, State
from webapp.workflow.services.reviewing import give_opinion, own_review
from webapp.workflow.views.applicant import parts_shown
from webapp.workflow.views.copies import copies_shown
from webapp.workflow.views.looking import looked_at
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.wording import OPINIONS

PURPOSE: Final = _l("Elektron xidmət üzrə müraciətə rəy verilməsi")


@office_pages.get("/reviews")
@requires(REVIEW)
def reviews() -> str:
    """List what is asked of one's body, by date; or what it answered."""
    given = request.args.get("state") == "given"
    after, before = request.args.get("after"), request.args.get("before")
    page = asked_of(current_actor(), given=given, after=after, before=before)
    rows = [(row, case, name_of(case), _title(row, case), word_of(row)) for row, case in page.rows]
    parties = {case.id: cabinets.party(case.party_id).name for _row, case in page.rows}
    return render("workflow/office_reviews.html", given=given, page=page, rows=rows, parties=parties)


@office_pages.get("/reviews/<public_id>")
@requires(REVIEW)
def review(public_id: str) -> str:
    """Show the question, and of the case what it is about."""
    return _page(own_review(public_id, actor=current_actor()), OpinionForm(formdata=None))


@office_pages.post("/reviews/<public_id>")
@requires(REVIEW)
def give(public_id: str) -> ResponseReturnValue:
    """Write the opinion, once."""
    actor, form = current_actor(), OpinionForm()
    row = own_review(public_id, actor=actor, lock=True)
    if not form.validate():
        return _page(row, form), 422
    try:
        give_opinion(public_id, opinion=form.opinion.data, text=form.text.data or "", actor=actor)
    except Invalid as refusal:
        form.accept(refusal)
        return _page(row, form), 422
    return redirect_to(".reviews", notice=_("Rəyiniz göndərildi."))


def word_of(row: ReviewRow) -> tuple[Text, str]:
    """Return how the opinion stands, in a word with its tone."""
    return OPINIONS[row.opinion or ("late" if row.due_on < today() else "open")]


def _page(row: ReviewRow, form: OpinionForm) -> str:
    case = case_of(row)
    looked_at(case, purpose=PURPOSE)
    case_type = definition_of(case)
    asked = next((one for one in case_type.course.reviews if one.code == row.review_code), None)
    return render(
        "workflow/office_review.html",
        row=row,
        case=case,
        case_type=case_type,
        asked=asked,
        word=word_of(row),
        party=cabinets.party(case.party_id),
        parts=parts_shown(case, case_type),
        copies=copies_shown(case),
        waited_for=row.opinion is None and State(case.state) in WITH_OFFICE,
        form=form,
    )


def _title(row: ReviewRow, case: Case) -> Text:
    found = next((one for one in definition_of(case).course.reviews if one.code == row.review_code), None)
    return found.title if found else row.review_code
