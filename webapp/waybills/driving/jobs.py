"""Later: the time of what a phone signed, stated by the time-stamp authority."""

import hashlib

from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.signing.api import time_stamp
from webapp.waybills.driving.models import Statement


@job("waybills.stamp_statement", attempts=10, wait=30)
def stamp_statement(*, statement_id: int) -> None:
    """Have the digest of the phone's signature time-stamped (RFC 3161); once is enough."""
    with transaction(read_only=True):
        row = db.session().get_one(Statement, statement_id)
        digest = None if row.time_stamp else hashlib.sha256(row.signature).digest()
    if digest is None:
        return
    token = time_stamp(digest)
    with transaction():
        db.session().get_one(Statement, statement_id).time_stamp = token
