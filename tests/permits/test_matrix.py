"""Each of the seven operations for each type of permit: declared, or not applicable for a reason that is written down."""

from datetime import date

import pytest

from webapp.catalogue.offer import offer_of
from webapp.config import ROOT
from webapp.core.text import in_language
from webapp.permits.cases import CASE_TYPES
from webapp.permits.cases.matrix import NOT_APPLICABLE, OPERATIONS, TYPES, codes_of
from webapp.permits.law import first_rows
from webapp.permits.wording import OPERATIONS as NAMES
from webapp.permits.wording import type_name
from webapp.workflow.offer import type_in_force

DOCUMENT = ROOT / "docs" / "permits.md"
DAY = date(2026, 11, 22)


def cell(operation, type_code):
    codes = codes_of(operation, type_code)
    return ", ".join(f"`{code}`" for code in codes) if codes else f"— {NOT_APPLICABLE[operation, type_code]}"


def table():
    with in_language("az"):
        lines = ["| əməliyyat | icazə növü | nəticə |", "|---|---|---|"]
        lines += [
            f"| {NAMES[operation]} | {type_name(kind)} | {cell(operation, kind)} |"
            for operation in OPERATIONS
            for kind in TYPES
        ]
    return "\n".join(lines)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_cell_is_declared_or_has_its_reason(app, operation, kind):
    codes = codes_of(operation, kind)
    assert bool(codes) is ((operation, kind) not in NOT_APPLICABLE)
    for code in codes:
        declared = type_in_force(code, DAY)
        assert declared is not None, code
        assert declared.refusals, code
        by_office = code.endswith(".office")
        assert (declared.started_by == "office") is by_office
        assert (offer_of(code, DAY) is None) is by_office
        assert declared.signed is not by_office


def test_nothing_is_declared_beside_the_table():
    known = {code for operation in OPERATIONS for kind in TYPES for code in codes_of(operation, kind)}
    assert {one.code for one in CASE_TYPES} == known


def test_the_printed_table_is_the_one_in_force(app):
    with app.app_context():
        assert table() in DOCUMENT.read_text(encoding="utf-8")


def test_every_type_of_the_law_is_offered_or_excepted():
    rows = [row["content"] for row in first_rows() if row["family"] == "type"]
    assert {row["code"] for row in rows if not row["excepted"]} == set(TYPES)
    assert {row["item"] for row in rows if row["excepted"]} == {32, 34, 37}
    assert not [one for one in CASE_TYPES if any(row["code"] in one.code for row in rows if row["excepted"])]
