"""Clients of the same desk on two sides of a case: said plainly above all tabs, and never in the way."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.services.parties import Opposed
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.clients.similar_panel import conflict_advice
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.route import Route


class Conflicts(QWidget):
    """A banner for each client on the other side; nothing at all without any."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self._shown: tuple[Opposed, ...] = ()
        self.banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self.hide()

    def show_read(self, read: Read) -> None:
        """Show who stands against this client."""
        if tuple(read.opposed) == self._shown:
            return
        self._shown = tuple(read.opposed)
        for old in self.banners:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.banners = [self._banner(one) for one in self._shown]
        self.setVisible(bool(self.banners))

    def _banner(self, one: Opposed) -> Banner:
        said = _("{code}, a client too, is the adverse party here.") if one.is_here else \
            _("This client is the adverse party in a case of {code}.")
        banner = Banner(f"{said.format(code=one.code)} {conflict_advice()}", "danger", icon="scales",
                        title=_("Conflict of interest"), action=_("Open {code}").format(code=one.code))
        banner.acted.connect(partial(self._navigator.go, Route("client", one.client_id, "people")))
        self._column.addWidget(banner)
        return banner
