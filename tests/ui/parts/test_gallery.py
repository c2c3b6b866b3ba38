"""The gallery draws every part in both themes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from streetlaw.ui import theme
from tests.ui.parts import gallery, gallery_pieces


def test_the_gallery_draws_both_themes(qapp: QApplication, tmp_path: Path) -> None:
    gallery.draw(tmp_path)
    theme.apply(qapp, theme.Theme())
    for name, width in (("components", gallery.WIDTH), ("pieces", gallery_pieces.PIECES_WIDTH)):
        sheet = QImage(str(tmp_path / f"{name}.png"))
        light, dark = sheet.pixelColor(3, 3), sheet.pixelColor(width + 3, 3)
        assert light == theme.Theme().color("canvas")
        assert dark == theme.Theme(name="dark").color("canvas")
