"""Copies of PDFs with what their pages show, and nothing that was written beside it.

Nothing is taken out of the given file: a new one is made of the pages alone, so that what is not known here
stays behind: who wrote it and when, XMP, attached files, scripts, forms, links, bookmarks, tags, thumbnails,
private data of programs, earlier versions. Marks on a page stay as they look, without their authors and
remarks. Pictures are cleaned of what cameras wrote into them. The original is not touched.

A PDF is a program of somebody else: `make` reads it in a process of its own, with little memory and time.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)

from streetlaw.documents import bare_streams
from streetlaw.domain.errors import StreetLawError

SECONDS: Final = 120
"""How long the reading of one PDF may take."""

MEMORY: Final = 2 * 2**30
"""Bytes of address space the process that reads it may have."""

MOST_PAGES: Final = 5_000
MOST_OBJECTS: Final = 500_000
DEEPEST: Final = 100

_REFUSED: Final = 3
_CODES: Final = ("copy.paper_damaged", "copy.paper_locked", "copy.paper_layers", "copy.paper_too_large")
_PAGE: Final = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Group",
                "/Resources", "/Contents")
_RESOURCES: Final = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"})
_NAMED: Final = _RESOURCES | {"/CharProcs", "/Colorants"}
"""Dictionaries whose keys are anybody's names."""

_LEFT: Final = frozenset({
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/JS", "/StructParent", "/StructParents", "/AF",
    "/OC", "/OPI", "/Ref", "/Measure", "/PtData", "/Alternates", "/ID", "/Parent", "/Name", "/Properties",
    "/F", "/FFilter", "/FDecodeParms"})
"""Keys that say nothing of what is seen, or point out of the page."""

_A4: Final = (595, 842)
_DEVICE: Final = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_PRINTED: Final = 4
_HIDDEN: Final = 2


def make(paper: bytes) -> bytes:
    """Return a PDF of the same pages and nothing else.

    Raises `copy.paper_damaged`, `copy.paper_locked` for an encrypted one, `copy.paper_layers` for one with
    layers, which may be hidden, `copy.paper_too_large` when it takes too much memory or time.
    """
    if getattr(sys, "frozen", False):
        return strip(paper)
    process = [sys.executable, "-P", "-m", "streetlaw.documents.bare_pdf"]
    try:
        done = subprocess.run(process, input=paper, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise StreetLawError("copy.paper_too_large") from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF"):
        return done.stdout
    said = done.stderr.decode("ascii", "replace").strip() if done.returncode == _REFUSED else ""
    raise StreetLawError(said if said in _CODES else "copy.paper_too_large")


def main() -> int:
    """Read a PDF from standard input, write the bare one to standard output; codes go to standard error."""
    _limit()
    logging.disable()  # what a reader complains of may quote the paper
    paper = sys.stdin.buffer.read()
    try:
        bare = strip(paper)
    except StreetLawError as refusal:
        sys.stderr.write(refusal.code)
        return _REFUSED
    sys.stdout.buffer.write(bare)
    return 0


def strip(paper: bytes) -> bytes:
    """What `make` does, in this process."""
    try:
        target = BytesIO()
        _Copying(_opened(paper)).done().write(target)
    except MemoryError:
        raise StreetLawError("copy.paper_too_large") from None
    except (PyPdfError, RecursionError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError,
            ArithmeticError, AssertionError, NotImplementedError):
        raise StreetLawError("copy.paper_damaged") from None
    return target.getvalue()


def _opened(paper: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(paper), root_object_recovery_limit=1_000)
    if reader.is_encrypted:
        raise StreetLawError("copy.paper_locked")
    if "/OCProperties" in reader.root_object:
        raise StreetLawError("copy.paper_layers")
    return reader


class _Copying:
    """Takes the pages of one reader over into a new file, object by object, each once."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._writer = PdfWriter()
        self._writer.metadata = None
        self._known: dict[tuple[int, int], IndirectObject] = {}
        self._count = 0

    def done(self) -> PdfWriter:
        """The new file."""
        for number, page in enumerate(self._reader.pages):
            if number == MOST_PAGES:
                raise StreetLawError("copy.paper_too_large")
            self._take(page)
        if not self._writer.pages:
            raise StreetLawError("copy.paper_damaged")
        return self._writer

    def _take(self, page: DictionaryObject) -> None:
        made = self._writer.add_blank_page(*_A4)
        for key in _PAGE:
            if key in page:
                value = page[key] if key == "/Resources" else page.raw_get(key)
                made[NameObject(key)] = self._cloned(value, 0)
        if marks := ArrayObject(self._marks(page)):
            made[NameObject("/Annots")] = marks

    def _marks(self, page: DictionaryObject) -> Iterator[IndirectObject]:
        """What was drawn or stamped on the page, as it looks; links and attached files look like nothing."""
        for mark in page.get("/Annots", ArrayObject()).get_object() or ():
            found = mark.get_object()
            look = _look(found) if isinstance(found, DictionaryObject) else None
            if look is None or int(found.get("/F", 0)) & _HIDDEN:
                continue
            stamp = DictionaryObject({
                NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Stamp"),
                NameObject("/F"): NumberObject(_PRINTED),
                NameObject("/Rect"): self._cloned(found["/Rect"], 0),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): self._cloned(look, 0)})})
            yield self._writer._add_object(stamp)  # noqa: SLF001 - as pypdf's own annotations are added

    def _cloned(self, value: Any, depth: int, *, named: bool = False) -> Any:
        """A value without what is left behind; the keys of a `named` dictionary are all kept."""
        self._count += 1
        if self._count > MOST_OBJECTS or depth > DEEPEST:
            raise StreetLawError("copy.paper_too_large")
        if isinstance(value, IndirectObject):
            return self._referred(value, depth, named=named)
        if isinstance(value, StreamObject):
            return self._stream(value, depth)
        if isinstance(value, DictionaryObject):
            made = DictionaryObject()
            self._fill(made, value, depth, named=named)
            return made
        if isinstance(value, ArrayObject):
            return self._array(value, depth)
        return value.clone(self._writer) if hasattr(value, "clone") else NullObject()

    def _referred(self, value: IndirectObject, depth: int, *, named: bool) -> Any:
        key = (value.idnum, value.generation)
        if key not in self._known:
            place = self._writer._add_object(NullObject())  # noqa: SLF001 - a place first: things refer in rings
            self._known[key] = place
            made = self._cloned(value.get_object(), depth + 1, named=named)
            self._writer._objects[place.idnum - 1] = made  # noqa: SLF001 - put into its place
            made.indirect_reference = place
        return self._known[key]

    def _array(self, value: ArrayObject, depth: int) -> Any:
        if value and value[0].get_object() == "/ICCBased" and len(value) > 1:
            profile = value[1].get_object()
            return NameObject(_DEVICE.get(int(profile["/N"]), "/DeviceRGB"))
        return ArrayObject([self._cloned(one, depth + 1) for one in value])

    def _stream(self, value: StreamObject, depth: int) -> StreamObject:
        made = StreamObject()
        self._fill(made, value, depth)
        made._data = bare_streams.cleaned(value._data, _filters(value))  # noqa: SLF001 - as it is encoded
        if "/Length" in made:
            del made["/Length"]  # counted anew when it is written
        return made

    def _fill(self, made: DictionaryObject, value: DictionaryObject, depth: int, *,
              named: bool = False) -> None:
        for key in value:
            if named or key not in _LEFT:
                inner = value.raw_get(key)
                made[NameObject(key)] = self._cloned(inner, depth + 1, named=key in _NAMED and not named)


def _look(mark: DictionaryObject) -> Any:
    """The appearance of a mark as it stands; None for what shows nothing of its own."""
    if mark.get("/Subtype") in ("/Popup", "/Link", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/Text"):
        return None
    looks = mark.get("/AP", DictionaryObject()).get_object()
    look = looks.raw_get("/N") if "/N" in looks else None
    known = look.get_object() if look is not None else None
    if isinstance(known, DictionaryObject) and not isinstance(known, StreamObject):
        state = mark.get("/AS")
        look = known.raw_get(state) if state in known else None
    return look if look is not None and isinstance(look.get_object(), StreamObject) else None


def _filters(value: StreamObject) -> list[str]:
    given = value.get("/Filter", ArrayObject())
    found = given.get_object()
    return [str(one.get_object()) for one in found] if isinstance(found, ArrayObject) else [str(found)]


def _limit() -> None:
    """Let this process take no more than its share, and end with whoever wants the copy."""
    if sys.platform != "win32":
        import resource  # lazy: not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if sys.platform == "linux":
            import ctypes  # lazy: for Linux alone
            import signal

            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            system = ctypes.CDLL(None)
            system.prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
            system.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


if __name__ == "__main__":
    sys.exit(main())
