"""The operator's pages of the client: asked services, trying one, stopping one, questions that wait."""

from typing import Final

from flask import make_response
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.text import _, _l
from webapp.core.transaction import transaction
from webapp.ehis.asking import orders, overview, presenting, waiting
from webapp.ehis.asking.blueprint import asking_pages
from webapp.ehis.asking.jobs import ask_waiting_one
from webapp.ehis.asking.officials import officials_named
from webapp.ehis.asking.reasons import reason_shown
from webapp.ehis.asking.testing import Tried, try_service
from webapp.ehis.permissions import SEE_ASKING, STEER_ASKING, TRY_ASKING
from webapp.ehis.policy import POLICIES
from webapp.ui.access import no_transaction, requires
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

UNPROCESSABLE: Final = 422
ORDERS: Final = {"stop": orders.force_open, "resume": orders.close}


class OrderForm(Form):
    """Why questions to a service are stopped or resumed."""

    reason = TextAreaField(
        _l("Səbəb"), validators=[DataRequired(_l("Səbəbi yazın.")), Length(max=500, message=_l("Ən çoxu 500 simvol."))]
    )


@asking_pages.get("/services")
@requires(SEE_ASKING)
def services() -> str:
    """Show every asked service: its breaker, its last good and bad exchange, what waits for it."""
    return render("ehis_asking/services.html", rows=presenting.service_rows(overview.standings()))


@asking_pages.get("/services/<code>")
@requires(SEE_ASKING)
def service(code: str) -> str:
    """Show one service: purposes with their legal basis, roles and memory, and what may be done with it."""
    return _page(code, OrderForm())


@asking_pages.post("/services/<code>/try")
@no_transaction
@requires(TRY_ASKING)
def trial(code: str) -> str:
    """Ask the service about nobody, and show how it ended."""
    _ensure_known(code)
    tried = try_service(code, actor=current_actor())
    with transaction(read_only=True):
        return _page(code, OrderForm(formdata=None), tried)


@asking_pages.post("/services/<code>/<any(stop, resume):deed>")
@requires(STEER_ASKING, step_up=True)
def order(code: str, deed: str) -> Response:
    """Stop questions to the service in every process, or let them through again."""
    _ensure_known(code)
    form = OrderForm()
    if not form.validate():
        return make_response(_page(code, form), UNPROCESSABLE)
    ORDERS[deed](code, form.reason.data or "", actor=current_actor())
    notices = {"stop": _("Sorğular dayandırıldı."), "resume": _("Sorğular bərpa edildi.")}
    return redirect_to(".service", code=code, notice=notices[deed])


@asking_pages.get("/waiting")
@requires(SEE_ASKING)
def waiting_list() -> str:
    """Show the questions that wait for a register, and those that ended lately."""
    open_rows = [presenting.waiting_row(row) for row in overview.waiting_questions()]
    ended = [presenting.waiting_row(row) for row in overview.waiting_questions(ended=True, most=20)]
    can_steer = current_actor().has(STEER_ASKING.code)
    return render("ehis_asking/waiting.html", waiting=open_rows, ended=ended, can_steer=can_steer)


@asking_pages.post("/waiting/<public_id>")
@requires(STEER_ASKING)
def again(public_id: str) -> Response:
    """Have a waiting question asked now."""
    waiting.try_again(public_id)
    record("ehis.asked_again", actor=current_actor(), object_type="ehis.waiting", object_key=public_id)
    ask_waiting_one.defer(public_id=public_id)
    return redirect_to(".waiting_list", notice=_("Sorğu növbəyə qoyuldu."))


def _page(code: str, form: OrderForm, tried: Tried | None = None) -> str:
    _ensure_known(code)
    standing = overview.standing_of(code)
    return render(
        "ehis_asking/service.html",
        one=standing,
        state=presenting.state_tag(standing),
        facts=presenting.facts_of(standing),
        breakers=presenting.breaker_lines(standing),
        purposes=presenting.purpose_rows(standing.policy, officials_named()),
        form=form,
        tried=tried,
        reason_shown=reason_shown,
        moment=presenting.moment,
        can_steer=current_actor().has(STEER_ASKING.code),
        can_try=current_actor().has(TRY_ASKING.code),
    )


def _ensure_known(code: str) -> None:
    if code not in POLICIES:
        raise NotFound
