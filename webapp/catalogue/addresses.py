"""Where a service of ours stands on the web, for what is printed and kept: never by what a request says of itself."""

from typing import Final, cast

from flask import current_app

from webapp.ui.portal import Portal

PAGES: Final = "/services"


def service_address(code: str) -> str:
    """Return the whole address of a service's page; needs no request, since a command may ask as well."""
    return f"{cast('Portal', current_app).settings.public_url}{PAGES}/{code}"
