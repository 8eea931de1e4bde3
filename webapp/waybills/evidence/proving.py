"""Proving a container without the portal: nobody is asked, the database is not needed.

Each finding says what was looked at, whether it holds, and what it shows or why it does not.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Final

from webapp.core.asic import BadContainer
from webapp.core.jcs import NotJson
from webapp.signing.api import SignatureReport, is_signed, validate_detached, validate_pdf
from webapp.waybills.evidence import container, merkle
from webapp.waybills.evidence.acts import Proved, chained, stated
from webapp.waybills.evidence.anchoring import leaf_data

Pair = tuple[bytes, bytes]
Look = Callable[[], str]
PROVED_BY: Final = {".person.p7s": ".statement.json", ".seal.p7s": ".json"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    holds: bool
    said: str


def prove(whole: bytes, roots: bytes | None = None) -> list[Finding]:
    """Return what holds of a container, the most general first. Raises BadContainer for what is none."""
    files, manifest, seal = container.opened(whole)
    signatures = _signatures(files, manifest, seal)
    reports = dict(zip(signatures, validate_detached(list(signatures.values()), roots), strict=True))
    return [_finding(about, look) for about, look in _looks(files, manifest, reports, roots)]


def _looks(
    files: Mapping[str, bytes], manifest: bytes, reports: Mapping[str, SignatureReport], roots: bytes | None
) -> Iterator[tuple[str, Look]]:
    yield "files", partial(_complete, files, manifest)
    yield container.SIGNATURE, partial(_stands, reports[container.SIGNATURE])
    yield "chain", partial(_whole, files)
    for name in reports:
        if name != container.SIGNATURE:
            yield name, partial(_signed, name, files, reports[name])
    for name in sorted(files):
        if name.endswith(".device.json"):
            yield name.removesuffix(".json") + ".sig", partial(_device, name, files)
        elif name.startswith("documents/"):
            yield name, partial(_paper, files[name], name, files, roots)
    yield "anchor", partial(_anchored, files)


def _finding(about: str, look: Look) -> Finding:
    try:
        return Finding(about, holds=True, said=look())
    except (BadContainer, NotJson, ValueError, KeyError, TypeError, IndexError) as error:
        said = str(error) or type(error).__name__
        return Finding(about, holds=False, said=said)


def _signatures(files: Mapping[str, bytes], manifest: bytes, seal: bytes) -> dict[str, Pair]:
    """Return what each signature is over, with the signature, by its file's name."""
    found: dict[str, Pair] = {container.SIGNATURE: (manifest, seal)}
    for name in sorted(files):
        if name.endswith(".p7s"):
            content = files.get(_content_of(name))
            found[name] = (content if content is not None else b"", files[name])
    return found


def _content_of(name: str) -> str:
    for ending, content in PROVED_BY.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + content
    return name.removesuffix(".p7s") + ".json"


def _complete(files: Mapping[str, bytes], manifest: bytes) -> str:
    """Every file is as the manifest says, and there is none beside."""
    stated_ = container.listed(manifest)
    if stated_.keys() != files.keys():
        odd = ", ".join(sorted(stated_.keys() ^ files.keys()))
        raise BadContainer(f"listed and found differ: {odd}")
    changed = [name for name, data in files.items() if b64encode(sha256(data).digest()).decode() != stated_[name]]
    if changed:
        raise BadContainer(f"changed: {', '.join(sorted(changed))}")
    return f"{len(files)} files"


def _stands(report: SignatureReport) -> str:
    if not report.valid or report.signed_at is None:
        raise BadContainer(report.why or "no time")
    return f"{report.signer_name}, {report.certificate_number}, {report.signed_at.isoformat()}"


def _whole(files: Mapping[str, bytes]) -> str:
    acts = _acts(files)
    _ensure(
        sha256(files["content.json"]).hexdigest() in {act.said["content"] for act in acts}, "content of another waybill"
    )
    return f"{len(acts)} acts, {acts[-1].hash.hex()}" if acts else "no acts"


def _acts(files: Mapping[str, bytes]) -> Sequence[Proved]:
    about = json.loads(files["waybill.json"])
    return chained(about["waybill"], [(each["file"], files[each["file"]]) for each in about["acts"]])


def _signed(name: str, files: Mapping[str, bytes], report: SignatureReport) -> str:
    """A signature stands, and what a person signed is what the act says."""
    if name.endswith(".person.p7s"):
        record = name.removesuffix(".person.p7s") + ".json"
        act = next(each for each in _acts(files) if each.file == record)
        stated(files[_content_of(name)], act, _acts(files))
    return _stands(report)


def _device(name: str, files: Mapping[str, bytes]) -> str:
    """The telephone's key signed what the driver stated, and it is about this waybill."""
    key = json.loads(files[name.removesuffix(".json") + ".key.json"])
    signature = files[name.removesuffix(".json") + ".sig"]
    _ensure(is_signed(files[name], signature, bytes.fromhex(key["point"])), "broken")
    said = json.loads(files[name])
    _ensure(said["waybill"] == json.loads(files["waybill.json"])["waybill"], "stated of another waybill")
    return f"{key['person']}, {said['at']} by the telephone's clock"


def _paper(pdf: bytes, name: str, files: Mapping[str, bytes], roots: bytes | None) -> str:
    """All signatures of a document stand, and it grew from what its signer's statement names."""
    reports = validate_pdf(pdf, roots)
    _ensure(bool(reports), "no signature")
    for said in _statements_about(name, files):
        begun = said["document"]
        _ensure(sha256(pdf[: begun["size"]]).hexdigest() == begun["sha256"], "not the document that was stated")
    return "; ".join(map(_stands, reports))


def _statements_about(name: str, files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for each in json.loads(files["waybill.json"])["acts"]:
        statement = files.get(each["file"].removesuffix(".json") + ".statement.json")
        if each["document"] == name and statement is not None:
            yield json.loads(statement)


def _anchored(files: Mapping[str, bytes]) -> str:
    """The chain's head of that day stands among the leaves of the anchor's tree."""
    name = next((name for name in sorted(files) if name.endswith(".proof.json")), None)
    if name is None:
        return "not anchored yet: made before the first midnight"
    proof, anchor = json.loads(files[name]), json.loads(files[name.removesuffix(".proof.json") + ".json"])
    acts = _acts(files)
    head = acts[proof["seq"] - 1]
    leaf = merkle.leaf(leaf_data(proof["waybill"], proof["seq"], head.hash))
    root = merkle.root_from(leaf, [(side, bytes.fromhex(sibling)) for side, sibling in proof["steps"]])
    _ensure(head.hash.hex() == proof["hash"] and root.hex() == anchor["root"], "the chain does not lead to the anchor")
    _ensure(proof["waybill"] == json.loads(files["waybill.json"])["waybill"], "the proof of another waybill")
    return f"{anchor['day']}, anchor {anchor['number']} of {anchor['chains']} chains, up to act {proof['seq']}"


def _ensure(holds: bool, why: str) -> None:  # noqa: FBT001 - a condition reads best in front of its words
    if not holds:
        raise BadContainer(why)
