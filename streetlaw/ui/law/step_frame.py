"""What stands around the steps of the check: the steps above, back and next below."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.status import status
from streetlaw.ui.parts.steps import Steps


class StepFrame(QWidget):
    """One view at a time between a head and a foot."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = Steps((_("Situation"), _("Income"), _("Result"), _("Application")),
                           name=_("Check of the right to legal aid"))
        self.another = Button(_("Another person"), kind="quiet", icon="user-list")
        self.back = Button(_("Back"), icon="arrow-left")
        self.next = Button(_("Next: income"), kind="primary", keys="Ctrl Enter")
        self.saved = Badge.of("save", "saved")
        self._views, self._head, self.foot = QStackedWidget(), QWidget(), QWidget()
        for row, widgets in ((self._head, (self.steps, None, self.another)),
                             (self.foot, (self.back, None, self.saved, self.next))):
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.current().px(12))
            for widget in widgets:
                if widget is None:
                    line.addStretch(1)
                else:
                    line.addWidget(widget)
            row.hide()
        self.saved.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self._head)
        column.addWidget(self._views, 1)
        column.addWidget(self.foot)

    @property
    def view(self) -> QWidget | None:
        """The view shown."""
        return self._views.currentWidget()

    def show_view(self, view: QWidget, *, with_steps: bool) -> None:
        """Show a view, which is added when it is new."""
        if self._views.indexOf(view) < 0:
            self._views.addWidget(view)
        self._views.setCurrentWidget(view)
        self._head.setVisible(with_steps)

    def show_saved(self, at: QTime) -> None:
        """Say when the draft was kept last."""
        look = status("save", "saved")
        self.saved.show_badge(_("Saved {time}").format(time=at.toString("HH:mm")), look.tone, look.icon)
        self.saved.show()
