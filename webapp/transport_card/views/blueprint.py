"""The blueprints: what anybody may do with a card in hand, the holder's cabinet, the office, the validators."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
public_pages: Final = Blueprint("cards_public", __name__, template_folder=FOLDER, url_prefix="/cards")
cabinet_pages: Final = Blueprint("cards", __name__, template_folder=FOLDER, url_prefix="/cabinet/cards")
office_pages: Final = Blueprint("cards_office", __name__, template_folder=FOLDER, url_prefix="/office/cards")
machine_pages: Final = Blueprint("taps", __name__, url_prefix="/api/v1/taps")
