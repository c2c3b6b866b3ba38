"""What files are made into before they are shown, by their bytes alone."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageOps

from streetlaw.ui.cases import prepare as preparing
from streetlaw.ui.cases import upright
from streetlaw.ui.cases.prepare import MOST_TEXT, prepare
from streetlaw.ui.cases.prepared import Paper, Picture, Recording, Writing
from tests.refusal import refusal
from tests.ui.cases import files_made

RUSSIAN = "Протокол разговора у окна регистратуры. Отказали, ничего не объяснив, и закрыли окно. "
KYRGYZ = "Каттоо терезесиндеги сүйлөшүү: жооп берүүдөн баш тартышты, өкүнөмүн."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_pictures_are_read_whatever_their_name(kind: str) -> None:
    shown = prepare(files_made.picture(kind))
    assert isinstance(shown, Picture)
    assert (shown.image.width(), shown.image.height(), shown.size.width()) == (40, 20, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(kind: str, orientation: int) -> None:
    picture = files_made.picture(kind, orientation=orientation)
    shown = prepare(picture)
    assert isinstance(shown, Picture)
    with Image.open(io.BytesIO(picture)) as stored:
        seen = ImageOps.exif_transpose(stored).convert("L")
    assert (shown.image.width(), shown.image.height()) == seen.size
    for place in ((3, 3), (3, seen.height - 3), (seen.width - 3, 3)):
        light = seen.tobytes()[place[1] * seen.width + place[0]]
        assert abs(shown.image.pixelColor(*place).lightness() - light) < 30


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("cut", range(8, 60, 3))
def test_a_cut_picture_has_no_orientation(kind: str, cut: int) -> None:
    assert upright.orientation(files_made.picture(kind, orientation=6)[:cut], kind.lower()) == 1


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (9000, 100)), ("PNG", (100, 9000))])
def test_large_pictures_are_made_smaller(kind: str, size: tuple[int, int]) -> None:
    shown = prepare(files_made.picture(kind, size))
    assert isinstance(shown, Picture)
    assert max(shown.image.width(), shown.image.height()) == preparing.LONGEST_SIDE
    assert (shown.size.width(), shown.size.height()) == size


@pytest.mark.parametrize("width", [8_001, 60_000])
def test_a_small_file_that_claims_to_be_huge_is_refused(width: int) -> None:
    with refusal("picture.too_large"):
        prepare(files_made.png_bomb(width))


@pytest.mark.qt_log_ignore(".")  # Qt says what is wrong with each
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_what_only_begins_like_a_picture_is_damaged(kind: str) -> None:
    with refusal("picture.damaged"):
        prepare(files_made.picture(kind)[:20])


def test_drawings_that_can_name_other_files_are_texts() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
    assert isinstance(prepare(svg.encode()), Writing)


def test_a_pdf_is_a_pdf_also_after_some_bytes() -> None:
    assert prepare(files_made.pdf()) == Paper(files_made.pdf())
    assert isinstance(prepare(b"\n\n" + files_made.pdf()), Paper)


@pytest.mark.parametrize(("content", "seconds"), [
    (files_made.wav(1.5), 1.5), (files_made.mp3(), 80 * 1152 / 44100), (files_made.flac(), 1.0),
    (b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + files_made.mp3(), 80 * 1152 / 44100)])
def test_recordings_say_how_long_they_are(content: bytes, seconds: float) -> None:
    heard = prepare(content)
    assert isinstance(heard, Recording)
    assert heard.seconds == pytest.approx(seconds, abs=0.06)


@pytest.mark.parametrize("content", [
    b"RIFF\x10\0\0\0WAVEfmt ", b"fLaC" + bytes(40), b"OggS" + bytes(24) + b"\x01vorbis" + bytes(99), b"ID3"])
def test_what_only_begins_like_a_recording_is_said(content: bytes) -> None:
    with refusal("sound.not_known"):
        prepare(content)


@pytest.mark.parametrize("content", [
    b"", b"\0\0\0\x20ftypheic", b"\0\0\0\x20ftypM4A ", b"PK\3\4\x14\0", b"\x7fELF\2\1\1\0", bytes(range(256)),
    b"OggS\0\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01"])
def test_other_kinds_are_not_shown(content: bytes) -> None:
    shown = prepare(content)
    assert shown is None or shown == Writing("", "utf-8", True)


# ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("encoding", "read_as"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1251", "cp1251"),
    ("koi8-r", "koi8-r"), ("cp866", "cp866")])
def test_the_encodings_of_the_region_are_told_apart(encoding: str, read_as: str) -> None:
    text = RUSSIAN * 3
    assert prepare(text.encode(encoding)) == Writing(text, read_as, True)


def test_capital_letters_are_not_taken_for_another_encoding() -> None:
    assert prepare(RUSSIAN.upper().encode("cp1251")) == Writing(RUSSIAN.upper(), "cp1251", True)


def test_kyrgyz_is_read() -> None:
    assert prepare(KYRGYZ.encode()) == Writing(KYRGYZ, "utf-8", True)


@pytest.mark.parametrize("content", [
    "ОТВЕТ ".encode("cp1251") * 40,
    "naïve café £5 größer".encode("latin-1"), random.Random(7).randbytes(3000)])
def test_a_doubtful_encoding_is_not_guessed(content: bytes) -> None:
    assert prepare(content) is None


@pytest.mark.parametrize("letter", ["a", "ө", "€"])
def test_only_the_beginning_of_a_huge_text_is_shown(letter: str) -> None:
    shown = prepare((letter * (MOST_TEXT * 4 // len(letter.encode()) + 9)).encode())
    assert isinstance(shown, Writing)
    assert not shown.is_whole
    assert len(shown.text) <= MOST_TEXT
    assert set(shown.text) == {letter}
    whole = prepare((letter * MOST_TEXT).encode())
    assert isinstance(whole, Writing)
    assert whole.is_whole
