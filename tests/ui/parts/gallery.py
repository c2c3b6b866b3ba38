"""Draws the parts on one sheet, light in Russian and dark in Kyrgyz, to compare by eye with the design.

Run: QT_QPA_PLATFORM=offscreen python -m tests.ui.parts.gallery FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from streetlaw.domain.record import PartialDate
from streetlaw.ui import theme
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chip, Chips, MenuChip
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.mask import MaskBar
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.password_field import PasswordField
from streetlaw.ui.parts.progress import ProgressCard, UsualTime
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
from streetlaw.ui.parts.toast import Toast

WIDTH, HEIGHT = 683, 768
PIECES_WIDTH, PIECES_HEIGHT = 860, 980
BADGES = (
    ("case", "open"), ("case", "waiting"), ("case", "review"), ("case", "restored"), ("case", "refused"),
    ("case", "closed"), ("deadline", "overdue"), ("deadline", "today"), ("deadline", "week"),
    ("deadline", "unverified"), ("verification", "fresh"), ("verification", "ageing"),
    ("verification", "stale"),
)  # fmt: skip
WORDS = {
    "ru": {
        "badges": "В работе|Ждём ответа|На проверке|Права восстановлены|Отказано|Закрыто|Просрочено|Сегодня|"
        "Ближайшие 7 дней|Срок не проверен|Проверено|Пора перепроверить|Устарело",
        "buttons": "Сохранить|Отложить|В фокусе|Стереть…|Недоступно|Ещё",
        "phone": "Телефон|Скрыт в списках, виден 30 секунд.",
        "date": "Дата|В ноябре 30 дней. Например, 30.11.2026.",
        "banner": "Срок этой нормы не проверен, дату не считаем.|Уточнить",
        "progress": "Готовим пакет|Можно закрыть окно, работа продолжится.|Отменить",
        "empty": "Здесь появятся направления|Начните с карточки человека или со службы.",
        "ask": "Стереть 4210-E?|Запись и 2 файла исчезнут навсегда, и из следующих копий тоже.|Оставить|"
        "Стереть навсегда",
        "toast": "Направление 4205-A принято|Отменить",
    },
    "ky": {
        "badges": "Иштелүүдө|Жооп күтүлүүдө|Текшерүүдө|Укуктары калыбына келтирилди|Баш тартылды|Жабылды|"
        "Мөөнөтү өттү|Бүгүн|Жакынкы 7 күн|Мөөнөт текшерилген эмес|Текшерилди|Кайра текшерүү керек|Эскирген",
        "buttons": "Сактоо|Кийинкиге|Тандалган|Жок кылуу…|Жеткиликсиз|Дагы",
        "phone": "Телефон|Тизмеде жашырылган, 30 секунд көрүнөт.",
        "date": "Күнү|Ноябрда 30 күн бар. Мисалы, 30.11.2026.",
        "banner": "Бул мөөнөт текшерилген эмес, күн эсептелбейт.|Тактоо",
        "progress": "Топтом даярдалууда|Терезени жапса болот, иш улана берет.|Токтотуу",
        "empty": "Бул жерде багыттоолор чыгат|Кардардын барагынан же кызматтан баштаңыз.",
        "ask": "4210-E жок кылынсынбы?|Жазуу жана 2 файл биротоло жок болот, кийинки көчүрмөлөрдөн да.|"
        "Калтыруу|Биротоло жок кылуу",
        "toast": "4205-A багыттоосу кабыл алынды|Кайтаруу",
    },
}
"""The words of the design's sheet."""


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row


class Sheet(QWidget):
    """The component sheet in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._words = WORDS[language]
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 57, 16, 10)
        column.setSpacing(9)
        column.addWidget(self._badges())
        column.addLayout(self._buttons())
        column.addLayout(self._fields())
        banner, action = self._texts("banner")
        column.addWidget(Banner(banner, "warning", action=action))
        title, note, cancel = self._texts("progress")
        progress = ProgressCard(title, note, cancel=cancel)
        progress.set_progress(62)
        column.addWidget(progress)
        column.addLayout(self._empty_and_question())
        column.addStretch(1)
        self.ring = FocusRing(self)
        self.toast = Toast(self)

    def _texts(self, key: str) -> Iterator[str]:
        return iter(self._words[key].split("|"))

    def _badges(self) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host, spacing=6)
        for (group, key), text in zip(BADGES, self._texts("badges"), strict=True):
            flow.addWidget(Badge(text, *status(group, key)))
        return host

    def _buttons(self) -> QHBoxLayout:
        save, later, focus, erase, off, more = self._texts("buttons")
        self.focused = Button(focus)
        disabled = Button(off)
        disabled.setEnabled(False)
        widgets = (
            Button(save, kind="primary"),
            Button(later),
            self.focused,
            Button(erase, kind="danger", icon="trash"),
            disabled,
            IconButton("dots-three-vertical", more),
        )
        return _row(*widgets, None)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        label, hint = self._texts("phone")
        self.phone = QLineEdit("0700 12")
        grid.addWidget(Field(label, self.phone, hint=hint), 0, 0)
        label, problem = self._texts("date")
        wrong = Field(label, QLineEdit("31.11.2026"))
        wrong.set_error(problem)
        grid.addWidget(wrong, 0, 1)
        return grid

    def _empty_and_question(self) -> QHBoxLayout:
        title, text = self._texts("empty")
        card = Card()
        card.add_row(EmptyState("tray", title, text), 1)
        ask, body, safe, verb = self._texts("ask")
        question = Question(None, ask, body, safe=safe, verb=verb)
        question.setMinimumWidth(0)
        question.setFixedWidth(318)
        row = _row(card, question)
        row.setSpacing(12)
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
        column.addLayout(_row(box, QCheckBox("Копия"), radio, QRadioButton("Диск"), switch, Switch(), None))
        column.addLayout(
            _row(Chip("Открытые", icon="folder-open"), MenuChip("Срок"), MaskBar(72), KeyHint("Ctrl K"), None)
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
        column.addLayout(_row(hidden, Button("Новый клиент", icon="user-plus", keys="Ctrl N"), None))
        column.addLayout(
            _row(Button("Быстрая", icon="note-pencil", kind="primary", keys="Ctrl Shift N"), None)
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


def draw(folder: Path) -> None:
    """Draw the sheet in both themes into a folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    sheet_of = QPixmap(2 * WIDTH, HEIGHT)
    piece_sheet = QPixmap(2 * PIECES_WIDTH, PIECES_HEIGHT)
    painter, pieces_of = QPainter(sheet_of), QPainter(piece_sheet)
    for column, (name, language) in enumerate((("light", "ru"), ("dark", "ky"))):
        theme.apply(app, theme.Theme(name="dark" if name == "dark" else "light"))
        sheet = Sheet(language)
        sheet.show()
        sheet.activateWindow()
        sheet.focused.setFocus()
        message, undo = sheet._texts("toast")
        sheet.toast.show_message(message, undo=True)
        sheet.toast._undo.setText(undo)
        sheet.toast._place()
        app.processEvents()
        painter.drawPixmap(column * WIDTH, 0, sheet.grab())
        sheet.close()
        pieces = Pieces()
        pieces.show()
        app.processEvents()
        pieces_of.drawPixmap(column * PIECES_WIDTH, 0, pieces.grab())
        pieces.close()
    painter.end()
    pieces_of.end()
    folder.mkdir(parents=True, exist_ok=True)
    sheet_of.save(str(folder / "components.png"))
    piece_sheet.save(str(folder / "pieces.png"))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
