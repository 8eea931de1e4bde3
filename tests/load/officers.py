"""The officer's queue: how much longer its pages take when there are a thousand times as many cases."""

import time

from sqlalchemy import text

from tests.load import cases, visitors
from tests.load.lines import Line
from tests.load.runs import say
from tests.support.people import sign_in
from webapp.core import db
from webapp.workflow.offer.case_type import case_types

FEW = 1_000
LEAST_MANY = 100_000
TURNS = 40
OFFICER, HEAD = "2ZAR9W1", "5GNL4M3"
PAGES = {
    "mine": "/office/cases",
    "nobody": "/office/cases?whose=nobody",
    "all": "/office/cases?whose=all",
    "late": "/office/cases?whose=late",
    "returned": "/office/cases?whose=returned",
    "kind": "/office/cases?whose=all&kind={kind}",
    "nobody_kind": "/office/cases?whose=nobody&kind={kind}",
    "proposal": "/office/cases?whose=all&proposal=approve",
    "kind_proposal": "/office/cases?whose=all&kind={kind}&proposal=approve",
    "officer_kind": "/office/cases?whose=all&officer={officer}&kind={kind}",
    "returned_kind": "/office/cases?whose=returned&kind={kind}",
    "word_of_all": "/office/cases?q=xezer",
    "word_of_half": "/office/cases?q=soz1",
    "word_of_few": "/office/cases?q=nadir7",
    "number": "/office/cases?q=99-0000500",
    "figures": "/office/cases/figures",
}


def measure(base, scale):
    """Yield the growth of the queue from a thousand cases to `scale` (a hundred thousand at least)."""
    many = max(scale, LEAST_MANY)
    with visitors.application(base) as app:
        client = app.test_client()
        officer, head = (sign_in(client, fin, office=True).account_id for fin in (OFFICER, HEAD))
        sign_in(client, OFFICER, office=True)
        told = {"kinds": [one.code for one in _types(app)], "officers": [officer, head]}
        few, lots = ({}, {})
        for found, number in ((few, FEW), (lots, many)):
            _fill(app, number, told)
            found.update(_times(client, {"kind": told["kinds"][0], "officer": officer}))
    for name, path in PAGES.items():
        say(f"queue, {name}: {1000 * few[name]:.1f} ms with {FEW}, {1000 * lots[name]:.1f} ms with {many} ({path})")
    yield Line("officer_queue_growth", lots["mine"] / few["mine"], "x")
    yield Line("officer_search_growth", lots["word_of_half"] / few["word_of_half"], "x")


def _types(app):
    with app.app_context():
        return case_types()


def _fill(app, number, told):
    say(f"making {number} cases …")
    with app.app_context():
        cases.fill(number, **told)
    with db.database().engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE workflow_cases"))


def _times(client, known):
    """Return the least seconds of each page, over answers of a process that is warm: others work on this machine too."""
    found = {}
    for name, path in PAGES.items():
        address, taken = path.format(**known), []
        for turn in range(TURNS):
            began = time.perf_counter()
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status}")
            if turn >= TURNS // 4:
                taken.append(time.perf_counter() - began)
        found[name] = min(taken)
    return found
