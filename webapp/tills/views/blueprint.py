"""The blueprints: at the station, in the operator's office."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
desk_pages: Final = Blueprint("tills", __name__, template_folder=FOLDER, url_prefix="/cabinet/tills")
office_pages: Final = Blueprint("tills_office", __name__, template_folder=FOLDER, url_prefix="/office/tills")
