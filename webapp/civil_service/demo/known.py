"""The demonstration's own people as the register knows them: İlqar's whole record in three bodies, and his colleagues."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.civil_service.demo.bodies import AGENCY, EXAM_CENTRE, MINISTRY, POLICE, STATISTICS
from webapp.civil_service.values import Given

ILQAR: Final = "4LQR2J5"
CORRECTED: Final = "Böyük məsləhətçi"
"""The title of the post of which the first day was corrected later."""


@dataclass(frozen=True, slots=True)
class Known:
    """A demo person: FİN, names, sex, birth, post: body, unit, title, class, first day; rank."""

    fin: str
    family_name: str
    given_name: str
    patronymic: str
    sex: str
    birthdate: date
    voen: str
    unit: str
    title: str
    post_class: str
    since: date
    rank: str | None


PEOPLE: Final = (
    Known("8RNA7X9", "Cəfərova", "Rəna", "Hikmət", "f", date(1985, 9, 15), MINISTRY, "Kadrlar şöbəsi",
          "Kadrlar şöbəsinin müdiri", "a4", date(2020, 2, 3), "first"),
    Known("6VSL3G4", "Qasımov", "Vüsal", "Arif", "m", date(1981, 6, 6), EXAM_CENTRE, "Reyestr şöbəsi",
          "Baş məsləhətçi", "a5", date(2012, 5, 14), "first"),
    Known("5GNL4M3", "Mustafayeva", "Günel", "Rauf", "f", date(1980, 10, 2), AGENCY, "Daşımalar şöbəsi",
          "Şöbə müdiri", "a4", date(2016, 9, 1), "chief"),
    Known("2ZAR9W1", "Şirinov", "Zaur", "Fuad", "m", date(1986, 5, 9), AGENCY, "Daşımalar şöbəsi",
          "Baş məsləhətçi", "a5", date(2019, 3, 11), "second"),
    Known("3SMR8V7", "Vəliyeva", "Samirə", "Natiq", "f", date(1993, 1, 11), AGENCY, "Rəqəmsal xidmətlər şöbəsi",
          "Böyük məsləhətçi", "a6", date(2021, 6, 1), "third"),
    Known("9MHR5Y2", "Bağırova", "Mehri", "Sabir", "f", date(1977, 12, 29), STATISTICS, "Əmək statistikası şöbəsi",
          "Sektor müdiri", "a5", date(2010, 4, 5), "chief"),
)  # fmt: skip
SELF: Final = Known("4LQR2J5", "Axundov", "İlqar", "Cavad", "m", date(1978, 4, 27), MINISTRY,
                    "Nəqliyyat siyasəti şöbəsi", "Sektor müdiri", "a5", date(2022, 2, 1), "first")  # fmt: skip


def _order(number: str, day: date) -> dict[str, Any]:
    return {"order_number": number, "order_date": day}


def ilqar(bodies: dict[str, int]) -> list[tuple[str, Given]]:
    """Return İlqar's record as (VÖEN of who entered it, what was stated); `bodies` are the ids by VÖEN."""
    main = {"holding": "main"}
    return [
        (POLICE, Given(
            group="post", body_id=bodies[POLICE], valid_from=date(2012, 2, 1), valid_to=date(2016, 1, 31),
            content={"title": "Məsləhətçi", "unit": "Uçot şöbəsi", "post_class": "a7", "admission": "competition", **main},
            **_order("14/K", date(2012, 1, 30)))),
        (AGENCY, Given(
            group="post", body_id=bodies[AGENCY], valid_from=date(2016, 2, 10), valid_to=date(2022, 1, 31),
            content={"title": CORRECTED, "unit": "Nəzarət şöbəsi", "post_class": "a6", "admission": "transfer", **main},
            **_order("27-k", date(2016, 1, 29)))),
        (MINISTRY, Given(
            group="post", body_id=bodies[MINISTRY], valid_from=SELF.since,
            content={"title": SELF.title, "unit": SELF.unit, "post_class": "a5", "admission": "transfer", **main},
            **_order("01-112", date(2022, 1, 28)))),
        (MINISTRY, Given(
            group="post", body_id=bodies[MINISTRY], valid_from=date(2025, 7, 1), valid_to=date(2025, 9, 30),
            content={"title": "Şöbə müdiri", "unit": SELF.unit, "post_class": "a4", "admission": "appointment", "holding": "acting"},
            **_order("01-406", date(2025, 6, 27)))),
        (AGENCY, Given(group="rank", valid_from=date(2018, 2, 10), valid_to=date(2022, 8, 31),
                       content={"rank": "second"}, **_order("33-k", date(2018, 2, 9)))),
        (MINISTRY, Given(group="rank", valid_from=date(2022, 9, 1), content={"rank": "first", "card": "DM-004417"},
                         **_order("01-518", date(2022, 8, 30)))),
        (AGENCY, Given(group="training", valid_from=date(2019, 4, 8), valid_to=date(2019, 4, 19),
                       content={"subject": "Yol nəqliyyatında dövlət nəzarəti", "place": "Dövlət İdarəçilik Akademiyası",
                                "hours": 72, "paper": "DİA-19/0381"})),
        (MINISTRY, Given(group="training", valid_from=date(2024, 10, 14), valid_to=date(2024, 10, 18),
                         content={"subject": "Elektron xidmətlərin layihələndirilməsi", "hours": 36,
                                  "place": "Dövlət İdarəçilik Akademiyası", "paper": "DİA-24/1120"})),
        (MINISTRY, Given(group="attestation", valid_from=date(2023, 11, 20),
                         content={"kind": "attestation", "result": "tutduğu vəzifəyə uyğundur", "next_on": "2028-11-20"})),
        (MINISTRY, Given(group="incentive", valid_from=date(2024, 12, 27), content={
            "name": "Təşəkkür elan edilməsi", "merit": "Elektron qaimənin tətbiqində səmərəli fəaliyyətə görə"},
            **_order("01-870", date(2024, 12, 26)))),
        (MINISTRY, Given(group="leave", valid_from=date(2025, 8, 4), valid_to=date(2025, 8, 31), content={"kind": "annual"},
                         **_order("01-477-m", date(2025, 7, 25)))),
        (MINISTRY, Given(group="leave", valid_from=date(2026, 3, 9), valid_to=date(2026, 3, 13),
                         content={"kind": "mission", "place": "Gəncə şəhəri"}, **_order("01-140-e", date(2026, 3, 5)))),
    ]  # fmt: skip


def passed() -> list[tuple[str, Given]]:
    """Return what other registers passed about İlqar: (the register's code, what it said)."""
    return [
        ("TEHSIL", Given(group="education", valid_from=date(1995, 9, 1), valid_to=date(1999, 6, 30), content={
            "level": "bachelor", "institution": "Azərbaycan Texniki Universiteti",
            "speciality": "Nəqliyyatda daşımaların təşkili", "diploma": "B-104417"})),
        ("ADLIYYE", Given(group="family", valid_from=date(2004, 6, 12), content={"state": "married", "children": "2"})),
        ("SXCDX", Given(group="military", valid_from=date(1999, 7, 15), valid_to=date(2000, 7, 14),
                        content={"kind": "conscript", "rank": "sıravi"})),
        ("DIM", Given(group="language", valid_from=date(2021, 5, 16), content={
            "language": "ingilis dili", "level": "B2", "paper": "DİM-21/55120"})),
        ("DTX", Given(group="vetting", valid_from=date(2022, 3, 1), content={"level": "2-ci forma"})),
    ]  # fmt: skip
