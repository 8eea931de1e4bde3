"""The adaptation of a register's answer to our own form (clause 2.4): which element becomes which field, and a trial.

Where an element stands is in the types of `answers`; an administrator may say otherwise for a service, once a sample
of the register's answer has been read that way without a fault.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from lxml import etree

from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import Text, _l
from webapp.ehis.answers.record import elements_of, field_from
from webapp.ehis.faults import Refused
from webapp.ehis.hardened import parse_xml
from webapp.ehis.policy import POLICIES, Policy
from webapp.ehis.schema import schema_named
from webapp.ehis.server import placement
from webapp.ehis.server.errors import BadMapping
from webapp.ehis.server.versions import MAPPING, change

CAP: Final = 65_536
MOST_RECORDS: Final = 20
PATH: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}(/[A-Za-z][A-Za-z0-9]{0,63}){0,4}")
ELEMENT: Final = re.compile(r"\{[^}]*\}([A-Za-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sample: the element or field at fault, and why."""

    where: str
    why: Text


@dataclass(frozen=True, slots=True)
class Tried:
    """What a sample became: for each record the fields with their values, and the first fault, None when all is well."""

    records: tuple[Mapping[str, Any], ...]
    fault: Fault | None = None


def policy_named(code: str) -> Policy:
    """Return the row of an asked service. Raises NotFound."""
    if code not in POLICIES:
        raise NotFound
    return POLICIES[code]


def mapping_of(policy: Policy) -> dict[str, str]:
    """Return by field the path of its element as it is read now."""
    return {name: placement.element_of(policy.code, path) for name, path in elements_of(policy.answer).items()}


def fixed_fields(policy: Policy) -> frozenset[str]:
    """Return the fields that tie an answer to its question: where they stand is never changed."""
    return frozenset(name for name, path in elements_of(policy.answer).items() if path in policy.subject)


def try_sample(policy: Policy, sample: str, mapping: Mapping[str, str]) -> Tried:
    """Read `sample`, a message or its body, as an answer of the service, with elements placed by `mapping`."""
    wrong = next((path for path in mapping.values() if not PATH.fullmatch(path)), None)
    if wrong is not None:
        return Tried((), Fault(wrong, _l("element adı düzgün deyil")))
    try:
        root = parse_xml(sample.encode(), cap=CAP)
    except Refused as refused:
        large = refused.kind == "message_too_large"
        return Tried((), Fault("XML", _l("nümunə çox böyükdür") if large else _l("yazılışı düzgün deyil")))
    fault = _schema_fault(policy, root)
    if fault is not None:
        return Tried((), fault)
    records = list(islice(root.iter(_name(policy, policy.record)), MOST_RECORDS))
    if not records:
        return Tried((), Fault(policy.record, _l("nümunədə bu element yoxdur")))
    read: list[Mapping[str, Any]] = []
    for record in records:
        values, fault = _read(policy, record, mapping)
        read.append(values)
        if fault is not None:
            return Tried(tuple(read), fault)
    return Tried(tuple(read))


def change_mapping(code: str, sample: str, mapping: Mapping[str, str], *, actor: Actor) -> bool:
    """Read the service's answers by `mapping` from now on; return whether that is new. Inside a transaction.

    Raises Forbidden, AdministratorMissing, NotFound, BadMapping (a fixed field moved, a sample that it cannot read).
    """
    policy = policy_named(code)
    usual = elements_of(policy.answer)
    if set(mapping) != set(usual) or any(mapping[name] != usual[name] for name in fixed_fields(policy)):
        raise BadMapping
    fault = try_sample(policy, sample, mapping).fault
    if fault is not None:
        raise BadMapping(_l("%(where)s: %(why)s.", where=fault.where, why=fault.why))
    text = "\n".join(f"{usual[name]}={path}" for name, path in mapping.items() if path != usual[name])
    changed = change(f"{MAPPING}{code}", text, actor=actor)
    placement.forget()
    return changed


def _read(policy: Policy, record: etree._Element, mapping: Mapping[str, str]) -> tuple[dict[str, Any], Fault | None]:
    values: dict[str, Any] = {}
    usual = elements_of(policy.answer)
    for name, path in mapping.items():
        nodes = record.findall("/".join(_name(policy, part) for part in path.split("/")))
        texts = tuple((node.text or "").strip() for node in nodes)
        if path != usual[name] and not any(texts):
            return values, Fault(path, _l("element nümunədə yoxdur və ya boşdur"))
        try:
            values[name] = field_from(policy.answer, name, texts)
        except (ValueError, IndexError):
            why = _l("“%(found)s” bu sahənin dəyəri ola bilməz", found="".join(texts[:1])[:80])
            return values, Fault(f"{path} → {name}", why)
    return values, None


def _schema_fault(policy: Policy, root: etree._Element) -> Fault | None:
    """Return the first thing that the register's schema finds wrong with the answer in `root`, None when it is right."""
    answer = next(root.iter(_name(policy, f"{policy.code}Response")), None)
    if answer is None:
        return Fault(f"{policy.code}Response", _l("nümunədə bu element yoxdur"))
    schema = schema_named.__wrapped__(policy.provider)  # one of our own: the shared one keeps the errors of all threads
    if schema.validate(answer):
        return None
    errors: Any = schema.error_log  # a sequence, published without its methods
    error = errors[0]
    named = ELEMENT.findall(error.message) or [policy.record]
    if error.type_name != "SCHEMAV_ELEMENT_CONTENT":
        return Fault(named[0], _l("sətir %(line)s: dəyər reyestrin sxeminə uyğun deyil", line=error.line))
    wanted = ", ".join(named[1:]) or "-"
    return Fault(
        named[0], _l("sətir %(line)s: sxemə uyğun deyil, gözlənilən: %(wanted)s", line=error.line, wanted=wanted)
    )


def _name(policy: Policy, local_name: str) -> str:
    return f"{{{policy.namespace}}}{local_name}"
