"""Faults inside an otherwise proper answer: before it is signed, in its bytes, and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.ehis.data.ledger import FUND, WORKSHOPS
from mocks.ehis.data.notary import REVOKED, act_of
from mocks.ehis.data.numbers import voens
from mocks.ehis.data.population import EXPIRED_YESTERDAY, SUSPENDED_LICENCE
from mocks.ehis.data.servants import OFFICER, SCIENTIST
from mocks.ehis.data.vehicles import ELVIN
from mocks.ehis.keys import Keys
from mocks.ehis.lookups import BAKU
from mocks.ehis.registers import answer, business_fault
from webapp.ehis.envelope import Header
from webapp.ehis.requesthash import request_hash
from webapp.ehis.sign import SigningKey


@dataclass(frozen=True)
class Draft:
    """An answer about to be signed: its headers, its body, who signs, when, and to which question."""

    header: Header
    body: etree._Element
    key: SigningKey
    at: datetime
    asked: Mapping[str, str]


DraftFault = Callable[[Draft, Keys, Mapping[str, str]], Draft]
OTHER_SUBJECT: Final = {
    "fin": "1RXN5B8",
    "voen": "9900010361",
    "plate": "10-XY-106",
    "owner": "9900010491",
    "represented": "9900010491",
    "user": "9900010491",
    "holder": "9900010491",
    "barcode": "100020260002",
    "registerNumber": "401202600013",
    "address": "Sumqayıt şəhəri, Sülh küçəsi 8",
}
"""Who or what else may be answered about, by the name of the parameter; another parameter stays as asked."""
OTHER_OF: Final = {
    "listByHead": {"fin": "8TRL7D4"},
    "getRestrictions": {"fin": SUSPENDED_LICENCE},
    "listTaxiTraining": {"fin": EXPIRED_YESTERDAY},
    "getServicePeriods": {"fin": "8RNA7X9"},
    "getBenefits": {"fin": "4KMR8N3"},
    "listSpecialRanks": {"fin": SCIENTIST},
    "listClearances": {"fin": OFFICER},
    "listDegrees": {"fin": SCIENTIST},
    "getCrossings": {"plate": "10-XT-201"},
    "getNonCommercialEntity": {"voen": FUND},
    "listAccreditations": {"voen": voens(15_000_001, WORKSHOPS[1] + 1)[-1]},
    "listPowersForRepresented": {"represented": ELVIN},
}
"""The same for services of which that other one has no record; a list that is empty is about nobody."""


def _renamed(draft: Draft, tag: str) -> Draft:
    draft.body.tag = tag
    return draft


def _wrong_element(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return _renamed(draft, f"{{{etree.QName(draft.body).namespace}}}somethingElseResponse")


def _wrong_namespace(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return _renamed(draft, f"{{urn:wrong}}{etree.QName(draft.body).localname}")


def _unknown_element(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    etree.SubElement(draft.body, f"{{{etree.QName(draft.body).namespace}}}surprise").text = "?"
    return draft


def _wrong_hash(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return replace(draft, header=replace(draft.header, request_hash=request_hash(b"another request")))


def _no_hash(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return replace(draft, header=replace(draft.header, request_hash=None))


def _changed_header(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return replace(draft, header=replace(draft.header, user_id="AZ5AYS3L1", issue="başqa iş"))


def _other_service(draft: Draft, _: Keys, args: Mapping[str, str]) -> Draft:
    """Claim to answer another service of the same register."""
    service = replace(draft.header.service, code=args.get("code", "listVehiclesByOwner"))
    return replace(draft, header=replace(draft.header, service=service))


def _old_version(draft: Draft, _: Keys, args: Mapping[str, str]) -> Draft:
    """Answer as a version of the service that was never asked for."""
    service = replace(draft.header.service, version=args.get("version", "v0"))
    return replace(draft, header=replace(draft.header, service=service))


def _other_id(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return replace(draft, header=replace(draft.header, message_id="00000000-0000-4000-8000-000000000000"))


def _other_subject(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    """Answer, properly signed, about somebody or something that was not asked for."""
    code = draft.header.service.code
    other = OTHER_SUBJECT | (_other_act(draft) if code == "getPowerByAct" else OTHER_OF.get(code, {}))
    asked = {name: other.get(name, value) for name, value in draft.asked.items()}
    return replace(draft, body=answer(code, asked, at=draft.at))


def _other_act(draft: Draft) -> dict[str, str]:
    act = act_of(REVOKED, draft.at.astimezone(BAKU).date())
    return {"registerNumber": act.register_number, "registeredOn": act.registered_on.isoformat()}


def _other_period(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    """Answer about the year before the period that was asked; without a period, as asked."""
    if "since" not in draft.asked:
        return draft
    until = date.fromisoformat(draft.asked["since"]) - timedelta(days=1)
    days = {"since": (until - timedelta(days=365)).isoformat(), "until": until.isoformat()}
    return replace(draft, body=answer(draft.header.service.code, {**draft.asked, **days}, at=draft.at))


def _business_fault(draft: Draft, _: Keys, args: Mapping[str, str]) -> Draft:
    code = draft.header.service.code
    return replace(
        draft, body=business_fault(code, args.get("code", "NotFound"), args.get("text", "Məlumat tapılmadı"))
    )


def _clock(draft: Draft, _: Keys, args: Mapping[str, str]) -> Draft:
    return replace(draft, at=draft.at + timedelta(seconds=float(args.get("seconds", 600))))


def _clock_behind(draft: Draft, _: Keys, args: Mapping[str, str]) -> Draft:
    return replace(draft, at=draft.at - timedelta(seconds=float(args.get("seconds", 600))))


def _signed_by(name: str) -> DraftFault:
    return lambda draft, keys, _: replace(draft, key=keys.named(name))


def _other_member(draft: Draft, keys: Keys, _: Mapping[str, str]) -> Draft:
    provider = PROVIDED[draft.header.service.code].provider
    return replace(draft, key=keys.provider("NOTARIAT" if provider != "NOTARIAT" else "DIN"))


DRAFT_FAULTS: Final[dict[str, DraftFault]] = {
    "wrong_element": _wrong_element,
    "wrong_namespace": _wrong_namespace,
    "unknown_element": _unknown_element,
    "wrong_request_hash": _wrong_hash,
    "no_request_hash": _no_hash,
    "changed_header": _changed_header,
    "other_service": _other_service,
    "old_version": _old_version,
    "other_id": _other_id,
    "other_subject": _other_subject,
    "other_period": _other_period,
    "business_fault": _business_fault,
    "clock_ahead": _clock,
    "clock_behind": _clock_behind,
    "other_member_signature": _other_member,
    "revoked_signer": _signed_by("revoked"),
    "expired_signer": _signed_by("expired"),
    "foreign_signer": _signed_by("foreign"),
}
