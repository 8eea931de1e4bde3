"""The loop of one place: take a batch up, hand it over, note what came of it, until nothing is due or the time is over."""

from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import Final

from flask import current_app

from webapp.core.transaction import transaction
from webapp.notifications.delivering.claiming import claim
from webapp.notifications.delivering.composing import compose
from webapp.notifications.delivering.lanes import (
    keep_lane,
    leave_lane,
    note_health,
    note_trouble,
    state_of,
    take_lane,
)
from webapp.notifications.delivering.settling import Verdict, settle
from webapp.notifications.gateways import TAKEN, MessagingAway, hand_over
from webapp.notifications.push.batch import send_batch

MOST: Final = {"sms": 100, "email": 40, "push": 24}
"""How many at once: of push so many that all are over, each as slow as can be, before somebody else takes them up."""
ONE_TAKES_ALL: Final = frozenset({"sms", "email"})
"""Channels that rest when nobody answers. A device is woken at a place that its owner names, and each such place rests alone."""
BUDGET: Final = 20.0
"""Seconds that one job works before it lets others have their turn."""


def drain(channel: str) -> bool:
    """Send what is due by the channel, as far as there is a free place; return whether something was done."""
    with transaction():
        holder = take_lane(channel)
    if holder is None:
        return False
    until, done = monotonic() + BUDGET, False
    try:
        while monotonic() < until and _one_batch(channel, holder):
            done = True
    finally:
        with suppress(Exception), transaction():  # a place that is not given back is free again after a minute
            leave_lane(channel, holder)
    return done


def _one_batch(channel: str, holder: str) -> bool:
    """Send one batch; return whether there may be more."""
    with transaction():
        trying, closed = state_of(channel)
        ids = [] if closed else claim(channel, 1 if trying else MOST[channel])
        if ids:
            keep_lane(channel, holder)
    if not ids:
        return False
    verdicts = send_batch(ids) if channel == "push" else _sent(ids)
    with transaction():
        settle(verdicts, final=channel == "push")
        if channel in ONE_TAKES_ALL:
            _note_how_it_is(channel, verdicts, trying=trying)
    return True


def _note_how_it_is(channel: str, verdicts: Sequence[Verdict], *, trying: bool) -> None:
    away = sum(1 for one in verdicts if one.what == "away")
    if away and away == len(verdicts):
        note_trouble(channel)
    elif trying or away < len(verdicts):
        note_health(channel)


def _sent(ids: Sequence[int]) -> list[Verdict]:
    with transaction(read_only=True):
        ready, over = compose(ids)
    if not ready:
        return over
    base_url = current_app.settings.messaging_url  # type: ignore[attr-defined] # Portal has settings
    try:
        outcomes = hand_over([one.message for one in ready], base_url=base_url)
    except MessagingAway as error:
        return [*over, *(Verdict(one.id, "away", str(error), one.attempts) for one in ready)]
    return [
        *over,
        *(
            Verdict(one.id, "taken" if why == TAKEN else "refused", why, one.attempts, one.parts)
            for one, why in zip(ready, outcomes, strict=True)
        ),
    ]
