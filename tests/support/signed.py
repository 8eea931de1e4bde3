"""What a signature on a person's telephone leaves behind, without the telephone: the signed paper and the fact."""

from webapp.core import files
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.signing.api import SignatureCompleted

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def signature_came(request_id, ref, *, purpose, actor):
    """Let the signature that `actor` was asked for come."""
    with transaction():
        stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
        publish(
            SignatureCompleted(
                request_id=request_id,
                purpose=purpose,
                ref=ref,
                account_id=actor.account_id,
                party_id=actor.party_id,
                signed_at=now(),
                certificate_number="AZ-C-1",
                file_id=stored.id,
            )
        )
