"""What may be asked, for what purpose, on what legal basis, and which fields of the answer are kept.

A row for each service and a line in it for each purpose; no row, no call (decision 118, annex 2, clauses 2.5, 3.3.2
and 3.3.3). Everything that a register sends beside the kept fields is dropped before anybody sees it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.ehis.policy import contracts, organisations, passengers, persons, preparation, road, servants
from webapp.ehis.policy.purposes import Purpose, Role, purpose_name
from webapp.ehis.policy.row import Period, Policy, Terms

__all__ = ["POLICIES", "Period", "Policy", "Purpose", "Role", "Terms", "purpose_name"]

POLICIES: Final[Mapping[str, Policy]] = MappingProxyType(
    {
        row.code: row
        for rows in (
            persons.ROWS,
            organisations.ROWS,
            road.ROWS,
            contracts.ROWS,
            preparation.ROWS,
            passengers.ROWS,
            servants.ROWS,
        )
        for row in rows
    }
)
