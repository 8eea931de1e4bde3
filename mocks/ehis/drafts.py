"""Faults inside an otherwise proper answer: before it is signed, in its bytes, and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from lxml import etree

from mocks.ehis.central import PROVIDED
from mocks.ehis.keys import Keys
from mocks.ehis.registers import answer, business_fault
from webapp.ehis.envelope import Header
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.requesthash import request_hash
from webapp.ehis.sign import SigningKey


@dataclass(frozen=True)
class Draft:
    """An answer about to be signed: its headers, its body, who signs, when."""

    header: Header
    body: etree._Element
    key: SigningKey
    at: datetime


DraftFault = Callable[[Draft, Keys, Mapping[str, str]], Draft]
OTHER_SUBJECT: Final = {
    "getPerson": "5AYS3L1",
    "getLegalEntity": "9900010361",
    "getVehicle": "10-XY-106",
    "getLicence": "1RXN5B8",
    "listByHead": "8TRL7D4",
    "listVehiclesByOwner": "9900010491",
    "listEmployees": "9900010491",
}


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


def _other_id(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    return replace(draft, header=replace(draft.header, message_id="00000000-0000-4000-8000-000000000000"))


def _other_subject(draft: Draft, _: Keys, __: Mapping[str, str]) -> Draft:
    """Answer, properly signed, about somebody or something that was not asked for."""
    code = draft.header.service.code
    return replace(draft, body=answer(code, OTHER_SUBJECT[code], at=draft.at))


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
    "other_id": _other_id,
    "other_subject": _other_subject,
    "business_fault": _business_fault,
    "clock_ahead": _clock,
    "clock_behind": _clock_behind,
    "other_member_signature": _other_member,
    "revoked_signer": _signed_by("revoked"),
    "expired_signer": _signed_by("expired"),
    "foreign_signer": _signed_by("foreign"),
}

RAW_FAULTS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "dtd": lambda raw: raw.replace(b"?>\n", b'?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n', 1),
    "comment": lambda raw: raw.replace(b"Z</r:asOf>", b"Z<!-- 0 --></r:asOf>", 1),
    "signed_malformed": lambda raw: raw[:-20],
}

SIGNED_FAULTS: Final[dict[str, Callable[[SignedMessage], SignedMessage]]] = {
    "wrong_signature": lambda signed: replace(signed, message=signed.message.replace(b"Z</r:asOf>", b"Z </r:asOf>", 1)),
    "empty_signature": lambda signed: replace(signed, signature=b""),
    "unsigned": lambda signed: signed,
    "replayed_answer": lambda signed: signed,
}
"""`unsigned` and `replayed_answer` are carried out where the answer is packed; the names stand here for the list."""
