"""The blueprint of the office's pages."""

from typing import Final

from flask import Blueprint

office_pages: Final = Blueprint("workflow_office", __name__, template_folder="../templates", url_prefix="/office/cases")
