"""Parts are tested in the light theme at 100 %."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from streetlaw.ui import theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    if theme.current() != theme.Theme() or not qapp.styleSheet():
        theme.apply(qapp, theme.Theme())
