"""Printing and sealing what was issued: outside any transaction, tried again while the time stamp cannot be had."""

from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.documents.issued import Issued, issued
from webapp.documents.models import Document, DocumentChange, IssuedDocument
from webapp.documents.paper import paper_data
from webapp.documents.printing import render_pdf
from webapp.documents.services import add_version
from webapp.documents.wording import DONE
from webapp.signing.api import seal_pdf

AT_ONCE: Final = 500


@job("documents.print", attempts=12, wait=2, backoff=2)
def print_document(token: str) -> None:
    """Print and seal the document as it stands now, once for all changes that came meanwhile.

    Raises SealUnavailable, so that the queue tries again; the document is valid without its file.
    """
    with transaction():
        document = issued(token)
        data = None if document is None or document.is_printed else paper_data(document)
    if document is None or data is None:
        return
    sealed = seal_pdf(render_pdf(document.kind.template, data))
    with transaction():
        _keep(document, sealed)


@job("documents.print_missing", cron="*/20 * * * *")
def print_missing(timestamp: int) -> None:  # noqa: ARG001 - the queue tells a periodic job its time
    """Ask again for files that no job brought, however long the time stamp was away."""
    with transaction():
        missing = select(Document.token).join(IssuedDocument, IssuedDocument.document_id == Document.id)
        late = missing.where(IssuedDocument.printed < IssuedDocument.revision).limit(AT_ONCE)
        for token in db.session().scalars(late).all():
            print_document.defer(once=token, token=token)


def _keep(document: Issued, sealed: bytes) -> None:
    """Add the file, unless another job brought one for the same revision or a later one; ask anew when it is behind."""
    query = select(IssuedDocument).where(IssuedDocument.document_id == document.id).with_for_update()
    row = db.session().scalars(query.execution_options(populate_existing=True)).one()
    if row.printed >= document.revision:
        return
    changes = select(DocumentChange.action).where(DocumentChange.document_id == document.id)
    first = changes.order_by(DocumentChange.id).limit(document.revision)
    add_version(document.token, sealed, label=DONE[db.session().scalars(first).all()[-1]])
    row.printed = document.revision
    if row.printed < row.revision:
        print_document.defer(once=document.token, token=document.token)
