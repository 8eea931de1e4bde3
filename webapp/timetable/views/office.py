"""The office's pages of the network: routes with stops, departures and fares; stations."""

from typing import Any, Final

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.timetable.boards import station_by_code
from webapp.timetable.errors import RouteSold
from webapp.timetable.keeping import keep_departure, keep_route, keep_station, set_fare
from webapp.timetable.listing import all_places, all_routes, route_by_number
from webapp.timetable.office_forms import DepartureForm, FareForm, RouteForm, StationForm
from webapp.timetable.permissions import KEEP, PRICE, SEE
from webapp.timetable.queries import name_of
from webapp.timetable.views.blueprint import network_pages
from webapp.timetable.wording import KINDS, MEDIA, RIDERS, WEEKDAYS
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

PRICES: Final = "fare-"  # two forms stand on the page of a route: their fields have names of their own


@network_pages.get("")
@requires(SEE)
def index() -> str:
    """Show the routes and the stations."""
    actor = current_actor()
    shown = {"routes": all_routes(), "places": all_places(), "may_keep": actor.has(KEEP.code)}
    return render("timetable/network.html", kinds=KINDS, name_of=name_of, **shown)


@network_pages.get("/stations/new")
@requires(KEEP)
def new_station() -> str:
    """Ask what a new station is."""
    return _form(StationForm(formdata=None, data={"closes_minutes": 15}), _("Yeni stansiya"))


@network_pages.get("/stations/<code>")
@requires(KEEP)
def edit_station(code: str) -> str:
    """Show a station, to be changed."""
    return _form(StationForm(formdata=None, obj=station_by_code(code)), _("Stansiya"))


@network_pages.post("/stations")
@requires(KEEP)
def save_station() -> ResponseReturnValue:
    """Write a station."""
    form = StationForm()
    if not form.validate():
        return _form(form, _("Stansiya")), 422
    keep_station(form.code.data or "", form.values, actor=current_actor())
    return redirect_to(".index", notice=_("Stansiya saxlanıldı."))


@network_pages.get("/routes/new")
@requires(KEEP)
def new_route() -> str:
    """Ask what a new route is."""
    return _form(RouteForm(formdata=None), _("Yeni marşrut"))


@network_pages.get("/routes/<number>/edit")
@requires(KEEP)
def edit_route(number: str) -> str:
    """Show a route with its stops, to be changed."""
    found = route_by_number(number)
    lines = [f"{place.code} {stop.minutes} {stop.zone} {stop.platform or ''}".strip() for stop, place in found.stops]
    data = {"number": number, "kind": found.route.kind, "voen": found.carrier.number, "stops": "\n".join(lines)}
    return _form(RouteForm(formdata=None, data=data), _("Marşrut"))


@network_pages.post("/routes")
@requires(KEEP)
def save_route() -> ResponseReturnValue:
    """Write a route with its stops."""
    form = RouteForm()
    if form.validate():
        said = (form.number.data or "", form.kind.data or "", form.voen.data or "")
        try:
            keep_route(*said, form.halts, actor=current_actor())
            return redirect_to(".show_route", number=said[0], notice=_("Marşrut saxlanıldı."))
        except Invalid as error:
            form.accept(error)
        except RouteSold as error:
            form.stops.errors = [str(error)]
    return _form(form, _("Marşrut")), 422


@network_pages.get("/routes/<number>")
@requires(SEE)
def show_route(number: str) -> str:
    """Show a route: stops, departures, fares with their days and basis."""
    return _route_page(number)


@network_pages.post("/routes/<number>/departures")
@requires(KEEP)
def add_departure(number: str) -> ResponseReturnValue:
    """Write a departure."""
    form = DepartureForm()
    if not form.validate():
        return _route_page(number, departure=form), 422
    kept = keep_departure(number, form.departing, actor=current_actor())
    notice = _("Cədvəl saxlanıldı, reyslər yeniləndi.")
    if kept:
        notice = _("Cədvəl saxlanıldı. Bilet satılmış reyslər qalır: %(trips)s", trips=", ".join(kept))
    return redirect_to(".show_route", number=number, notice=notice)


@network_pages.post("/routes/<number>/fares")
@requires(PRICE)
def add_fare(number: str) -> ResponseReturnValue:
    """Add a fare."""
    form = FareForm(prefix=PRICES)
    if form.validate():
        try:
            set_fare(number, form.values, actor=current_actor())
            return redirect_to(".show_route", number=number, notice=_("Tarif əlavə edildi."))
        except Invalid as error:
            form.accept(error)
    return _route_page(number, fare=form), 422


def _form(form: Form, title: str) -> str:
    place = "save_route" if isinstance(form, RouteForm) else "save_station"
    return render("timetable/network_form.html", form=form, title=title, action=f"network.{place}")


def _route_page(number: str, **forms: Any) -> str:
    actor, found = current_actor(), route_by_number(number)
    shown = {
        "departure": DepartureForm(formdata=None, data={"weekdays": list("1234567"), "valid_from": today()}),
        "fare": FareForm(formdata=None, prefix=PRICES),
        "may_keep": actor.has(KEEP.code),
        "may_price": actor.has(PRICE.code),
        "today": today(),
    }
    words = {"kinds": KINDS, "riders": RIDERS, "media": MEDIA, "weekdays": WEEKDAYS, "name_of": name_of}
    return render("timetable/route.html", found=found, **words, **{**shown, **forms})
