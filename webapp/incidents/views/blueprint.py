"""The blueprints: the register and its requests, the security pages, the public pages, the reporter's cabinet."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
office: Final = Blueprint("incidents_office", __name__, template_folder=FOLDER, url_prefix="/office/incidents")
security: Final = Blueprint("security_office", __name__, template_folder=FOLDER, url_prefix="/office/security")
public_pages: Final = Blueprint("incidents", __name__, template_folder=FOLDER)
