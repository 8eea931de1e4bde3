"""The office: what cards and rides cost, as dated rows; a new row never changes an old one."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.timetable.api import city_routes
from webapp.transport_card.errors import ProductGone, RowRefused
from webapp.transport_card.forms import ProductForm, TariffForm, choices
from webapp.transport_card.permissions import MANAGE, SEE
from webapp.transport_card.prices import product_rows, tariff_of_form, terms_of_form
from webapp.transport_card.queries import product_name, products_on, tariff_rows
from webapp.transport_card.services.pricing import add_product_row, add_tariff_row
from webapp.transport_card.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/prices")
@requires(SEE)
def prices() -> str:
    """Show every row, and the forms for new ones."""
    return _page(_tariff_form(filled=False), _product_form(filled=False))


@office_pages.post("/prices/tariff")
@requires(MANAGE, step_up=True)
def new_tariff() -> ResponseReturnValue:
    """Write a route's fare from a day on."""
    form = _tariff_form(filled=True)
    if not form.validate():
        return _page(form, _product_form(filled=False)), 422
    number = dict(_routes())[form.route.data]
    try:
        with savepoint():
            add_tariff_row(tariff_of_form(form), number=number, actor=current_actor())
    except AppError as error:
        _say(form, error, "valid_from")
        return _page(form, _product_form(filled=False)), error.status
    return redirect_to(".prices", notice=_("Tarif yazıldı."))


@office_pages.post("/prices/product")
@requires(MANAGE, step_up=True)
def new_product() -> ResponseReturnValue:
    """Write a product's terms from a day on."""
    form = _product_form(filled=True)
    if not form.validate():
        return _page(_tariff_form(filled=False), form), 422
    try:
        with savepoint():
            add_product_row(form.product.data, terms_of_form(form), actor=current_actor())
    except AppError as error:
        _say(form, error, "valid_from")
        return _page(_tariff_form(filled=False), form), error.status
    return redirect_to(".prices", notice=_("Şərtlər yazıldı."))


def _say(form: TariffForm | ProductForm, error: AppError, otherwise: str) -> None:
    """Show a refusal beside its field."""
    if isinstance(error, RowRefused | ProductGone):
        form[otherwise].errors = [str(error)]
    else:
        form.accept(error)


def _page(tariff: TariffForm, product: ProductForm) -> str:
    routes = {int(key): number for key, number in _routes()}
    return render(
        "transport_card/prices.html",
        tariff=tariff,
        product=product,
        tariffs=tariff_rows(),
        products=[(product_name(row), row) for row in product_rows()],
        routes=routes,
    )


def _routes() -> list[tuple[str, str]]:
    return [(str(one.id), one.number) for one in city_routes()]


def _tariff_form(*, filled: bool) -> TariffForm:
    form = TariffForm(prefix="t") if filled else TariffForm(formdata=None, prefix="t")
    form.route.choices = choices(_routes())
    return form


def _product_form(*, filled: bool) -> ProductForm:
    form = ProductForm(prefix="p") if filled else ProductForm(formdata=None, prefix="p")
    form.product.choices = choices([(row.code, product_name(row)) for row in products_on(today()).values()])
    return form
