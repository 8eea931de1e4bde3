"""What registers hold of the applicant: shown above the form, never typed (615/2017, annex 2, 1.1 and 2.1)."""

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.text import Text, _
from webapp.ehis.api import source_name
from webapp.ui.filters import day
from webapp.workflow.offer import Applying


def known_of(applying: Applying) -> list[tuple[Text, str]]:
    """Return the taxpayer's facts with their source, and a sole trader's own to that very person."""
    party = cabinets.party(applying.party_id)
    rows: list[tuple[Text, str]] = [(_("Müraciət edən"), party.name), ("VÖEN", party.number)]
    if party.address:
        rows.append((_("Ünvan"), party.address))
    rows += _person(applying)
    return [*rows, (_("Mənbə"), f"{source_name(party.source)}, {day(party.as_of)}")]


def _person(applying: Applying) -> list[tuple[Text, str]]:
    """The person's data are shown to the trader alone, not to whom the trader has made responsible."""
    trader = cabinets.trader_of(applying.party_id)
    person = auth.account(trader) if trader is not None and trader == applying.account_id else None
    if person is None:
        return []
    rows: list[tuple[Text, str]] = [(_("Sahibkar"), person.full_name), ("FİN", person.fin)]
    return [*rows, (_("Doğum tarixi"), day(person.birthdate))] if person.birthdate else rows
