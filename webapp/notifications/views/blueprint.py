"""The blueprints: the person's own pages and what is open; the office's register, groups and templates."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
notifications: Final = Blueprint("notifications", __name__, template_folder=FOLDER)
office: Final = Blueprint("notices_office", __name__, template_folder=FOLDER, url_prefix="/office/notices")
