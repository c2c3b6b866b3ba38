"""The sentences above the form that stay until they are handled: what is missing, what changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.incidents.words import field_text
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button


class Notices(QWidget):
    """At most three banners: `incomplete_wanted` saves what there is, `swap_wanted` shows the other version.

    Under another country's law one says so for as long as it is; `home_wanted` goes back to the home law.
    """

    incomplete_wanted = Signal()
    swap_wanted = Signal()
    home_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save = Button(_("Save incomplete"))
        self.swap = Button("")
        self._missing = Banner("", "warning")
        self._missing.add(self.save)
        self._changed = Banner("", "warning")
        self._changed.add(self.swap)
        self.home = Button(_("Back to the law here"))
        self._abroad = Banner("", "info", icon="info")
        self._abroad.add(self.home)
        self._abroad.hide()
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), 0)
        column.setSpacing(px(8))
        for banner in (self._abroad, self._missing, self._changed):
            column.addWidget(banner)
        self.save.clicked.connect(self.incomplete_wanted)
        self.swap.clicked.connect(self.swap_wanted)
        self.home.clicked.connect(self.home_wanted)
        self.clear()

    def show_abroad(self, country: str) -> None:
        """Say by which country's law it is told, and what cannot be done then: before any work is."""
        self._abroad.show_message(
            _("Words, norms, bodies and days off are those of that country. The incident is kept and its "
              "deadlines run. But while it is in the case, the case cannot be sent for review."),
            title=_("By the law of: {country}").format(country=country))
        self._abroad.show()
        self.show()

    def show_missing(self, fields: Sequence[str]) -> None:
        """Say which fields a finished incident still needs."""
        named = ", ".join(_("“{field}”").format(field=field_text(name)) for name in fields)
        self._missing.show_message(_("Not finished yet. Still missing: {fields}.").format(fields=named))
        self._missing.show()
        self.show()

    def show_changed(self, *, newer: bool) -> None:
        """Say that a newer version is stored; `newer` when it is the one in the form now."""
        self._changed.show_message(sentence(StreetLawError("record.changed")))
        self.swap.setText(_("Show my text") if newer else _("Show the newer version"))
        self._changed.show()
        self.show()

    def clear_missing(self) -> None:
        """Nothing is missing any more."""
        self._missing.hide()
        self._fit()

    def clear(self) -> None:
        """Nothing is to be said."""
        self._missing.hide()
        self._changed.hide()
        self._fit()

    def is_changed(self) -> bool:
        """True while a newer version is stored than the form began with."""
        return not self._changed.isHidden()

    def is_missing(self) -> bool:
        """True while something is said to be missing."""
        return not self._missing.isHidden()

    def _fit(self) -> None:
        banners = (self._abroad, self._missing, self._changed)
        self.setVisible(not all(banner.isHidden() for banner in banners))
