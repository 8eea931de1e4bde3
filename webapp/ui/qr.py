"""QR codes for pages: SVG that takes the size of its place and the colour of its text."""

from markupsafe import Markup

QUIET_ZONE = 4  # modules of white around the code, ISO/IEC 18004 clause 9.1


def qr_svg(text: str) -> Markup:
    """Return `text` as a QR code (ISO/IEC 18004, error correction M): an <svg> without id, script, style or fixed size."""
    from qrcode import QRCode  # with it come eleven megabytes of Pillow, of which few pages need any
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(_runs(row, y) for y, row in enumerate(rows))
    size = len(rows)
    return Markup(  # noqa: S704 - made of numbers alone
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" aria-hidden="true">'
        f'<path fill="currentColor" d="{path}"/></svg>'
    )


def _runs(row: list[bool], y: int) -> str:
    """Return the dark runs of one row as rectangles of one path: fewer and without hair lines between modules."""
    found, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            start = None
    return "".join(found)
