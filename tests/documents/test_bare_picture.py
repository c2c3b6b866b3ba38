"""Pictures that leave without what was written beside their pixels."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, TiffImagePlugin

from streetlaw.documents import bare_picture
from streetlaw.domain.errors import StreetLawError
from tests.refusal import refusal

CANARY = "canary-42.8746N-74.5698E"
ORIENTATION = 6
"""The camera was held upright: what it stored lies on its side."""


def exif() -> Image.Exif:
    """What a telephone writes: place, time, device, remarks."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = ORIENTATION
    for tag in (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.Artist, ExifTags.Base.DateTime,
                ExifTags.Base.ImageDescription, ExifTags.Base.Software):
        told[tag] = CANARY
    told[ExifTags.Base.GPSInfo] = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSMapDatum: CANARY}
    return told


def profile() -> bytes:
    """A colour profile that is not sRGB's own, with the canary in its description."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[-len(CANARY):] = CANARY.encode()
    return bytes(made)


def sided(mode: str = "RGB") -> Image.Image:
    """A picture 40 wide and 20 high, its left half light."""
    image = Image.new("RGB", (40, 20), (20, 30, 40))
    image.paste((230, 220, 210), (0, 0, 20, 20))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **settings: Any) -> bytes:
    target = BytesIO()
    image.save(target, kind, **settings)
    return target.getvalue()


def png_notes() -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", CANARY)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    return notes


def tiff_notes() -> TiffImagePlugin.ImageFileDirectory_v2:
    notes = TiffImagePlugin.ImageFileDirectory_v2()
    notes[ExifTags.Base.Orientation] = ORIENTATION
    notes[ExifTags.Base.Artist] = notes[ExifTags.Base.ImageDescription] = CANARY
    notes.tagtype[700] = 7
    notes[700] = f"<x>{CANARY}</x>".encode()
    return notes


XMP = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
PICTURES = {
    "JPEG": saved(sided(), "JPEG", exif=exif(), comment=CANARY, xmp=XMP, icc_profile=profile(), quality=95),
    "PNG": saved(sided(), "PNG", exif=exif(), pnginfo=png_notes(), icc_profile=profile(), dpi=(300, 300)),
    "WEBP": saved(sided(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile(), lossless=True),
    "TIFF": saved(sided(), "TIFF", tiffinfo=tiff_notes(), icc_profile=profile(), compression="tiff_lzw"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_nothing_but_the_pixels_leaves(kind: str) -> None:
    before = PICTURES[kind]
    told = CANARY.encode() in before or CANARY.encode() in zlib_parts(before)
    assert told, "the picture tells nothing, so this proves nothing"
    after = bare_picture.make(before)
    assert CANARY.encode() not in after + zlib_parts(after)
    with Image.open(BytesIO(after)) as image:
        image.load()
        assert image.format == kind
        assert not {"exif", "xmp", "comment", "icc_profile", "XML:com.adobe.xmp"} & set(image.info)
        if kind == "TIFF":
            assert {ExifTags.Base.Artist, ExifTags.Base.Orientation, 700} & set(image.getexif()) == set()
        else:
            assert len(image.getexif()) == 0
    for name in (b"Exif", b"http://ns.adobe", b"ICC_PROFILE", b"iCCP", b"tEXt", b"iTXt", b"eXIf"):
        assert name not in after


@pytest.mark.parametrize("kind", PICTURES)
def test_the_picture_stands_upright(kind: str) -> None:
    with Image.open(BytesIO(bare_picture.make(PICTURES[kind]))) as image:
        upright = image.convert("L")
    assert upright.size == (20, 40)
    assert upright.getpixel((10, 5)) > 150 > upright.getpixel((10, 35))  # type: ignore[operator]


@pytest.mark.parametrize(("mode", "kind"), [
    ("L", "JPEG"), ("CMYK", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"),
    ("I;16", "PNG"), ("RGBA", "WEBP"), ("1", "TIFF"), ("RGBA", "TIFF"), ("CMYK", "TIFF"), ("LAB", "TIFF"),
])
def test_every_kind_of_pixels_is_kept(mode: str, kind: str) -> None:
    image = Image.new("I;16", (40, 20), 4660) if mode == "I;16" else \
        ImageCms.profileToProfile(sided(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"),
                                  outputMode="LAB") if mode == "LAB" else sided(mode)
    assert image is not None
    with Image.open(BytesIO(bare_picture.make(saved(image, kind)))) as after:
        after.load()
        assert after.size == (40, 20)
        if mode not in ("P", "CMYK", "LAB") and kind != "WEBP":  # which leaves out what is opaque all over
            assert after.mode == mode


def test_what_is_transparent_stays_transparent() -> None:
    image = sided("P")
    with Image.open(BytesIO(bare_picture.make(saved(image, "PNG", transparency=0)))) as after:
        assert after.mode == "RGBA"


def test_every_page_of_a_scan_leaves() -> None:
    more = [sided("L"), sided("1")]
    pages = saved(sided(), "TIFF", save_all=True, append_images=more, tiffinfo=tiff_notes())
    with Image.open(BytesIO(bare_picture.make(pages))) as after:
        assert getattr(after, "n_frames", 1) == 3
    assert CANARY.encode() not in bare_picture.make(pages)


def test_animations_are_refused() -> None:
    for kind in ("PNG", "WEBP"):
        with refusal("copy.moving_picture"):
            bare_picture.make(saved(sided(), kind, save_all=True, append_images=[sided().rotate(90)]))


@pytest.mark.parametrize("content", [
    b"", b"%PDF-1.4", saved(sided(), "GIF"), saved(sided(), "BMP"), b"ftypheic" * 9])
def test_other_kinds_are_refused(content: bytes) -> None:
    with refusal("copy.kind_unknown"):
        bare_picture.make(content)


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow warns of cut tables
@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_a_picture_is_refused(kind: str, share: float) -> None:
    noisy = saved(Image.effect_noise((80, 80), 90).convert("RGB"), kind)
    cut = noisy[:int(len(noisy) * share)]
    with pytest.raises(StreetLawError) as caught:
        bare_picture.make(cut)
    assert caught.value.code in ("copy.damaged", "copy.kind_unknown")


@pytest.mark.parametrize("width", [12_001, 60_000])
def test_a_small_file_that_claims_to_be_huge_is_refused(width: int) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    bomb = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6)))
            + chunk(b"IEND", b""))
    with refusal("copy.too_large"):
        bare_picture.make(bomb)


def zlib_parts(content: bytes) -> bytes:
    """What the compressed parts of a file hold, as far as they open."""
    found = b""
    at = content.find(b"x")
    while at >= 0:
        with suppress(zlib.error):
            found += zlib.decompressobj().decompress(content[at:], 10**6)
        at = content.find(b"x", at + 1)
    return found
