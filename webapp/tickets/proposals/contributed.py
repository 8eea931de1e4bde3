"""What the package gives to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.jobs import job
from webapp.core.text import _, _l
from webapp.core.transaction import transaction
from webapp.tickets.proposals.deciding import OWNER, come_into_force
from webapp.tickets.proposals.permissions import ALL, ROLES, ROUTE_TERMS, SEE
from webapp.tickets.proposals.wording import STEPS
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["JOBS", "PERMISSIONS", "PLUGINS", "ROLES"]
PERMISSIONS: Final = ALL


@job("tickets.rules_come_into_force", attempts=3, cron="5 * * * *")
def rules_come_into_force(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Let what was approved for today hold from today on."""
    with transaction():
        come_into_force()


JOBS: Final = (rules_come_into_force,)
PLUGINS: Final = (
    MenuItem(_l("Satış qaydaları"), "ticket_rules.index", "scale", "office", SEE, order=74),
    MenuItem(_l("Bilet şərtləri"), "route_terms.index", "scale", "cabinet", ROUTE_TERMS, order=49),
    HomeTile(
        _l("Bilet şərtləri"),
        "route_terms.index",
        "scale",
        lambda _actor: _("Marşrutlarınızda sərnişindən nə soruşulur"),
        ROUTE_TERMS,
        order=38,
    ),
    AuditTerm(OWNER, _l("Satış qaydası")),
    *(AuditTerm(code, words) for code, words in STEPS.items()),
)
