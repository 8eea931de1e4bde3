"""What waits: for the applicant, for the officer, for the body whose opinion is asked. Counts of menus and first pages."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select, text

from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem
from webapp.workflow.listing import EXPECTED
from webapp.workflow.models import OFFICE, Case
from webapp.workflow.opinions import waiting_for
from webapp.workflow.permissions import APPLY, REVIEW, SEE

MOST_COUNTED: Final = 1000
_party: Final[Any] = bindparam("party")
WAITING: Final = select(func.count()).where(Case.party_id == _party, Case.state.in_(EXPECTED))
_mine: Final = (
    select(Case.id)
    .where(Case.assignee_id == bindparam("account"), text(OFFICE))
    .order_by(Case.due_on, Case.id)
    .limit(MOST_COUNTED)
    .subquery()
)
_late: Final = (
    select(Case.id)
    .where(Case.due_on < bindparam("today"), text(OFFICE))
    .order_by(Case.due_on, Case.id)
    .limit(MOST_COUNTED)
    .subquery()
)
MINE: Final = select(func.count()).select_from(_mine)
LATE: Final = select(func.count()).select_from(_late)


def waiting(actor: Actor) -> int:
    """Return how many drafts, returned cases and fees wait for whom the actor acts for."""
    return figure("workflow.expected", actor)


def describe(actor: Actor) -> Text:
    """Say how many applications wait for the applicant."""
    count = waiting(actor)
    if not count:
        return _("Sizdən heç nə gözlənilmir")
    return _n("%(num)s müraciət sizi gözləyir", "%(num)s müraciət sizi gözləyir", count)


def in_hand(actor: Actor) -> int:
    """Return how many cases the officer has in hand, up to a thousand; for who has none, how many are late."""
    return figure("workflow.mine", actor) or figure("workflow.late", actor)


PLUGINS: Final = (
    MenuItem(_l("Müraciətlər"), "workflow.index", "inbox", "cabinet", APPLY, order=28, badge=waiting),
    HomeTile(_l("Müraciətlər"), "workflow.index", "inbox", describe, APPLY, order=12),
    MenuItem(_l("Müraciətlər"), "workflow_office.index", "inbox", "office", SEE, order=10, badge=in_hand),
    MenuItem(_l("Soruşulan rəylər"), "workflow_office.reviews", "list", "office", REVIEW, order=12, badge=waiting_for),
    Figure("workflow.expected", WAITING, in_menu=True, permission=APPLY),
    Figure("workflow.mine", MINE, in_menu=True, permission=SEE),
    Figure("workflow.late", LATE, in_menu=True, permission=SEE),
)
