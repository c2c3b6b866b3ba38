"""Publications of law data that somebody brings in a folder: who made them, and what is in them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Final

from streetlaw.services.law.publications import Publication, Trust, Words
from streetlaw.services.progress import Progress, silent

_OVER_THE_NETWORK: Final = "tuf.ngclient.urllib3_fetcher"


class LocalPublications:
    """Publications in folders (`services.publications.Publications`), judged by The Update Framework."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def publisher(self, folder: Path) -> Trust:
        """Whose publication it says it is, checked against nothing yet."""
        _keep_the_network_out()
        # lazy: needed while updating only, costs a tenth of a second, and must come after the line above
        from streetlaw.packs.publication import verifying

        return verifying.publisher(folder, self._words)

    def read(self, folder: Path, trust: Trust, *, progress: Progress = silent) -> Publication:
        """Verify everything against that trust, and read what this version knows."""
        _keep_the_network_out()
        from streetlaw.packs.publication import verifying  # lazy: see above

        return verifying.read(folder, trust, self._words, progress)


class Urllib3Fetcher:
    """Stands where tuf keeps what fetches over a network: it cannot be made."""

    def __init__(self, *_given: object, **_named: object) -> None:
        raise NotImplementedError


def _keep_the_network_out() -> None:
    """Give tuf a module without a network in place of its own.

    That one imports urllib3, which opens a socket when it is imported, to see whether there is IPv6. Nothing
    here ever opens one.
    """
    stand_in = ModuleType(_OVER_THE_NETWORK)
    setattr(stand_in, Urllib3Fetcher.__name__, Urllib3Fetcher)
    sys.modules.setdefault(_OVER_THE_NETWORK, stand_in)
