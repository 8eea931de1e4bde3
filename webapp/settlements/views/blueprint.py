"""The blueprints: the carrier's cabinet, the accountants' office."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
cabinet_pages: Final = Blueprint("settlements", __name__, template_folder=FOLDER, url_prefix="/cabinet/settlements")
office_pages: Final = Blueprint(
    "settlements_office", __name__, template_folder=FOLDER, url_prefix="/office/settlements"
)
