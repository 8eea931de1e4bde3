"""Making the container of a waybill: read in one short transaction, sealed outside of it."""

from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.signing import api as signing
from webapp.waybills.errors import NoSuchWaybill
from webapp.waybills.evidence import container
from webapp.waybills.evidence.gathering import gather
from webapp.waybills.queries import waybill_by_public_id


def container_of(public_id: str) -> tuple[str, bytes]:
    """Return file name and bytes of a waybill's container. No transaction may be open.

    Raises NoSuchWaybill, SealUnavailable when the seal over it cannot be had now.
    """
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        if waybill is None or waybill.erased_at is not None:
            raise NoSuchWaybill
        gathered = gather(waybill)
    manifest = container.manifest_of(gathered.files)
    seal = signing.seal_bytes(manifest)
    return gathered.name, container.whole(gathered.files, manifest, seal, at=now())
