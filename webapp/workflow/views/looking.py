"""That an official saw a case is kept, with the purpose: the person reads it under “who looked at my data”."""

from typing import Final

from webapp.audit.api import record_view
from webapp.auth import api as auth
from webapp.core.actor import current_actor
from webapp.core.text import Text, _l
from webapp.workflow.models import Case

PURPOSE: Final = _l("Elektron xidmət üzrə müraciətə baxılması")


def looked_at(case: Case, *, purpose: Text = PURPOSE) -> None:
    """Keep that the applicant's data were seen; the signing person's, since a firm has no data of its own to guard."""
    account = auth.account(case.account_id) if case.account_id else None
    if account is not None:
        told = {"object_type": "workflow_case", "object_key": case.public_id, "purpose": purpose}
        record_view(actor=current_actor(), subject_fin=account.fin, subject_name=account.full_name, **told)
