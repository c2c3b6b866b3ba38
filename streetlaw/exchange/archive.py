"""The zip inside a bundle: stored, without times, and with exactly one byte sequence for its content.

Reading walks the local headers and then writes what it found again: only an archive that comes out the same
is accepted. So overlapping, hidden, doubled, compressed or trailing entries, comments and extra fields are
all refused by one comparison, and nothing of the zip format's ambiguity is left to a library.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping

from streetlaw.domain.errors import StreetLawError

MANIFEST, SIGNATURE, PAD = "manifest.json", "manifest.sig", "pad"
MAX_TABLES = 64
FLOOR = 64 * 1024

_NAME = re.compile(r"manifest\.json|manifest\.sig|table-[0-9]{4}\.jsonl\.zst|pad")
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_SIGNATURE, _CENTRAL_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02"
_CENTRAL_SIZE, _END_SIZE = 46, 22


def table_name(number: int) -> str:
    """The name of a table's file."""
    return f"table-{number:04}.jsonl.zst"


def padme(size: int) -> int:
    """The size to pad to: at most 12 % more, and hardly telling (Padmé: PURBs, PETS 2019, section 4)."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def write(members: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in order, filled up by zeros to a size that tells little."""
    size = _END_SIZE + sum(_entry_size(name, len(data)) for name, data in members.items())
    size += _entry_size(PAD, 0)
    pad = bytes(padme(max(size, FLOOR)) - size)
    return _write({**members, PAD: pad})


def read(data: bytes) -> dict[str, bytes]:
    """The files but the pad; raises `bundle.damaged`, or `bundle.altered` for a filled pad."""
    members: dict[str, bytes] = {}
    at = 0
    while data[at:at + 4] == _LOCAL_SIGNATURE:
        name, start, end = _entry(data, at)
        if name in members or len(members) > MAX_TABLES + 3:
            raise StreetLawError("bundle.damaged")
        members[name] = data[start:end]
        at = end
    if data[at:at + 4] != _CENTRAL_SIGNATURE or _write(members) != data:
        raise StreetLawError("bundle.damaged")
    if {MANIFEST, SIGNATURE, PAD} - members.keys():
        raise StreetLawError("bundle.damaged")
    if any(members.pop(PAD)):
        raise StreetLawError("bundle.altered")
    return members


def _entry(data: bytes, at: int) -> tuple[str, int, int]:
    """Name, start and end of the file whose local header is at `at`."""
    if at + _LOCAL.size > len(data):
        raise StreetLawError("bundle.damaged")
    fields = _LOCAL.unpack_from(data, at)
    size, name_size = fields[8], fields[9]
    start = at + _LOCAL.size + name_size
    name = data[at + _LOCAL.size:start].decode("ascii", "replace")
    if start + size > len(data) or not _NAME.fullmatch(name):
        raise StreetLawError("bundle.damaged")
    return name, start, start + size


def _write(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _entry_size(name: str, size: int) -> int:
    return _LOCAL.size + _CENTRAL_SIZE + 2 * len(name) + size
