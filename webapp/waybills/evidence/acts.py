"""Acts as files: whether they make one chain, and whether what a person signed is what an act says. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from webapp.core.jcs import canonical_json
from webapp.waybills.evidence.records import GENESIS

LATER: Final = frozenset({"signed_at"})
"""What completing a signed step adds to what was said when it was asked for."""
STANDING: Final = frozenset({"countersign"})
"""Acts that say again what stands in the chain already, whatever came between."""


class DoesNotFit(ValueError):
    """Two things that must say the same do not."""


@dataclass(frozen=True, slots=True)
class Proved:
    """An act whose place in the chain holds."""

    file: str
    said: Mapping[str, Any]
    hash: bytes


def chained(public_id: str, records: Sequence[tuple[str, bytes]]) -> list[Proved]:
    """Return the acts of records in their order. Raises DoesNotFit for the first that does not continue the chain."""
    found: list[Proved] = []
    before = GENESIS
    for place, (file, record) in enumerate(records, start=1):
        said = json.loads(record)
        if canonical_json(said) != record:
            raise DoesNotFit(f"{file} is not in its canonical form")
        if (said["seq"], said["previous"], said["waybill"]) != (place, before.hex(), public_id):
            raise DoesNotFit(f"{file} does not continue the chain")
        before = sha256(record).digest()
        found.append(Proved(file, said, before))
    return found


def stated(statement: bytes, act: Proved, acts: Sequence[Proved]) -> None:
    """Raise DoesNotFit unless the act says what the person stated, and follows what the person saw."""
    said = json.loads(statement)
    _same(canonical_json(said) == statement, "the statement is not in its canonical form")
    _same(act.said.get("statement") == sha256(statement).hexdigest(), "the act names another statement")
    for name in ("waybill", "action", "role"):
        _same(said[name] == act.said[name], f"{name} differs")
    if act.said["outcome"] != "done":
        return  # a late signature: kept, and without effect
    _same(said["person"] == act.said["actor_name"] and said["party"] == act.said["party_name"], "the signer differs")
    _same(said["content_sha256"] == act.said["content"], "the content differs")
    _same(sha256(canonical_json(said["content"])).hexdigest() == said["content_sha256"], "the content is another one")
    _same(
        said["said"] == {key: value for key, value in act.said["data"].items() if key not in LATER},
        "what was said differs",
    )
    _same(said["reason"] == act.said["reason"], "the reason differs")
    _follows(said["after"], act, acts)


def _follows(after: Mapping[str, Any], act: Proved, acts: Sequence[Proved]) -> None:
    """Between what the signer saw and the act nothing happened but signatures that came too late."""
    seen = acts[after["seq"] - 1].hash if after["seq"] else GENESIS
    _same(after["hash"] == seen.hex() and after["seq"] < act.said["seq"], "the signer saw another chain")
    between = acts[after["seq"] : act.said["seq"] - 1]
    quiet = all(each.said["outcome"] == "refused" for each in between) or act.said["action"] in STANDING
    _same(quiet, "something happened between")


def _same(holds: bool, why: str) -> None:  # noqa: FBT001 - a condition reads best in front of its words
    if not holds:
        raise DoesNotFit(why)
