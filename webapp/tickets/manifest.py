"""What the room contributes."""

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.payments.api import Payable
from webapp.tickets.boarding import contributed as boarding
from webapp.tickets.changing import contributed as changing
from webapp.tickets.demo import seed_tickets
from webapp.tickets.documents import DOCUMENT
from webapp.tickets.exchange import SERVICES
from webapp.tickets.guests import guest_key
from webapp.tickets.jobs import ask_registers_again, offer_seats, sweep
from webapp.tickets.limits import init_limits
from webapp.tickets.offers import BUS_TICKET
from webapp.tickets.permissions import ALL, AREAS, BUY, ROAD_CHECK, ROLES, TRIPS
from webapp.tickets.proposals import contributed as proposals
from webapp.tickets.queries import free_counts, passengers_on
from webapp.tickets.reactions import REACTIONS
from webapp.tickets.services.late import take_late
from webapp.tickets.services.paying import PAYABLE
from webapp.tickets.telling import TEMPLATES
from webapp.tickets.views import BLUEPRINTS
from webapp.tickets.wording import STEPS
from webapp.timetable.api import TripUse
from webapp.ui.navigation import HomeTile, MenuItem

SUBSYSTEM = Subsystem(
    name="tickets",
    blueprints=BLUEPRINTS,
    permissions=(*ALL, *changing.PERMISSIONS, *proposals.PERMISSIONS),
    roles=(*ROLES, *changing.ROLES, *proposals.ROLES),
    areas=AREAS,
    reactions=(*REACTIONS, *changing.REACTIONS, *boarding.REACTIONS),
    commands=boarding.COMMANDS,
    setup=init_limits,
    seed=seed_tickets,
    jobs=(sweep, ask_registers_again, offer_seats, *changing.JOBS, *proposals.JOBS),
    plugins=(
        *SERVICES,
        *changing.PLUGINS,
        *proposals.PLUGINS,
        BUS_TICKET,
        DOCUMENT,
        TripUse(passengers_on, free_counts),
        Payable(
            PAYABLE,
            _l("Avtobus biletləri"),
            lambda ref: url_for("tickets.order", public_id=ref),
            guest_back=lambda ref: url_for("tickets_guest.order", key=guest_key(ref)),
            take_late=take_late,
            onward=_l("Biletlərə keç"),
        ),
        MenuItem(_l("Biletlər"), "tickets_public.search", "ticket", "public", order=12),
        MenuItem(_l("Biletlər"), "tickets.index", "ticket", "cabinet", BUY, order=46),
        MenuItem(_l("Avtobuslar"), "bus_trips.index", "bus", "cabinet", TRIPS, order=47),
        MenuItem(_l("Avtobus biletləri"), "road_tickets.index", "bus", "office", ROAD_CHECK, order=33),
        HomeTile(
            _l("Avtobus biletləri"),
            "tickets.index",
            "ticket",
            lambda _actor: _("Reys tapın, yer seçin, bileti telefonda göstərin"),
            BUY,
            order=32,
        ),
        HomeTile(
            _l("Avtobuslar"),
            "bus_trips.index",
            "bus",
            lambda _actor: _("Reyslər, satılan yerlər, minikdə bilet yoxlaması"),
            TRIPS,
            order=33,
        ),
        *TEMPLATES,
        AuditTerm("bus_order", _l("Avtobus biletlərinin sifarişi")),
        AuditTerm("bus_trip", _l("Avtobus reysi")),
        *(AuditTerm(code, words) for code, words in STEPS.items()),
        *boarding.PLUGINS,
    ),
)
