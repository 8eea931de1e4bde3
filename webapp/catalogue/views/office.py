"""The operator's office: the queue by term, decisions, which bodies have not registered yet."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.catalogue import labels, wording
from webapp.catalogue.content import changes, content_of
from webapp.catalogue.forms.office import AcceptForm, RefuseForm, RegisterForm, accept_form
from webapp.catalogue.listing import authorities
from webapp.catalogue.models import Application
from webapp.catalogue.permissions import DECIDE, DISCUSS, SEE
from webapp.catalogue.queries import decided, entry, office_application, queue
from webapp.catalogue.rules import DECISION_CLAUSES, DECISION_DAYS, Request
from webapp.catalogue.services.deciding import accept_application, refuse_application
from webapp.catalogue.views.blueprint import office_pages
from webapp.catalogue.views.cabinet import application_context, paper_of
from webapp.catalogue.views.presenting import term, value_of
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show what waits, overdue first, and what was decided."""
    waiting = [(found, term(found.due_on)) for found in queue()]
    past = decided(after=request.args.get("after"), before=request.args.get("before"))
    late = sum(1 for _found, clock in waiting if clock and clock["late"])
    may_discuss = current_actor().has(DISCUSS.code)
    shown = {"waiting": waiting, "past": past, "late": late, "may_discuss": may_discuss}
    return render("catalogue/queue.html", labels=labels, wording=wording, **shown)


@office_pages.get("/unregistered")
@requires(SEE)
def unregistered() -> str:
    """Show which bodies have services in the act's list that they have not registered (decision 191, 5.1)."""
    return render("catalogue/unregistered.html", rows=[row for row in authorities() if row.listed])


@office_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show an application with what it would change."""
    found = office_application(public_id, actor=current_actor())
    return _page(found, accept_form(found), RefuseForm(formdata=None))


@office_pages.get("/<public_id>/paper")
@requires(SEE)
def paper(public_id: str) -> Response:
    """Give the signed application."""
    return paper_of(office_application(public_id, actor=current_actor()))


@office_pages.post("/<public_id>/accept")
@requires(DECIDE)
def accept(public_id: str) -> ResponseReturnValue:
    """Do what is asked for."""
    found = office_application(public_id, actor=current_actor())
    form = accept_form(found)
    chosen = form if isinstance(form, RegisterForm) else None
    if form.validate():
        areas, protected = (chosen.areas.data or [], chosen.protected.data) if chosen else ([], False)
        try:
            accept_application(public_id, areas=areas, protected=protected, actor=current_actor())
            return redirect_to(".show", public_id=public_id, notice=_("Qərar qeyd edildi, quruma bildiriş göndərildi."))
        except Invalid as error:
            form.accept(error)
    return _page(found, form, RefuseForm(formdata=None)), 422


@office_pages.post("/<public_id>/refuse")
@requires(DECIDE)
def refuse(public_id: str) -> ResponseReturnValue:
    """Refuse, with the reason."""
    form = RefuseForm()
    if not form.validate():
        found = office_application(public_id, actor=current_actor())
        return _page(found, accept_form(found), form), 422
    refuse_application(public_id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("İmtina qeyd edildi, quruma bildiriş göndərildi."))


def _page(found: Application, form: AcceptForm, refusal: RefuseForm) -> str:
    asked = Request(found.request)
    entry_now = entry(found.entry_id) if found.entry_id and found.state == "applied" else None
    different = changes(content_of(entry_now), found.content) if entry_now and asked is Request.AMEND else {}
    rows = [(labels.FORM2[name], *(value_of(name, value) for value in pair)) for name, pair in different.items()]
    may_decide = current_actor().has(DECIDE.code) and found.state == "applied"
    law = {"days": DECISION_DAYS[asked], "clause": DECISION_CLAUSES[asked]}
    shown = {"form": form, "refusal": refusal, "rows": rows, "may_decide": may_decide, "law": law}
    return render("catalogue/office_application.html", **application_context(found), **shown)
