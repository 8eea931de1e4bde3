"""The blueprints of the record: one's own pages, the office's, the exchange with its sources."""

from flask import Blueprint

own_pages = Blueprint("civil_service", __name__, url_prefix="/cabinet/service", template_folder="../templates")
office_pages = Blueprint("civil_service_office", __name__, url_prefix="/office/service", template_folder="../templates")
exchange_pages = Blueprint(
    "civil_service_exchange", __name__, url_prefix="/office/service-exchange", template_folder="../templates"
)
