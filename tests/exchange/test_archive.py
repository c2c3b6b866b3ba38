from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.exchange import archive
from tests.refusal import refusal

FILES = {"manifest.json": b"{}", "manifest.sig": b"sig", "table-0000.jsonl.zst": b"rows"}
GOOD = archive.write(FILES)


def zipped(files: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            made.writestr(entry, data, compress_type=compression)
        made.comment = comment
    return out.getvalue()


def refused(data: bytes, code: str = "bundle.damaged") -> None:
    with refusal(code):
        archive.read(data)


def test_what_was_written_is_read() -> None:
    assert archive.read(GOOD) == FILES
    assert len(GOOD) == archive.FLOOR


def test_the_standard_library_reads_it_too() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [*FILES, "pad"]
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", [
    "../manifest.json", "/etc/passwd", "C:\\x", "table-0000.jsonl.zst/../x", "table-00000.jsonl.zst", "Pad",
    "table-０000.jsonl.zst", "manifest.json ", ""])
def test_no_other_name_is_accepted(name: str) -> None:
    refused(zipped({**FILES, name: b"x", "pad": b""}))


def test_nothing_may_be_doubled_missing_compressed_or_hidden() -> None:
    full = {**FILES, "pad": b""}
    assert archive.read(zipped(full)) == FILES
    out = io.BytesIO(zipped(full))
    with zipfile.ZipFile(out, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("pad", b"")
    refused(out.getvalue())
    for missing in ("manifest.json", "manifest.sig", "pad"):
        refused(zipped({name: data for name, data in full.items() if name != missing}))
    refused(zipped({**full, "table-0001.jsonl.zst": b"x" * 900}, compression=zipfile.ZIP_DEFLATED))
    refused(zipped(full, comment=b"hello"))
    refused(zipped(full) + b"x")
    refused(b"x" + zipped(full))


def test_a_local_header_that_differs_from_the_directory_is_refused() -> None:
    data = bytearray(zipped({**FILES, "pad": b""}))
    data[data.index(b"manifest.sig")] = ord("n")
    refused(bytes(data))


def test_too_many_files_are_refused() -> None:
    tables = {archive.table_name(n): b"" for n in range(archive.MAX_TABLES + 5)}
    refused(zipped({**FILES, **tables, "pad": b""}))


def test_a_filled_pad_is_refused() -> None:
    refused(zipped({**FILES, "pad": b"\0\0hidden"}), "bundle.altered")


@pytest.mark.parametrize("data", [
    b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + b"\xff" * 40])
def test_noise_is_refused(data: bytes) -> None:
    refused(data)


@given(st.integers(2, 2**40))
def test_padding_adds_at_most_an_eighth_and_leaves_few_sizes(size: int) -> None:
    padded = archive.padme(size)
    assert size <= padded <= size * 1.125
    assert archive.padme(padded) == padded
    significant = padded // (padded & -padded)
    assert significant.bit_length() <= padded.bit_length().bit_length() + 1


def test_padding_of_nothing() -> None:
    assert [archive.padme(n) for n in (0, 1, 2, 9)] == [0, 1, 2, 10]
