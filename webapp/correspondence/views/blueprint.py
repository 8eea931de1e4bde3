"""The blueprints: the cabinet's pages, the office's."""

from typing import Final

from flask import Blueprint

letters: Final = Blueprint("correspondence", __name__, template_folder="../templates", url_prefix="/cabinet/letters")
office_pages: Final = Blueprint(
    "correspondence_office", __name__, template_folder="../templates", url_prefix="/office/letters"
)
