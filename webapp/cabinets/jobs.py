"""Work for later: data of parties and names of invited persons, asked from the registers until they answer."""

from webapp.cabinets import gateways, parties
from webapp.cabinets.accounts import known_account
from webapp.cabinets.invited import name_invited, unknown_invited
from webapp.cabinets.models import Delegation
from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.errors import TECHNICAL, NotARegisterNumber, NotInRegister, SeveralInRegister


@job("cabinets.read_register", queue="registers")
def read_register(party_id: int, account_id: int) -> None:
    """Ask the register about a party on behalf of the person; silence is shown on the page and the job tries again."""
    with transaction(read_only=True):
        row = parties.find(party_id)
        kind, number = row.kind, row.number
        asked_by = known_account(account_id).fin
    try:
        answer = gateways.ask(kind, number, asked_by=asked_by)
    except (NotInRegister, SeveralInRegister, NotARegisterNumber):
        with transaction():
            parties.mark(party_id, "not_found")
        return
    except TECHNICAL:
        with transaction():
            parties.mark(party_id, "waiting")
        raise
    with transaction():
        parties.take_over(party_id, answer)


@job("cabinets.check_invited", queue="registers")
def check_invited(delegation_id: int) -> None:
    """Ask the register who the invited person is; nobody known, or nobody living, ends the invitation."""
    with transaction(read_only=True):
        row = db.session().get_one(Delegation, delegation_id)
        if row.invited_by is None:  # demo data: nobody asks
            return
        fin, asked_by = row.fin, known_account(row.invited_by).fin
    try:
        name = gateways.name_of_invited(fin, asked_by=asked_by)
    except (NotInRegister, SeveralInRegister, NotARegisterNumber):
        name = None
    with transaction():
        if name is None:
            unknown_invited(delegation_id)
        else:
            name_invited(delegation_id, name)
