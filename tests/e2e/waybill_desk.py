"""What people do with waybills at a browser: type a draft, and read its state."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.e2e.turning import turn

BAKU = ZoneInfo("Asia/Baku")
CARRIER, CONSIGNOR, CONSIGNEE = "9900010101", "9900010231", "9900010361"
TRUCK, TRAILER, DRIVER = "10-XY-101", "10-XT-201", "Rəşad Tofiq oğlu Məmmədov"


def in_hours(hours):
    """A time of day in Baku as a browser's field takes it."""
    return f"{datetime.now(BAKU) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def typed_draft(**changes):
    """What is typed, by the name of the field."""
    return {
        "consignor_number": CONSIGNOR,
        "consignee_number": CONSIGNEE,
        "goods-0-nature": "Nar, təzə",
        "goods-0-hs_code": "0810 90",
        "goods-0-packages": "40",
        "goods-0-marks": "GM-7",
        "goods-0-gross_kg": "8 200,5",
        "goods-0-net_kg": "7900",
        "loading_name": "Göyçay",
        "loading_address": "Nizami küçəsi 42",
        "loading_at": in_hours(1),
        "unloading_name": "Bakı",
        "unloading_address": "Atatürk prospekti 24",
        "unloading_at": in_hours(7),
        "documents": "E-qaimə-faktura GM 0001234",
    } | changes


def begin_as_carrier(visitor):
    """Begin a draft as the carrier; return its public id."""
    visitor.go("/cabinet/waybills/new")
    visitor.page.locator("[name=part][value=carrier]").check()
    turn(visitor.page, visitor.page.locator("main form button").first)
    return visitor.path.split("/")[3]


def fill(page, values):
    """Type into the fields of the editor."""
    for name, value in values.items():
        page.locator(f"[name='{name}']").fill(value)


def choose_fleet(page, *, truck=TRUCK, trailer=TRAILER, driver=DRIVER):
    """Choose package, vehicle, trailer and driver out of what is offered."""
    page.locator("[name='goods-0-package_type']").select_option("BX")
    for name, wanted in (("vehicle", truck), ("trailer1", trailer), ("driver", driver)):
        box = page.locator(f"[name={name}]")
        label = next(text for text in box.locator("option").all_inner_texts() if wanted in text)
        box.select_option(label=label)


def download(page, link, place):
    """Download what a link leads to."""
    with page.expect_download() as coming:
        link.click()
    coming.value.save_as(place)
    return place


def press_value(page, value):
    """Press the button of the editor that does `value`, whatever it is called."""
    turn(page, page.locator(f"main button[value='{value}']"))


def send_to(page, step):
    """Send the form that leads to a step of the waybill."""
    turn(page, page.locator(f"main form[action$='/{step}'] button").first)
