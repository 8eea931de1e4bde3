"""The blueprints: the public catalogue, the provider's cabinet, the operator's office, the machine API."""

from typing import Final

from flask import Blueprint

from webapp.catalogue.addresses import PAGES

FOLDER: Final = "../templates"
public_pages: Final = Blueprint("catalogue", __name__, template_folder=FOLDER, url_prefix=PAGES)
cabinet_pages: Final = Blueprint("catalogue_cabinet", __name__, template_folder=FOLDER, url_prefix="/cabinet/catalogue")
machine_pages: Final = Blueprint("catalogue_api", __name__, url_prefix="/api/v1/services")
office_pages: Final = Blueprint("catalogue_office", __name__, template_folder=FOLDER, url_prefix="/office/catalogue")
