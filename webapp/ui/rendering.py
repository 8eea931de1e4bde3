"""Pages and fragments from one template; redirects with a notice."""

from typing import Any

from flask import current_app, flash, url_for
from flask import render_template as render_page
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response

from webapp.core.text import Text
from webapp.ui import htmx


def render(template: str, /, **context: Any) -> str:
    """Return the page, or, when htmx wants one element of it, the block that is named like this element.

    An element `id="waybill-list"` is filled by `{% block waybill_list %}`.
    """
    block = (htmx.target() or "").replace("-", "_") if htmx.is_fragment() else ""
    if block and block in current_app.jinja_env.get_template(template).blocks:
        return str(render_block(template, block, **context))
    return render_page(template, **context)


def redirect_to(endpoint: str, *, notice: Text | None = None, **values: Any) -> Response:
    """Send the browser to `endpoint`, with a notice to show there once."""
    if notice is not None:
        flash(str(notice), "success")
    return htmx.go_to(url_for(endpoint, **values))
