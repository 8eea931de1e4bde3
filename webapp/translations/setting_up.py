"""What the application needs of this room: publications followed, pages with drafts and outlines, texts in the tables."""

from typing import Any

from webapp.translations.desk.first_terms import enter_terms
from webapp.translations.following import follow_publications
from webapp.translations.services.entering import read_catalogues
from webapp.translations.showing.modes import init_modes


def set_up(app: Any) -> None:
    """Have every process that serves pages follow the publications, from its first request on (it may be forked before)."""

    def follow() -> None:
        if not app.testing:
            follow_publications()

    app.before_request(follow)
    init_modes(app)


def enter_texts() -> None:
    """Read the catalogues into the tables, and the glossary once. Raises OSError when a file is missing."""
    read_catalogues()
    enter_terms()
