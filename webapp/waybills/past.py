"""What happened to a waybill so far, as far as the next step depends on it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local, now
from webapp.waybills.chain import acts_of
from webapp.waybills.content import GoodsRow
from webapp.waybills.content_json import content_from_json
from webapp.waybills.models import Proposal, Waybill, WaybillAct
from webapp.waybills.quantities import Line, lines_after
from webapp.waybills.rules import Action, Role, State
from webapp.waybills.terms import no_show_after
from webapp.waybills.validation.delivery import accepted_quantity


@dataclass(frozen=True, slots=True)
class Past:
    """The acts that count and the proposal that is open."""

    waybill: Waybill
    acts: tuple[WaybillAct, ...]
    proposal: Proposal | None

    def last(self, *actions: Action) -> WaybillAct | None:
        """Return the newest act of these kinds."""
        wanted = {action.value for action in actions}
        return next((act for act in reversed(self.acts) if act.action in wanted), None)

    @property
    def goods(self) -> tuple[GoodsRow, ...]:
        """The lines of goods as they stand now."""
        return content_from_json(self.waybill.standing).goods

    @property
    def lines(self) -> list[Line]:
        """What became of each line so far."""
        accepted: list[Decimal] = [accepted_quantity(row) for row in self.goods]
        return lines_after(accepted, [(act.action, act.data) for act in self.acts])


def past_of(waybill: Waybill) -> Past:
    """Return what happened to the waybill; refused acts do not count."""
    acts = tuple(act for act in acts_of(waybill.id) if act.outcome == "done")
    return Past(waybill, acts, open_proposal(waybill.id))


def open_proposal(waybill_id: int) -> Proposal | None:
    """Return the proposal to which somebody's consent is awaited."""
    query = select(Proposal).where(Proposal.waybill_id == waybill_id, Proposal.state == "open")
    return db.session().scalar(query)


def is_open(action: Action, past: Past, roles: frozenset[Role]) -> bool:
    """Whether what happened so far lets somebody in these roles take the step."""
    guard = GUARDS.get(action)
    return guard is None or guard(past, roles)


def _cancels(past: Past, _roles: frozenset[Role]) -> bool:
    """A draft is cancelled only when it was an offer once."""
    return State(past.waybill.state) is not State.DRAFT or bool(past.acts)


def _replies(past: Past, _roles: frozenset[Role]) -> bool:
    """There are reservations made at loading, and nobody answered them."""
    loading, reply = past.last(Action.ACCEPT), past.last(Action.REPLY)
    return loading is not None and bool(loading.data.get("reservations")) and reply is None


def _confirms(past: Past, _roles: frozenset[Role]) -> bool:
    """Less was received than accepted, and the carrier has not signed the difference."""
    return past.last(Action.CONFIRM) is None and any(line.missing or line.refused for line in past.lines)


def _sends_back(past: Past, _roles: frozenset[Role]) -> bool:
    """Something was refused, and it is not on its way back."""
    return past.last(Action.SEND_BACK) is None and any(line.refused for line in past.lines)


def _was_not_met(past: Past, _roles: frozenset[Role]) -> bool:
    """The driver waited long enough."""
    arrival = past.last(Action.ARRIVE)
    return arrival is not None and now() >= arrival.at + no_show_after(local(arrival.at).date())


def _complains(past: Past, _roles: frozenset[Role]) -> bool:
    """The time for complaints runs, and none was made."""
    closes = past.waybill.closes_at
    return closes is not None and now() < closes and past.last(Action.COMPLAIN) is None


def _hands_disposal(past: Past, _roles: frozenset[Role]) -> bool:
    """The right is still the consignor's (CMR art. 12)."""
    return past.waybill.disposal_party_id is None and past.waybill.consignee_party_id is not None


def _receives_part(past: Past, _roles: frozenset[Role]) -> bool:
    """There is more than one thing to receive."""
    return sum(line.left for line in past.lines) > 1


def _proposes(past: Past, _roles: frozenset[Role]) -> bool:
    return past.proposal is None


def _answers(past: Past, roles: frozenset[Role]) -> bool:
    """One's consent is awaited; a driver may give the carrier's."""
    mine = {Role.CARRIER if role is Role.DRIVER else role for role in roles}
    return past.proposal is not None and any(role.value in past.proposal.needs for role in mine)


def _drops(past: Past, roles: frozenset[Role]) -> bool:
    return past.proposal is not None and Role(past.proposal.role) in roles


GUARDS: Final[dict[Action, Callable[[Past, frozenset[Role]], bool]]] = {
    Action.CANCEL: _cancels,
    Action.REPLY: _replies,
    Action.CONFIRM: _confirms,
    Action.SEND_BACK: _sends_back,
    Action.REPORT_NO_SHOW: _was_not_met,
    Action.COMPLAIN: _complains,
    Action.HAND_DISPOSAL: _hands_disposal,
    Action.RECEIVE_PART: _receives_part,
    Action.PROPOSE: _proposes,
    Action.AGREE: _answers,
    Action.DECLINE: _answers,
    Action.DROP: _drops,
}
