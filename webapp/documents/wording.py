"""Words and colours for how a document stands and for what was done to it."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.documents.kinds import Tone
from webapp.documents.life import ISSUE, Action, Status

WORDS: Final[dict[Status, Text]] = {
    Status.UPCOMING: _l("Hələ qüvvəyə minməyib"),
    Status.VALID: _l("Qüvvədədir"),
    Status.SUSPENDED: _l("Qüvvəsi dayandırılıb"),
    Status.REVOKED: _l("Ləğv edilib"),
    Status.EXPIRED: _l("Müddəti bitib"),
    Status.REPLACED: _l("Yenisi ilə əvəz edilib"),
}
TONES: Final[dict[Status, Tone]] = {
    Status.UPCOMING: "warning",
    Status.VALID: "success",
    Status.SUSPENDED: "danger",
    Status.REVOKED: "danger",
    Status.EXPIRED: "danger",
    Status.REPLACED: "danger",
}
DONE: Final[dict[str, Text]] = {
    ISSUE: _l("Verilib"),
    Action.SUSPEND: _l("Qüvvəsi dayandırılıb"),
    Action.RESTORE: _l("Qüvvəsi bərpa edilib"),
    Action.REVOKE: _l("Ləğv edilib"),
    Action.DUPLICATE: _l("Dublikat verilib"),
    Action.REPLACE: _l("Yenisi ilə əvəz edilib"),
}
