"""Pages and fragments from one template; redirects with a notice."""

from typing import Any

from flask import current_app, flash, url_for
from flask import render_template as render_page
from jinja2 import Template
from werkzeug.wrappers import Response

from webapp.core.text import Text
from webapp.ui import htmx


def render(name: str, /, **context: Any) -> str:
    """Return the page, or, when htmx wants one element of it, the block that is named like this element.

    An element `id="waybill-list"` is filled by `{% block waybill_list %}`.
    """
    block = (htmx.target() or "").replace("-", "_") if htmx.is_fragment() else ""
    template = current_app.jinja_env.get_template(name)
    if block and block in template.blocks:
        return _render_block(template, block, context)
    return render_page(template, **context)


def redirect_to(endpoint: str, *, notice: Text | None = None, **values: Any) -> Response:
    """Send the browser to `endpoint`, with a notice to show there once."""
    if notice is not None:
        flash(str(notice), "success")
    return htmx.go_to(url_for(endpoint, **values))


def _render_block(template: Template, block: str, context: dict[str, Any]) -> str:
    """Return one block as it reads within its page.

    A page's macros and values (`{% from … import … %}`, `{% set … %}` outside of blocks) come to be when its top level
    runs. It runs here until the layout writes its first words; nothing of the page itself is rendered.
    """
    current_app.update_template_context(context)
    page = template.new_context(context)
    top = template.root_render_func(page)
    next(top, "")
    top.close()  # type: ignore[attr-defined] # a generator, published as an iterator
    return template.environment.concat(template.blocks[block](page))
