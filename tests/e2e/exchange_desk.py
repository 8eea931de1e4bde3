"""The operator's desk of the exchange, as people use it: cases are found in the queue, steps taken on their pages."""

import re

from tests.e2e.means import by_card, by_password

HEAD = "5GNL4M3"
QUEUE = "/office/connections"
CASE = re.compile(rf"{QUEUE}/[0-9A-Z]{{26}}")


def enter_office(visitor, *, by=by_password):
    """Sign in as the head of section, in the operator's office."""
    visitor.sign_in(HEAD, wanted=QUEUE, by=by)
    visitor.act_for("əməkdaşın iş yeri")
    visitor.go(QUEUE)


def open_case(visitor, name):
    """Go to the case of a body whose name or system holds `name`; remember its address."""
    page = visitor.go(f"{QUEUE}?q={name}")
    addresses = (link.get_attribute("href") for link in page.locator("main a").all())
    case = next(found for found in addresses if CASE.fullmatch(found or ""))
    page.goto(visitor.house.url + case)
    return case


def decide(visitor, place, act, *, proving=False, **typed):
    """Take a step of the case or service at `place`; with `proving` the portal asks who one is before."""
    page = visitor.go(f"{place}/{act}")
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value='{value}']").check()
        elif field.first.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill(value)
    visitor.press("Təsdiq et")
    if proving:
        visitor.prove(HEAD, by=by_card)


def all_met(page):
    """Say of every line of a check list that it is met."""
    for box in page.locator("main input[type=radio][value=met]").all():
        box.check()
