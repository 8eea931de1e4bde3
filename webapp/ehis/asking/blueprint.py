"""The operator's pages of the client, gathered from the modules that hold them."""

from flask import Blueprint

asking_pages = Blueprint("ehis_asking", __name__, url_prefix="/office/ehis", template_folder="templates")
