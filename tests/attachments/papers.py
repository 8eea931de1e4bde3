"""Papers that are made for the tests: certificates as pictures and PDFs, with the slips of scanners and telephones."""

import io
from functools import cache

import cv2
import numpy as np
import pikepdf
import typst
from PIL import Image, ImageDraw, ImageFont
from werkzeug.datastructures import FileStorage

FONTS = {
    "sans": "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "serif": "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "italic": "/usr/share/fonts/truetype/noto/NotoSerif-Italic.ttf",
}
A4 = (1654, 2339)  # at 200 dpi
CERTIFICATE = """AZƏRBAYCAN RESPUBLİKASI
Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi
ŞƏHADƏTNAMƏ № 123456
Soyadı, adı: Əliyev Şəmsəddin
Atasının adı: Oqtay oğlu
FİN: 5KX2MA1
Müəssisə: “Göyçay Yük Daşıma” MMC
VÖEN: 1401555071
Nəqliyyat vasitəsi: 10-ƏA-123
Dövlət qeydiyyat nişanı: 90-AB-417
Verilmə tarixi: 14.03.2024
Beynəlxalq yük daşınması üçün icazə verilir. Sürücü
yolda istirahət rejiminə riayət etməli, yükün
müşayiət sənədlərini özü ilə götürməlidir.
Müdir: G. Hüseynov"""


@cache
def drawn(text=CERTIFICATE, font="sans", size=36):
    """The paper itself, straight and clean, 200 dpi."""
    page = Image.new("L", A4, 255)
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(FONTS[font], size)
    for place, line in enumerate(text.split("\n")):
        pen.text((160, 180 + place * int(size * 2.0)), line, font=face, fill=20)
    return page


def scanned(text=CERTIFICATE, font="sans", slope=0.6, quality=75):
    """As a scanner gives it: a little crooked, a little compressed."""
    page = drawn(text, font).rotate(slope, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return jpeg(page, quality)


def photographed(text=CERTIFICATE, font="sans", slope=2.5, seed=7):
    """As a telephone gives it: crooked, in the shade of a hand, blurred, with noise."""
    page = np.asarray(drawn(text, font).rotate(slope, fillcolor=235, resample=Image.Resampling.BICUBIC), np.float32)
    height, width = page.shape
    shade = np.linspace(1.0, 0.55, width)[None, :] * np.linspace(1.0, 0.85, height)[:, None]
    noisy = cv2.GaussianBlur(page * shade, (0, 0), 0.9) + np.random.default_rng(seed).normal(0, 6, page.shape)
    return jpeg(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), 70)


def identity(lines, slope=1.2):
    """The page of a passport with its machine-readable lines."""
    page = Image.new("L", (1400, 980), 236)
    pen, face = ImageDraw.Draw(page), ImageFont.truetype(FONTS["sans"], 44)
    pen.text((200, 200), "AZƏRBAYCAN RESPUBLİKASI", font=face, fill=60)
    for place, line in enumerate(lines):
        for pitch, sign in enumerate(line):  # every sign takes the same room, as the standard wants it
            pen.text((45 + pitch * 30, 760 + place * 80), sign, font=face, fill=25, anchor="ma")
    return jpeg(page.rotate(slope, fillcolor=236, resample=Image.Resampling.BICUBIC))


def jpeg(page, quality=75, **more):
    out = io.BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=quality, dpi=(200, 200), **more)
    return out.getvalue()


def pdf(pages=1, change=None, **save):
    """A PDF of empty pages; `change` gets the document before it is written."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


@cache
def typeset(text=CERTIFICATE):
    """A PDF that was written, not scanned: its words are in it."""
    lines = "\n\n".join(line.replace('"', "") for line in text.split("\n"))
    return typst.compile(f'#set text(font: "Noto Sans", lang: "az")\n{lines}'.encode(), format="pdf")


def upload(content, name="sened.pdf"):
    return FileStorage(io.BytesIO(content), filename=name)
