"""The pages of the servers' administration, gathered from the modules that hold them."""

from flask import Blueprint

server_pages = Blueprint("ehis_server", __name__, url_prefix="/office/ehis/server", template_folder="templates")
