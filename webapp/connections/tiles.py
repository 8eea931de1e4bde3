"""Counts for the menu and the first page: what is overdue at the office, what waits for the participant."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from webapp.connections.models import Breach, Paper, Participant, Service
from webapp.connections.permissions import PREPARE, SEE
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile

_party: Final[Any] = bindparam("party")
_letters: Final = (
    select(func.count())
    .select_from(Breach)
    .join(Participant, Participant.id == Breach.participant_id)
    .where(Participant.party_id == _party, Breach.state == "notified")
    .scalar_subquery()
)
_contracts: Final = (
    select(func.count())
    .select_from(Paper)
    .join(Participant, Participant.id == Paper.participant_id)
    .where(Participant.party_id == _party, Paper.kind == "contract", Paper.state == "offered")
    .scalar_subquery()
)
_remarks: Final = (
    select(func.count()).where(Participant.party_id == _party, Participant.state == "deficient").scalar_subquery()
)
WAITING: Final = select(_letters + _contracts + _remarks)
_today: Final[Any] = bindparam("today")
_late_cases: Final = select(func.count()).where(Participant.due_on < _today).scalar_subquery()
_late_services: Final = select(func.count()).where(Service.due_on < _today).scalar_subquery()
LATE: Final = select(_late_cases + _late_services)


def late(actor: Actor) -> int:
    """Return how many cases are overdue, for the badge of the office's menu."""
    return figure("connections.late", actor)


def describe(actor: Actor) -> Text:
    """Say how many letters, contracts and remarks wait for whom the actor acts for."""
    count = figure("connections.waiting", actor)
    if not count:
        return _("Sizdən heç nə gözlənilmir")
    return _n("%(num)s sənəd cavabınızı gözləyir", "%(num)s sənəd cavabınızı gözləyir", count)


FIGURES: Final = (
    Figure("connections.late", LATE, in_menu=True, permission=SEE),
    Figure("connections.waiting", WAITING, permission=PREPARE),
)
TILES: Final = (
    HomeTile(_l("Məlumat mübadiləsinə qoşulma"), "connections.index", "globe", describe, PREPARE, order=80),
)
