"""Finds what nobody translated: Azerbaijani words on English and Russian pages, except names and other data."""

import re

from mocks.people import OFFICES, ORGANISATIONS, PEOPLE

OWN_LETTERS = re.compile(r"[əğıöüşçƏĞİÖÜŞÇ]")
LATIN = re.compile(r"[A-Za-zƏĞİÖÜŞÇəğıöüşç]")
FILLED_BY_SCRIPT = re.compile(r"\{\w+\}")
SAID_ASIDE = ("title", "aria-label", "alt", "placeholder", "data-confirm", "data-saved", "data-saving", "data-failed")
NAMES = {"VÖEN", "FİN", "SİMA", "ASAN", "İmza", "Login", "AYNA", "Kabinet", "EHIS", "SMS", "QR", "PDF", "VIN", "VQ"}
FORMATS = {"JPEG", "PNG", "JavaScript", "WCAG", "AA", "SHA", "Firefox", "Linux", "name", "example", "az", "RU", "UTC"}
PROTOCOLS = {"JSON", "CSV", "RSA", "IP", "HTTP", "HTTPS", "TLS", "SOAP", "REST", "XML", "XSD", "PEM", "DER", "ASiC"}
BROWSERS = {"iPhone", "Chrome", "Samsung", "Internet", "Safari"}
STANDARDS = {"PO", "XLIFF", "diff", "OpenAPI", "JWK", "private_key_jwt", "EC", "eFTI", "UN", "CEFACT"}
CODES = {"disability", "martyr_family", "veteran"}  # by which the register knows a group
FILES = {"ZIP", "XLSX", "XLS", "ODS", "GTFS", "Fares", "AZN", "ISO", "YEV", "BAK"}  # the last two are codes of stations
FLEET = "Mercedes-Benz Actros ağ Sürücü CE AZ 10-XY-101 10-XT-201"


def latin_words(text):
    """The words with Latin letters, without references and plates, which have digits."""
    words = re.findall(r"\w\w+", FILLED_BY_SCRIPT.sub("", text))
    return {word for word in words if LATIN.search(word) and not any(map(str.isdigit, word))}


def data_words():
    """Every word that a page may show as it is: names, addresses, posts."""
    shown = ["Bakı şəhəri, Nizami küçəsi 1", FLEET, *NAMES, *FORMATS, *PROTOCOLS, *FILES, *BROWSERS, *STANDARDS, *CODES]
    shown += [f"{person.full_name} {person.fin}" for person in PEOPLE]
    shown += [f"{firm.name} {firm.address}" for firm in ORGANISATIONS]
    shown += [office.position for office in OFFICES]
    return {word for text in shown for word in latin_words(text)}


def said(page):
    """Texts and spoken attributes of the page, without what is marked as being in another language."""
    found = []

    def walk(element):
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "template", "textarea"}:
            return
        if element.get("lang") not in {None, page.document.get("lang")}:
            return
        found.extend(element.get(name) or "" for name in SAID_ASIDE)
        found.append(element.text or "")
        for child in element:
            walk(child)
            found.append(child.tail or "")

    walk(page.document)
    return [" ".join(text.split()) for text in found if text.strip()]


def left_in_azerbaijani(page, typed=""):
    """Texts of the page that nobody translated. A Russian page has no Latin word at all but names and what was typed."""
    allowed = data_words() | latin_words(typed)
    russian = page.document.get("lang") == "ru"

    def foreign(word):
        return word not in allowed and (russian or OWN_LETTERS.search(word))

    return [text for text in said(page) if any(map(foreign, latin_words(text)))]


def faulty(pages, typed=""):
    """Address -> texts left in Azerbaijani, for pages that have some."""
    return {address: left for address, page in pages.items() if (left := left_in_azerbaijani(page, typed))}
