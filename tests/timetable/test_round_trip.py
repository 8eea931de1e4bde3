"""What is exported is the network: read back it changes nothing."""

import io
import zipfile

import gtfs_guru

from webapp.core.clock import today
from webapp.timetable.gtfs.dry_run import look_through
from webapp.timetable.gtfs.stored import stored
from webapp.timetable.gtfs.writing import written

ADDRESS = "http://127.0.0.1:8000"


def test_an_export_read_back_has_no_fault_and_changes_nothing(opened):
    known = stored()
    content = written(known, address=ADDRESS, day=today())
    look = look_through(content, known)
    assert look.faults.found == []
    assert look.changes.size == 0
    assert look.network.digest() == known.digest()


def test_the_same_network_is_the_same_archive_to_the_byte(opened):
    assert written(stored(), address=ADDRESS, day=today()) == written(stored(), address=ADDRESS, day=today())


def test_both_versions_of_fares_stand_in_the_archive(opened):
    with zipfile.ZipFile(io.BytesIO(written(stored(), address=ADDRESS, day=today()))) as archive:
        names = set(archive.namelist())
        products = archive.read("fare_products.txt").decode()
        first = archive.read("fare_attributes.txt").decode()
    assert names >= {"fare_leg_rules.txt", "rider_categories.txt", "areas.txt", "networks.txt", "fare_rules.txt"}
    assert "5:1-1:single,Birdəfəlik bilet,adult,card,0.60,AZN" in products
    assert "501:1-4,14.00,AZN" in first


def test_a_public_validator_accepts_the_archive(opened, tmp_path):
    file = tmp_path / "gtfs.zip"
    file.write_bytes(written(stored(), address="https://kabinet.example", day=today()))
    found = gtfs_guru.validate(str(file))
    assert found.is_valid
    assert [notice.code for notice in found.notices if notice.severity != "INFO"] == []
