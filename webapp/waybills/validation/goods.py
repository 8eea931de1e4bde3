"""Checks of the goods: lines, weights, packages, HS codes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.content import GoodsRow
from webapp.waybills.reference import tariff
from webapp.waybills.validation.situation import Situation

BULK: Final = frozenset({"VQ", "VG", "VL", "VY", "VR", "VO", "VS"})
HS_CODE: Final = re.compile(r"\d{4}(\d{2}(\d{2}(\d{2})?)?)?")
TOTAL_TOLERANCE: Final = Decimal("0.005")


def goods_are_listed(situation: Situation) -> Iterator[Finding]:
    """A waybill without goods is none; each line says what the goods are and how heavy."""
    if not situation.content.goods:
        yield block("goods-missing", "goods-0-nature")
    for index, row in enumerate(situation.content.goods):
        if not row.nature:
            yield block("nature-missing", f"goods-{index}-nature", line=index + 1)
        if row.gross_kg is None:
            yield block("gross-missing", f"goods-{index}-gross_kg", line=index + 1)


def weights_agree(situation: Situation) -> Iterator[Finding]:
    """0 < gross, 0 <= net <= gross in every line."""
    for index, row in enumerate(situation.content.goods):
        if row.gross_kg is not None and row.gross_kg <= 0:
            yield block("gross-not-positive", f"goods-{index}-gross_kg", line=index + 1)
        if row.net_kg is not None and (row.net_kg < 0 or (row.gross_kg is not None and row.net_kg > row.gross_kg)):
            yield block("net-above-gross", f"goods-{index}-net_kg", line=index + 1)


def total_agrees(situation: Situation) -> Iterator[Finding]:
    """The stated total differs from the sum of the lines by half a per cent at most."""
    stated, counted = situation.content.total_gross_kg, situation.content.gross_kg
    if stated is not None and abs(stated - counted) > counted * TOTAL_TOLERANCE:
        yield block("total-differs", "total_gross_kg", total=stated, counted=counted)


def packages_are_counted(situation: Situation) -> Iterator[Finding]:
    """At least one package a line; only goods in bulk have none, and only packages bear marks."""
    for index, row in enumerate(situation.content.goods):
        if not row.package_type:
            yield block("package-type-missing", f"goods-{index}-package_type", line=index + 1)
        if (row.packages or 0) < 1 and not is_bulk(row):
            yield block("packages-missing", f"goods-{index}-packages", line=index + 1)
        if not row.marks and not is_bulk(row):
            yield warn("marks-missing", f"goods-{index}-marks", line=index + 1)


def hs_codes_are_formed(situation: Situation) -> Iterator[Finding]:
    """A code of the Harmonized System has 4, 6, 8 or 10 digits and begins with a heading that there is."""
    for index, row in enumerate(situation.content.goods):
        if row.hs_code and not HS_CODE.fullmatch(row.hs_code):
            yield block("hs-malformed", f"goods-{index}-hs_code", line=index + 1)
        elif row.hs_code and not tariff.is_heading(row.hs_code):
            yield block("hs-absent", f"goods-{index}-hs_code", line=index + 1, heading=row.hs_code[: tariff.HEADING])
        elif row.hs_code and not tariff.is_subheading(row.hs_code):
            yield warn("hs-unknown", f"goods-{index}-hs_code", line=index + 1, heading=row.hs_code[: tariff.SUBHEADING])
        elif row.hs_code and tariff.is_measured_by_volume(row.hs_code) and row.volume_m3 is None:
            yield warn("volume-missing", f"goods-{index}-volume_m3", line=index + 1)
        if not row.hs_code:
            yield warn("hs-missing", f"goods-{index}-hs_code", line=index + 1)


def is_bulk(row: GoodsRow) -> bool:
    """Whether the goods travel without packages."""
    return row.package_type in BULK
