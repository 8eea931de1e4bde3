"""The blueprints: the desk's pages, and what programs read. Every page of the desk says which language it is about."""

from typing import Final

from flask import Blueprint

TEMPLATES: Final = "../templates"
LANGUAGE: Final = "/<any(az,en,ru):language>"
desk: Final = Blueprint("texts", __name__, template_folder=TEMPLATES, url_prefix="/office/texts")
machine_pages: Final = Blueprint("texts_machine", __name__, url_prefix="/api/v1/texts")
