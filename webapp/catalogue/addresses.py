"""Where a service of ours stands on the web, for what is printed and kept: never by what a request says of itself."""

from typing import cast

from flask import current_app, url_for

from webapp.ui.portal import Portal


def service_address(code: str) -> str:
    """Return the whole address of a service's page."""
    return f"{cast('Portal', current_app).settings.public_url}{url_for('catalogue.service', code=code)}"
