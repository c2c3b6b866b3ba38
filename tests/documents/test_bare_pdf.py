"""PDFs that leave with what their pages show and without what was written beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from streetlaw.documents import bare_pdf, bare_streams
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from tests.documents import test_bare_picture as pictures
from tests.documents.reading import check, pages
from tests.refusal import refusal

CANARY = "canary-42.8746N-74.5698E"
SEEN = "what is seen on the page"


def photograph() -> bytes:
    """A JPEG with everything a telephone writes into one."""
    target = BytesIO()
    pictures.sided().save(target, "JPEG", exif=pictures.exif(), comment=CANARY.encode(),
                          icc_profile=pictures.profile())
    return target.getvalue()


def drawn() -> bytes:
    """Two pages with text, a photograph and a link, as a program with an author's name writes them."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(300, 200))
    for said in (CANARY, CANARY):
        canvas.setAuthor(said)
        canvas.setTitle(said)
        canvas.setSubject(said)
        canvas.setKeywords(said)
        canvas.setCreator(said)
    for number in (1, 2):
        canvas.drawString(20, 100, f"{SEEN}, {number}")
        canvas.bookmarkPage(CANARY)
        canvas.addOutlineEntry(CANARY, CANARY)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def named(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def resources_of(page: DictionaryObject) -> DictionaryObject:
    found = page["/Resources"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def marks_of(page: DictionaryObject) -> ArrayObject:
    found = page["/Annots"].get_object()
    assert isinstance(found, ArrayObject)
    return found


def xmp() -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode())
    stream.update(named(Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    return stream


def image(data: bytes) -> StreamObject:
    stream = StreamObject()
    stream._data = data
    stream.update(named(Type=NameObject("/XObject"), Subtype=NameObject("/Image"), Width=NumberObject(40),
                        Height=NumberObject(20), BitsPerComponent=NumberObject(8),
                        ColorSpace=NameObject("/DeviceRGB"), Filter=NameObject("/DCTDecode"), Metadata=xmp(),
                        PieceInfo=named(App=TextStringObject(CANARY))))
    return stream


@pytest.fixture(scope="module")
def told() -> bytes:
    """A PDF that says the canary in every place a program may write it to."""
    writer = PdfWriter(clone_from=BytesIO(drawn()))
    writer.add_attachment(f"{CANARY}.txt", CANARY.encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp())
    script = named(S=NameObject("/JavaScript"), JS=TextStringObject(CANARY))
    writer.root_object[NameObject("/OpenAction")] = script
    writer.root_object[NameObject("/Lang")] = TextStringObject(CANARY)
    writer.root_object[NameObject("/AcroForm")] = named(Fields=ArrayObject(), DA=TextStringObject(CANARY))
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject([named(Info=TextStringObject(CANARY))])
    first = writer.pages[0]
    first[NameObject("/Metadata")] = writer._add_object(xmp())
    first[NameObject("/PieceInfo")] = named(App=named(Private=TextStringObject(CANARY)))
    first[NameObject("/AA")] = named(O=script)
    first[NameObject("/LastModified")] = TextStringObject(f"D:2026 {CANARY}")
    resources = resources_of(first)
    resources[NameObject("/XObject")] = named(A=writer._add_object(image(photograph())))
    resources[NameObject("/Properties")] = named(MC0=named(Title=TextStringObject(CANARY)))
    content = ContentStream(first["/Contents"].get_object(), writer)
    content.set_data(content.get_data() + b"\nq 100 0 0 50 20 20 cm /A Do Q\n")
    first[NameObject("/Contents")] = writer._add_object(content)
    for note in (Text(rect=(10, 10, 30, 30), text=CANARY, title_bar=CANARY),
                 FreeText(rect=(50, 50, 200, 80), text=CANARY), Link(rect=(1, 1, 9, 9), url=f"http://{CANARY}")):
        writer.add_annotation(0, note)
    stamp = DecodedStreamObject()
    stamp.set_data(b"0 0 1 rg 0 0 20 20 re f")
    stamp.update(named(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), Metadata=xmp(),
                       BBox=ArrayObject([NumberObject(n) for n in (0, 0, 20, 20)])))
    mark = named(Type=NameObject("/Annot"), Subtype=NameObject("/Square"), T=TextStringObject(CANARY),
                 Contents=TextStringObject(CANARY), M=TextStringObject(CANARY),
                 Rect=ArrayObject([NumberObject(n) for n in (100, 100, 120, 120)]),
                 AP=named(N=writer._add_object(stamp)))
    marks_of(first).append(writer._add_object(mark))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def shown(paper: bytes) -> list[str]:
    return [page.strip() for page in pages(paper)]


def opened_up(paper: bytes) -> bytes:
    """Everything in a PDF with all its streams decoded: what no reader of ours takes apart."""
    if qpdf := shutil.which("qpdf"):
        process = [qpdf, "--qdf", "--object-streams=disable", "--decode-level=all", "-", "-"]
        with_file = [*process[:-2], "/dev/stdin", "-"] if Path("/dev/stdin").exists() else process
        done = subprocess.run(with_file, input=paper, capture_output=True, check=False)
        if done.returncode in (0, 3):
            paper += done.stdout
    for at in range(len(paper)):
        if paper.startswith(b"stream\n", at) or paper.startswith(b"stream\r\n", at):
            start = paper.index(b"\n", at) + 1
            try:
                paper += zlib.decompressobj().decompress(paper[start:start + 2**20])
            except zlib.error:
                continue
    return paper


def said(paper: bytes) -> bool:
    """True when the canary stands anywhere, as PDF writes texts: in bytes, in UTF-16 or in hexadecimal."""
    whole = opened_up(paper)
    forms = (CANARY.encode(), CANARY.encode("utf-16-be"), CANARY.encode().hex().encode())
    return any(form in whole or form in whole.lower() for form in forms)


def test_nothing_written_beside_the_pages_is_left(told: bytes, tmp_path: Path) -> None:
    assert said(told), "the search finds it where it is"
    assert opened_up(told).count(CANARY.encode()) > 12
    bare = PdfPapers().bare_copy(told)
    assert not said(bare)
    check(bare, tmp_path)
    assert shown(bare) == shown(told) == [f"{SEEN}, 1", f"{SEEN}, 2"]
    reader = PdfReader(BytesIO(bare))
    assert not reader.metadata
    assert not reader.xmp_metadata
    assert set(reader.trailer) <= {"/Size", "/Root"}
    assert set(reader.root_object) <= {"/Type", "/Pages"}
    assert set(reader.pages[0]) <= {
        "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Rotate", "/Annots"}


def test_another_program_finds_nothing_either(told: bytes, tmp_path: Path) -> None:
    if not (pdfinfo := shutil.which("pdfinfo")):
        pytest.skip("pdfinfo is not installed")
    (tmp_path / "bare.pdf").write_bytes(bare_pdf.strip(told))
    for more in ([], ["-meta"], ["-js"], ["-url"], ["-custom"], ["-dests"]):
        done = subprocess.run([pdfinfo, *more, tmp_path / "bare.pdf"], capture_output=True, text=True,
                              check=True)
        assert CANARY not in done.stdout
        assert not {"Author", "Title", "Creator", "Producer", "CreationDate"} & {
            line.split(":")[0] for line in done.stdout.splitlines()}


def test_the_pages_look_the_same(told: bytes, tmp_path: Path) -> None:
    if not (draw := shutil.which("pdftoppm")):
        pytest.skip("pdftoppm is not installed")
    looks = []
    for name, paper in (("told", drawn_only(told)), ("bare", bare_pdf.strip(drawn_only(told)))):
        (tmp_path / f"{name}.pdf").write_bytes(paper)
        subprocess.run([draw, "-r", "72", "-png", tmp_path / f"{name}.pdf", tmp_path / name], check=True)
        drawings = sorted(tmp_path.glob(f"{name}-*.png"))
        looks.append([Image.open(path).convert("RGB").tobytes() for path in drawings])
    assert looks[0] == looks[1]
    assert len(looks[0]) == 2


def drawn_only(paper: bytes) -> bytes:
    """The PDF without the marks that are meant to disappear."""
    writer = PdfWriter(clone_from=BytesIO(paper))
    kept = [one for one in marks_of(writer.pages[0]) if one.get_object()["/Subtype"] == "/Square"]
    assert len(kept) == 1
    writer.pages[0][NameObject("/Annots")] = ArrayObject(kept)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_mark_stays_as_it_looks_and_nobody_has_made_it(told: bytes) -> None:
    (mark,) = marks_of(PdfReader(BytesIO(bare_pdf.strip(told))).pages[0])
    assert set(mark.get_object()) == {"/Type", "/Subtype", "/F", "/Rect", "/AP"}
    assert b"20 20 re" in mark.get_object()["/AP"]["/N"].get_object().get_data()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_keeps_every_pixel(progressive: bool) -> None:
    target = BytesIO()
    pictures.sided().save(target, "JPEG", exif=pictures.exif(), comment=CANARY.encode(),
                          progressive=progressive)
    before = target.getvalue() + b"trailing " + CANARY.encode()
    after = bare_streams.cleaned(before, ["/DCTDecode"])
    assert CANARY.encode() in before
    assert CANARY.encode() not in after
    assert b"Exif" not in after
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_a_jpeg_2000_keeps_its_picture_and_loses_its_notes() -> None:
    target = BytesIO()
    pictures.sided().save(target, "JPEG2000")
    before = target.getvalue() + (8 + len(CANARY)).to_bytes(4, "big") + b"xml " + CANARY.encode()
    after = bare_streams.cleaned(before, ["/JPXDecode"])
    assert CANARY.encode() not in after
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def encrypted(paper: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(paper))
    writer.encrypt("", "owner", algorithm="RC4-128")  # read without a password, and locked all the same
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def layered(paper: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(paper))
    writer.root_object[NameObject("/OCProperties")] = named(OCGs=ArrayObject())
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_locked_and_a_layered_one_are_refused_by_name(told: bytes) -> None:
    for paper, code in ((encrypted(told), "copy.paper_locked"), (layered(told), "copy.paper_layers")):
        with refusal(code):
            bare_pdf.make(paper)


@pytest.mark.parametrize("paper", [
    b"%PDF-1.7\n", b"%PDF-1.7\n" + os.urandom(4000), b"%PDF-1.4\ntrailer<</Root 1 0 R>>"])
def test_what_is_no_pdf_is_refused(paper: bytes) -> None:
    for way in (bare_pdf.strip, bare_pdf.make):
        with refusal("copy.paper_damaged"):
            way(paper)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.97])
def test_a_cut_one_is_refused_or_says_nothing_more(told: bytes, share: float) -> None:
    left = b""
    with suppress(StreetLawError):
        left = bare_pdf.strip(told[:int(len(told) * share)])
    assert not said(left)


def test_things_that_refer_in_rings_come_to_an_end(told: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(told))
    ring = named(Type=NameObject("/ExtGState"))
    place = writer._add_object(ring)
    ring[NameObject("/Again")] = place
    resources_of(writer.pages[0])[NameObject("/ExtGState")] = named(R=place)
    target = BytesIO()
    writer.write(target)
    assert shown(bare_pdf.strip(target.getvalue())) == shown(told)


def test_a_deep_or_endless_one_is_refused(told: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = PdfWriter(clone_from=BytesIO(told))
    inner = ArrayObject()
    for _ in range(300):
        inner = ArrayObject([inner])
    resources_of(writer.pages[0])[NameObject("/ExtGState")] = named(R=inner)
    target = BytesIO()
    writer.write(target)
    with refusal("copy.paper_too_large"):
        bare_pdf.strip(target.getvalue())
    for limit in ("MOST_PAGES", "MOST_OBJECTS"):
        with monkeypatch.context() as patched:
            patched.setattr(bare_pdf, limit, 1)
            with refusal("copy.paper_too_large"):
                bare_pdf.strip(told)


def test_one_that_takes_too_long_is_given_up(told: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare_pdf, "SECONDS", 0.01)
    with refusal("copy.paper_too_large"):
        bare_pdf.make(told)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process by itself")
def test_the_process_that_reads_it_takes_no_more_than_its_share() -> None:
    program = ("from streetlaw.documents import bare_pdf; bare_pdf._limit();\n"
               "try: bytearray(3 * 2**30)\nexcept MemoryError: print('refused')")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
