"""Files of every kind a viewer shows, made by hand; all invented."""

from __future__ import annotations

import array
import io
import math
import struct
import wave
import zlib

from PIL import ExifTags, Image


def picture(kind: str, size: tuple[int, int] = (40, 20), *, orientation: int = 1) -> bytes:
    """A dark picture whose left half is light, its upper left quarter half as light."""
    image = Image.new("RGB", size, (20, 30, 40))
    image.paste((230, 220, 210), (0, 0, size[0] // 2, size[1]))
    image.paste((120, 115, 110), (0, 0, size[0] // 2, size[1] // 2))
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    target = io.BytesIO()
    image.save(target, kind, **({"exif": told} if kind in ("JPEG", "PNG", "WEBP", "TIFF") else {}))
    return target.getvalue()


def png_bomb(width: int) -> bytes:
    """A few hundred bytes that claim to be width² dots."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
            + chunk(b"IEND", b""))


def wav(seconds: float = 2.0, *, rate: int = 8000) -> bytes:
    """A tone that grows louder from nothing."""
    count = round(seconds * rate)
    tone = array.array("h", (round(30_000 * at / count * math.sin(at / 3)) for at in range(count)))
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(tone.tobytes())
    return target.getvalue()


def mp3(frames: int = 80) -> bytes:
    """Silence: frames of MPEG-1 layer III at 128 kbit/s and 44.1 kHz, 1152 samples each."""
    return (b"\xff\xfb\x90\xc4" + bytes(413)) * frames


def flac(samples: int = 8000, *, rate: int = 8000) -> bytes:
    """A tone, every block stored as it is (RFC 9639, verbatim subframes)."""
    tone = array.array("h", (round(20_000 * math.sin(at / 5)) for at in range(samples)))
    block = 1000
    info = struct.pack(">HH", block, block) + bytes(6)
    info += ((rate << 44) | (0 << 41) | (15 << 36) | samples).to_bytes(8, "big") + bytes(16)
    found = b"fLaC\x80" + len(info).to_bytes(3, "big") + info
    for number in range(samples // block):
        head = b"\xff\xf8\x70\x08" + bytes([number]) + struct.pack(">H", block - 1)
        head += bytes([_crc(head, 0x07, 8)])
        part = tone[number * block:(number + 1) * block]
        part.byteswap()
        frame = head + b"\x02" + part.tobytes()
        found += frame + _crc(frame, 0x8005, 16).to_bytes(2, "big")
    return found


def pdf(page: str = "Answer no. 318") -> bytes:
    """One page with a line of text."""
    stream = f"BT /F 18 Tf 40 90 Td ({page}) Tj ET".encode()
    parts = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 140]/Contents 4 0 R/Resources 6 0 R>>",
             b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
             b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"<</Font<</F 5 0 R>>>>")
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 7\n0000000000 65535 f \n" + table + (
        b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made))


def _crc(data: bytes, polynomial: int, width: int) -> int:
    state = 0
    for byte in data:
        state ^= byte << (width - 8)
        for _bit in range(8):
            state = (state << 1 ^ polynomial if state >> (width - 1) else state << 1) & ((1 << width) - 1)
    return state
