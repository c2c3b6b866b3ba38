"""How a publication lies in its folder, what may be in it, and how long it is usually good for."""

from __future__ import annotations

import re
from typing import Final

METADATA: Final = "metadata"
TARGETS: Final = "targets"
PUBLISHER: Final = "publisher"
"""The field of the signed root in which a publisher says who they are."""

DAILY: Final = ("targets", "snapshot", "timestamp")
PACK: Final = "pack"
KINDS: Final = (PACK, "directory", "session")
"""What can be published: law of a country, a directory of services, content of a session."""

CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,15}")
"""What a part of a publication may be called."""

LARGEST_STATEMENT: Final = 2**20
DAYS: Final = 92
ROOT_DAYS: Final = 730
