"""Facts about waybills: ids and plain values only."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillShared(Event):
    """The initiator handed its draft to the other side, to be completed or signed."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillDiscarded(Event):
    """The initiator put its draft away."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillOffered(Event):
    """The consignor signed."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillReturned(Event):
    """The offer is a draft again: the consignor withdrew it or the carrier asked for a change."""

    public_id: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillCancelled(Event):
    """The offer was cancelled for good."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillAccepted(Event):
    """The carrier or its driver signed at loading: the final form."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillDeparted(Event):
    """The goods are on the road."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillArrived(Event):
    """The goods are at the consignee's."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillDelivered(Event):
    """The consignee signed for them."""

    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillActed(Event):
    """An act on the road or after it was added: `action` says which."""

    public_id: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillSignatureRefused(Event):
    """A signature came when the waybill was in another state: it changed nothing."""

    public_id: str
    account_id: int
