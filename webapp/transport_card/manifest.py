"""What the room contributes."""

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.payments.api import Payable
from webapp.transport_card import accounts
from webapp.transport_card.demo import seed_cards
from webapp.transport_card.exporting import held_cards
from webapp.transport_card.jobs import credit_top_up, end_the_day
from webapp.transport_card.limits import init_limits
from webapp.transport_card.notices import TEMPLATES
from webapp.transport_card.offers import TOP_UP_OF_A_CARD
from webapp.transport_card.permissions import ALL, AREA, ROLES, SEE, USE
from webapp.transport_card.reactions import REACTIONS
from webapp.transport_card.tap_answers import API
from webapp.transport_card.views import BLUEPRINTS
from webapp.transport_card.wording import AUDIT
from webapp.ui.navigation import HomeTile, MenuItem


def _back(ref: str) -> str:
    """Where a payer goes on: whoever paid may be a stranger to the card, so to what is the same for everybody."""
    return url_for("cards_public.paid", top_up=ref)


SUBSYSTEM = Subsystem(
    name="transport_card",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=ROLES,
    reactions=REACTIONS,
    jobs=(credit_top_up, end_the_day),
    setup=init_limits,
    seed=seed_cards,
    plugins=(
        *TEMPLATES,
        API,
        TOP_UP_OF_A_CARD,
        DataExport("transport_cards", held_cards),
        Payable(accounts.TOP_UP, _l("Nəqliyyat kartının balansı"), _back, guest_back=_back, onward=_l("Karta keç")),
        Payable(accounts.SALE, _l("Nəqliyyat kartının satışı"), _back),
        MenuItem(_l("Nəqliyyat kartı"), "cards_public.index", "card", "public", order=13),
        MenuItem(_l("Kartlar"), "cards.index", "card", "cabinet", USE, order=48),
        MenuItem(_l("Nəqliyyat kartları"), "cards_office.index", "card", "office", SEE, order=62),
        HomeTile(
            _l("Nəqliyyat kartı"),
            "cards.index",
            "card",
            lambda _actor: _("Balansı artırın, gedişlərə baxın, itən kartı bloklayın"),
            USE,
            order=34,
        ),
        AuditTerm("transport_card", _l("Nəqliyyat kartı")),
        AuditTerm("card_product", _l("Nəqliyyat kartının növü")),
        AuditTerm("card_tariff", _l("Şəhər marşrutunun tarifi")),
        AuditTerm("card_validator", _l("Validator")),
        AuditTerm("transport_card.office_reason", _l("Agentliyin əməliyyatının səbəbi")),
        *(AuditTerm(code, words) for code, words in AUDIT.items()),
    ),
)
