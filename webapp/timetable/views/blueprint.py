"""The blueprints of the room."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
run_pages: Final = Blueprint("bus_runs", __name__, template_folder=FOLDER, url_prefix="/cabinet/bus-runs")
