"""Kinds of packages: the codes of UN/ECE Recommendation 21 (revision 12) that domestic road carriage uses."""

from typing import Final

from webapp.core.text import Text, _l

PACKAGES: Final[dict[str, Text]] = {
    "BX": _l("Qutu"),
    "CT": _l("Karton qutu"),
    "CR": _l("Yeşik (qəfəsəli)"),
    "CS": _l("Yeşik"),
    "PX": _l("Palet"),
    "BG": _l("Torba"),
    "SA": _l("Kisə"),
    "DR": _l("Çəllək (metal)"),
    "BA": _l("Çəllək"),
    "CN": _l("Konteyner"),
    "RO": _l("Rulon"),
    "BE": _l("Bağlama"),
    "JY": _l("Kanistr"),
    "TK": _l("Çən"),
    "CY": _l("Balon"),
    "NE": _l("Qablaşdırılmamış"),
    "VR": _l("Tökmə, dənəvər"),
    "VY": _l("Tökmə, narın"),
    "VO": _l("Tökmə, iri parçalı"),
    "VS": _l("Tökmə, metal qırıntısı"),
    "VL": _l("Tökmə, maye"),
    "VQ": _l("Tökmə, mayeləşdirilmiş qaz"),
    "VG": _l("Tökmə, qaz"),
}
