"""Words for what proposals keep as codes."""

from typing import Final

from webapp.core.text import Text, _l

POLICIES: Final[dict[str, Text]] = {
    "none": _l("Heç nə: adsız bilet"),
    "name": _l("Adı və soyadı"),
    "document": _l("Adı, soyadı və sənədinin nömrəsi"),
}
STATES: Final[dict[str, tuple[Text, str]]] = {
    "waiting": (_l("İkinci şəxsin qərarını gözləyir"), "warning"),
    "approved": (_l("Təsdiq edilib"), "success"),
    "refused": (_l("Rədd edilib"), "danger"),
    "withdrawn": (_l("Geri götürülüb"), "neutral"),
}
YES, NO = _l("Bəli"), _l("Xeyr")
STEPS: Final[dict[str, Text]] = {
    "tickets.rule_proposed": _l("Satış qaydası təklif edildi"),
    "tickets.rule_approved": _l("Satış qaydası təsdiq edildi"),
    "tickets.rule_refused": _l("Satış qaydası rədd edildi"),
    "tickets.rule_withdrawn": _l("Satış qaydasının təklifi geri götürüldü"),
    "tickets.rule_applied": _l("Satış qaydası qüvvəyə mindi"),
}
