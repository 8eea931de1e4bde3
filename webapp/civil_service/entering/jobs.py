"""Long papers outside the request: tables read row by row, signed changes carried out; both go on where they stopped."""

from webapp.civil_service.entering.carrying import carry_some
from webapp.civil_service.entering.drafting import paper_to_carry
from webapp.civil_service.entering.rules import CHUNK, State
from webapp.civil_service.entering.sheets.taking import read_some
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("civil_service.carry_paper", attempts=10)
def carry_paper(paper: str) -> None:
    """Carry a signed paper out, a hundred changes a transaction; started again after a stop it goes on where it was."""
    left = True
    while left:
        with transaction():
            found = paper_to_carry(paper)
            left = found is not None and found.state == State.CARRYING and carry_some(found, CHUNK)


@job("civil_service.read_table", attempts=10)
def read_table(table: str) -> None:
    """Read a table that was sent, five hundred rows a transaction; started again it goes on where it was."""
    left = True
    while left:
        with transaction():
            left = read_some(table)
