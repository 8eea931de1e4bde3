"""What a validator must never send becomes a security incident: a revoked one, a foreign key, a number used twice."""

from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.text import Text, _, _l, in_language
from webapp.incidents.api import Account, register_automatic
from webapp.transport_card.errors import BatchReused, DeviceRevoked, SignatureRefused
from webapp.transport_card.models import Device

WHAT: Final[dict[str, Text]] = {
    DeviceRevoked.code: _l("qeydiyyatı ləğv edilmiş validator paket göndərib: cihaz oğurlanmış ola bilər"),
    SignatureRefused.code: _l("paketin imzası validatorun açarı ilə uyğun gəlmir"),
    BatchReused.code: _l("bir nömrə ilə iki fərqli paket gəlib: açarın surəti çıxarılmış ola bilər"),
}


def raise_alarm(code: str, device: str) -> None:
    """Register what happened in the name of a registered validator, once a day for its cause."""
    if db.session().scalar(select(Device.id).where(Device.code == device)) is None:
        return
    with in_language("az"):
        title = _("Validator %(device)s ilə bağlı təhlükəsizlik hadisəsi", device=device)
        told = Account(
            kind="security",
            severity="medium",
            title=title,
            description=str(WHAT[code]),
            services=["portal"],
            attempt=True,
        )
        register_automatic(told, key=f"{code}:{device}", actor=SYSTEM)
