"""Find the files shipped beside the code: resources and compiled catalogues.

They stand at the top of the source tree, and inside the package once it is installed or frozen.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOME = _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, for example ``path("fonts", "NotoSans-Regular.ttf")``."""
    return _HOME.joinpath("resources", *parts)


def catalogues() -> Path:
    """Return the folder of the gettext catalogues, laid out as ``<language>/LC_MESSAGES/streetlaw.mo``."""
    return _HOME / "i18n"
