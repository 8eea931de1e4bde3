"""The blueprints: the search and the seats for anybody, a guest's order, the buyer's cabinet, the carrier's trips."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
public_pages: Final = Blueprint("tickets_public", __name__, template_folder=FOLDER, url_prefix="/tickets")
guest_pages: Final = Blueprint("tickets_guest", __name__, template_folder=FOLDER, url_prefix="/tickets/o")
cabinet_pages: Final = Blueprint("tickets", __name__, template_folder=FOLDER, url_prefix="/cabinet/tickets")
carrier_pages: Final = Blueprint("bus_trips", __name__, template_folder=FOLDER, url_prefix="/cabinet/bus-trips")
claim_pages: Final = Blueprint("ticket_claims", __name__, template_folder=FOLDER, url_prefix="/cabinet/bus-claims")
term_pages: Final = Blueprint("ticket_terms", __name__, template_folder=FOLDER, url_prefix="/office/ticket-terms")
road_pages: Final = Blueprint("road_tickets", __name__, template_folder=FOLDER, url_prefix="/office/bus-tickets")
rule_pages: Final = Blueprint("ticket_rules", __name__, template_folder=FOLDER, url_prefix="/office/ticket-rules")
own_terms_pages: Final = Blueprint("route_terms", __name__, template_folder=FOLDER, url_prefix="/cabinet/route-terms")
machine_pages: Final = Blueprint("tickets_machine", __name__, url_prefix="/api/v1")
