"""The templates' environment: Flask's, with names that stand in every template kept in one plain dictionary."""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class TemplateEnvironment(Environment):
    """Jinja lays a layer over the names for each template, for names given to `get_template`. Nobody here gives any.

    With the layer each import of a macro compares sixty names one by one: a fifth of the time of a small page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names for a template. Raises ValueError for names that would be the template's own."""
        if d:
            raise ValueError("names for one template belong into its context")
        return self.globals
