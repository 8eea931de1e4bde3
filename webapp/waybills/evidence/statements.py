"""What a person signs beside the PDF: the same act for machines, whole in itself, in canonical JSON (RFC 8785)."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from webapp.core.clock import now
from webapp.core.jcs import canonical_json
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json, sha256_of, to_json
from webapp.waybills.evidence.records import GENESIS
from webapp.waybills.models import Waybill
from webapp.waybills.rules import SIGNED

if TYPE_CHECKING:
    from webapp.waybills.services.stepping import Step

FORMAT: Final = "kabinet-waybill-statement/1"


def statement_of(waybill: Waybill, step: "Step", pdf: bytes) -> bytes:
    """Return the statement of a step that is about to be signed.

    It names the head of the chain that the signer saw (`after`), the digest of the content and of the PDF, and says the
    content and the act in full: whoever has these bytes and the signature needs nothing else of ours.
    """
    acts = acts_of(waybill.id)
    content = content_from_json(waybill.content)
    said: dict[str, Any] = {
        "format": FORMAT,
        "waybill": waybill.public_id,
        "number": waybill.number,
        "action": step.action.value,
        "covers": [part.value for part in SIGNED[step.action]],
        "role": step.role.value,
        "person": step.actor_name,
        "party": step.party_name,
        "reason": step.reason,
        "said": step.data,
        "content": to_json(content),
        "content_sha256": sha256_of(content).hex(),
        "document": {"sha256": sha256(pdf).hexdigest(), "size": len(pdf)},
        "after": {"seq": len(acts), "hash": bytes(acts[-1].hash if acts else GENESIS).hex()},
        "asked_at": now().isoformat(),
    }
    return canonical_json(said)
