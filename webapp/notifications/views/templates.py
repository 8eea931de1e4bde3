"""Every template as people read it: three languages, each channel, with what an SMS costs and what it leaves out."""

from typing import cast

from flask import Response, current_app

from webapp.core.errors import NotFound
from webapp.core.text import in_language
from webapp.notifications.gateways import Message
from webapp.notifications.mail import mime_of
from webapp.notifications.permissions import REGISTER
from webapp.notifications.presenting import CHANNELS, kinds
from webapp.notifications.samples import previews
from webapp.notifications.terms import TITLES, term, term_rows
from webapp.notifications.views.blueprint import office
from webapp.notifications.wording import NotificationTemplate, area_titles, template, templates_of
from webapp.ui.access import requires
from webapp.ui.portal import Portal
from webapp.ui.rendering import render


@office.get("/templates")
@requires(REGISTER)
def templates() -> str:
    """Show every template by area, and the figures in force."""
    found = [(title, templates_of(area)) for area, title in area_titles().items()]
    return render("notifications/templates.html", areas=found, terms=term_rows(), titles=TITLES)


@office.get("/templates/<code>")
@requires(REGISTER)
def one_template(code: str) -> str:
    """Show one with sample data."""
    kind = _kind(code)
    shown = previews(kind, term("sms_most_parts"))
    context = {"area": area_titles()[kind.area], "channels": CHANNELS, "price": term("sms_part_price")}
    return render("notifications/template.html", kind=kind, shown=shown, **context)


@office.get("/templates/<code>/<any(az, en, ru):language>.eml")
@requires(REGISTER)
def template_mail(code: str, language: str) -> Response:
    """Give the mail with sample data as a file that mail programs open."""
    kind = _kind(code)
    (one,) = [shown for shown in previews(kind, term("sms_most_parts")) if shown.language == language]
    site = cast("Portal", current_app).settings.public_url
    leads_to = f"{site}/cabinet/notices"
    message = Message(
        "email",
        "sample@kabinet.example",
        one.wording.body,
        one.wording.title,
        "sample",
        leads_to=leads_to,
        language=language,
    )
    with in_language(language):
        raw = mime_of(message, site=site)
    headers = {"Content-Disposition": f'attachment; filename="{code}.{language}.eml"'}
    return Response(raw, mimetype="message/rfc822", headers=headers)


def _kind(code: str) -> NotificationTemplate:
    if code not in kinds():
        raise NotFound
    return template(code)
