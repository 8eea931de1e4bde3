"""Checks of dangerous goods (ADR 2025: 3.2 table A, 5.4.1, 1.1.3.6, 7.5.2, 7.5.4, 8.2.1, 9.1)."""

import re
from collections.abc import Iterator
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.content import DangerousGoods
from webapp.waybills.reference import adr, tariff
from webapp.waybills.validation.situation import Situation
from webapp.waybills.validation.vehicles import day_of

NUMBER: Final = re.compile(r"\d{4}")
IN_TANKS: Final = frozenset({"TK", "VL", "VQ", "VG"})
NOT_WITH_FOOD: Final = frozenset({"6.1", "6.2"})
TRAINING: Final = "dangerous_goods"


def dangerous_goods_are_described(situation: Situation) -> Iterator[Finding]:
    """Number, proper shipping name, class, packing group, tunnel code and quantity of every line (5.4.1.1.1)."""
    for index, row in enumerate(situation.content.goods):
        line = index + 1
        if row.adr is None:
            if row.hs_code and tariff.may_be_dangerous(row.hs_code):
                yield warn("adr-expected", f"adr-{index}-un_number", line=line)
        elif not NUMBER.fullmatch(row.adr.un_number):
            yield block("adr-number-malformed", f"adr-{index}-un_number", line=line)
        elif not adr.entries(row.adr.un_number):
            yield block("adr-number-unknown", f"adr-{index}-un_number", line=line, number=row.adr.un_number)
        else:
            yield from _described(index, row.adr)


def _described(index: int, goods: DangerousGoods) -> Iterator[Finding]:
    line, found = index + 1, adr.entries(goods.un_number)
    classes = {one.hazard_class for one in found}
    if all(one.category == adr.FORBIDDEN for one in found):
        yield block("adr-forbidden", f"adr-{index}-un_number", line=line, number=goods.un_number)
    if goods.hazard_class.split(".")[0] not in {one.split(".")[0] for one in classes}:
        yield block("adr-class", f"adr-{index}-hazard_class", line=line, hazard=", ".join(sorted(classes)))
    if not goods.proper_name:
        yield block("adr-name-missing", f"adr-{index}-proper_name", line=line)
    if any(one.is_grouped for one in found) and goods.packing_group not in adr.GROUPS:
        yield block("adr-group-missing", f"adr-{index}-packing_group", line=line)
    if goods.packing_group and classes <= adr.UNGROUPED:
        yield warn("adr-group-needless", f"adr-{index}-packing_group", line=line)
    tunnels = {one.tunnel for one in found} - {adr.NO_CATEGORY, adr.FORBIDDEN}
    if tunnels and not goods.tunnel_code:
        yield block("adr-tunnel-missing", f"adr-{index}-tunnel_code", line=line)
    elif tunnels and goods.tunnel_code not in tunnels:
        yield warn("adr-tunnel-differs", f"adr-{index}-tunnel_code", line=line, codes=", ".join(sorted(tunnels)))
    if not goods.amount:
        yield block("adr-amount-missing", f"adr-{index}-amount", line=line)


def dangerous_goods_agree(situation: Situation) -> Iterator[Finding]:
    """Explosives travel alone (7.5.2); poison stays away from food (7.5.4)."""
    loaded = _loaded(situation)
    if adr.may_not_travel_together(loaded):
        yield block("adr-mixed", "adr-0-un_number")
    food = any(row.adr is None and tariff.is_food(row.hs_code) for row in situation.content.goods if row.hs_code)
    if food and any(one.hazard_class in NOT_WITH_FOOD for one in loaded):
        yield warn("adr-with-food", "adr-0-un_number")


def dangerous_goods_may_be_driven(situation: Situation) -> Iterator[Finding]:
    """Above the points of 1.1.3.6 the driver has an ADR certificate (8.2.1), and tanks and explosives an approved vehicle (9.1)."""
    loaded = [one for one in _loaded(situation) if adr.entries(one.un_number)]
    if not loaded:
        return
    points = adr.points_of(loaded)
    if points is not None and points <= adr.MOST_POINTS:
        yield warn("adr-small-load", "adr-0-amount", points=points.normalize(), most=adr.MOST_POINTS)
        return
    if situation.driver is not None:
        yield from _certificate(situation)
    tanks = any(row.adr is not None and row.package_type in IN_TANKS for row in situation.content.goods)
    explosives = any(one.hazard_class.startswith(adr.ALONE) for one in loaded)
    if (tanks or explosives) and not situation.content.vehicle_approval:
        yield block("adr-approval-missing", "vehicle_approval")


def _certificate(situation: Situation) -> Iterator[Finding]:
    assert situation.driver is not None  # asked before
    valid_to = dict(situation.driver.trainings).get(TRAINING)
    loading, unloading = situation.content.loading.planned_at, situation.content.last_unloading
    if valid_to is None:
        yield block("adr-certificate-missing", "driver")
    elif valid_to < day_of(loading or situation.now):
        yield block("adr-certificate-expired", "driver", day=valid_to.strftime("%d.%m.%Y"))
    elif unloading and valid_to < day_of(unloading):
        yield warn("adr-certificate-ends-on-the-way", "driver", day=valid_to.strftime("%d.%m.%Y"))


def _loaded(situation: Situation) -> list[DangerousGoods]:
    return [row.adr for row in situation.content.goods if row.adr is not None]
