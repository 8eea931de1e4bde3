"""`flask texts screenshots`: pictures of pages with the place of each text, for the translators' desk.

Run where Chromium and playwright are installed (development, a testing stand). The pages are those of a running portal,
opened in the name of a translator whose session is given; nothing of it is needed when the portal serves pages.
"""

from collections.abc import Iterator

import click
from flask import current_app

from webapp.core import files
from webapp.core.text import LANGUAGES
from webapp.core.transaction import transaction
from webapp.translations.commands import texts
from webapp.translations.desk.pictures import keep_picture
from webapp.translations.desk.shooting import pictures_of_pages

NO_PAGES = ("/api/", "/static/", "/auth/", "/open/", "/healthz", "/readyz", "/oauth/")


@texts.command("screenshots")
@click.option("--address", default="http://127.0.0.1:8000", show_default=True, help="The running portal.")
@click.option("--session", envvar="KABINET_SESSION", required=True, help="Cookie of a translator's session (better: the variable).")  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), multiple=True, help="Only this language.")
@click.option("--page", "pages", multiple=True, help="Only this page; without, every page whose address is fixed.")
def screenshots(address: str, session: str, language: tuple[str, ...], pages: tuple[str, ...]) -> None:
    """Take a picture of each page on a small screen and keep where its texts stand."""
    wanted = pages or tuple(_fixed_pages())
    taken = shown = 0
    for picture in pictures_of_pages(address, session, wanted, language or LANGUAGES):
        with transaction():
            found, gone = keep_picture(
                picture.path, picture.title, picture.language, picture.content, picture.size, picture.places
            )
        for key in gone:
            files.destroy(key)
        taken, shown = taken + 1, shown + found
    click.echo(f"{taken} pictures, {shown} places of texts")


def _fixed_pages() -> Iterator[str]:
    """Return the addresses of pages that have only one."""
    for rule in current_app.url_map.iter_rules():
        fixed = not rule.arguments and "GET" in (rule.methods or ()) and "." not in rule.rule.rsplit("/", 1)[-1]
        if fixed and not rule.rule.startswith(NO_PAGES):
            yield rule.rule
