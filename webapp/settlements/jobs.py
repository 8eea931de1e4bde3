"""What happens by itself: orders are booked after their sale and every night, rides by card are counted, statements sealed."""

from datetime import timedelta
from typing import Final

from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.settlements.document_data import statement_of_ref, statement_pdf
from webapp.settlements.services.booking import book_card_rides, book_order
from webapp.settlements.services.closing import note_differences
from webapp.signing.api import seal_pdf
from webapp.timetable.api import city_routes
from webapp.transport_card.api import rides_on

QUEUE: Final = "payments"
LATE_DAYS: Final = 7  # how long a validator may keep a batch to itself


@job("settlements.book", queue=QUEUE, attempts=10)
def book(order: str) -> None:
    """Book what an order brought, as it stands now."""
    with transaction():
        book_order(order)


@job("settlements.count_card_rides", queue=QUEUE, attempts=3, cron="25 0 * * *")
def count_card_rides(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Count the rides by card of the last days, with what validators brought late."""
    with transaction():
        routes = {route.id: route for route in city_routes()}
        for ago in range(1, LATE_DAYS + 1):
            day = today() - timedelta(days=ago)
            rides = [(route, many, qepik) for route, many, qepik in rides_on(day) if route in routes]
            book_card_rides(day, [(r, routes[r].number, routes[r].party_id, many, qepik) for r, many, qepik in rides])


@job("settlements.check_yesterday", queue=QUEUE, attempts=3, cron="40 6 * * *")
def check_yesterday(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Put on the list what does not agree of the day before, when providers' files have been compared."""
    with transaction():
        note_differences(today() - timedelta(days=1), actor=SYSTEM)


@job("settlements.seal_statement", queue=QUEUE, attempts=10)
def seal_statement(statement: str) -> None:
    """Print a statement, seal it, keep it as a document. Raises SealUnavailable, and is tried again."""
    with in_language("az"):
        with transaction(read_only=True):
            row = statement_of_ref(statement)
            if documents.versions(row.document_token):
                return
            plain = statement_pdf(row, sealing=True)
        sealed = seal_pdf(plain)
        with transaction():
            if not documents.versions(row.document_token):
                documents.add_version(row.document_token, sealed, label=_("Hesablaşma"))


JOBS: Final = (book, count_card_rides, check_yesterday, seal_statement)
