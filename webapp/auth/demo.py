"""Posts of the demonstration's people, at the operator and at the authorities that are asked."""

from typing import Final

OPERATOR: Final = "Azərbaycan Yerüstü Nəqliyyat Agentliyi"
POSTS: Final = (
    ("2ZAR9W1", "case_officer"),
    ("5GNL4M3", "head_of_section"),
    ("7FAQ6P2", "inspector"),
    ("3SMR8V7", "translator"),
    ("9MHR5Y2", "auditor"),
    ("6VSL3G4", "operator_admin"),
    ("6VSL3G4", "register_operator"),
    ("4LQR2J5", "assessor"),
    ("7FAQ6P2", "road_police"),
    ("4LQR2J5", "road_agency"),
    ("5GNL4M3", "archivist"),
    ("2ZAR9W1", "archivist"),
    ("2ZAR9W1", "accountant"),
    ("2ZAR9W1", "text_reviewer_az"),
    ("2ZAR9W1", "text_reviewer_en"),
    ("2ZAR9W1", "text_reviewer_ru"),
    ("2ZAR9W1", "letters_officer"),
    ("5GNL4M3", "letters_head"),
    ("7FAQ6P2", "letters_officer"),
    ("8RNA7X9", "letters_officer"),
    ("6VSL3G4", "servants_operator"),
    ("5GNL4M3", "servants_owner"),
    ("9MHR5Y2", "servants_reader"),
)
BODIES: Final = {
    "road_police": "Daxili İşlər Nazirliyi, Baş Dövlət Yol Polisi İdarəsi",
    "road_agency": "Azərbaycan Avtomobil Yolları Dövlət Agentliyi",
    "servants_operator": "Dövlət İmtahan Mərkəzi",
    "servants_owner": "Azərbaycan Respublikası Prezidentinin Administrasiyası",
    "servants_reader": "Xüsusi Rabitə və İnformasiya Təhlükəsizliyi Dövlət Xidməti",
}
"""Posts at other authorities; the rest are the operator's."""
ELSEWHERE: Final = {
    ("7FAQ6P2", "letters_officer"): BODIES["road_police"],
    ("8RNA7X9", "letters_officer"): "Milli Arxiv İdarəsi",
}
"""Posts of which each authority has its own."""
