"""Pages of the exchange: how the sources answer, where they say otherwise, what cannot be asked for."""

from typing import Any, Final

from flask import request

from webapp.audit.api import record, record_view
from webapp.civil_service import wording
from webapp.civil_service.errors import FactWrong
from webapp.civil_service.exchange.jobs import refresh_servant
from webapp.civil_service.exchange.mismatches import (
    WHOLE,
    label_of,
    mismatch,
    open_count,
    open_mismatches,
    settle_mismatch,
)
from webapp.civil_service.exchange.overview import answers_about, lines
from webapp.civil_service.finding import body_names
from webapp.civil_service.forms import GapForm, MismatchForm
from webapp.civil_service.gaps import exchange_impossible, exchange_possible, gap, gaps
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.opening import opened, seen
from webapp.civil_service.permissions import EXCHANGE, OVERSEE, SEE
from webapp.civil_service.presenting import shown, source_words
from webapp.civil_service.queries import bodies, body, fact, servant, servant_by_id
from webapp.civil_service.views.blueprint import exchange_pages
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE: Final = _l("Reyestrin məlumatının mənbə ilə tutuşdurulması (6.1.13)")
BLUEPRINTS: Final = (exchange_pages,)


@exchange_pages.get("")
@requires(EXCHANGE, OVERSEE)
def overview() -> str:
    """Show how each source answered, and what cannot be asked for."""
    return render(
        "civil_service/exchange.html",
        lines=lines(),
        gaps=gaps(),
        groups=BY_CODE,
        names=body_names(),
        mismatches=open_count(),
        may_steer=current_actor().has(EXCHANGE.code),
        form=MismatchForm(),
        source_words=source_words,
        wording=wording,
        day=today(),
    )


@exchange_pages.get("/mismatches")
@requires(EXCHANGE)
def mismatch_list() -> str:
    """List the open mismatches."""
    found = open_mismatches(after=request.args.get("after"), before=request.args.get("before"))
    return render("civil_service/mismatches.html", found=found, groups=BY_CODE, label_of=label_of, whole=WHOLE)


@exchange_pages.get("/mismatches/<public_id>")
@requires(EXCHANGE)
def mismatch_page(public_id: str) -> str:
    """Show one mismatch: what stands here, what the source says."""
    return _mismatch(public_id, MismatchForm())


@exchange_pages.post("/mismatches/<public_id>")
@requires(EXCHANGE)
def settle(public_id: str) -> Any:
    """Take what the source says, or keep what stands; both with a reason."""
    form = MismatchForm()
    if form.validate_on_submit():
        theirs = request.form.get("decision") == "theirs"
        try:
            settle_mismatch(public_id, theirs=theirs, reason=form.reason.data or "", actor=current_actor())
        except FactWrong as error:
            form.accept(error)
        else:
            return redirect_to(".mismatch_list", notice=_("Uyğunsuzluq həll edildi."))
    return _mismatch(public_id, form), 422


@exchange_pages.route("/gaps/new", methods=["GET", "POST"])
@requires(EXCHANGE)
def new_gap() -> Any:
    """Record that exchange of a group is impossible, and why (3.3)."""
    form = GapForm().offer(bodies(today()))
    if form.validate_on_submit():
        of = body(form.body.data).id if form.body.data else None
        why, until = form.reason.data or "", form.valid_to.data
        try:
            exchange_impossible(form.group_code.data, of, reason=why, until=until, actor=current_actor())
        except FactWrong as error:
            form.accept(error)
        else:
            return redirect_to(".overview", notice=_("Mübadilənin mümkün olmadığı qeyd edildi."))
    return render("civil_service/gap.html", form=form), 422 if request.method == "POST" else 200


@exchange_pages.post("/gaps/<public_id>/end")
@requires(EXCHANGE)
def end_gap(public_id: str) -> Any:
    """Record that exchange of a group works again."""
    exchange_possible(gap(public_id), actor=current_actor())
    return redirect_to(".overview", notice=_("Mübadilə bərpa olundu."))


@exchange_pages.get("/servants/<public_id>")
@requires(SEE)
def answers(public_id: str) -> Any:
    """Show how the sources last answered about one servant whose record is open."""
    found, actor = servant(public_id), current_actor()
    look = opened(found, actor)
    if look is None:
        return redirect_to("civil_service_office.opening", public_id=public_id)
    seen(found, look, actor)
    return render(
        "civil_service/answers.html",
        servant=found,
        answers=answers_about(found.id),
        groups=BY_CODE,
        source_words=source_words,
        may_steer=actor.has(EXCHANGE.code),
        form=MismatchForm(),
        wording=wording,
    )


@exchange_pages.post("/servants/<public_id>/refresh")
@requires(EXCHANGE)
def ask_now(public_id: str) -> Any:
    """Have the sources asked about one servant now."""
    found = servant(public_id)
    refresh_servant.defer(once=str(found.id), servant_id=found.id)
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": public_id}
    record("civil_service.refresh_asked", actor=current_actor(), subject_fin=found.fin, **kept)
    return redirect_to(".answers", public_id=public_id, notice=_("Mənbələr soruşulur, cavablar bir azdan görünəcək."))


def _mismatch(public_id: str, form: MismatchForm) -> str:
    row = mismatch(public_id)
    whose = servant_by_id(row.servant_id)
    kept: dict[str, Any] = {"object_type": "service_record", "object_key": whose.public_id}
    record_view(actor=current_actor(), subject_fin=whose.fin, subject_name=whose.full_name, purpose=PURPOSE, **kept)
    return render(
        "civil_service/mismatch.html",
        row=row,
        servant=whose,
        fact=shown(fact(row.servant_id, row.entry), today()),
        label=label_of(row),
        source=source_words(row.source, row.group_code),
        whole=row.field == WHOLE,
        form=form,
    )
