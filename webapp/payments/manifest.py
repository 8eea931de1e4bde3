"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.payments import day_jobs, jobs, refund_jobs
from webapp.payments.cli import ledger
from webapp.payments.credit_data import CREDIT_DOCUMENT
from webapp.payments.document_data import RECEIPT_DOCUMENT
from webapp.payments.limits import init_limits
from webapp.payments.permissions import ALL, AREA, ROLES
from webapp.payments.reactions import REACTIONS
from webapp.payments.telling import TEMPLATES
from webapp.payments.tiles import FIGURES, MENU, TILES
from webapp.payments.views import BLUEPRINTS
from webapp.payments.wording import STEPS

SUBSYSTEM = Subsystem(
    name="payments",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(*jobs.JOBS, *refund_jobs.JOBS, *day_jobs.JOBS),
    commands=(ledger,),
    setup=init_limits,
    plugins=(
        *MENU,
        *TILES,
        *FIGURES,
        *TEMPLATES,
        RECEIPT_DOCUMENT,
        CREDIT_DOCUMENT,
        AuditTerm("invoice", _l("Hesab")),
        AuditTerm("payment_difference", _l("Ödəniş fərqi")),
        AuditTerm("payment_provider", _l("Ödəniş sistemi")),
        AuditTerm("ledger", _l("Mühasibat jurnalı")),
        AuditTerm("payment_refund", _l("Vəsaitin qaytarılması")),
        *(AuditTerm(f"payments.{step}", title) for step, title in STEPS.items()),
    ),
)
