"""My documents: the shelf, one document as a card to show, its files. For the person, the sole trader and the firm."""

from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, Response, request
from markupsafe import Markup

from webapp.core.actor import current_actor
from webapp.core.pagination import PAGE_SIZE
from webapp.documents import issued as reads
from webapp.documents.errors import NoSuchDocument
from webapp.documents.issued import Issued
from webapp.documents.life import Action
from webapp.documents.paper import scanned_address, shared_address
from webapp.documents.permissions import DOCUMENTS_VIEW
from webapp.documents.presenting import card_of, history_stops
from webapp.documents.queries import pdf, versions
from webapp.documents.shelf import ENDED_AT_FIRST, Group, documents_in, found_in, shelf_of
from webapp.documents.wording import TONES, WORDS
from webapp.ui.access import requires
from webapp.ui.qr import qr_svg
from webapp.ui.rendering import render

documents_cabinet = Blueprint(
    "documents_cabinet", __name__, url_prefix="/cabinet/documents", template_folder="../templates"
)
GROUPS: Final[dict[str, Group]] = {"valid": "valid", "ended": "ended"}


@documents_cabinet.get("")
@requires(DOCUMENTS_VIEW)
def index() -> str:
    """Show what was given to whom the actor acts for: what is valid first."""
    party_id = current_actor().party_id or 0
    shelf = shelf_of(party_id)
    typed, group = request.args.get("q", "").strip()[:100], GROUPS.get(request.args.get("group", ""))
    cursor = {"after": request.args.get("after"), "before": request.args.get("before")}
    pages: dict[str, Any] = {}
    if typed:
        pages["found"] = found_in(party_id, typed, **cursor)
    elif group:
        pages[group] = documents_in(party_id, group, size=PAGE_SIZE, **cursor)
    else:
        pages["valid"] = documents_in(party_id, "valid", size=PAGE_SIZE, after=None, before=None)
        pages["ended"] = documents_in(party_id, "ended", size=ENDED_AT_FIRST, after=None, before=None)
    shown = {name: replace(page, rows=[card_of(item) for item in page.rows]) for name, page in pages.items()}
    return render("documents/mine.html", shelf=shelf, typed=typed, group=group, pages=shown)


@documents_cabinet.get("/<token>")
@requires(DOCUMENTS_VIEW)
def show(token: str) -> str:
    """Show one document as a card with its code, how it stands now, its life and its files."""
    document = _mine(token)
    history = reads.status_history(token)
    code: Markup = qr_svg(scanned_address(document))
    return render(
        "documents/card.html",
        document=document,
        card=card_of(document),
        word=WORDS[document.status],
        tone=TONES[document.status],
        code=code,
        address=shared_address(document),
        stops=history_stops(history),
        suspension=next((step for step in reversed(history) if step.action == Action.SUSPEND), None),
        versions=versions(token)[::-1],
        former=reads.former_of(token),
        later=reads.replaced_by(token),
    )


@documents_cabinet.get("/<token>/pdf/<int:n>")
@requires(DOCUMENTS_VIEW)
def file(token: str, n: int) -> Response:
    """Send a version of the document, as it was sealed."""
    document = _mine(token)
    if n not in {version.n for version in versions(token)}:
        raise NoSuchDocument
    name = f"{reads.key_of(document.number)}-v{n}.pdf"
    ascii_name = name if name.isascii() else f"document-v{n}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{ascii_name}"'}
    return Response(pdf(token, n), mimetype="application/pdf", headers=headers)


def _mine(token: str) -> Issued:
    """Return the document when it is that of whom the actor acts for. Raises NoSuchDocument for everybody else."""
    document = reads.issued(token)
    if document is None or document.holder_party_id != current_actor().party_id:
        raise NoSuchDocument
    return document
