"""Prices: new dated rows of products and tariffs, each with its legal basis; what stood before stays."""

from dataclasses import dataclass
from datetime import date

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import _l
from webapp.transport_card.errors import ProductGone
from webapp.transport_card.models import Product, TariffRow
from webapp.transport_card.queries import products_on

KEPT = ("code", "name_az", "name_en", "name_ru", "kind", "top_up", "life_days", "rides")
PAST = _l("Keçmiş gündən qiymət qoyula bilməz: o günün gedişləri artıq hesablanıb.")
CROSSED = _l("Məbləğlər bir-birinə uyğun gəlmir.")


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What changes of a product from a day on; money in qəpik."""

    price: int
    refundable: bool
    negative: int
    least_top_up: int
    most_top_up: int
    most_balance: int
    transfer_fee: int
    valid_from: date
    basis: str


def add_product_row(code: str, new: NewTerms, *, actor: Actor) -> None:
    """Write the terms of a product from a day on; cards already issued keep theirs. Raises ProductGone, Invalid, RowRefused."""
    former = products_on(max(today(), new.valid_from)).get(code)
    if former is None:
        raise ProductGone
    _ensure_coming(new.valid_from)
    if not 0 < new.least_top_up <= new.most_top_up <= new.most_balance:
        raise Invalid(fields={"least": CROSSED})
    values = {name: getattr(former, name) for name in KEPT} | {name: getattr(new, name) for name in NewTerms.__slots__}
    db.session().add(Product(**values))
    db.session().flush()
    _note("product_row", "card_product", code, actor, new.valid_from)


def add_tariff_row(row: TariffRow, *, number: str, actor: Actor) -> None:
    """Write the fare of a city route from a day on. Raises Invalid, RowRefused."""
    _ensure_coming(row.valid_from)
    if not 0 <= row.transfer_qepik <= row.qepik or not row.qepik:
        raise Invalid(fields={"fare": CROSSED})
    db.session().add(row)
    db.session().flush()
    _note("tariff_row", "card_tariff", number, actor, row.valid_from)


def _ensure_coming(day: date) -> None:
    if day < today():
        raise Invalid(fields={"valid_from": PAST})


def _note(action: str, kind: str, key: str, actor: Actor, day: date) -> None:
    detail = {"valid_from": day.isoformat()}
    record(f"transport_card.{action}", actor=actor, object_type=kind, object_key=key, detail=detail)
