"""For whom a person acts: found in every request, chosen on a page, never believed without asking the tables."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from flask import url_for

from webapp.auth import api as auth
from webapp.cabinets.accounts import known_account
from webapp.cabinets.errors import NotYourParty
from webapp.cabinets.standings import Possibility, possibilities, possible
from webapp.core.actor import Actor, current_actor, set_actor
from webapp.core.azerbaijani import fold, sort_key
from webapp.core.registry import office_roles
from webapp.core.text import _l

OFFICE: Final = "office"
OFFICE_NAME: Final = _l("AYNA")
OURS: Final = frozenset({"AYNA", "Azərbaycan Yerüstü Nəqliyyat Agentliyi"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person can choose from: parties in the order to show, and the posts they hold, each with its authority."""

    parties: list[Possibility]
    posts: dict[str, str]

    @property
    def only_one(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.parties) + bool(self.posts) <= 1

    @property
    def authorities(self) -> str:
        """For whom the posts are held."""
        return _office_name(self.posts.values())

    @property
    def titles(self) -> list[str]:
        """What the posts are called."""
        return [str(role.title) for role in office_roles() if role.code in self.posts]


def identify() -> None:
    """Complete the actor that `auth` found: for whom, with which rights. The portal calls it in every request.

    When the chosen party is no longer theirs, the person keeps being signed in but holds no right until they choose.
    """
    actor = current_actor()
    if actor.account_id is None or actor.fin is None:
        return
    choice = auth.session_choice()
    set_actor(_in_office(actor) if choice.office else _for_party(actor, choice.party_id))


def choices(actor: Actor, search: str = "") -> Choices:
    """Return for whom `actor` may act today: oneself first, then by name; `search` narrows by name or number."""
    if actor.account_id is None or actor.fin is None:
        return Choices([], {})
    wanted = fold(search)
    found = [item for item in possibilities(actor.account_id, actor.fin) if _matches(item, wanted)]
    found.sort(key=lambda item: (not item.standing.own, sort_key(item.name)))
    return Choices(found, auth.staff_posts(actor.account_id))


def lead(account_id: int, wanted: str) -> str | None:
    """Lead a person who has a choice to it right after signing in, and on to `wanted` from there (auth's Landing)."""
    account = known_account(account_id)
    found = Choices(possibilities(account_id, account.fin), auth.staff_posts(account_id))
    return wanted if found.only_one else f"{url_for('cabinets.act_as')}?{urlencode({'next': wanted})}"


def choose(key: str, *, actor: Actor) -> Possibility | None:
    """Act for the party with the public id `key` from now on, or in the office (None). The session gets a new id.

    Raises NotYourParty unless the person may do so at this moment, whatever the page offered.
    """
    offered = choices(actor)
    if key == OFFICE and offered.posts:
        auth.choose(office=True)
        return None
    chosen = next((item for item in offered.parties if item.public_id == key), None)
    if chosen is None:
        raise NotYourParty
    auth.choose(party_id=chosen.party_id)
    return chosen


def _for_party(actor: Actor, chosen_id: int | None) -> Actor:
    found = possible(auth.rows_beside())
    own = next((item for item in found if item.standing.own), None)
    chosen = own if chosen_id is None else next((item for item in found if item.party_id == chosen_id), None)
    own_id = own.party_id if own else None
    if chosen is None:
        return replace(actor, person_party_id=own_id)
    return replace(
        actor,
        person_party_id=own_id,
        party_id=chosen.party_id,
        party_name=chosen.name,
        rights=chosen.rights,
    )


def _in_office(actor: Actor) -> Actor:
    own = next((item for item in possible(auth.rows_beside()) if item.standing.own), None)
    known = replace(actor, person_party_id=own.party_id if own else None)
    held = auth.staff_posts(actor.account_id or 0)
    posts = frozenset(held)
    codes = (item.code for role in office_roles() if role.code in posts for item in role.permissions)
    name = _office_name(held.values())
    return replace(known, office_roles=posts, rights=frozenset(codes), party_name=name) if posts else known


def _office_name(bodies: Collection[str]) -> str:
    """Return whom an official works for: the Agency by its short name, another authority by the name on the post."""
    others = dict.fromkeys(body for body in bodies if body not in OURS)
    names = (str(OFFICE_NAME), *others) if any(body in OURS for body in bodies) else tuple(others)
    return ", ".join(names)


def _matches(item: Possibility, wanted: str) -> bool:
    return not wanted or wanted in fold(item.name) or wanted.replace(" ", "") in fold(item.number)
