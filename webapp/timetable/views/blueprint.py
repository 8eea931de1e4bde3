"""The blueprints of the room."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
run_pages: Final = Blueprint("bus_runs", __name__, template_folder=FOLDER, url_prefix="/cabinet/bus-runs")
board_pages: Final = Blueprint("boards", __name__, template_folder=FOLDER, url_prefix="/board")
open_data: Final = Blueprint("open_data", __name__, url_prefix="/open")
network_pages: Final = Blueprint("network", __name__, template_folder=FOLDER, url_prefix="/office/timetable")
route_pages: Final = Blueprint("routes", __name__, template_folder=FOLDER, url_prefix="/routes")
