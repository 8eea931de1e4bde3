"""What the demo's papers say."""

from typing import Any, Final

PERSON: Final = {
    "name": "Məmmədov Elçin Rauf oğlu",
    "work_phone": "+994 12 555 00 11",
    "mobile_phone": "+994 50 555 00 11",
    "email": "elchin@example.az",
}
FORM1: Final[dict[str, Any]] = {
    "about": "Nümunə üçün doldurulmuş müraciət.",
    "basis_act": "Nazirlər Kabinetinin 2014-cü il 1 may tarixli 118 nömrəli qərarı",
    "extract": "FMİS-2026/114",
    "assessed_on": "02.11.2026",
    "opinion": "positive",
    "contact": PERSON,
    "support": [
        PERSON,
        {**PERSON, "name": "Quliyeva Nərmin Akif qızı", "email": "narmin@example.az"},
    ],
    "official_name": "Əhmədov Samir Vaqif oğlu",
    "official_post": "İdarə rəisinin müavini",
}
FORM2: Final[dict[str, Any]] = {
    "basis": "Nazirlər Kabinetinin 2014-cü il 1 may tarixli 118 nömrəli qərarı",
    "email": "info@example.az",
    "phone": "+994 12 555 00 11",
    "official_name": "Əhmədov Samir Vaqif oğlu",
    "services": [
        {
            "title": "Avtobus cədvəli",
            "regulation": "15202210400177",
            "responsible": "Məmmədov Elçin Rauf oğlu",
            "phone": "+994 12 555 00 11",
        }
    ],
}
SCHEMA: Final = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:bus">
  <xs:element name="busSchedule"><xs:complexType><xs:sequence>
    <xs:element name="route" type="xs:string"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
CONTRACT: Final = {
    "administrator_name": "Məmmədov Elçin Rauf oğlu",
    "administrator_phone": "+994 50 555 00 11",
    "structure": SCHEMA,
    "restricted": "Fərdi məlumatlar yalnız xidməti vəzifənin icrası üçün sorğulanır və üçüncü şəxsə verilmir.",
    "additional": "Sorğuların həddi saniyədə 60-dır.",
}
DESCRIPTION: Final[dict[str, Any]] = {
    "code": "busSchedule",
    "structure": SCHEMA,
    "test_data": "route=101 → 08:00, 12:00, 18:00\nroute=999 → tapılmadı",
    "clients": ["AZ/GOV/POLICE/checks"],
    "archive_what": "Sorğu və cavabın tam mətni, imzası, vaxtı",
    "archive_days": 1095,
    "archive_readers": ["4LQR2J5 Məmmədov Elçin Rauf oğlu – sorğular və cavablar"],
}
OFFICIALS: Final = (
    ("7FAQ6P2", "Rüstəmov Faiq Zahid oğlu", "Növbətçi müfəttiş"),
    ("4LQR2J5", "Axundov İlqar Cavad oğlu", "Baş mütəxəssis"),
)
USED: Final = (
    "carrierStatus Daşıyıcının vəziyyəti",
    "permitCardByPlate Buraxılış kartı (qeydiyyat nişanı üzrə)",
    "waybillByNumber Əmtəə-nəqliyyat qaiməsi (nömrə üzrə)",
    "waybillsByPlate Nəqliyyat vasitəsinin qüvvədə olan qaimələri",
    "tripPassengers Reysin sərnişin sayı",
)
