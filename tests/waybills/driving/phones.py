"""A driver with a phone of his own: what it knows, signs and sends."""

import base64
import hashlib
import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image

from webapp.core.clock import now
from webapp.core.plain_json import canonical
from webapp.core.transaction import transaction
from webapp.signing.devices.keys import register
from webapp.waybills.chain import GENESIS, acts_of
from webapp.waybills.queries import waybill_by_public_id

nonces = itertools.count(1)
SAID = {"accept": {"seals": ["P-1"], "reservations": ""}, "stop": {"kind": "breakdown", "record": ""}}
YEAR = timedelta(days=365)


def signed(private, content):
    r, s = decode_dss_signature(private.sign(content, ECDSA(SHA256())))
    return base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()


@dataclass
class Phone:
    """One phone: its key and clock; `late` is how long its acts wait before they are sent."""

    client: object
    public_id: str
    private: object
    wrong_by: timedelta = field(default_factory=timedelta)
    late: timedelta = field(default_factory=timedelta)

    def clock(self):
        return now() + self.wrong_by

    def statement(self, waybill, action, *, head=None, after="", photos=(), reason="", **said):
        return {
            "v": 1,
            "id": f"nonce-{next(nonces):06}",
            "device": self.public_id,
            "waybill": waybill,
            "action": action,
            "head": (head or head_of(waybill)).hex(),
            "after": after,
            "at": (self.clock() - self.late).isoformat(),
            "said": {**SAID.get(action, {}), **said},
            "reason": reason,
            "photos": list(photos),
        }

    def send(self, statement, *, expect=200, private=None, body=None):
        body = canonical(statement) if body is None else body
        headers = {
            "X-Device": self.public_id,
            "X-Signature": signed(private or self.private, body),
            "X-Clock": self.clock().isoformat(),
        }
        answer = self.client.post("/api/v1/driving/acts", data=body, headers=headers, content_type="application/json")
        assert answer.status_code == expect, answer.text
        return answer.json

    def do(self, waybill, action, **more):
        return self.send(self.statement(waybill, action, **more))

    def photo(self, waybill, content, *, digest=None, expect=201):
        digest = digest or hashlib.sha256(content).hexdigest()
        headers = {
            "X-Device": self.public_id,
            "X-Signature": signed(self.private, f"waybill-photo {waybill} {digest}".encode()),
        }
        address = f"/api/v1/driving/photos/{waybill}/{digest}"
        answer = self.client.post(address, data=content, headers=headers, content_type="image/jpeg")
        assert answer.status_code == expect, answer.text
        return digest


def head_of(public_id):
    with transaction(read_only=True):
        acts = acts_of(waybill_by_public_id(public_id).id)
        return acts[-1].hash if acts else GENESIS


def chain(public_id):
    """What stands in the chain: (action, outcome) and the acts themselves."""
    with transaction(read_only=True):
        return acts_of(waybill_by_public_id(public_id).id)


def state(public_id):
    with transaction(read_only=True):
        return waybill_by_public_id(public_id).state


def jpeg(**more):
    """A small photo of a torn sack."""
    picture = Image.new("RGB", (64, 48), (150, 120, 80))
    picture.paste((90, 60, 30), (10, 10, 30, 30))
    place = BytesIO()
    picture.save(place, "JPEG", **more)
    return place.getvalue()


def phone_of(app, actor, name="Telefon"):
    private = generate_private_key(SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    with transaction():
        public_id = register(name, point, actor=actor).public_id
    return Phone(app.test_client(), public_id, private)
