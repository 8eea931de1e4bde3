"""The pages of the room; each module adds its own to one of the blueprints."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "templates"
carriers: Final = Blueprint("carriers", "webapp.carriers", template_folder=FOLDER, url_prefix="/cabinet/fleet")
office_pages: Final = Blueprint(
    "carriers_office", "webapp.carriers", template_folder=FOLDER, url_prefix="/office/carriers"
)
operator_pages: Final = Blueprint(
    "operators", "webapp.carriers", template_folder=FOLDER, url_prefix="/office/operators"
)
public_pages: Final = Blueprint("carriers_public", "webapp.carriers", template_folder=FOLDER, url_prefix="/carriers")
