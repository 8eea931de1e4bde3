"""The blueprints: the cabinet's pages, the office's."""

from typing import Final

from flask import Blueprint

waybills: Final = Blueprint("waybills", __name__, template_folder="../templates", url_prefix="/cabinet/waybills")
office: Final = Blueprint("waybills_office", __name__, template_folder="../templates", url_prefix="/office/waybills")
