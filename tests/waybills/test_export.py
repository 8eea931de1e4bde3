"""What a driver downloads of own trips."""

from webapp.core.transaction import transaction
from webapp.waybills.export import driven


def test_a_driver_downloads_the_trips_that_name_him_and_nobody_elses(world):
    world.draft()
    world.accepted()

    with transaction(read_only=True):
        own, others = driven(world.driver), driven(world.consignee)
    assert [trip["state"] for trip in own] == ["accepted"]
    assert own[0]["number"].startswith("AZ-")
    assert others == []
