"""Two versions of a draft side by side: only what differs, in the words of the editor."""

from typing import Any

from webapp.core.text import _
from webapp.waybills.content import GoodsRow, WaybillContent
from webapp.waybills.document_data import moment, quantity


def differing_rows(mine: WaybillContent, saved: WaybillContent) -> list[dict[str, str]]:
    """Return rows {label, mine, saved} of what differs, for the component that compares two versions."""
    left, right = _flat(mine), _flat(saved)
    labels = [*left, *(label for label in right if label not in left)]
    rows = [{"label": label, "mine": left.get(label, ""), "saved": right.get(label, "")} for label in labels]
    return [row for row in rows if row["mine"] != row["saved"]]


def _flat(content: WaybillContent) -> dict[str, str]:
    found: dict[str, Any] = {
        _("Yükgöndərən"): content.consignor.number,
        _("Daşıyıcı"): content.carrier.number,
        _("Yükalan"): content.consignee.number,
        _("Ümumi çəki, kq"): quantity(content.total_gross_kg),
        _("Nəqliyyat vasitəsi"): content.vehicle.plate,
        _("Qoşqu"): ", ".join(trailer.plate for trailer in content.trailers),
        _("Sürücü"): content.driver.name or content.driver.ref,
        _("Yüklə verilən sənədlər"): ", ".join(content.documents),
        _("Plomblar"): ", ".join(content.seals),
        _("Göstərişlər"): content.instructions,
        _("Qeydlər"): content.remarks,
        _("Daxili yerdəyişmə"): _("Bəli") if content.internal else _("Xeyr"),
    }
    for title, place in ((_("Yükləmə"), content.loading), (_("Boşaltma"), content.unloading)):
        found[title] = ", ".join(part for part in (place.name, place.address, moment(place.planned_at)) if part)
    for index, row in enumerate(content.goods, start=1):
        found[_("Yük, sətir %(line)s", line=index)] = _goods(row)
    return found


def _goods(row: GoodsRow) -> str:
    parts = (
        row.nature,
        row.hs_code,
        row.package_type,
        str(row.packages or ""),
        row.marks,
        quantity(row.gross_kg),
        quantity(row.net_kg),
        quantity(row.volume_m3),
    )
    return ", ".join(part for part in parts if part)
