"""The ticket for Google Wallet: the address that saves it, which carries class and object in a signed token (JWT)."""

import json
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import RSAKey

from webapp.core.clock import now
from webapp.core.text import _, current_language
from webapp.tickets.boarding.held import Held
from webapp.tickets.boarding.wallets.settings import GoogleKeys
from webapp.timetable.api import name_of

SAVE: Final = "https://pay.google.com/gp/v/save/"
CLASS: Final = "kabinet_bus"


def save_address(one: Held, keys: GoogleKeys, *, site: str) -> str:
    """Return the address at Google that puts a ticket with a code into the wallet; `site` is the portal's."""
    account = json.loads(keys.account.read_text(encoding="utf-8"))
    claims = {
        "iss": account["client_email"],
        "aud": "google",
        "typ": "savetowallet",
        "iat": int(now().timestamp()),
        "origins": [site],
        "payload": {"transitClasses": [_class(one, keys)], "transitObjects": [_object(one, keys)]},
    }
    key = RSAKey.import_key(account["private_key"])
    return SAVE + jwt.encode({"alg": "RS256", "kid": account.get("private_key_id", "")}, claims, key)


def _class(one: Held, keys: GoogleKeys) -> dict[str, Any]:
    return {
        "id": f"{keys.issuer}.{CLASS}",
        "issuerName": "Kabinet",
        "reviewStatus": "UNDER_REVIEW",
        "transitType": "BUS",
        "transitOperatorName": _said(one.carrier),
        "hexBackgroundColor": "#0a5565",
    }


def _object(one: Held, keys: GoogleKeys) -> dict[str, Any]:
    ride = one.ride
    return {
        "id": f"{keys.issuer}.{one.ticket.number}-{one.ticket.issue_no}",
        "classId": f"{keys.issuer}.{CLASS}",
        "state": "ACTIVE",
        "tripType": "ONE_WAY",
        "ticketNumber": one.ticket.number,
        "passengerType": "SINGLE_PASSENGER",
        "passengerNames": one.ticket.name or "",
        "barcode": {"type": "QR_CODE", "value": one.code, "alternateText": one.ticket.number},
        "ticketLeg": {
            "originStationCode": ride.origin.code,
            "originName": _said(name_of(ride.origin)),
            "destinationStationCode": ride.target.code,
            "destinationName": _said(name_of(ride.target)),
            "departureDateTime": ride.leaves.isoformat(),
            "arrivalDateTime": ride.arrives.isoformat(),
            "carriage": ride.trip.plate,
            "ticketSeat": {"seat": one.seat, "customFareClass": _said(_("Avtobus bileti"))},
        },
    }


def _said(text: str) -> dict[str, Any]:
    return {"defaultValue": {"language": current_language(), "value": text}}
