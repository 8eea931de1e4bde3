"""The register of civil servants at 20,000 servants: one's own record, the operator's list and search, figures; floor: a page.

The invented servants of the demonstration are cloned in the database, each with all facts of a record.
"""

from sqlalchemy import text

from tests.load import foundation, runs, servers, visitors
from tests.load.lines import Line
from tests.support.people import COOKIE, sign_in
from webapp.civil_service.record_tables import Servant, ServiceFact
from webapp.core.transaction import transaction

SERVANTS = 20_000
SESSIONS = 8
USER, OPERATOR = "4LQR2J5", "6VSL3G4"
SERVANT_KEYS = {"id", "public_id", "number", "fin_index"}
FACT_KEYS = {"id", "entry", "servant_id"}
PAGES = {
    "service_record_rps": (USER, "/cabinet/service"),
    "service_list_rps": (OPERATOR, "/office/service"),
    "service_search_rps": (OPERATOR, "/office/service?q=qasim&status=in_service"),
    "service_figures_rps": (OPERATOR, "/office/service-figures"),
    "open_figures_rps": (OPERATOR, "/civil-service/statistics"),
}
CLONED = """
INSERT INTO servants (public_id, number, fin_index, {columns})
SELECT 'LOAD' || lpad(n::text, 22, '0'), 'L-' || lpad(n::text, 7, '0'), sha256(n::text::bytea), {columns}
FROM generate_series(1, :count) AS n
JOIN (SELECT s.*, row_number() OVER (ORDER BY s.id) - 1 AS place, count(*) OVER () AS of_all
      FROM servants s WHERE s.number LIKE 'DQ-%') AS source ON source.place = n % source.of_all
"""
FACTS = """
INSERT INTO service_facts (entry, servant_id, {columns})
SELECT 'L' || clone.id || '-' || right(fact.entry, 12), clone.id, {read}
FROM servants clone
JOIN (SELECT s.id, row_number() OVER (ORDER BY s.id) - 1 AS place, count(*) OVER () AS of_all
      FROM servants s WHERE s.number LIKE 'DQ-%') AS source
  ON source.place = substr(clone.number, 3)::bigint % source.of_all
JOIN service_facts fact ON fact.servant_id = source.id
WHERE clone.number LIKE 'L-%'
"""


def measure(base, scale):
    """Yield the lines of this group, with 20,000 servants or `scale` if that is more."""
    count = max(scale, SERVANTS)
    page = foundation.floor_page(base)
    with visitors.application(base) as app:
        runs.say(f"making {count} servants …")
        fill(app, count)
        cookies = {fin: _cookies(app, fin) for fin in (USER, OPERATOR)}
    with servers.portal(base):
        for name, (fin, path) in PAGES.items():
            asked = [{"requests": [runs.get(path, cookie=cookie)]} for cookie in cookies[fin]]
            yield Line(name, runs.closed(name, runs.Requests(base.settings.port, asked)), "1/s", page)


def fill(app, count):
    """Clone the servants of the demonstration, with their facts, `count` times in all."""
    with app.app_context(), transaction() as session:
        session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(text(CLONED.format(columns=_columns(Servant, SERVANT_KEYS))), {"count": count})
        columns = _columns(ServiceFact, FACT_KEYS)
        read = ", ".join(f"fact.{name}" for name in columns.split(", "))
        session.execute(text(FACTS.format(columns=columns, read=read)))
        session.execute(text("ANALYZE servants, service_facts"))


def _columns(table, keys):
    return ", ".join(column.name for column in table.__table__.columns if column.name not in keys)


def _cookies(app, fin):
    office = fin == OPERATOR
    return [f"{COOKIE}={sign_in(app.test_client(), fin, office=office).token}" for _ in range(SESSIONS)]
