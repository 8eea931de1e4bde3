"""The blueprints: the open register, the holder's cabinet, the office."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
public_pages: Final = Blueprint("permits_public", __name__, template_folder=FOLDER, url_prefix="/permits")
cabinet_pages: Final = Blueprint("permits", __name__, template_folder=FOLDER, url_prefix="/cabinet/permits")
office_pages: Final = Blueprint("permits_office", __name__, template_folder=FOLDER, url_prefix="/office/permits")
