"""What happens by itself: the Z-report is printed, sealed and kept."""

from typing import Final

from webapp.core.jobs import job
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.signing.api import seal_pdf
from webapp.tills.document_data import report_pdf, shift_of_report


@job("tills.seal_report", queue="payments", attempts=10)
def seal_report(shift: str) -> None:
    """Print a closed shift's Z-report, seal it, keep it as a document. Raises SealUnavailable, and is tried again."""
    with in_language("az"):
        with transaction(read_only=True):
            row = shift_of_report(shift)
            token = row.document_token
            if token is None or documents.versions(token):
                return
            plain = report_pdf(row, sealing=True)
        sealed = seal_pdf(plain)
        with transaction():
            if not documents.versions(token):
                documents.add_version(token, sealed, label=_("Z-hesabat"))


JOBS: Final = (seal_report,)
