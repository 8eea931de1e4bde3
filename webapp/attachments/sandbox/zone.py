"""Reads the lines of a picture (standard input): `[[text, percent, [left, top, width, height]], …]` from top to bottom."""

import io
import json
import logging
import sys
import warnings
from typing import Any

from webapp.attachments.sandbox.confined import confine, tell

WHOLE = 1000


def lines_of(content: bytes) -> list[Any]:
    """Return the lines with their places in thousandths of the picture."""
    import numpy as np
    from PIL import Image
    from rapidocr import RapidOCR

    picture = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))[:, :, ::-1].copy()
    reader = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    found: Any = reader(picture)
    if found.txts is None:
        return []
    height, width = picture.shape[:2]
    lines = [
        (text, round(100 * float(score)), _box(corners, width, height))
        for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
    ]
    return sorted(lines, key=lambda line: line[2][1])


def _box(corners: Any, width: int, height: int) -> list[int]:
    across, down = corners[:, 0] * WHOLE / width, corners[:, 1] * WHOLE / height
    edges = [max(0, min(WHOLE, round(float(edge)))) for edge in (across.min(), down.min(), across.max(), down.max())]
    return [edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]]


if __name__ == "__main__":
    confine(memory_mb=3000, seconds=60, written_mb=1)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    tell(lambda: json.dumps(lines_of(sys.stdin.buffer.read())))
