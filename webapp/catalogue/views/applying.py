"""Form 2 on line: what is asked for, the ten items, the check, the signature."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.catalogue import labels
from webapp.catalogue.document_data import answers
from webapp.catalogue.errors import NotReady
from webapp.catalogue.forms.application import ApplicationForm, StartForm, application_form
from webapp.catalogue.models import Application
from webapp.catalogue.offer import offer_of
from webapp.catalogue.permissions import PREPARE, SIGN
from webapp.catalogue.queries import is_own, listed, own_application, registered
from webapp.catalogue.rules import DECISION_DAYS, NEEDS_NUMBER, Request
from webapp.catalogue.services.applying import missing_for, request_signature, save_application, start_application
from webapp.catalogue.views.blueprint import cabinet_pages
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.forms import refused
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@cabinet_pages.get("/new")
@requires(PREPARE)
def new() -> str:
    """Ask what the application is for."""
    known = {name: request.args.get(name, "")[:40] for name in ("request", "number", "list_no", "offer")}
    return render("catalogue/new.html", form=StartForm(formdata=None, data=known))


@cabinet_pages.post("")
@requires(PREPARE)
def start() -> ResponseReturnValue:
    """Open a draft with what is known; a number that is not the body's own is refused at its field."""
    form = StartForm()
    if not form.validate() or not _numbers_are_right(form):
        return render("catalogue/new.html", form=form), 422
    public_id = start_application(
        Request(form.request.data),
        actor=current_actor(),
        number=form.number.data or "",
        offer=offer_of(form.offer.data or ""),
        list_no=form.list_no.data or "",
    )
    return redirect_to(".edit", public_id=public_id)


@cabinet_pages.get("/<public_id>/form")
@requires(PREPARE)
def edit(public_id: str) -> ResponseReturnValue:
    """Show form 2 as it was saved; what is sent already is shown as an application."""
    found = own_application(public_id, actor=current_actor())
    if found.state != "draft":
        return redirect_to(".show", public_id=public_id)
    return _page(found, application_form(found))


@cabinet_pages.post("/<public_id>/form")
@requires(PREPARE)
def save(public_id: str) -> ResponseReturnValue:
    """Save: quietly for the page itself, or on the way to where the pressed button leads."""
    form, quiet = ApplicationForm(), request.headers.get("X-Autosave") == "1"
    if not form.validate():
        return ("", 422) if quiet else (_page(own_application(public_id, actor=current_actor()), form), 422)
    head, seen = form.head.data or "", form.version.seen
    version = save_application(public_id, form.said, head=head, version=seen, actor=current_actor())
    if quiet:
        return {"version": version, "saved_at": f"{local(now()):%H:%M}"}
    if request.form.get("do") == "check":
        return redirect_to(".check", public_id=public_id)
    return redirect_to(".edit", public_id=public_id, notice=_("Qaralama saxlanıldı."))


@cabinet_pages.get("/<public_id>/check")
@requires(PREPARE, SIGN)
def check(public_id: str) -> ResponseReturnValue:
    """Show the answers once more with what is missing, and the button to sign."""
    found = own_application(public_id, actor=current_actor())
    if found.state != "draft":
        return redirect_to(".show", public_id=public_id)
    return render(
        "catalogue/check.html",
        application=found,
        answers=answers(found),
        missing=missing_for(found),
        form=application_form(found),
        days=DECISION_DAYS[Request(found.request)],
        title=labels.REQUEST_TITLES[found.request],
        may_sign=current_actor().has(SIGN.code),
        labels=labels,
    )


@cabinet_pages.post("/<public_id>/sign")
@requires(SIGN, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the enhanced signature; what is missing is said on the check page."""
    version = version_of(request.form.get("version"))
    try:
        request_id = request_signature(public_id, version=version, actor=current_actor())
    except NotReady:
        return redirect_to(".check", public_id=public_id)
    return go_to(url_for("signing.show", public_id=request_id))


def _numbers_are_right(form: StartForm) -> bool:
    """Whether the numbers are in the register (F2, item 2) or in the list; otherwise the fields say what is wrong."""
    wanted = Request(form.request.data)
    found = registered(form.number.data or "") if wanted in NEEDS_NUMBER else None
    if wanted in NEEDS_NUMBER and (found is None or not is_own(current_actor(), found.party_id)):
        form.accept(refused(number=_l("Qurumunuzun reyestrdə bu nömrə ilə qüvvədə olan xidməti yoxdur.")))
    list_no = form.list_no.data if wanted is Request.REGISTER else ""
    if list_no and listed(list_no) is None:
        form.accept(refused(list_no=_l("Siyahıda bu nömrə ilə qeydə alınmamış xidmət yoxdur.")))
    return not form.errors


def _page(found: Application, form: ApplicationForm) -> str:
    title = labels.REQUEST_TITLES[found.request]
    return render("catalogue/form2.html", application=found, form=form, title=title, labels=labels)
