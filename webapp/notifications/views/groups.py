"""Notices to groups: drawn up, shown as each will read them with the count and the cost, let out, decided by a second person."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _, in_language
from webapp.notifications import broadcasting
from webapp.notifications.audiences import audiences, count_of
from webapp.notifications.forms import BroadcastForm, ReasonForm, broadcast_form
from webapp.notifications.models import Broadcast
from webapp.notifications.permissions import TELL_GROUPS
from webapp.notifications.presenting import CHANNELS, GROUP_STATES
from webapp.notifications.queries import broadcasts
from webapp.notifications.sms import fitted
from webapp.notifications.terms import term
from webapp.notifications.views.blueprint import office
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office.get("/groups")
@requires(TELL_GROUPS)
def groups() -> str:
    """Show what was sent to groups and what waits for a second person."""
    return render("notifications/groups.html", rows=broadcasts(), states=GROUP_STATES, audiences=audiences())


@office.get("/groups/new")
@requires(TELL_GROUPS)
def new_group_notice() -> str:
    """Ask whom, by which ways, and what."""
    return _form_page(broadcast_form())


@office.post("/groups/new")
@requires(TELL_GROUPS)
def draw_up() -> ResponseReturnValue:
    """Keep the draft and show it as people will read it."""
    form = broadcast_form(sent=True)
    if not form.validate():
        return _form_page(form), 422
    row = broadcasting.draw_up(form.audience.data, form.texts, form.channels.data or [], actor=current_actor())
    return redirect_to(".group_notice", public_id=row.public_id)


@office.get("/groups/<public_id>")
@requires(TELL_GROUPS)
def group_notice(public_id: str) -> str:
    """Show one: how many hear it, each language as it reads, the SMS and what they cost, what can be done now."""
    return _page(broadcasting.broadcast_of(public_id), ReasonForm(formdata=None))


@office.post("/groups/<public_id>/send")
@requires(TELL_GROUPS, step_up=True)
def send_group_notice(public_id: str) -> ResponseReturnValue:
    """Let it out, or put it forward to a second person."""
    row = broadcasting.send(public_id, actor=current_actor())
    said = _("Bildiriş göndərilir.") if row.state == "sending" else _("Bildiriş ikinci şəxsin təsdiqini gözləyir.")
    return redirect_to(".group_notice", public_id=public_id, notice=said)


@office.post("/groups/<public_id>/approve")
@requires(TELL_GROUPS, step_up=True)
def approve_group_notice(public_id: str) -> ResponseReturnValue:
    """Let out what a colleague put forward."""
    broadcasting.decide(public_id, good=True, reason="", actor=current_actor())
    return redirect_to(".group_notice", public_id=public_id, notice=_("Bildiriş göndərilir."))


@office.post("/groups/<public_id>/refuse")
@requires(TELL_GROUPS)
def refuse_group_notice(public_id: str) -> ResponseReturnValue:
    """Refuse it with a reason."""
    form = ReasonForm()
    if not form.validate():
        return _page(broadcasting.broadcast_of(public_id), form), 422
    broadcasting.decide(public_id, good=False, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".group_notice", public_id=public_id, notice=_("Bildiriş göndərilmədi."))


def _form_page(form: BroadcastForm) -> str:
    return render("notifications/group_new.html", form=form, alone=term("group_alone"))


def _page(row: Broadcast, form: ReasonForm) -> str:
    mine = row.proposed_by == current_actor().account_id
    people = count_of(row.audience) if row.state in {"draft", "waiting"} else row.people
    most, price = term("sms_most_parts"), term("sms_part_price")
    sms = {}
    for language, one in row.texts.items():
        with in_language(language):
            sms[language] = fitted(f"{one['title']}. {one['body']}", most)
    dearest = max((one.size.parts for one in sms.values()), default=0) * price * people
    context = {"mine": mine, "people": people, "sms": sms, "dearest": dearest, "price": price, "form": form}
    names = [CHANNELS[code] for code in row.channels]
    context |= {"alone": term("group_alone"), "channel_names": names, "states": GROUP_STATES}
    return render("notifications/group.html", row=row, audience=audiences().get(row.audience), **context)
