"""The blueprints: the applicant's cabinet, the operator's office, the public page."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
connections: Final = Blueprint("connections", __name__, template_folder=FOLDER, url_prefix="/cabinet/connections")
office: Final = Blueprint("connections_office", __name__, template_folder=FOLDER, url_prefix="/office/connections")
exchange: Final = Blueprint("exchange", __name__, template_folder=FOLDER, url_prefix="/exchange")
