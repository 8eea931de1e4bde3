"""Rows of prices: all that there ever were, and those that a form describes."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import today
from webapp.transport_card.forms import ProductForm, TariffForm
from webapp.transport_card.models import Product, TariffRow
from webapp.transport_card.services.pricing import NewTerms


def product_rows() -> Sequence[Product]:
    """Return every row of the products, by code, the newest first."""
    return db.session().scalars(select(Product).order_by(Product.code, Product.valid_from.desc())).all()


def tariff_of_form(form: TariffForm) -> TariffRow:
    """Return the row that a valid form describes."""
    return TariffRow(
        route_id=int(form.route.data),
        qepik=form.fare.data,
        transfer_qepik=form.transfer.data,
        transfer_minutes=form.transfer_minutes.data,
        pass_back_seconds=form.pass_back.data,
        basis=form.basis.data,
        valid_from=form.valid_from.data,
    )


def terms_of_form(form: ProductForm) -> NewTerms:
    """Return the terms that a valid form describes."""
    return NewTerms(
        price=form.price.data or 0,
        refundable=bool(form.refundable.data),
        negative=form.negative.data or 0,
        least_top_up=form.least.data or 0,
        most_top_up=form.most.data or 0,
        most_balance=form.balance.data or 0,
        transfer_fee=form.fee.data or 0,
        valid_from=form.valid_from.data or today(),
        basis=form.basis.data or "",
    )
