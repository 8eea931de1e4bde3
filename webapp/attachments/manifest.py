"""What the room contributes."""

from flask import Flask

from webapp.attachments.jobs import destroy_bytes, read_copy
from webapp.attachments.rules import ACCEPT
from webapp.attachments.terms import TERMS
from webapp.attachments.views import copies
from webapp.attachments.wording import copy_size, copy_state
from webapp.core.registry import Subsystem


def _words(app: Flask) -> None:
    """Let the field for copies be included by forms of every room."""
    app.jinja_env.globals.update(copy_state=copy_state, copy_size=copy_size, upload_accept=ACCEPT)


SUBSYSTEM = Subsystem(
    name="attachments", blueprints=(copies,), jobs=(read_copy, destroy_bytes), plugins=TERMS, setup=_words
)
