"""The copy of the order under a fact: the one that was handed in with the paper, as long as the order is the same."""

from dataclasses import replace

from sqlalchemy import select

from webapp.attachments.api import copies_of
from webapp.civil_service.entering.models import ServiceChange, ServicePaper, ServiceTable
from webapp.civil_service.entering.rules import DOCUMENT, ORDER
from webapp.civil_service.groups import group
from webapp.civil_service.services.overlapping import standing_version
from webapp.civil_service.values import Given
from webapp.core import db


def needs_order(paper: ServicePaper) -> bool:
    """Whether the paper is entered under an order whose copy it must have: a table names its orders row by row."""
    of = group(paper.group_code)
    return paper.body_id is not None and of is not None and of.needs_order and not _is_table(paper)


def with_its_order(given: Given, row: ServiceChange, paper: ServicePaper) -> Given:
    """Return what a change states with the copy of its order.

    A paper without a copy keeps the one of the version before while number and day of the order are the same.
    """
    copies = [] if _is_table(paper) else copies_of(DOCUMENT, paper.public_id, ORDER)
    if copies:
        return replace(given, order_copy=copies[0].public_id)
    former = standing_version(row.servant_id, row.entry) if row.entry and row.servant_id else None
    if former is None or (former.order_number, former.order_date) != (given.order_number, given.order_date):
        return given
    return replace(given, order_copy=former.order_copy)


def _is_table(paper: ServicePaper) -> bool:
    """Whether the paper came from a table: copies beside it belong to none of its rows alone."""
    table = select(ServiceTable.id).where(ServiceTable.paper_id == paper.id)
    return db.session().scalar(table) is not None
