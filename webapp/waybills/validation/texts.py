"""The sentence behind each finding's code; placeholders are filled with the finding's values."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.waybills.validation.situation import Finding

TEXTS: Final[dict[str, Text]] = {
    "consignor-missing": _l("Yükgöndərənin VÖEN-ini yazın."),
    "carrier-missing": _l("Daşıyıcının VÖEN-ini yazın."),
    "consignee-missing": _l("Yükalanın VÖEN-ini yazın."),
    "consignor-malformed": _l("Yükgöndərənin VÖEN-ində səhv var: rəqəmləri yoxlayın."),
    "carrier-malformed": _l("Daşıyıcının VÖEN-ində səhv var: rəqəmləri yoxlayın."),
    "consignee-malformed": _l("Yükalanın VÖEN-ində səhv var: rəqəmləri yoxlayın."),
    "consignor-unknown": _l("Yükgöndərənin adı reyestrdə hələ təsdiqlənməyib."),
    "carrier-unknown": _l("Daşıyıcının adı reyestrdə hələ təsdiqlənməyib. Bir az sonra yenidən cəhd edin."),
    "consignee-unknown": _l("Yükalanın adı reyestrdə hələ təsdiqlənməyib."),
    "consignor-absent": _l("Yükgöndərənin VÖEN-i reyestrdə yoxdur. Nömrəni yoxlayın."),
    "carrier-absent": _l("Daşıyıcının VÖEN-i reyestrdə yoxdur. Nömrəni yoxlayın."),
    "consignee-absent": _l("Yükalanın VÖEN-i reyestrdə yoxdur. Nömrəni yoxlayın."),
    "consignor-silent": _l("Reyestr cavab vermir: yükgöndərənin adı yenidən soruşulur."),
    "carrier-silent": _l("Reyestr cavab vermir: daşıyıcının adı yenidən soruşulur. Bir az sonra yenidən cəhd edin."),
    "consignee-silent": _l("Reyestr cavab vermir: yükalanın adı yenidən soruşulur."),
    "stop-consignee-missing": _l("Yükalan %(n)s: VÖEN-i yazın."),
    "stop-consignee-malformed": _l("Yükalan %(n)s: VÖEN-də səhv var, rəqəmləri yoxlayın."),
    "stop-consignee-unknown": _l("Yükalan %(n)s: adı reyestrdə hələ təsdiqlənməyib."),
    "stop-place-missing": _l("Yükalan %(n)s: boşaltma yerini və ünvanını yazın."),
    "stop-time-missing": _l("Yükalan %(n)s: çatdırılma vaxtını göstərin."),
    "stop-without-goods": _l("Yükalan %(n)s: ona gedən yük sətri yoxdur."),
    "stop-before-loading": _l("Yükalan %(n)s: çatdırılma yükləmədən sonra olmalıdır."),
    "carrier-suspended": _l("Daşıyıcının fəaliyyəti dayandırılıb: bərpa olunana qədər yük daşıya bilməz."),
    "carrier-suspended-until": _l(
        "Daşıyıcının fəaliyyəti %(day)s tarixinədək dayandırılıb: o vaxtadək yük daşıya bilməz."
    ),
    "consignor-is-consignee": _l("Yükgöndərən və yükalan eynidir. Bu, yalnız daxili yerdəyişmədə mümkündür."),
    "looks-repeated": _l("Son bir saatda eyni nəqliyyat vasitəsi və eyni yük üçün qaimə artıq tərtib edilib."),
    "goods-missing": _l("Ən azı bir yük sətri yazın."),
    "nature-missing": _l("Sətir %(line)s: yükün adını yazın."),
    "gross-missing": _l("Sətir %(line)s: brutto çəkini yazın."),
    "gross-not-positive": _l("Sətir %(line)s: brutto çəki sıfırdan böyük olmalıdır."),
    "net-above-gross": _l("Sətir %(line)s: netto çəki sıfırdan az və bruttodan çox ola bilməz."),
    "total-differs": _l("Yazdığınız ümumi çəki (%(total)s kq) sətirlərin cəmindən (%(counted)s kq) fərqlənir."),
    "package-type-missing": _l("Sətir %(line)s: qablaşdırmanın növünü seçin."),
    "packages-missing": _l("Sətir %(line)s: yer sayını yazın. Yalnız tökmə yükdə yer sayı olmur."),
    "marks-missing": _l("Sətir %(line)s: markalanma göstərilməyib."),
    "hs-malformed": _l("Sətir %(line)s: XİF MN kodu 4, 6, 8 və ya 10 rəqəmdən ibarətdir."),
    "hs-missing": _l("Sətir %(line)s: XİF MN kodu göstərilməyib."),
    "loading-place-missing": _l("Yükləmə yerini yazın."),
    "unloading-place-missing": _l("Boşaltma yerini yazın."),
    "loading-time-missing": _l("Yükləmənin vaxtını göstərin."),
    "unloading-time-missing": _l("Çatdırılmanın vaxtını göstərin."),
    "unloading-address-missing": _l("Boşaltma yerinin ünvanını yazın."),
    "places-equal": _l("Yükləmə və boşaltma yerləri eynidir."),
    "unloading-before-loading": _l("Çatdırılma yükləmədən sonra olmalıdır."),
    "loading-past": _l("Yükləmənin vaxtı keçib. Yeni vaxt göstərin."),
    "loading-far": _l("Yükləməyə 30 gündən çox qalır."),
    "vehicle-missing": _l("Nəqliyyat vasitəsini seçin."),
    "vehicle-unknown": _l("%(plate)s daşıyıcının nəqliyyat vasitələri arasında tapılmadı."),
    "vehicle-unread": _l(
        "%(plate)s hələ yoxlanılmayıb: daşıyıcının nəqliyyat vasitələri o, portala daxil olanda reyestrdən soruşulur."
    ),
    "trailer-unread": _l(
        "%(plate)s qoşqusu hələ yoxlanılmayıb: daşıyıcının qoşquları o, portala daxil olanda reyestrdən soruşulur."
    ),
    "vehicle-is-trailer": _l("%(plate)s qoşqudur, özüyeriyən nəqliyyat vasitəsi seçin."),
    "trailer-unknown": _l("%(plate)s qoşqusu daşıyıcının nəqliyyat vasitələri arasında tapılmadı."),
    "trailer-is-vehicle": _l("%(plate)s qoşqu deyil."),
    "trailer-repeated": _l("Eyni qeydiyyat nişanı iki dəfə seçilib."),
    "vehicle-not-registered": _l("%(plate)s qeydiyyatda deyil və ya qeydiyyatı dayandırılıb."),
    "right-expired": _l(
        "%(plate)s: icarə, istifadə və ya etibarnamə %(day)s tarixində bitir, yükləmə günü bu vasitədən istifadə olunmur."
    ),
    "right-ends-on-the-way": _l("%(plate)s: icarə, istifadə və ya etibarnamə yolda, %(day)s tarixində bitir."),
    "inspection-unknown": _l("%(plate)s: texniki baxışın müddəti məlum deyil."),
    "inspection-expired": _l("%(plate)s: texniki baxışın müddəti %(day)s tarixində bitib."),
    "inspection-ends-on-the-way": _l("%(plate)s: texniki baxışın müddəti yolda, %(day)s tarixində bitir."),
    "insurance-unknown": _l("%(plate)s: icbari sığortanın müddəti məlum deyil."),
    "insurance-expired": _l("%(plate)s: icbari sığortanın müddəti %(day)s tarixində bitib."),
    "insurance-ends-on-the-way": _l("%(plate)s: icbari sığortanın müddəti yolda, %(day)s tarixində bitir."),
    "overload": _l("Yük (%(gross)s kq) icazə verilən yükgötürmədən (%(payload)s kq) ağırdır."),
    "nearly-full": _l("Yük (%(gross)s kq) icazə verilən yükgötürmənin (%(payload)s kq) 95 faizindən çoxdur."),
    "vehicle-busy": _l("%(plate)s hazırda başqa daşıyıcının qaiməsi üzrə yoldadır."),
    "vehicle-shared": _l("%(plate)s hazırda sizin başqa qaiməniz üzrə yoldadır."),
    "driver-missing": _l("Sürücünü daşıyıcı seçir: qaiməni ona göndərin və ya sürücünü seçin."),
    "driver-unknown": _l("Seçilmiş sürücü daşıyıcının işçiləri arasında tapılmadı."),
    "licence-unknown": _l("Sürücülük vəsiqəsi haqqında məlumat hələ alınmayıb."),
    "licence-withdrawn": _l("Sürücülük vəsiqəsi qüvvədə deyil: dayandırılıb və ya geri alınıb."),
    "licence-expired": _l("Sürücülük vəsiqəsinin müddəti %(day)s tarixində bitib."),
    "licence-ends-on-the-way": _l("Sürücülük vəsiqəsinin müddəti yolda, %(day)s tarixində bitir."),
    "licence-category": _l("Bu nəqliyyat vasitəsi üçün sürücünün %(category)s kateqoriyası olmalıdır."),
    "nothing-received": _l("Heç nə təhvil alınmayıb: miqdarı yazın və ya yükdən imtina edin."),
    "delivered-lines-differ": _l("Təhvil alınan sətirlərin sayı qaimədəki ilə eyni deyil."),
    "delivered-above-accepted": _l("Sətir %(line)s: təhvil alınan miqdar 0 ilə %(accepted)s arasında olmalıdır."),
    "stored-above-aboard": _l("Sətir %(line)s: miqdar 0 ilə %(most)s arasında olmalıdır."),
    "nothing-stored": _l("Heç olmasa bir sətirdə miqdar yazın."),
    "all-stored": _l("Bütün yükü qoyursunuzsa, “Anbara qoy” addımını seçin."),
    "difference-unexplained": _l("Az təhvil alınıb: fərqin səbəbini yazın."),
}


def text_of(finding: Finding) -> str:
    """Return the sentence for people, in the language of the moment."""
    return str(TEXTS[finding.code]) % dict(finding.values)
