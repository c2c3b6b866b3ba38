"""A picture as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlaw.translation import gettext as _


class PictureView(QWidget):
    """A picture as wide as there is room, never wider than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Picture"))

    @property
    def image(self) -> QImage:
        """The picture as it is painted."""
        return self._image

    def sizeHint(self) -> QSize:
        """Return the picture's own size."""
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        """Let the picture be small."""
        return QSize(1, 1)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at that width."""
        return self._fitting(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture at the top, in the middle."""
        del event
        size = self._fitting(self.width())
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)

    def _fitting(self, width: int) -> QSize:
        own = self._image.size()
        most = QSize(min(width, own.width()), max(1, own.height()))
        return own.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
