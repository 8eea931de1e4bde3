"""The operator's view of a record: found by name or FİN, opened for a purpose, each look kept."""

from typing import Any

from flask import Response, request

from webapp.civil_service import wording
from webapp.civil_service.beside import actions_on, parts_of, rank_titles
from webapp.civil_service.errors import FactWrong, NoSuchFact, NoSuchServant, PurposeNeeded
from webapp.civil_service.exchange_tables import ServiceLook
from webapp.civil_service.finding import Wanted, body_names, certificates, find_servants
from webapp.civil_service.forms import FinForm, PurposeForm
from webapp.civil_service.looking import asked_moment, sections
from webapp.civil_service.opening import by_fin, ensure_may_look, open_record, opened, seen
from webapp.civil_service.permissions import ASSESS, SEE
from webapp.civil_service.presenting import differences, shown
from webapp.civil_service.queries import bodies, servant, versions
from webapp.civil_service.record_tables import Servant
from webapp.civil_service.views.blueprint import office_pages
from webapp.civil_service.views.own import order_file
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("")
@requires(SEE, ASSESS)
def search() -> str:
    """Find a servant by name, body and status."""
    ensure_may_look(current_actor())
    return _search(FinForm())


@office_pages.post("/find")
@requires(SEE, ASSESS)
def find() -> Any:
    """Find a servant by the FİN, which stays out of every address."""
    form = FinForm()
    if form.validate_on_submit():
        try:
            return redirect_to(".opening", public_id=by_fin(form.fin.data or "", actor=current_actor()).public_id)
        except (FactWrong, NoSuchServant) as error:
            if isinstance(error, NoSuchServant):
                error = FactWrong(fields={"fin": error.text})
            form.accept(error)
    return _search(form), 422


@office_pages.get("/certificates")
@requires(SEE, ASSESS)
def certificate_list() -> str:
    """Show the certificates given to servants, found by number or name (1.2)."""
    ensure_may_look(current_actor())
    typed = request.args.get("q", "").strip()
    by_number = any(letter.isdigit() for letter in typed)
    found = certificates(typed if by_number else "", "" if by_number else typed)
    return render("civil_service/certificates.html", typed=typed, found=found, kinds=wording.CERTIFICATES)


@office_pages.get("/<public_id>/open")
@requires(SEE, ASSESS)
def opening(public_id: str) -> str:
    """Ask for the purpose of a look."""
    ensure_may_look(current_actor())
    return render("civil_service/opening.html", servant=servant(public_id), form=PurposeForm(), wording=wording)


@office_pages.post("/<public_id>/open")
@requires(SEE, ASSESS)
def open_it(public_id: str) -> Any:
    """Keep the purpose and open the record."""
    form, found = PurposeForm(), servant(public_id)
    if form.validate_on_submit():
        try:
            open_record(found, form.purpose.data, form.basis.data or "", actor=current_actor())
        except FactWrong as error:
            form.accept(error)
        else:
            return redirect_to(".office_record", public_id=public_id)
    return render("civil_service/opening.html", servant=found, form=form, wording=wording), 422


@office_pages.get("/<public_id>")
@requires(SEE, ASSESS)
def office_record(public_id: str) -> Any:
    """Show a record whose purpose was named; without one ask for it."""
    found, actor = servant(public_id), current_actor()
    look = _look(found)
    if look is None:
        return redirect_to(".opening", public_id=public_id)
    seen(found, look, actor)
    moment = asked_moment()
    shown_groups = sections(found.id, moment)
    return render(
        "civil_service/office.html",
        servant=found,
        body=body_names().get(found.body_id or 0),
        look=look,
        moment=moment,
        sections=shown_groups,
        parts=[] if moment.travelled else parts_of(found, actor),
        below=[] if moment.travelled else parts_of(found, actor, below=True),
        rank=rank_titles().get(found.rank or "", found.rank),
        wording=wording,
    )


@office_pages.get("/<public_id>/facts/<entry>")
@requires(SEE, ASSESS)
def fact_life(public_id: str, entry: str) -> str:
    """Show every version of a fact."""
    found, look = _opened(public_id)
    seen(found, look, current_actor())
    lines, titles = versions(found.id, entry), rank_titles()
    if not lines:
        raise NoSuchFact
    steps = [
        (shown(one, today(), titles), differences(before, one, titles) if before else [])
        for before, one in zip([None, *lines], lines, strict=False)
    ]
    actions = actions_on(found, lines[-1], current_actor()) if lines[-1].state == "standing" else []
    return render("civil_service/office_life.html", servant=found, steps=steps[::-1], actions=actions)


@office_pages.get("/<public_id>/facts/<entry>/order/<int:n>")
@requires(SEE, ASSESS)
def order_copy(public_id: str, entry: str, n: int) -> Response:
    """Send the copy of the order under a version."""
    found, look = _opened(public_id)
    seen(found, look, current_actor())
    return order_file(next((one for one in versions(found.id, entry) if one.version == n), None))


def _search(form: FinForm) -> str:
    wanted = Wanted(*(request.args.get(name, "").strip() for name in ("q", "body", "status")))
    found = find_servants(wanted, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "civil_service/search.html",
        wanted=wanted,
        found=found,
        bodies=bodies(),
        names=body_names(),
        form=form,
        wording=wording,
    )


def _look(found: Servant) -> ServiceLook | None:
    ensure_may_look(current_actor())
    return opened(found, current_actor())


def _opened(public_id: str) -> tuple[Servant, ServiceLook]:
    """Return a record that is open to the actor. Raises PurposeNeeded."""
    found = servant(public_id)
    look = _look(found)
    if look is None:
        raise PurposeNeeded
    return found, look
