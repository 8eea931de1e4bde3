"""The demonstration's incidents are loaded once, by the whole house's own command."""

from webapp.core import db
from webapp.core.transaction import transaction
from webapp.incidents.demo import seed_incidents
from webapp.incidents.integrity import sealed_rows
from webapp.incidents.models import Addressee, BodyRequest, FaultReport, Incident


def test_a_second_load_changes_nothing(opened_bare):
    for _ in range(2):
        seed_incidents()
    counted = [db.session().query(model).count() for model in (Addressee, Incident, BodyRequest, FaultReport)]
    assert counted == [5, 2, 1, 1]
    assert sealed_rows().sound


def test_the_command_loads_all_rooms_in_their_order(app, database, pki):
    outcome = app.test_cli_runner().invoke(args=["seed"])
    assert outcome.exit_code == 0, outcome.output
    with transaction(read_only=True):
        assert db.session().query(Incident).count() == 2
