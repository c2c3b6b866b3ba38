"""Parts as they stand together on the pages, for the gallery."""

from __future__ import annotations

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from streetlaw.domain.record import PartialDate
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chip, Chips, MenuChip
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.mask import MaskBar
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.progress import UsualTime
from streetlaw.ui.parts.rows import ButtonRow, GroupRow, KeyValues, ListRow
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.status import status
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.switch import Switch
from streetlaw.ui.parts.table import Role, TableView
from streetlaw.ui.parts.tabs import Tabs
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.timeline import Timeline, TimelineItem

PIECES_WIDTH, PIECES_HEIGHT = 860, 980


def side_by_side(*widgets: QWidget | None) -> QHBoxLayout:
    """Lay widgets side by side; None stands for a stretch."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row


class Pieces(QWidget):
    """Parts as they stand together on the pages."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(PIECES_WIDTH, PIECES_HEIGHT)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(12)
        grid.addWidget(self._deadlines(), 0, 0)
        grid.addWidget(self._law(), 0, 1)
        grid.addLayout(self._form(), 1, 0)
        grid.addLayout(self._choices(), 1, 1)
        grid.addWidget(self._table(), 2, 0, 1, 2)
        grid.setRowStretch(2, 1)

    def _deadlines(self) -> Card:
        card = Card("Сроки", count=6)
        card.add_action(
            Segmented([("all", "Все"), ("ours", "Наши")], name="Сроки", value="all", compact=True)
        )
        card.add_row(GroupRow(Badge("Просрочено", *status("deadline", "overdue")), "можно жаловаться выше"))
        late = DateBlock("2", "дня", "danger")
        card.body.addWidget(
            ListRow(
                "ЦСМ № 9 не ответил на обращение",
                "срок органа · 14 раб. дней, Закон № 67",
                code="4172-K",
                leading=late,
                trailing=Button("Жалоба"),
            )
        )
        card.add_row(
            ButtonRow("Жалоба в ведомство", "срок не проверен", code="4210-E", leading=DateBlock.unknown())
        )
        card.add_foot(Button("Ещё 7 сроков", kind="quiet"), None, Text("Праздники 2026 учтены", "secondary"))
        return card

    def _law(self) -> Card:
        card = Card("Что говорит закон", icon="scales")
        card.add_row(
            NormRow(
                "УК ст. 191, ч. 4",
                "Незаконное задержание; не сообщили близким, исказили время",
                badge=Badge("Проверено", *status("verification", "fresh")),
                checked="сверено 12.10.2026",
            )
        )
        item = TimelineItem(
            "20 нояб.",
            "Истёк срок ответа",
            "Обращение от 2 ноября, вх. № 318. Ответа нет.",
            icon="warning-circle",
            tone="danger",
            badge=Badge("Просрочено", *status("deadline", "overdue")),
        )
        line = Timeline()
        line.add(item)
        line.add(TimelineItem("19 нояб.", "Встреча, 40 мин", "Обсудили варианты.", icon="chat-text"))
        card.add_row(line)
        return card

    def _form(self) -> QVBoxLayout:
        column = QVBoxLayout()
        when = PartialDateEdit(name="Когда")
        when.set_value(PartialDate("2026-11-17"))
        column.addWidget(Field("Когда", when, required=True))
        grounds = Chips(
            [("a", "секс-работа"), ("b", "место жительства"), ("c", "здоровье")],
            name="Признаки",
            removable=True,
        )
        grounds.choose(("a",))
        column.addWidget(Field("Признаки", grounds, note="можно несколько"))
        combo = QComboBox()
        combo.addItems(["Слова пострадавшей, 1 свидетель"])
        column.addWidget(Field("Источник", combo, required=True))
        story = QPlainTextEdit("Около 22:00 двое сотрудников остановили её у остановки.")
        story.setFixedHeight(64)
        column.addWidget(Field("Что произошло", story))
        password = PasswordField(name="Сырсөз", large=True)
        password.edit.setText("abcdefgh")
        column.addWidget(password)
        return column

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(Steps(["Что", "Защита", "Риск", "Кому"], name="Выгрузка", current=2))
        tabs = Tabs("Карточка")
        for text, count in (("Обзор", None), ("Инциденты", 2), ("Согласия", 3)):
            tabs.add(text, count)
        column.addWidget(tabs)
        column.addWidget(SearchField("Найти или сделать", name="Найти", keys="Ctrl K"))
        found = SearchField("Издөө", name="Издөө", note="код, ат, телефон")
        found.setText("төлө")
        column.addWidget(found)
        box, radio, switch = QCheckBox("Позвонить"), QRadioButton("Папка"), Switch("Замок")
        for choice in (box, radio, switch):
            choice.setChecked(True)
        column.addLayout(
            side_by_side(box, QCheckBox("Копия"), radio, QRadioButton("Диск"), switch, Switch(), None)
        )
        column.addLayout(
            side_by_side(
                Chip("Открытые", icon="folder-open"), MenuChip("Срок"), MaskBar(72), KeyHint("Ctrl K"), None
            )
        )
        scale = UsualTime()
        scale.show_days(9, 3, "danger")
        column.addWidget(scale)
        about = KeyValues()
        about.add("Юрист", "№ 07")
        about.add("Телефон", MaskBar(120))
        column.addWidget(about)
        hidden = Button("Имена скрыты", icon="eye-slash", checkable=True)
        hidden.setChecked(True)
        column.addLayout(side_by_side(hidden, Button("Новый клиент", icon="user-plus", keys="Ctrl N"), None))
        column.addLayout(
            side_by_side(Button("Быстрая", icon="note-pencil", kind="primary", keys="Ctrl Shift N"), None)
        )
        column.addStretch(1)
        return column

    def _table(self) -> TableView:
        table = TableView("Клиенты")
        table.setModel(_people(table))
        table.set_widths([100, 130, 180, 140, None])
        table.selectRow(0)
        return table


def _people(parent: QWidget) -> QStandardItemModel:
    model = QStandardItemModel(3, 5, parent)
    model.setHorizontalHeaderLabels(["Код", "Аты-жөнү", "Абалы", "Мөөнөтү", "Аймак"])
    rows = (
        ("4172-K", 96, "waiting", "2 күн өттү", "overdue", "Бишкек ш."),
        ("4205-A", 72, "open", "бүгүн", "today", "Ысык-Көл"),
        ("4031-B", 120, "review", "9-дек.", "later", "Жалал-Абад"),
    )
    for row, (code, mask, case, due, deadline, region) in enumerate(rows):
        look, late = status("case", case), status("deadline", deadline)
        cells: tuple[dict[int, object], ...] = (
            {0: code, Role.STRONG: True, 10: 2 if row == 0 else 0},
            {0: "жашырылган", Role.MASK: mask},
            {0: case, Role.BADGE: (look.tone, look.icon, case)},
            {0: due, Role.ICON: (late.icon, late.tone), Role.INK: late.tone},
            {0: region},
        )
        for column, roles in enumerate(cells):
            for role, value in roles.items():
                model.setData(model.index(row, column), value, role)
    return model
