"""One text: the original, what it reads now, and the words that a translator gives it."""

from webapp.translations.desk.views.blueprint import LANGUAGE, desk
from webapp.translations.errors import NoSuchText
from webapp.translations.permissions import VIEW
from webapp.ui.access import requires


@desk.get(f"{LANGUAGE}/<key>")
@requires(VIEW)
def edit(language: str, key: str) -> str:
    """Show a text for editing."""
    raise NoSuchText(language=language, key=key)
