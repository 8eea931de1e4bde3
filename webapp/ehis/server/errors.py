"""What the administration of the servers refuses. Each names the field of its form, where there is one."""

from webapp.core.errors import Conflict, Invalid, NotFound, Unavailable
from webapp.core.text import _l


class AdministratorMissing(Invalid):
    """Nothing is saved before a server administrator is appointed (act 000, annex 2, 4.1.6; act 001, annex 3, 3.1.6)."""

    code = "administrator-missing"
    text = _l("Əvvəlcə server inzibatçısını təyin edin. İnzibatçı olmadan heç nə yadda saxlanılmır.")


class BadAddress(Invalid):
    """An address that no server of ours may have."""

    code = "bad-address"
    text = _l("Ünvan düzgün deyil.")


class BadMaterial(Invalid):
    """A file that is no certificate and no public key, or one that may not be used."""

    code = "bad-certificate"
    text = _l("Fayl sertifikat və ya açıq açar kimi oxunmur.")


class AlreadyEntered(Conflict):
    """The same certificate was entered before."""

    code = "certificate-entered"
    text = _l("Bu sertifikat artıq daxil edilib.")


class NoServerId(Invalid):
    """Keys and registration name the server, so it must have an identifier first."""

    code = "server-id-missing"
    text = _l("Əvvəlcə serverin kodunu daxil edin.")


class NoCentralServer(Invalid):
    """There is nobody to ask."""

    code = "central-server-missing"
    text = _l("Əvvəlcə mərkəzi serverin ünvanını daxil edin.")


class NoAuthority(Invalid):
    """A certificate cannot be checked without the Certificate Centre's."""

    code = "authority-missing"
    text = _l("Əvvəlcə Sertifikat Mərkəzinin sertifikatını daxil edin.")


class NoSuchKey(NotFound):
    """There is no such key."""

    code = "key-not-found"
    text = _l("Belə açar yoxdur.")


class WrongKeyState(Conflict):
    """The key is not in the state from which this step leads on."""

    code = "key-state"
    text = _l("Açarın vəziyyəti bu əməliyyata imkan vermir.")


class AlreadyAsked(Conflict):
    """The same request is still waiting at the central server."""

    code = "already-asked"
    text = _l("Bu sorğu artıq göndərilib və cavab gözləyir.")


class CentralServerFailed(Unavailable):
    """The central server did not answer, or not as it should; `why` says what happened, in words for an administrator."""

    code = "central-server-failed"
    text = _l("Mərkəzi server cavab vermədi.")


class UnknownThere(CentralServerFailed):
    """The central server knows nothing of a request of ours."""

    code = "request-unknown"
    text = _l("Mərkəzi server bu sorğunu tanımır. Sorğunu yenidən göndərin.")


class BadMapping(Invalid):
    """An adaptation that may not be, or that a sample does not bear out."""

    code = "bad-mapping"
    text = _l("Bu uyğunlaşdırma saxlanıla bilməz.")
