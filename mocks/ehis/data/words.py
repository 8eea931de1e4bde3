"""Names, places and makes from which invented records are put together."""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    """Return the words of `text`."""
    return tuple(text.split())


MALE: Final = _words(
    "Əli Vüqar Rauf Samir Elşən Kənan Nicat Ramin Tofiq Anar Fuad Emin Rövşən Ceyhun Azər Mahir Natiq Polad Rasim Toğrul "
    "Yusif Zakir Xəyal Qəhrəman Nurlan Pərviz Seymur Teymur Ülvi Cavid"
)
FEMALE: Final = _words(
    "Aynur Sevinc Lalə Nərgiz Gülnar Fidan Könül Şəbnəm Ülviyyə Zeynəb Nailə Xədicə Aytən Arzu Bənövşə Cəmilə Dilarə Elnarə "
    "Fatimə Günay İradə Jalə Kəmalə Məleykə Nuranə Pərvanə Ruhiyyə Səbinə Tamilla Vəfa"
)
FAMILIES: Final = _words(
    "Abbasov Ağayev Baxşəliyev Bayramov Cabbarov Cavadov Dadaşov Eyvazov Əhmədov Əsgərov Fətəliyev Hacıyev Hüseynov İbrahimov "
    "İsgəndərov Kazımov Qafarov Qurbanov Lətifov Mirzəyev Muradov Nağıyev Novruzov Paşayev Piriyev Qədirov Rəhimov Rzayev "
    "Sadıqov Səfərov Süleymanov Şahbazov Tağıyev Vahabov Xəlilov Yaqubov Yusifov Zamanov"
)
PLACES: Final = (
    "Bakı şəhəri, Binəqədi rayonu",
    "Bakı şəhəri, Sabunçu rayonu",
    "Bakı şəhəri, Yasamal rayonu",
    "Sumqayıt şəhəri",
    "Gəncə şəhəri",
    "Mingəçevir şəhəri",
    "Şəki şəhəri",
    "Lənkəran şəhəri",
    "Quba şəhəri",
    "Şirvan şəhəri",
    "Göyçay şəhəri",
    "Naxçıvan şəhəri",
)
STREETS: Final = _words(
    "Nizami Füzuli Nəsimi Xaqani Vaqif Sabir Azadlıq Neftçilər İstiqlaliyyət Bəstəkar Koroğlu Bahar Sahil Yasəmən"
)
FIRMS: Final = _words(
    "Araz Bərəkət Çinar Dəniz Ekspress Fəcr Gənclik Həyat İpək Kür Qartal Lider Mərcan Nəqliyyat Odlar Pərvaz Region Savalan "
    "Şərq Tərtər Ulduz Vətən Xudafərin Yolçu Zirvə Alov Buta Cənub Dayaq Etibar Fərat Göytəpə Hörmət İnam Karvan Qafqaz "
    "Ləpə Mil Nərgizava Orbita"
)
COLOURS: Final = ("ağ", "qara", "boz", "göy", "qırmızı", "yaşıl", "gümüşü")

TYPES: Final = {"N": "Yük avtomobili", "M": "Sərnişin avtomobili", "O": "Qoşqu"}
"""By the first letter of the category."""

# (category, make, model, tare kg, permissible maximum mass kg, seats)
MODELS: Final = (
    ("N3", "MAN", "TGX 18.510", 8_100, 18_000, 2),
    ("N3", "Mercedes-Benz", "Actros 1845", 7_900, 18_000, 2),
    ("N3", "Volvo", "FH 500", 8_000, 20_500, 2),
    ("N3", "KamAZ", "5490", 7_900, 19_100, 2),
    ("N2", "Isuzu", "NQR 90", 3_300, 9_500, 3),
    ("N2", "Hyundai", "HD78", 3_100, 7_800, 3),
    ("N1", "Ford", "Transit", 2_100, 3_500, 3),
    ("N1", "Gazelle", "NEXT", 1_950, 3_500, 3),
    ("O4", "Schmitz", "S.CS", 6_500, 39_000, 0),
    ("O4", "Krone", "Profi Liner", 6_300, 39_000, 0),
    ("O2", "Thule", "T4", 600, 2_600, 0),
    ("M3", "Iveco", "Crossway", 10_800, 18_000, 49),
    ("M3", "Isuzu", "Novociti", 5_400, 9_500, 27),
    ("M2", "Mercedes-Benz", "Sprinter 516", 3_200, 5_000, 18),
    ("M1", "Toyota", "Prius", 1_400, 1_800, 4),
    ("M1", "Hyundai", "Elantra", 1_300, 1_750, 4),
)
