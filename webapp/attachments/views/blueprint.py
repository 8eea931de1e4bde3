"""The addresses of the room."""

from flask import Blueprint

copies = Blueprint("attachments", __name__, url_prefix="/copies", template_folder="../templates")
