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
from webapp.waybills.quantities import ENDING_A_DROP, Line, lines_after
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
        return lines_after(accepted, [(act.action, act.data) for act in self.acts], [row.drop for row in self.goods])

    @property
    def seals(self) -> tuple[str, ...]:
        """The seals that are on: as they were put on last, else as they were at loading."""
        newest, loading = self.last(Action.RESEAL, Action.RELOAD), self.last(Action.ACCEPT)
        if newest is not None and "seals" in newest.data["change"]:
            return tuple(newest.data["change"]["seals"])
        planned = content_from_json(self.waybill.standing).seals
        return tuple(loading.data.get("seals") or planned) if loading is not None else planned

    @property
    def open_drops(self) -> tuple[int, ...]:
        """The stops whose consignee has not ended its part, in the order of the way."""
        ended = {act.data.get("drop", 0) for act in self.acts if act.action in ENDING_A_DROP}
        return tuple(place for place in range(len(self.waybill.drop_party_ids) + 1) if place not in ended)

    @property
    def drop(self) -> int:
        """The stop at which the goods stand, or the next one of the way."""
        standing = self.waybill.at_drop
        return standing if standing is not None else next(iter(self.open_drops), 0)

    @property
    def is_last_drop(self) -> bool:
        """Whether no other consignee waits for its part."""
        return len(self.open_drops) <= 1

    @property
    def own_lines(self) -> tuple[int, ...]:
        """The places of the lines of goods that are for this stop."""
        return tuple(place for place, row in enumerate(self.goods) if row.drop == self.drop)


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


def answering(action: Action, past: Past, roles: frozenset[Role], party_id: int | None) -> frozenset[Role]:
    """Return in which of one's parts one may answer: of several consignees only those are asked whose goods change."""
    asked = past.proposal.consignees if past.proposal is not None and action in {Action.AGREE, Action.DECLINE} else []
    return roles - {Role.CONSIGNEE} if asked and party_id not in asked else roles


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


def _countersigns(past: Past, _roles: frozenset[Role]) -> bool:
    """The goods were accepted by the key of a phone alone: the law asks for the electronic signature besides."""
    loading = past.last(Action.ACCEPT)
    return loading is not None and "device" in loading.data and past.last(Action.COUNTERSIGN) is None


def _sends_back(past: Past, _roles: frozenset[Role]) -> bool:
    """Something was refused, and it is not on its way back."""
    return past.last(Action.SEND_BACK) is None and any(line.refused for line in past.lines)


def _ends(past: Past, _roles: frozenset[Role]) -> bool:
    """It is the last stop, and nothing of its goods was left in storage."""
    return past.is_last_drop and _has_its_goods(past)


def _ends_a_drop(past: Past, _roles: frozenset[Role]) -> bool:
    """Other consignees wait for their part, and nothing of this one's goods was left in storage."""
    return not past.is_last_drop and _has_its_goods(past)


def _has_its_goods(past: Past) -> bool:
    lines = past.lines
    return not any(lines[place].stored for place in past.own_lines)


def _was_not_met_at_all(past: Past, roles: frozenset[Role]) -> bool:
    return _ends(past, roles) and _was_not_met(past, roles)


def _was_not_met_here(past: Past, roles: frozenset[Role]) -> bool:
    return _ends_a_drop(past, roles) and _was_not_met(past, roles)


def _stores_part(past: Past, _roles: frozenset[Role]) -> bool:
    """There is more than one thing aboard."""
    return sum(line.aboard for line in past.lines) > 1


def _retrieves_part(past: Past, _roles: frozenset[Role]) -> bool:
    return any(line.stored for line in past.lines)


def _was_not_met(past: Past, _roles: frozenset[Role]) -> bool:
    """The driver waited long enough."""
    arrival = past.last(Action.ARRIVE)
    return arrival is not None and now() >= arrival.at + no_show_after(local(arrival.at).date())


def _complains(past: Past, _roles: frozenset[Role]) -> bool:
    """The time for complaints runs, and there are not as many as consignees."""
    closes = past.waybill.closes_at
    made = sum(act.action == Action.COMPLAIN.value for act in past.acts)
    return closes is not None and now() < closes and made <= len(past.waybill.drop_party_ids)


def _hands_disposal(past: Past, _roles: frozenset[Role]) -> bool:
    """The right is still the consignor's (CMR art. 12), and there is one consignee to have it."""
    waybill = past.waybill
    return waybill.disposal_party_id is None and waybill.consignee_party_id is not None and not waybill.drop_party_ids


def _receives_part(past: Past, _roles: frozenset[Role]) -> bool:
    """There is more than one thing to receive."""
    lines = past.lines
    return sum(lines[place].aboard for place in past.own_lines) > 1


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
    Action.COUNTERSIGN: _countersigns,
    Action.SEND_BACK: _sends_back,
    Action.REPORT_NO_SHOW: _was_not_met_at_all,
    Action.MISS_DROP: _was_not_met_here,
    Action.RECEIVE: _ends,
    Action.RECEIVE_DROP: _ends_a_drop,
    Action.REFUSE: _ends,
    Action.REFUSE_DROP: _ends_a_drop,
    Action.STORE_PART: _stores_part,
    Action.RETRIEVE_PART: _retrieves_part,
    Action.COMPLAIN: _complains,
    Action.HAND_DISPOSAL: _hands_disposal,
    Action.RECEIVE_PART: _receives_part,
    Action.PROPOSE: _proposes,
    Action.AGREE: _answers,
    Action.DECLINE: _answers,
    Action.DROP: _drops,
}
