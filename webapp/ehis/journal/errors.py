"""How reading the log can be refused."""

from webapp.core.errors import Conflict, Forbidden
from webapp.core.text import _l


class NotYetStamped(Conflict):
    """The message is younger than the last time stamp."""

    code = "not-yet-stamped"
    text = _l("Mesaja vaxt möhürü hələ vurulmayıb. Bir dəqiqədən sonra yenidən cəhd edin.")


class NotAReader(Forbidden):
    """Only persons named for the service read its messages (decision 118, annex 2, clause 3.8.4)."""

    code = "not-a-named-reader"
    text = _l("Bu servisin mesajlarını yalnız adı siyahıya yazılmış şəxslər oxuya bilər. Cəhdiniz qeydə alındı.")


class AlreadyAReader(Conflict):
    """The person is already named for the service."""

    code = "already-a-reader"
    text = _l("Bu şəxs həmin servis üçün artıq siyahıdadır.")
