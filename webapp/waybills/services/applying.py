"""What follows from an act for the waybill itself. The act is in the chain already; the caller holds the lock."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.waybills.changing import changed
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.events import WaybillShared
from webapp.waybills.linking import link
from webapp.waybills.models import Proposal, Waybill, WaybillAct
from webapp.waybills.past import open_proposal
from webapp.waybills.rules import TALKS, Action, Role, State
from webapp.waybills.services.proposing import WHEN, opened
from webapp.waybills.services.sending_back import begin_return
from webapp.waybills.terms import closes_at


def apply(waybill: Waybill, act: WaybillAct) -> None:
    """Let the act have its effect on what holds now; a proposal that makes no sense after it is dropped."""
    action = Action(act.action)
    if action is Action.ARRIVE:
        waybill.at_drop = act.data.get("drop", 0)
    elif State(waybill.state) is not State.ARRIVED:
        waybill.at_drop = None
    _drop_what_is_overtaken(waybill, action)
    effect = EFFECTS.get(action)
    if effect is not None:
        effect(waybill, act)


def change_content(waybill: Waybill, change: Mapping[str, Any]) -> None:
    """Put a change into force: what holds now, who is a party, by what words it is found."""
    before = _parties(waybill)
    content = changed(content_from_json(waybill.standing), change)
    link(waybill, content)
    waybill.current = to_json(content)
    waybill.former_party_ids = sorted({*waybill.former_party_ids, *(before - _parties(waybill))})
    db.session().flush()


def _parties(waybill: Waybill) -> set[int]:
    """Return the parties that an act may replace."""
    found = {waybill.consignee_party_id, waybill.carrier_party_id, *waybill.drop_party_ids}
    return {party_id for party_id in found if party_id is not None}


def _drop_what_is_overtaken(waybill: Waybill, action: Action) -> None:
    if action in TALKS:
        return
    proposal = open_proposal(waybill.id)
    if proposal is not None and (action is Action.RECEIVE or State(waybill.state) not in WHEN[proposal.kind]):
        _end(waybill, proposal, "dropped")


def _change(waybill: Waybill, act: WaybillAct) -> None:
    change_content(waybill, act.data["change"])


def _delivered(waybill: Waybill, act: WaybillAct) -> None:
    waybill.closes_at = closes_at(act.at)


def _hand_disposal(waybill: Waybill, _act: WaybillAct) -> None:
    waybill.disposal_party_id = waybill.consignee_party_id


def _send_back(waybill: Waybill, act: WaybillAct) -> None:
    back = begin_return(waybill, act)
    publish(WaybillShared(public_id=back.public_id))


def _open(waybill: Waybill, act: WaybillAct) -> None:
    proposal = opened(waybill, act)
    if proposal.kind == "hand_over":
        found = party_by_number(proposal.change["carrier"]["number"])
        waybill.next_carrier_party_id = found.id if found else None
    if not proposal.needs:
        _agreed(waybill, proposal, act)


def _agree(waybill: Waybill, act: WaybillAct) -> None:
    proposal = open_proposal(waybill.id)
    assert proposal is not None  # guarded
    role = Role.CARRIER if act.role == Role.DRIVER else Role(act.role)
    proposal.consignees = [one for one in proposal.consignees if one != act.party_id]
    if not (role is Role.CONSIGNEE and proposal.consignees):
        proposal.needs = [one for one in proposal.needs if one != role.value]
    proposal.agreed = [*proposal.agreed, role.value]
    if not proposal.needs:
        _agreed(waybill, proposal, act)
    db.session().flush()


def _agreed(waybill: Waybill, proposal: Proposal, act: WaybillAct) -> None:
    _end(waybill, proposal, "agreed")
    change = {**proposal.change, **act.data.get("change", {})}
    if change:
        change_content(waybill, change)


def _ended_as(state: str) -> Callable[[Waybill, WaybillAct], None]:
    def end(waybill: Waybill, _act: WaybillAct) -> None:
        proposal = open_proposal(waybill.id)
        assert proposal is not None  # guarded
        _end(waybill, proposal, state)

    return end


def _end(waybill: Waybill, proposal: Proposal, state: str) -> None:
    # both columns at once: a constraint binds them
    ended = now()
    proposal.state, proposal.ended_at = state, ended
    waybill.next_carrier_party_id = None
    db.session().flush()


EFFECTS: Final[dict[Action, Callable[[Waybill, WaybillAct], None]]] = {
    Action.RESEAL: _change,
    Action.RELOAD: _change,
    Action.RECEIVE: _delivered,
    Action.HAND_DISPOSAL: _hand_disposal,
    Action.SEND_BACK: _send_back,
    Action.PROPOSE: _open,
    Action.AGREE: _agree,
    Action.DECLINE: _ended_as("declined"),
    Action.DROP: _ended_as("dropped"),
}
