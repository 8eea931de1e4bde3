"""The blueprints: the cabinet's pages, the office's."""

from typing import Final

from flask import Blueprint

journeys: Final = Blueprint("journeys", __name__, template_folder="../templates", url_prefix="/cabinet/journeys")
office_pages: Final = Blueprint(
    "journeys_office", __name__, template_folder="../templates", url_prefix="/office/journeys"
)
