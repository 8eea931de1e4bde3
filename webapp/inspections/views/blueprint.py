"""The blueprints: the inspector's pages, the cabinet's, the open figures."""

from typing import Final

from flask import Blueprint

TEMPLATES: Final = "../templates"
office_pages: Final = Blueprint(
    "inspections_office", __name__, template_folder=TEMPLATES, url_prefix="/office/inspections"
)
cabinet_pages: Final = Blueprint("inspections", __name__, template_folder=TEMPLATES, url_prefix="/cabinet/control-acts")
open_pages: Final = Blueprint("inspections_open", __name__, template_folder=TEMPLATES, url_prefix="/inspections")
