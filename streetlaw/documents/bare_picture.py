"""Copies of pictures without what was written beside the pixels: place, time, device, thumbnail.

Only the pixels are taken over, turned upright and in sRGB, into a new file of the same kind. The original is
not touched. A photograph in JPEG or WebP is encoded once more, at a quality nobody sees the difference of.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from streetlaw.domain.errors import StreetLawError

MOST_PIXELS: Final = 120_000_000
"""Pixels a picture may have, all pages together; a small file can claim many more."""

# Pillow warns above its limit and refuses above its double: both are refusals here.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

_KINDS: Final = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "TIFF": "TIFF"}
_OPENED: Final = ("JPEG", "PNG", "WEBP", "TIFF")  # pictures of several sights (MPO) open as JPEG
_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {},
    "WEBP": {"quality": 95, "method": 4},
    "TIFF": {"compression": "tiff_lzw"},
}
_MODES: Final = {
    "JPEG": {"L", "RGB"},
    "PNG": {"1", "L", "LA", "RGB", "RGBA", "I;16"},
    "WEBP": {"RGB", "RGBA"},
    "TIFF": {"1", "L", "LA", "RGB", "RGBA", "I;16"},
}
_DAMAGE: Final = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError,
                  struct.error, zlib.error)
"""What Pillow raises on files that are not what they claim to be."""


def make(picture: bytes) -> bytes:
    """Return a picture of the same kind that holds the pixels and nothing else.

    Raises `copy.kind_unknown` for all but JPEG, PNG, WebP and TIFF, `copy.moving_picture` for an animation,
    `copy.too_large`, `copy.damaged`.
    """
    with _opened(picture) as image:
        kind = _KINDS[image.format or ""]
        if kind in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1:
            raise StreetLawError("copy.moving_picture")
        pages = _pages(image) if kind == "TIFF" else [_bare(image, kind)]
        target = BytesIO()
        more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
        pages[0].save(target, kind, **_SETTINGS[kind], **more)
    return target.getvalue()


@contextmanager
def _opened(picture: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(picture), formats=_OPENED) as image:
            yield image
    except UnidentifiedImageError:
        raise StreetLawError("copy.kind_unknown") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise StreetLawError("copy.too_large") from None
    except _DAMAGE:
        raise StreetLawError("copy.damaged") from None


def _pages(image: Image.Image) -> list[Image.Image]:
    pages: list[Image.Image] = []
    pixels = 0
    for page in ImageSequence.Iterator(image):
        pixels += page.width * page.height
        if pixels > MOST_PIXELS:
            raise StreetLawError("copy.too_large")
        pages.append(_bare(page, "TIFF"))
    return pages


def _bare(image: Image.Image, kind: str) -> Image.Image:
    upright = _in_srgb(ImageOps.exif_transpose(image))
    if "transparency" in upright.info:
        upright = upright.convert("RGBA")
    if upright.mode not in _MODES[kind]:
        upright = upright.convert("RGBA" if "A" in upright.getbands() and kind != "JPEG" else "RGB")
    return Image.frombytes(upright.mode, upright.size, upright.tobytes())


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours every screen shows; as it is when its own profile is none or no good."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"),
                                           outputMode="RGBA" if image.mode == "RGBA" else "RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return turned or image
