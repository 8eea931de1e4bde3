"""Draft regulations in the office: written, published, answered, summed up, approved."""

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue

from webapp.catalogue import wording
from webapp.catalogue.errors import NoSuchEntry, NotReady
from webapp.catalogue.forms.office import (
    AnswerForm,
    DropForm,
    PublishForm,
    StartDraftForm,
    SummaryForm,
    consent_form,
    points_form,
)
from webapp.catalogue.offer import offers
from webapp.catalogue.permissions import DISCUSS
from webapp.catalogue.queries import comments, draft, drafts, history
from webapp.catalogue.services import discussing
from webapp.catalogue.services.consenting import consents_of, not_consented, note_consent
from webapp.catalogue.views.blueprint import office_pages
from webapp.catalogue.views.presenting import way
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.forms import Form, refused
from webapp.ui.rendering import redirect_to, render

STATES = ("draft", "open", "closed", "approved", "withdrawn")


@office_pages.get("/drafts")
@requires(DISCUSS)
def drafts_page() -> str:
    """List drafts; ask for which service a new one is."""
    return _list(StartDraftForm(formdata=None))


@office_pages.post("/drafts")
@requires(DISCUSS)
def start_draft() -> ResponseReturnValue:
    """Open a draft."""
    form = StartDraftForm()
    if not form.validate():
        return _list(form), 422
    try:
        public_id = discussing.start_draft(form.code.data or "", actor=current_actor())
    except NoSuchEntry:
        form.accept(refused(code=_l("Reyestrdə belə elektron xidmət yoxdur.")))
        return _list(form), 422
    return redirect_to(".edit_draft", public_id=public_id)


@office_pages.get("/drafts/<public_id>")
@requires(DISCUSS)
def edit_draft(public_id: str) -> str:
    """Show a draft with every point of the form and what can be done with it."""
    return _page(public_id)


@office_pages.post("/drafts/<public_id>")
@requires(DISCUSS)
def save_draft(public_id: str) -> ResponseReturnValue:
    """Keep the texts."""
    form = points_form(draft(public_id, actor=current_actor()))
    if not form.validate():
        return _page(public_id, points=form), 422
    discussing.save_draft(public_id, form.points, version=form.version.seen, actor=current_actor())
    return redirect_to(".edit_draft", public_id=public_id, notice=_("Layihə saxlanıldı."))


@office_pages.post("/drafts/<public_id>/publish")
@requires(DISCUSS)
def publish(public_id: str) -> ResponseReturnValue:
    """Put it to public discussion."""
    form = PublishForm()
    run = lambda: discussing.publish_draft(public_id, closes_on=form.closes_on.data or today(), actor=current_actor())  # noqa: E731 - a step of one line
    return _do(public_id, "publish", form, run, _l("Layihə ictimai müzakirəyə çıxarıldı."))


@office_pages.post("/drafts/<public_id>/close")
@requires(DISCUSS)
def close(public_id: str) -> ResponseReturnValue:
    """Sum up."""
    form = SummaryForm()
    run = lambda: discussing.close_discussion(public_id, summary=form.summary.data or "", actor=current_actor())  # noqa: E731 - a step of one line
    return _do(public_id, "close", form, run, _l("Müzakirənin yekunu dərc edildi."))


@office_pages.post("/drafts/<public_id>/approve")
@requires(DISCUSS)
def approve(public_id: str) -> ResponseReturnValue:
    """Put the regulation in force."""
    run = lambda: discussing.approve_regulation(public_id, actor=current_actor())  # noqa: E731 - a step of one line
    return _do(public_id, "approve", Form(), run, _l("İnzibati reqlament təsdiq edildi və dərc olundu."))


@office_pages.post("/drafts/<public_id>/consents")
@requires(DISCUSS)
def consent(public_id: str) -> ResponseReturnValue:
    """Note the consent of another body (9.2)."""
    form = consent_form(not_consented(draft(public_id, actor=current_actor())))

    def run() -> None:
        said = {"body": form.body.data or "", "person": form.person.data or "", "paper": form.paper.data or ""}
        note_consent(public_id, day=form.day.data or today(), actor=current_actor(), **said)

    return _do(public_id, "consent", form, run, _l("Razılıq qeyd edildi."))


@office_pages.post("/drafts/<public_id>/drop")
@requires(DISCUSS)
def drop(public_id: str) -> ResponseReturnValue:
    """Take it back."""
    form = DropForm()
    run = lambda: discussing.drop_draft(public_id, reason=form.reason.data or "", actor=current_actor())  # noqa: E731 - a step of one line
    return _do(public_id, "drop", form, run, _l("Layihə geri götürüldü."))


@office_pages.post("/drafts/<public_id>/comments/<comment_id>")
@requires(DISCUSS)
def answer(public_id: str, comment_id: str) -> ResponseReturnValue:
    """Answer a comment."""
    form = AnswerForm()
    if not form.validate():
        return _page(public_id, errors=form.errors_for_summary()), 422
    discussing.answer_comment(public_id, comment_id, text=form.answer.data or "", actor=current_actor())
    return redirect_to(".edit_draft", public_id=public_id, notice=_("Cavab dərc edildi."), _anchor="comments")


def _do(public_id: str, name: str, form: Form, run: Callable[[], None], notice: Text) -> ResponseReturnValue:
    """Take a step of the draft, or show its page again with what is wrong."""
    if not form.validate():
        return _page(public_id, **{name: form}), 422
    try:
        run()
    except NotReady as error:
        return _page(public_id, errors=[(field, str(text)) for field, text in error.missing]), 422
    except Invalid as error:
        form.accept(error)
        return _page(public_id, **{name: form}), 422
    return redirect_to(".edit_draft", public_id=public_id, notice=notice)


def _list(form: StartDraftForm) -> str:
    return render("catalogue/drafts.html", form=form, drafts=drafts(*STATES), offers=offers(), wording=wording)


def _page(public_id: str, **given: Any) -> str:
    found = draft(public_id, actor=current_actor())
    shown: dict[str, Any] = {
        "points": points_form(found) if "points" not in given else None,
        "publish": PublishForm(formdata=None),
        "close": SummaryForm(formdata=None),
        "drop": DropForm(formdata=None),
        "answer": AnswerForm(formdata=None),
        "consent": consent_form(not_consented(found)),
        "errors": [],
    }
    errors = [line for form in given.values() if isinstance(form, Form) for line in form.errors_for_summary()]
    shown = {**shown, "errors": errors, **given}
    editable = found.state in discussing.EDITABLE
    more = {"way": way(history(draft=found.id)), "editable": editable, "wording": wording}
    more["consents"] = consents_of(found)
    return render("catalogue/draft.html", draft=found, said=comments(found), **shown, **more)
