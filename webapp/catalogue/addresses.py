"""Where a service of ours stands on the web, for what is printed and kept: never by what a request says of itself."""

from typing import Final, cast

from flask import current_app

from webapp.catalogue.elsewhere import SERVICE_CODES
from webapp.ui.portal import Portal

PAGES: Final = "/services"


def service_address(code: str) -> str:
    """Return the whole address of a service's page; needs no request, since a command may ask as well."""
    return f"{cast('Portal', current_app).settings.public_url}{PAGES}/{code}"


def payment_address(list_no: str) -> str:
    """Return the page of ASAN ödəniş on which one pays another body for this kind of service, empty where there is none."""
    code = SERVICE_CODES.get(list_no)
    return f"{cast('Portal', current_app).settings.asan_odenis_url}/services/{code}" if code else ""
