"""The blueprints: the payer's cabinet, the guests' addresses, the accountants' office, the providers' notifications."""

from typing import Final

from flask import Blueprint

FOLDER: Final = "../templates"
cabinet_pages: Final = Blueprint("payments", __name__, template_folder=FOLDER, url_prefix="/cabinet/payments")
office_pages: Final = Blueprint("payments_office", __name__, template_folder=FOLDER, url_prefix="/office/payments")
guest_pages: Final = Blueprint("payments_guest", __name__, template_folder=FOLDER, url_prefix="/pay")
machine_pages: Final = Blueprint("payments_machine", __name__, url_prefix="/payments/notices")
