"""For the demonstration: a server administrator, the server's name, the central server and the certificates of both."""

from typing import Final

from webapp.core.actor import SYSTEM
from webapp.ehis.server.addresses import central_addresses, server_id
from webapp.ehis.server.administrator import Appointment, administrator, appoint
from webapp.ehis.server.entered import AUTHORITY, CENTRAL, enter
from webapp.ehis.server.place import place
from webapp.ehis.server.versions import CENTRAL_SERVERS, SERVER_ID, change

DEMO: Final = Appointment(
    name="Samirə Vəliyeva",
    fin="3SMR8V7",
    post="Server inzibatçısı",
    phone="+994 12 000 01 17",
    document="14.09.2026 tarixli 117 nömrəli əmr",
)
CODE: Final = "kabinet-1"


def seed_server() -> None:
    """Appoint the demo administrator and enter what an installation enters, once. Needs an open transaction."""
    if administrator() is not None:
        return
    appoint(DEMO, actor=SYSTEM)
    settings = place()
    change(SERVER_ID, server_id(CODE), actor=SYSTEM)
    change(CENTRAL_SERVERS, "\n".join(central_addresses(settings.ehis_url)), actor=SYSTEM)
    for kind, path in ((AUTHORITY, settings.ehis_ca), (CENTRAL, settings.ehis_ca.parent / "registers.pem")):
        if path.exists():
            enter(kind, path.read_bytes(), actor=SYSTEM)
