"""Demo data of this room: certificates of the demo drivers, good ones and bad ones."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.carriers.models import TrainingCertificate
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index

# FİN, name, training, state, days until the end
CERTIFICATES: Final = (
    ("2RSD4K7", "Rəşad Tofiq oğlu Məmmədov", "goods", "active", 500),
    ("2RSD4K7", "Rəşad Tofiq oğlu Məmmədov", "dangerous_goods", "active", -40),
    ("1RXN5B8", "Orxan Elman oğlu Nəbiyev", "passengers", "active", 800),
    ("3LVN6T9", "Elvin Nadir oğlu Babayev", "taxi", "suspended", 200),
    ("1XYZ2W3", "Fərid Mübariz oğlu Zeynalov", "goods", "revoked", 300),
)
YEARS_FIVE: Final = timedelta(days=1826)


def seed_papers() -> None:
    """Write certificates, inside the open transaction; nothing when there are some already."""
    if db.session().scalar(select(TrainingCertificate.id).limit(1)) is not None:
        return
    for count, (fin, name, training, state, days) in enumerate(CERTIFICATES, start=1):
        end = today() + timedelta(days=days)
        db.session().add(
            TrainingCertificate(
                number=f"XH-2024-{count:06}",
                fin=fin,
                fin_index=blind_index(fin),
                name=name,
                training=training,
                state=state,
                issued_on=end - YEARS_FIVE,
                valid_to=end,
                changed_at=now(),
            )
        )
