"""Acts on the road and after it: one page for each, from one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.carriers import api as carriers
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid, NotFound
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.access import allowed_actions
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import StepNotPossible
from webapp.waybills.forms import parts as forms
from webapp.waybills.forms import road
from webapp.waybills.models import Waybill
from webapp.waybills.past import Past, open_proposal, past_of
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_SIGN
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import SIGNED, Action, Role
from webapp.waybills.saying import KINDS, compared, said
from webapp.waybills.services.acting import act
from webapp.waybills.services.proposing import kinds_open
from webapp.waybills.services.stopping import at_this_stop
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.wording import ROLES, TO_DO

Maker = Callable[[WaybillContent], type[road.RoadForm]]


@dataclass(frozen=True, slots=True)
class Page:
    """One act as a page: what it is for, in plain words, and its form."""

    action: Action
    lead: Text
    form: Maker
    title: Text | None = None
    kind: str = ""


def _is(form: type[road.RoadForm]) -> Maker:
    return lambda _content: form


PAGES: Final[dict[str, Page]] = {
    "reply": Page(Action.REPLY, _l("Daşıyıcının yükləmədəki qeydlərinə cavabınız qaimədə qalır."), _is(road.ReplyForm)),
    "reseal": Page(Action.RESEAL, _l("Plomb açılıbsa, yenisinin nömrəsini və səbəbini yazın."), _is(road.ResealForm)),
    "reload": Page(
        Action.RELOAD,
        _l("Yeni avtomobil və sürücü elə indi reyestrlərdə yoxlanılır. Qaimə onlarla davam edir."),
        _is(road.ReloadForm),
    ),
    "store": Page(Action.STORE, _l("Yük yolda saxlanılır. Götürəndə yenidən imzalayacaqsınız."), _is(road.StoreForm)),
    "store-part": Page(
        Action.STORE_PART, _l("Qoyulan miqdarı yazın: qalan yük yoluna davam edir."), forms.store_part_form
    ),
    "retrieve-part": Page(
        Action.RETRIEVE_PART, _l("Anbardan götürdüyünüz miqdarı və yükün vəziyyətini yazın."), forms.retrieve_part_form
    ),
    "retrieve": Page(Action.RETRIEVE, _l("Yükə baxın və vəziyyətini yazın."), _is(road.RetrieveForm)),
    "stop": Page(
        Action.STOP, _l("Yük gedə bilmirsə, səbəbini yazın. Tərəflər dərhal xəbər tutur."), _is(road.StopForm)
    ),
    "confirm": Page(
        Action.CONFIRM, _l("Yükalanın yazdığı fərqlə razısınızsa, imzalayın: akt iki tərəflidir."), _is(road.RoadForm)
    ),
    "countersign": Page(
        Action.COUNTERSIGN,
        _l("Yük telefonun açarı ilə qəbul edilib. Qanun daşıyıcının gücləndirilmiş elektron imzasını da tələb edir."),
        _is(road.RoadForm),
    ),
    "refuse": Page(
        Action.REFUSE, _l("Qalan bütün yükdən imtina edirsiniz. Yük yükgöndərənə qaytarılır."), _is(road.WhyForm)
    ),
    "no-show": Page(
        Action.REPORT_NO_SHOW, _l("Gözləmə müddəti keçib. Kimi və harada gözlədiyinizi yazın."), _is(road.WhyForm)
    ),
    "send-back": Page(
        Action.SEND_BACK,
        _l("İmtina edilən yük üçün yeni, bu qaiməyə bağlı qaimə açılır. Onu yükgöndərən imzalayır."),
        _is(road.RoadForm),
    ),
    "complain": Page(
        Action.COMPLAIN, _l("Təhvildən sonra tapılan zədəni və ya gecikməni yazın."), _is(road.ComplainForm)
    ),
    "disposal": Page(
        Action.HAND_DISPOSAL,
        _l("Bundan sonra yükü başqa yerə yalnız yükalan yönəldə bilər. Geri almaq mümkün deyil."),
        _is(road.RoadForm),
    ),
    "redirect": Page(
        Action.PROPOSE,
        _l("Daşıyıcı razılıq verəndə qüvvəyə minir. Dəyişməyəni boş saxlayın."),
        road.redirect_form,
        KINDS["redirect"],
        "redirect",
    ),
    "hand-over": Page(
        Action.PROPOSE,
        _l("Növbəti daşıyıcı avtomobilini və sürücüsünü göstərib imzalayanda yük onun məsuliyyətinə keçir."),
        _is(road.HandOverForm),
        KINDS["hand_over"],
        "hand_over",
    ),
    "adjust": Page(
        Action.PROPOSE,
        _l("Səhvi düzəldin. Qaiməni imzalamış hər tərəf razılıq verəndə qüvvəyə minir."),
        road.adjust_form,
        KINDS["adjust"],
        "adjust",
    ),
    "void": Page(
        Action.PROPOSE,
        _l("Yola çıxmamış qaimə o biri tərəfin razılığı ilə etibarsız sayılır."),
        _is(road.VoidForm),
        KINDS["void"],
        "void",
    ),
    "agree": Page(Action.AGREE, _l("Razılığınız imza ilə təsdiqlənir."), _is(road.RoadForm)),
    "take-over": Page(
        Action.AGREE, _l("Yükü hansı avtomobil və sürücü ilə aparacağınızı göstərin."), _is(road.TakeOverForm)
    ),
    "decline": Page(Action.DECLINE, _l("Təklif qüvvəyə minmir. Səbəbi təklif edən görəcək."), _is(road.WhyForm)),
    "drop": Page(Action.DROP, _l("Təklif qüvvəyə minmir."), _is(road.RoadForm)),
}
ASKED: Final = (
    "reply",
    "confirm",
    "agree",
    "take-over",
    "decline",
    "countersign",
    "send-back",
    "retrieve",
)  # waits for one
HOW: Final = {page.kind or page.action.value: how for how, page in PAGES.items() if how != "take-over"}


@waybills.get("/<public_id>/acts/<how>")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE, step_up=True)
def road_act(public_id: str, how: str) -> str:
    """Ask what the act says."""
    page, waybill = _page_of(how), waybill_seen_by(public_id, actor=current_actor())[0]
    if how not in acts_open(waybill):
        raise StepNotPossible
    content = content_from_json(waybill.standing)
    form = page.form(content)(data={"version": waybill.version, **known_first(how, content)})
    return _shown(how, waybill, form)


@waybills.post("/<public_id>/acts/<how>")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE, step_up=True)
def take_road_act(public_id: str, how: str) -> ResponseReturnValue:
    """Take the step, by way of the signing page where it is signed."""
    page, waybill = _page_of(how), waybill_seen_by(public_id, actor=current_actor())[0]
    content = content_from_json(waybill.standing)
    form = page.form(content)()
    form.choose(_drivers(waybill))
    if form.validate():
        try:
            request_id = act(
                public_id,
                page.action,
                form.said(content),
                reason=form.why,
                version=form.seen,
                actor=current_actor(),
            )
        except Invalid as error:
            _beside(form, error)
        else:
            return _after(public_id, request_id)
    return _shown(how, waybill, form), 422


def acts_open(waybill: Waybill) -> list[str]:
    """Return the pages of the acts that the actor may take now, in the order of the table."""
    actor = current_actor()
    allowed = set(allowed_actions(actor, waybill))
    if not allowed:
        return []
    roles = waybill_seen_by(waybill.public_id, actor=actor)[1]
    kinds = kinds_open(past_of(waybill), roles, actor) if Action.PROPOSE in allowed else ()
    past = past_of(waybill)
    found = [
        how
        for how, page in PAGES.items()
        if (page.kind in kinds if page.kind else at_this_stop(page.action, past) in allowed)
    ]
    proposal = open_proposal(waybill.id)
    asked = "agree" if proposal is not None and proposal.kind == "hand_over" else "take-over"
    return [how for how in found if how != asked]


def known_first(how: str, content: WaybillContent) -> dict[str, object]:
    """Return what a form shows at first; a new carrier's vehicle and new seals are typed anew."""
    known = road.known_of(content)
    return {} if how in {"take-over", "reseal"} else known


def _page_of(how: str) -> Page:
    if how not in PAGES:
        raise NotFound
    return PAGES[how]


def _after(public_id: str, request_id: str | None) -> ResponseReturnValue:
    if request_id is not None:
        return go_to(url_for("signing.show", public_id=request_id))
    return redirect_to(".show", public_id=public_id, notice=_("Qeyd edildi."))


def _drivers(waybill: Waybill) -> list[carriers.Driver]:
    """Return whom the actor may name as driver: the drivers of the carrier that the actor acts for; for a driver, oneself."""
    actor = current_actor()
    roles = waybill_seen_by(waybill.public_id, actor=actor)[1]
    if Role.NEXT_CARRIER in roles and waybill.next_carrier_party_id:
        return list(carriers.drivers(waybill.next_carrier_party_id))
    known = list(carriers.drivers(waybill.carrier_party_id)) if waybill.carrier_party_id else []
    if Role.CARRIER in roles:
        return known
    mine = content_from_json(waybill.standing).driver.ref
    return [one for one in known if one.public_id == mine]


def _beside(form: road.RoadForm, error: Invalid) -> None:
    """Show a refusal at its own field, or above all of them when this page has none such."""
    if not error.fields:
        raise error
    renamed = {"vehicle": "plate", "trailer1": "trailers", "trailer2": "trailers", "total_gross_kg": "plate"}
    for name, text in error.fields.items():
        field = form[renamed.get(name, name)] if renamed.get(name, name) in form else form.in_order[0]
        field.errors = [*field.errors, str(text)]


def road_links(waybill: Waybill) -> list[tuple[str, Text]]:
    """Return (page, title) of the acts that the actor may take now."""
    past = past_of(waybill)
    return [(how, _title(PAGES[how], past)) for how in acts_open(waybill)]


def _title(page: Page, past: Past) -> Text:
    """Return what the page is called: at one of several stops it concerns the part of one consignee."""
    return page.title or TO_DO[at_this_stop(page.action, past)]


def proposed(waybill: Waybill) -> dict[str, Any] | None:
    """Return the proposal that is open with what it changes, None when none is."""
    proposal = open_proposal(waybill.id)
    if proposal is None:
        return None
    said = past_of(waybill).last(Action.PROPOSE)
    awaited = [ROLES[Role(name)] for name in proposal.needs]
    return {
        "awaited": awaited,
        "proposal": proposal,
        "compared": compared(said.data.get("differences", ())) if said else [],
    }


def _shown(how: str, waybill: Waybill, form: road.RoadForm) -> str:
    page = PAGES[how]
    form.choose(_drivers(waybill))
    return render(
        "waybills/act.html",
        waybill=waybill,
        form=form,
        how=how,
        fields=form.in_order,
        title=_title(page, past_of(waybill)),
        lead=page.lead,
        signed=page.action in SIGNED,
        proposed=proposed(waybill),
        kinds=KINDS,
        known=_known(how, waybill),
    )


def _known(how: str, waybill: Waybill) -> list[tuple[Text, str]]:
    """Return what one looks at while filling in the page: the seals that are on, what the consignee wrote."""
    past = past_of(waybill)
    if how == "reseal":
        return [(_("İndiki plomblar"), ", ".join(past.seals) or "—")]
    about = {"reply": (Action.ACCEPT,), "confirm": (Action.RECEIVE, Action.RECEIVE_DROP)}.get(how)
    act_before = past.last(*about) if about else None
    return said(Action(act_before.action), act_before.data) if act_before else []
