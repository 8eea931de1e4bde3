"""What an application says: which vehicles, drivers, permit; the same whatever form it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.permits.errors import ChoosePermit, NotOfThisFleet
from webapp.permits.models import Permit, PermitCard
from webapp.permits.queries import card_by_public_id, own_permit
from webapp.permits.reading import reading
from webapp.permits.services.issuing import Wanted
from webapp.workflow.offer import Answers, Applying

SELF: Final = "self"
WHOLE: Final = "permit"


@dataclass(frozen=True, slots=True)
class AskedVehicle:
    """A vehicle of the application: where it stands in the form, its plate, its Euro class where it is asked for."""

    place: str
    plate: str
    euro: int | None = None


@dataclass(frozen=True, slots=True)
class AskedDriver:
    """A driver: the name for pages, the FİN for the registers alone."""

    name: str
    fin: str


def section(answers: Answers, code: str) -> Mapping[str, Any]:
    """Return the answers of a section without rows, empty when it was not filled in."""
    found = answers.get(code)
    return found if isinstance(found, Mapping) else {}


def rows(answers: Answers, code: str) -> list[Mapping[str, Any]]:
    """Return the rows of a section, none when it was not filled in."""
    found = answers.get(code)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def vehicles_asked(answers: Answers) -> list[AskedVehicle]:
    """Return the vehicles for which something is asked, each plate once."""
    found = [AskedVehicle("vehicles.plates", plate) for plate in _many(section(answers, "vehicles").get("plates"))]
    for row in rows(answers, "cars"):
        if row.get("plate"):
            place = f"cars.{row.get('key', '')}.plate"
            found.append(AskedVehicle(place, str(row["plate"]), _number(row.get("euro"))))
    for code in ("mark", "vehicle"):
        plate = section(answers, code).get("plate")
        if plate:
            found.append(AskedVehicle(f"{code}.plate", str(plate)))
    return list({one.plate: one for one in reversed(found)}.values())[::-1]


def twice_asked(answers: Answers) -> list[AskedVehicle]:
    """Return the rows that name a vehicle for the second time."""
    seen: set[str] = set()
    again = []
    for row in rows(answers, "cars"):
        plate = str(row.get("plate", ""))
        if plate and plate in seen:
            again.append(AskedVehicle(f"cars.{row.get('key', '')}.plate", plate))
        seen.add(plate)
    return again


def wanted_of(applying: Applying) -> list[Wanted]:
    """Return the vehicles asked for as the registers last had them. Raises NotOfThisFleet for one that left the fleet."""
    territory = section(applying.answers, "carriage").get("territory")
    found = []
    for asked in vehicles_asked(applying.answers):
        vehicle = carriers.vehicle(applying.party_id, asked.plate)
        if vehicle is None:
            raise NotOfThisFleet
        found.append(Wanted(vehicle=vehicle, territory=territory or None, euro=asked.euro))
    return found


def drivers_asked(applying: Applying) -> list[AskedDriver]:
    """Return the drivers chosen in the form; a sole trader may drive too."""
    chosen = _many(section(applying.answers, "drivers").get("drivers"))
    with reading():
        known = [carriers.driver(applying.party_id, one) for one in chosen if one != SELF]
    found = [AskedDriver(one.name, one.account_fin) for one in known if one is not None]
    return [AskedDriver(applying.name, applying.fin), *found] if SELF in chosen else found


def target_of(applying: Applying) -> tuple[Permit, PermitCard | None]:
    """Return the permit that the application is about, and the card when it is about one alone.

    Raises ChoosePermit when it is not said, NoSuchPermit for another's.
    """
    chosen = str(section(applying.answers, "what").get("thing") or applying.subject or "")
    if not chosen:
        raise ChoosePermit
    kind, _, key = chosen.rpartition(":")
    if kind == "card":
        card = card_by_public_id(key)
        permit = own_permit(_permit_of(card).public_id, applying.party_id)
    else:
        card, permit = None, own_permit(key, applying.party_id)
    if applying.subject and permit.public_id != applying.subject:
        raise ChoosePermit
    return permit, card


def _permit_of(card: PermitCard) -> Permit:

    found = db.session().get(Permit, card.permit_id)
    assert found is not None  # the foreign key
    return found


def _many(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value] if isinstance(value, list) else []


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() else None
