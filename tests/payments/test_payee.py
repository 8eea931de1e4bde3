"""To whom one pays: bank details on the invoice, the service, its regulation and the receipt; others' fees at the right payee."""

import pytest

from tests.payments.test_paying import back, begin, page_of
from webapp.catalogue.elsewhere import SERVICE_CODES
from webapp.catalogue.law import list_of_the_act
from webapp.catalogue.offer import fees_on, offers
from webapp.catalogue.queries import listed
from webapp.core.clock import today
from webapp.core.transaction import transaction


def test_an_open_invoice_names_the_account_and_the_service_code(client, owed):
    words = client.open(page_of(owed)).words
    assert ("AZ41NABZ01360000000003944" in words, "8104001" in words) == (True, True)


def test_the_receipt_names_the_payee(client, asan, owed):
    begin(client, owed)
    asan.pay()
    back(client, owed)
    assert "Azərbaycan Yerüstü Nəqliyyat Agentliyi" in client.open(f"{page_of(owed)}/receipt").words


def test_a_paid_service_says_amount_basis_bank_details_and_ways(client, world):
    with transaction(read_only=True):
        offer = next(each for each in offers() if fees_on(each, today()))
    for path in ("", "/regulation"):
        words = client.open(f"/services/{offer.code}{path}").words
        assert "AZ41NABZ01360000000003944" in words
        assert "ASAN ödəniş, bank kartı ilə onlayn" in words


NAMES = {row["no"]: body["name"] for body in list_of_the_act()["authorities"] for row in body["services"]}


@pytest.mark.parametrize("no", SERVICE_CODES)
def test_what_is_paid_to_another_body_leads_to_the_page_of_that_payee(client, asan, no):
    with transaction(read_only=True):
        code = listed(no).code
    shown = client.open(f"/services/{code}")
    address = shown.link("ASAN ödənişdə ödə")
    assert address == f"{asan.url}/services/{SERVICE_CODES[no]}"
    payee = asan.app_client().get(address.removeprefix(asan.url)).text
    assert NAMES[no].split()[0].strip("«»") in payee
