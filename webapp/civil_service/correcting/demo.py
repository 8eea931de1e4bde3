"""A correction of the demonstration: İlqar says that his post began on another day, and the ministry has to answer."""

from typing import Final

from sqlalchemy import select

from webapp.civil_service.correcting.filing import Claim, filed
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.queries import record_of, servant_by_fin
from webapp.core import db
from webapp.core.actor import Actor

FIN: Final = "4LQR2J5"
RIGHT: Final = "31 yanvar 2022"
WORDS: Final = "Əmrin 2-ci bəndində vəzifəyə başlama günü 31 yanvar 2022-ci il göstərilib."


def seed_corrections() -> None:
    """File the correction; nothing when there is one, or when the servant has no record."""
    servant = servant_by_fin(FIN)
    if servant is None or db.session().scalar(select(ServiceCorrection.id).limit(1)) is not None:
        return
    posts = record_of(servant.id, groups=("post",)).of("post")
    fact = next((one for one in posts if one.content["holding"] == "main" and one.valid_to is None), None)
    if fact is None:
        return
    claim = Claim(group=fact.group, fact=fact, field="valid_from", right=RIGHT, words=WORDS)
    filed(servant, claim, None, actor=Actor(account_id=None, name=servant.full_name, fin=FIN))
