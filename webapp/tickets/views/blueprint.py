"""The blueprints: the search for anybody, the buyer's cabinet, the carrier's trips."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
public_pages: Final = Blueprint("tickets_public", __name__, template_folder=FOLDER, url_prefix="/tickets")
cabinet_pages: Final = Blueprint("tickets", __name__, template_folder=FOLDER, url_prefix="/cabinet/tickets")
carrier_pages: Final = Blueprint("bus_trips", __name__, template_folder=FOLDER, url_prefix="/cabinet/bus-trips")
