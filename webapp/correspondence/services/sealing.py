"""The portal's sealed copy: of a letter with its number and time, of an answer over its officer's signature."""

from webapp.core.text import _l, in_language
from webapp.core.transaction import transaction
from webapp.correspondence.papers import TEMPLATE, paper_data
from webapp.correspondence.queries import letter_by_id, message_by_public_id
from webapp.documents import api as documents
from webapp.signing.api import seal_pdf


def seal_paper(public_id: str) -> None:
    """Seal once; told twice, done once. A letter's copy is printed anew, for what was signed could not bear its number."""
    with in_language("az"):
        with transaction(read_only=True):
            message = message_by_public_id(public_id)
            if message is None or message.sent_at is None or message.document_token is None:
                return
            token, expected = message.document_token, 2 if message.signed_at else 1
            if len(documents.versions(token)) >= expected:
                return
            if message.signed_at and message.kind != "letter":
                plain = documents.pdf(token, 1)
            else:
                plain = documents.render_pdf(TEMPLATE, paper_data(letter_by_id(message.letter_id), message))
        sealed = seal_pdf(plain)
        with transaction():
            if len(documents.versions(token)) < expected:
                documents.add_version(token, sealed, label=_l("Qeydə alındı, portalın möhürü"))
