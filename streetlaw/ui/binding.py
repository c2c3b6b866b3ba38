"""Two faults of the Python binding of Qt, put right before any part of it is used."""

from __future__ import annotations

import sys
from functools import cache


@cache
def mend() -> None:
    """Mend PySide6 for this process; further calls do nothing."""
    _stop_reading_sources()
    if sys.version_info < (3, 12):
        _keep_constants_alive()


def _stop_reading_sources() -> None:
    """Let PySide6 not read the source of every module imported after it.

    It looks there whether the module uses its snake_case names. Nobody here does, and without the reading
    imports take two thirds of the time (SQLAlchemy: 196 ms instead of 303).
    """
    # lazy: the package is found only once PySide6 is imported, and it has no types
    import PySide6  # noqa: F401
    from shibokensupport import feature  # type: ignore[import-not-found]

    feature._mod_uses_pyside = _uses_no_names  # noqa: SLF001


def _uses_no_names(module: object) -> bool:
    del module
    return False


def _keep_constants_alive() -> None:
    """Make None, True and False immortal, as Python 3.12 does.

    PySide6 6.12 gives away a reference to None at each call that returns nothing, and one to True at each
    signal emitted (6.11 does not): before Python 3.12 the process dies of it after some thousand.
    """
    import ctypes  # lazy: old Pythons only

    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
