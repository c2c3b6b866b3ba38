"""Draw the few pictures a style sheet needs (Qt cannot put a glyph of a font there), once per theme.

Run: QT_QPA_PLATFORM=offscreen python packaging/make_style_images.py; commit the result.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from streetlaw import resources
from streetlaw.ui import icons, theme
from streetlaw.ui.tokens import ColorName, ThemeName

PICTURES: tuple[tuple[str, ColorName, int], ...] = (
    ("caret-down", "text-2", 16),
    ("caret-up", "text-2", 16),
    ("check", "on-primary", 12),
    ("minus", "on-primary", 12),
)
THEMES: tuple[ThemeName, ...] = ("light", "dark")


def draw(name: str, ink: ColorName, size: int, ratio: int) -> QImage:
    """Return an icon on nothing, for a screen of this pixel ratio."""
    image = QImage(size * ratio, size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint_icon(painter, QRectF(0, 0, size, size), name, ink, size)
    painter.end()
    return image


def draw_all(name: str, ink: ColorName, size: int, shown: ThemeName) -> None:
    """Draw one for screens of both pixel ratios, and twice as large for enlarged text: Qt enlarges none."""
    for length, large in ((size, ""), (2 * size, "-large")):
        for ratio, suffix in ((1, ""), (2, "@2x")):
            file = resources.path("style", f"{name}-{shown}{large}{suffix}.png")
            draw(name, ink, length, ratio).save(str(file))


if __name__ == "__main__":
    app = QApplication([])
    for shown in THEMES:
        theme.apply(app, theme.Theme(name=shown))
        for name, ink, size in PICTURES:
            draw_all(name, ink, size, shown)
