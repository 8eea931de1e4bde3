"""What is said of kinds of services that another body gives by its own knowledge: where they are really given.

A calculator, a queue or a register of another body is not made up here: its formulas, days and data are the body's.
"""

from typing import Final

from webapp.core.text import Text, _l

CALCULATOR: Final = _l(
    "Hesablamanın düsturunu və məbləğlərini orqan özü müəyyən edir və dəyişir. Portal rəqəm hesablamır: hesablama orqanın saytında aparılır."
)
TEST: Final = _l("Sualları və nəticəni orqan verir: test orqanın saytında keçirilir.")
LOOK_UP: Final = _l("Axtarılan məlumat orqanın öz reyestrindədir: nömrə və ya ad orqanın saytında yoxlanılır.")
SALE: Final = _l("Satışda olanların siyahısı, qiymətlər və biletlər orqanın saytındadır.")
QUEUE: Final = _l(
    "Növbə günlərini və saatlarını orqan özü verir: növbə orqanın saytında tutulur, köçürülür və ləğv edilir."
)
WINDOW: Final = _l(
    "Təşkilatın reyestr məlumatı bu portalda rəhbərin elektron kabinetində görünür; sənədlər Ədliyyə Nazirliyinə təqdim olunur."
)
PAYMENT: Final = _l("Borcu və məbləği orqan özü müəyyən edir; ödəniş ASAN ödəniş sistemində orqanın hesabına aparılır.")
OF_OTHERS: Final[dict[str, Text]] = {
    "4.7": TEST,
    "5.6": TEST,
    "5.12": CALCULATOR,
    "5.13": CALCULATOR,
    "5.15": QUEUE,
    "6.4": SALE,
    "7.4": QUEUE,
    "9.8": WINDOW,
    "16.18": SALE,
    "20.11": PAYMENT,
    "20.12": LOOK_UP,
    "20.15": LOOK_UP,
    "28.3": SALE,
    "28.4": SALE,
    "32.7": CALCULATOR,
    "32.12": PAYMENT,
    "32.19": LOOK_UP,
    "33.10": PAYMENT,
    "40.1": LOOK_UP,
    "40.2": PAYMENT,
    "40.3": PAYMENT,
    "41.1": PAYMENT,
}
SERVICE_CODES: Final = {
    "20.11": "2001100",
    "32.12": "3201200",
    "33.10": "3301000",
    "40.2": "4000200",
    "40.3": "4000200",
    "41.1": "4100100",
}
"""Seven digits by which ASAN ödəniş knows what is paid to other bodies. Its list is not published: these are assumed."""
