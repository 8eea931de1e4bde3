"""Spreadsheets for tests, as Excel writes them: texts inline, numbers as numbers, formulas with what they came to."""

import zipfile
from io import BytesIO
from typing import NamedTuple

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Formula(NamedTuple):
    """A formula and the value that it came to when it was saved."""

    text: str
    value: float


def workbook(rows, merged=""):
    """Return the file of one sheet; `merged` is a range like A2:A3."""
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    merging = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relation(f"{OFFICE}/officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relation(f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{merging}</worksheet>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _relation(kind, target):
    return f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'


def _cell(value):
    if isinstance(value, Formula):
        return f"<c><f>{value.text}</f><v>{value.value}</v></c>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>' if value else "<c/>"
