"""What waits for the applicant: a count for the menu and the first page."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem
from webapp.workflow.listing import EXPECTED
from webapp.workflow.models import Case
from webapp.workflow.permissions import APPLY

_party: Final[Any] = bindparam("party")
WAITING: Final = select(func.count()).where(Case.party_id == _party, Case.state.in_(EXPECTED))


def waiting(actor: Actor) -> int:
    """Return how many drafts, returned cases and fees wait for whom the actor acts for."""
    return figure("workflow.expected", actor)


def describe(actor: Actor) -> Text:
    """Say how many applications wait for the applicant."""
    count = waiting(actor)
    if not count:
        return _("Sizdən heç nə gözlənilmir")
    return _n("%(num)s müraciət sizi gözləyir", "%(num)s müraciət sizi gözləyir", count)


PLUGINS: Final = (
    MenuItem(_l("Müraciətlər"), "workflow.index", "inbox", "cabinet", APPLY, order=28, badge=waiting),
    HomeTile(_l("Müraciətlər"), "workflow.index", "inbox", describe, APPLY, order=12),
    Figure("workflow.expected", WAITING, in_menu=True, permission=APPLY),
)
