"""What the server administrator orders by command."""

import pytest

from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking import standing
from webapp.ehis.policy import POLICIES

CONTRACT = POLICIES["getPerson"].contract


@pytest.fixture
def run(app):
    return app.test_cli_runner().invoke


def test_an_official_is_named_without_the_number_in_the_shells_memory(run):
    done = run(args=["ehis", "name-official", "permit", "Zaur Məmmədov", "117 nömrəli əmr"], input="2ZAR9W1\n")

    assert done.exit_code == 0, done.output
    assert "2ZAR9W1" not in done.output
    with transaction(read_only=True):
        assert api.official_for(Purpose.PERMIT) == "2ZAR9W1"


def test_a_contract_is_ended_and_renewed(run):
    assert (
        run(
            args=["ehis", "end-contract", CONTRACT, today().isoformat(), "3-117 nömrəli məktub", "Müqavilə pozulub"]
        ).exit_code
        == 0
    )
    assert standing.contract_end(CONTRACT) == today()
    assert (
        run(args=["ehis", "renew-contract", CONTRACT, today().isoformat(), "3-118 nömrəli məktub", "Razılıq"]).exit_code
        == 0
    )
    assert standing.contract_end(CONTRACT) is None
