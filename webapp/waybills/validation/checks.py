"""All checks in the order in which the editor shows its sections."""

from collections.abc import Callable, Iterator
from typing import Final

from webapp.core.findings import Finding
from webapp.waybills.validation import cold, dangerous, drivers, goods, parties, places, vehicles
from webapp.waybills.validation.situation import Situation

Check = Callable[[Situation], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    parties.parties_are_named,
    parties.every_consignee_is_named,
    parties.carrier_may_carry,
    parties.ends_differ,
    parties.is_not_repeated,
    goods.goods_are_listed,
    goods.weights_agree,
    goods.total_agrees,
    goods.packages_are_counted,
    goods.hs_codes_are_formed,
    dangerous.dangerous_goods_are_described,
    dangerous.dangerous_goods_agree,
    dangerous.dangerous_goods_may_be_driven,
    cold.temperature_is_kept,
    cold.containers_are_numbered,
    places.places_are_given,
    places.places_differ,
    places.times_follow,
    places.speed_is_possible,
    vehicles.vehicle_is_chosen,
    vehicles.papers_are_valid,
    vehicles.permit_holds,
    vehicles.mass_is_borne,
    vehicles.vehicle_is_free,
    vehicles.trailers_are_free,
    drivers.driver_is_chosen,
    drivers.licence_is_valid,
    drivers.licence_covers,
    drivers.papers_hold,
    drivers.driver_is_free,
)
AT_LOADING: Final[tuple[Check, ...]] = (
    parties.carrier_may_carry,
    dangerous.dangerous_goods_may_be_driven,
    vehicles.vehicle_is_chosen,
    vehicles.papers_are_valid,
    vehicles.permit_holds,
    vehicles.vehicle_is_free,
    vehicles.trailers_are_free,
    drivers.driver_is_chosen,
    drivers.licence_is_valid,
    drivers.licence_covers,
    drivers.papers_hold,
    drivers.driver_is_free,
)

ON_RELOADING: Final[tuple[Check, ...]] = (*AT_LOADING, vehicles.permit_is_there, vehicles.mass_is_borne)


def findings(situation: Situation, checks: tuple[Check, ...] = CHECKS) -> list[Finding]:
    """Return everything that the checks find, blocking or not, in order."""
    return [finding for check in checks for finding in check(situation)]
