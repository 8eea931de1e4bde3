"""What is said about a person: in the id_token, in userinfo, and in the list of certificates."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from mocks.asan_login.faults import Faults
from mocks.asan_login.protocol.grants import Grantee
from mocks.people import OFFICES, ORGANISATIONS, PEOPLE, person_by_fin

ID_TOKEN_SECONDS: Final = 300


def person_claims(grantee: Grantee, scope: str, faults: Faults) -> dict[str, Any]:
    """Return sub and, with scope `profile`, the person's own claims."""
    claims: dict[str, Any] = {"sub": grantee.sub}
    person = person_by_fin(grantee.fin)
    if person is None or "profile" not in scope.split():
        return claims
    claims |= {
        "fin": person.fin,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "patronymic": person.fathers_name,
        "birthdate": person.birthdate.isoformat(),
        "phone_number": person.phone,
    }
    if faults.on("no_patronymic"):
        del claims["patronymic"]
    if faults.on("name_60kb"):
        claims["given_name"] = person.given_name * (60_000 // len(person.given_name.encode()))
    if faults.on("script_in_name"):
        claims["given_name"] = "<script>alert(1)</script>"
    return claims


def lying_claims(claims: dict[str, Any]) -> dict[str, Any]:
    """Return the claims of somebody else under somebody else's sub."""
    other = next(person for person in PEOPLE if person.fin != claims.get("fin"))
    names = {"fin": other.fin, "given_name": other.given_name, "family_name": other.family_name}
    return {**claims, **names, "sub": "0" * 40}


def session_claims(grantee: Grantee, issuer: str, client_id: str, nonce: str | None) -> dict[str, Any]:
    """Return the id_token's claims about the authentication itself (OpenID Connect Core, section 2)."""
    now = int(time.time())
    claims = {
        "iss": issuer,
        "aud": client_id,
        "iat": now,
        "exp": now + ID_TOKEN_SECONDS,
        "auth_time": grantee.auth_time,
        "acr": grantee.acr,
        "amr": list(grantee.amr),
        "sid": grantee.sid,
    }
    return {**claims, "nonce": nonce} if nonce else claims


def certificates_of(fin: str, faults: Faults) -> list[dict[str, Any]]:
    """Return the organisations that the person may act for, in the field names of the acceptance contract."""
    organisations = {organisation.voen: organisation for organisation in ORGANISATIONS}
    found = [
        _certificate(
            office.voen,
            organisations[office.voen].name,
            organisations[office.voen].kind,
            position=office.position,
            has_stamp=office.has_stamp and not faults.on("no_stamp"),
            number=office.certificate_number,
            valid_to=_yesterday() if faults.on("certificates_expired") else office.valid_to,
        )
        for office in OFFICES
        if office.fin == fin
    ]
    return _spoilt(found, faults)


def _spoilt(found: list[dict[str, Any]], faults: Faults) -> list[dict[str, Any]]:
    if faults.on("certificates_empty"):
        return []
    if faults.on("certificates_duplicated"):
        return [*found, *({**one, "position": "Mühasib", "has_stamp": False} for one in found)]
    if faults.on("certificates_200"):
        return [
            _certificate(
                f"99{number:08d}",
                f"“Nümunə {number}” MMC",
                "legal",
                position="Direktor",
                has_stamp=True,
                number=f"AZ-B-2026-{number:06d}",
                valid_to=date(2028, 1, 31),
            )
            for number in range(200)
        ]
    return found


def _certificate(
    voen: str, name: str, kind: str, *, position: str, has_stamp: bool, number: str, valid_to: date
) -> dict[str, Any]:
    return {
        "voen": voen,
        "name": name,
        "position": position,
        "has_stamp": has_stamp,
        "kind": kind,
        "certificate_number": number,
        "valid_to": valid_to.isoformat(),
    }


def _yesterday() -> date:
    return (datetime.now(UTC) - timedelta(days=1)).date()
