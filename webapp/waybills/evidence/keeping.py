"""What is kept with an act the moment it is chained: the signed statement, or the wish for the portal's seal."""

from typing import Final

from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.signing.api import SignedStatement
from webapp.waybills.evidence.sealing import seal_act
from webapp.waybills.evidence.storing import PERSON, add_evidence
from webapp.waybills.models import GrownChain, WaybillAct

ONE_CHAIN: Final = ("waybill_id",)


def keep(act: WaybillAct, public_id: str, signed: SignedStatement | None) -> None:
    """Keep the evidence of a new act; without a person's signature over it the portal's seal follows in a job."""
    if signed is not None:
        add_evidence(act.id, PERSON, signed.statement, signed.cms)
    else:
        seal_act.defer(waybill=public_id, seq=act.seq)
    grown = insert(GrownChain).values(waybill_id=act.waybill_id, seq=act.seq)
    db.session().execute(grown.on_conflict_do_update(index_elements=ONE_CHAIN, set_={"seq": grown.excluded.seq}))
