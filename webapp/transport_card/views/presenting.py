"""How cards look on pages: a card in a list, the facts of one, its statement."""

from typing import Any

from flask import request

from webapp.core.text import _, _n
from webapp.transport_card import accounts
from webapp.transport_card.forms import PeriodForm, TransferForm, choices
from webapp.transport_card.models import Card
from webapp.transport_card.queries import cards_of, on_its_way, payout_of, product_name, product_of, top_ups_of
from webapp.transport_card.statements import Period, page_of, period_typed
from webapp.transport_card.wording import KINDS, TOP_UPS, masked, state_of
from webapp.ui.filters import day, money

LIVE = ("active", "blocked")


def card_lines(cards: list[Card]) -> list[dict[str, Any]]:
    """Return the cards of a list, each with its balance."""
    balances = accounts.balances_of([one.id for one in cards])
    return [
        {
            "card": one,
            "name": one.name or str(KINDS[product_of(one).kind]),
            "number": masked(one),
            "state": state_of(one),
            "left": left_on(one, balances[one.id]),
        }
        for one in cards
    ]


def left_on(card: Card, balance: int) -> str:
    """Return what is left on a card: money, or rides."""
    return money(balance) if card.rides_left is None else _n("%(num)s gediş", "%(num)s gediş", card.rides_left)


def card_page(card: Card) -> dict[str, Any]:
    """Return what the page of a card shows, to its holder and to the office."""
    row, balance = product_of(card), accounts.balance_of(card.id)
    form = PeriodForm(request.args)
    period = period_of(form)
    arriving = [(one, TOP_UPS[one.state]) for one in top_ups_of(card.id, "pending", "reversed")[:5]]
    return {
        "card": card,
        "name": card.name or str(KINDS[row.kind]),
        "number": masked(card),
        "state": state_of(card),
        "live": card.state in LIVE,
        "money": card.rides_left is None,
        "left": left_on(card, balance),
        "balance": balance,
        "coming": on_its_way(card.id),
        "arriving": arriving,
        "facts": _facts(card),
        "period": form,
        "page": page_of(card, period, after=request.args.get("after")),
        "payout": payout_of(card.id),
        "virtual": row.kind == "virtual",
    }


def _facts(card: Card) -> list[tuple[str, str]]:
    row = product_of(card)
    until = day(card.expires_on) if card.expires_on else _("müddətsiz")
    facts = [(_("Növü"), product_name(row)), (_("Etibarlıdır"), until)]
    if row.top_up:
        facts.append((_("Kartda ən çox"), money(row.most_balance)))
    if row.negative:
        facts.append((_("Balans çatmasa"), _("bir gediş buraxılır (%(amount)s)", amount=money(row.negative))))
    facts.append(
        (_("Bağlananda qalıq"), _("qaytarılır") if row.refundable else _("qaytarılmır, başqa karta köçürülür"))
    )
    return facts


def period_of(form: PeriodForm) -> Period:
    """Return the days that were asked for; all of them where nothing usable was typed."""
    return period_typed(form.first.data, form.last.data) if form.validate() else Period()


def transfer_form(card: Card, *, filled: bool = True) -> TransferForm:
    """Return the form that moves the balance; its choices are the holder's other cards that take money."""
    form = TransferForm() if filled else TransferForm(formdata=None)
    others = [
        one
        for one in cards_of(card.party_id or 0)
        if one.id != card.id and one.state == "active" and product_of(one).top_up
    ]
    form.target.choices = choices(
        [(one.public_id, f"{one.name or KINDS[product_of(one).kind]} {masked(one)}") for one in others]
    )
    return form
