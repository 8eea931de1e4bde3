"""The blueprints: the cabinet's pages, the office's."""

from typing import Final

from flask import Blueprint

sheets: Final = Blueprint("trip_sheets", __name__, template_folder="../templates", url_prefix="/cabinet/trip-sheets")
office_pages: Final = Blueprint(
    "trip_sheets_office", __name__, template_folder="../templates", url_prefix="/office/trip-sheets"
)
