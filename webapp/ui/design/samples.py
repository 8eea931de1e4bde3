"""Invented data for the design page: plain values of the shapes that the components take."""

from typing import Any

from webapp.core.text import _

Rows = list[dict[str, Any]]


def tasks() -> Rows:
    """Return a task in every status."""
    return [
        {"title": _("Tərəflər"), "href": "#tasks", "status": "done"},
        {"title": _("Yük"), "href": "#tasks", "status": "doing", "hint": _("3 sətirdən 2-si doldurulub")},
        {"title": _("Avtomobil və sürücü"), "href": "#tasks", "status": "error"},
        {"title": _("Yükləmə və boşaltma yerləri"), "href": "#tasks", "status": "todo"},
        {"title": _("İmzalamaya göndərmək"), "status": "blocked"},
    ]


def stops() -> Rows:
    """Return the way of a waybill, with every state."""
    return [
        {"title": _("Qaralama hazırlandı"), "when": "22.11.2026, 09:12", "by": "Leyla Əliyeva"},
        {
            "title": _("İmza rədd edildi"),
            "when": "22.11.2026, 09:20",
            "text": _("Sertifikatın müddəti bitib."),
            "state": "problem",
        },
        {"title": _("Yükgöndərən imzaladı"), "when": "22.11.2026, 09:41", "by": "Göyçay Meyvə MMC"},
        {"title": _("Yoldadır"), "when": "22.11.2026, 11:05", "by": "Rəşad Məmmədov", "state": "current"},
        {"title": _("Təhvil verilməsi"), "when": _("gözlənilir: 18:00"), "state": "future"},
    ]


def waybills() -> Rows:
    """Return rows of a table with a link, a tag and numbers."""
    states = [
        (_("Yoldadır"), "info"),
        (_("Təhvil verilib"), "success"),
        (_("Ləğv edilib"), "danger"),
        (_("Qaralama"), "neutral"),
    ]
    return [
        {
            "number": {"text": f"EQ-2026-00{1840 + index}", "href": "#tables"},
            "route": f"{start} – {end}",
            "plate": plate,
            "weight": weight,
            "state": {"text": word, "tone": tone},
        }
        for index, (start, end, plate, weight, (word, tone)) in enumerate(
            zip(
                ("Göyçay", "Bakı", "Xankəndi", "Lənkəran"),
                ("Bakı", "Sumqayıt", "Naxçıvan", "Balakən"),
                ("90-XY-101", "90-XY-102", "77-AA-007", "10-BB-555"),
                ("12 400", "850", "20 000", ""),
                states,
                strict=True,
            )
        )
    ]


def versions() -> Rows:
    """Return two versions of a draft that differ in one row."""
    return [
        {"label": _("Boşaltma yeri"), "mine": "Bakı, Keşlə, 4-cü anbar", "saved": "Sumqayıt, Sənaye parkı"},
        {"label": _("Sürücü"), "mine": "Rəşad Məmmədov", "saved": "Rəşad Məmmədov"},
    ]


def facts() -> list[tuple[str, str]]:
    """Return facts of a document."""
    return [(_("Avtomobil"), "90-XY-101"), (_("Etibarlılıq müddəti"), "31.12.2026"), (_("Verən orqan"), "AYNA")]


def answers() -> Rows:
    """Return answers to check, one of them very long."""
    return [
        {"key": _("Yükgöndərən"), "value": "Göyçay Meyvə MMC", "href": "#lists", "change": _("yükgöndərəni")},
        {"key": _("Yük"), "value": _("Təzə alma, 20 yeşik"), "href": "#lists", "change": _("yükü")},
        {"key": _("Qeyd"), "value": "BeynəlxalqMultimodalDaşımalarınTəşkiliVəƏlaqələndirilməsiİdarəsi-" * 2},
        {"key": _("Qoşqu"), "value": ""},
    ]


def places() -> list[dict[str, Any]]:
    """Return a menu with a badge."""
    return [
        {"label": _("Ana səhifə"), "href": "#navigation", "icon": "home", "current": True},
        {"label": _("Qaimələr"), "href": "#navigation", "icon": "file", "badge": 3},
        {"label": _("Avtomobillər"), "href": "#navigation", "icon": "truck"},
        {"label": _("Bildirişlər"), "href": "#navigation", "icon": "bell", "badge": 12},
        {"label": _("Profil"), "href": "#navigation", "icon": "user"},
        {"label": _("Kimin adından"), "href": "#navigation", "icon": "switch"},
    ]
