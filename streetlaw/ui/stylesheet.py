"""The style sheet of plain Qt widgets, written from the tokens; parts that Qt cannot style paint themselves.

Widgets choose a variant by the property ``kind`` ("primary", "card", "hint" …) and labels their colour by
``ink``. A style sheet stops palette inheritance, so every text colour stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streetlaw import resources
from streetlaw.ui.tokens import ColorName, Role, ToneName, face, family, tokens

if TYPE_CHECKING:
    from streetlaw.ui.theme import Theme

_KINDS: dict[str, Role] = {
    "caption": "caption",
    "hint": "caption",
    "secondary": "caption",
    "error": "caption",
    "label": "label",
    "strong": "body_strong",
    "reading": "reading",
    "section": "section",
    "title": "title",
    "figure": "figure",
    "projector_body": "projector_body",
    "projector_title": "projector_title",
}
_LABEL_INKS: tuple[ColorName, ...] = (
    "text", "text-2", "text-3", "text-disabled", "link", "primary", "rail-text", "on-rail-active", "surface",
)  # fmt: skip
_STILL = "QProgressBar, QScrollBar, QAbstractItemView, QTabBar, QComboBox { widget-animation-duration: 0; }"
"""What the style itself would move."""

_TONES: tuple[ToneName, ...] = ("neutral", "info", "success", "warning", "danger", "review", "accent")


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of a theme at its zoom."""
    return "".join(
        part(theme) for part in (_labels, _frames, _buttons, _boxes, _choices, _views, _menus, _bars)
    )  # fmt: skip


def _image(theme: Theme, name: str) -> str:
    """The picture of a name; a large one for enlarged text, which Qt draws smaller where it must."""
    large = "-large" if theme.zoom > 100 else ""
    return f"url({resources.path('style', f'{name}-{theme.name}{large}.png').as_posix()})"


def _labels(t: Theme) -> str:
    rules = [f"QLabel {{ color: {t.hex('text')}; background: transparent; }}"]
    for kind, role in _KINDS.items():
        step = face(role)
        rules.append(
            f'QLabel[kind="{kind}"] {{ font-size: {t.px(step.size)}px; font-weight: {step.weight}; }}'
        )
    rules.append('QLabel[kind="medium"] { font-weight: 500; }')
    rules.append(f'QLabel[kind="caption-strong"] {{ font-size: {t.px(12)}px; font-weight: 600; }}')
    rules.append(f'QLabel[kind="mono"] {{ font-family: "{family("mono")}"; font-size: {t.px(12)}px; }}')
    rules.append(f'QLabel[kind="hint"] {{ color: {t.hex("text-3")}; }}')
    rules.append(f'QLabel[kind="secondary"], QLabel[kind="label"] {{ color: {t.hex("text-2")}; }}')
    rules.append(f'QLabel[kind="error"] {{ color: {t.hues("danger").text}; }}')
    rules += [f'QLabel[ink="{ink}"] {{ color: {t.hex(ink)}; }}' for ink in _LABEL_INKS]
    rules += [f'QLabel[ink="{tone}"] {{ color: {t.hues(tone).text}; }}' for tone in _TONES]
    rules.append(f"QLabel:disabled {{ color: {t.hex('text-disabled')}; }}")
    return "\n".join(rules) + "\n"


def _frames(t: Theme) -> str:
    card = t.px(tokens()["radius"]["card"])
    return f"""
QFrame[kind="card"] {{ background: {t.hex("surface")}; border: 1px solid {t.hex("border")}; border-radius: {card}px; }}
QFrame[kind="raised"] {{ background: {t.hex("raised")}; border: 1px solid {t.hex("border-strong")}; border-radius: {card}px; }}
QFrame[kind="surface"] {{ background: {t.hex("surface")}; border: 0; }}
QFrame[kind="canvas"] {{ background: {t.hex("canvas")}; border: 0; }}
QFrame[kind="sunken"] {{ background: {t.hex("sunken")}; border: 0; }}
QFrame[kind="well"] {{ background: {t.hex("sunken")}; border: 1px solid {t.hex("border")}; border-radius: {card}px; }}
QFrame[kind="rail"] {{ background: {t.hex("rail")}; border: 0; }}
QFrame[kind="hairline"] {{ background: {t.hex("border")}; border: 0; }}
QFrame[kind="rail-line"] {{ background: {t.hex("rail-line")}; border: 0; }}
QDialog {{ background: {t.hex("raised")}; }}
QScrollArea {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QScrollArea > QWidget > QWidget[kind="clear"] {{ background: transparent; }}
QSplitter::handle {{ background: {t.hex("border")}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
"""


def _buttons(t: Theme) -> str:
    radius, edge = t.px(tokens()["radius"]["control"]), t.hex("border-strong")
    danger, accent = t.hues("danger"), t.hues("accent")
    return f"""
QPushButton {{ min-height: {t.px(32) - 2}px; padding: 0 {t.px(12)}px; border: 1px solid {edge}; border-radius: {radius}px; background: {t.hex("surface")}; color: {t.hex("text")}; font-weight: 500; }}
QPushButton:hover {{ background: {t.hex("hover")}; }}
QPushButton:pressed {{ background: {t.hex("sunken")}; }}
QPushButton:focus {{ border-color: {t.hex("focus")}; }}
QPushButton:checked {{ background: {t.hex("primary-soft")}; color: {t.hex("primary-soft-text")}; border-color: {accent.line}; }}
QPushButton[large="true"] {{ min-height: {t.px(40) - 2}px; padding: 0 {t.px(16)}px; font-size: {t.px(14)}px; }}
QPushButton[square="true"] {{ padding: 0; min-width: {t.px(30)}px; max-width: {t.px(30)}px; }}
QPushButton[square="inside"] {{ padding: 0; min-height: {t.px(28)}px; min-width: {t.px(30)}px; max-width: {t.px(30)}px; }}
QPushButton[kind="primary"] {{ background: {t.hex("primary")}; border-color: {t.hex("primary")}; color: {t.hex("on-primary")}; }}
QPushButton[kind="primary"]:hover {{ background: {t.hex("primary-hover")}; border-color: {t.hex("primary-hover")}; }}
QPushButton[kind="primary"]:pressed {{ background: {t.hex("primary-pressed")}; }}
QPushButton[kind="danger"] {{ color: {danger.text}; border-color: {danger.text}; }}
QPushButton[kind="danger"]:hover {{ background: {danger.fill}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {t.hex("link")}; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hex("hover")}; }}
QPushButton[kind="quiet"]:checked {{ background: {t.hex("primary-soft")}; }}
QPushButton:disabled {{ background: {t.hex("sunken")}; border-color: {t.hex("border")}; color: {t.hex("text-disabled")}; }}
QPushButton[kind="quiet"]:disabled {{ background: transparent; border-color: transparent; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: {radius}px; background: transparent; color: {t.hex("text")}; padding: {t.px(4)}px; }}
QToolButton:hover {{ background: {t.hex("hover")}; }}
"""


def _boxes(t: Theme) -> str:
    radius, pad = t.px(tokens()["radius"]["control"]), t.px(9)
    box = "QLineEdit, QComboBox, QAbstractSpinBox, QFrame[kind=\"box\"]"
    text = "QPlainTextEdit, QTextEdit"
    danger = t.hues("danger").text
    return f"""
{box}, {text} {{ border: 1px solid {t.hex("border-strong")}; border-radius: {radius}px; background: {t.hex("surface")}; color: {t.hex("text")}; selection-background-color: {t.hex("primary")}; selection-color: {t.hex("on-primary")}; placeholder-text-color: {t.hex("text-3")}; }}
{box} {{ min-height: {t.px(30)}px; padding: 0 {pad}px; }}
{text} {{ padding: {t.px(4)}px {t.px(6)}px; font-size: {t.px(14)}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QFrame[kind="box"][focused="true"] {{ border-color: {t.hex("focus")}; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QFrame[kind="box"][wrong="true"] {{ border-color: {danger}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{ background: {t.hex("sunken")}; border-color: {t.hex("border")}; color: {t.hex("text-disabled")}; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {t.hex("sunken")}; }}
QLineEdit[large="true"], QFrame[kind="box"][large="true"] {{ min-height: {t.px(38)}px; font-size: {t.px(14)}px; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {{ border: 0; background: transparent; padding: 0; min-height: {t.px(30)}px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; background: transparent; padding: 0 0 0 {pad}px; min-height: 0; }}
QAbstractSpinBox {{ max-height: {t.px(30)}px; padding-left: {t.px(9)}px; padding-right: {t.px(22)}px; }}
QComboBox {{ combobox-popup: 0; padding-right: {t.px(28)}px; }}
QComboBox::drop-down {{ border: 0; width: {t.px(28)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: {_image(t, "caret-down")}; width: {t.px(16)}px; height: {t.px(16)}px; }}
QComboBox QAbstractItemView {{ background: {t.hex("raised")}; color: {t.hex("text")}; border: 1px solid {t.hex("border-strong")}; border-radius: 0; selection-background-color: {t.hex("selection")}; selection-color: {t.hex("on-selection")}; outline: 0; padding: {t.px(4)}px; }}
QComboBox QAbstractItemView::item {{ min-height: {t.px(32)}px; padding: 0 {t.px(8)}px; border-radius: {t.px(4)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; background: transparent; width: {t.px(22)}px; }}
QAbstractSpinBox::up-arrow {{ image: {_image(t, "caret-up")}; width: {t.px(12)}px; height: {t.px(12)}px; }}
QAbstractSpinBox::down-arrow {{ image: {_image(t, "caret-down")}; width: {t.px(12)}px; height: {t.px(12)}px; }}
"""


def _choices(t: Theme) -> str:
    side, edge = t.px(14), t.hex("border-strong")
    dot = t.px(5)
    return f"""
QCheckBox, QRadioButton {{ color: {t.hex("text")}; spacing: {t.px(10)}px; min-height: {t.px(32)}px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.hex("text-disabled")}; }}
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {{ width: {side}px; height: {side}px; border: 1px solid {edge}; border-radius: {t.px(4)}px; background: {t.hex("surface")}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {t.hex("primary")}; border-color: {t.hex("primary")}; image: {_image(t, "check")}; }}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {{ background: {t.hex("primary")}; border-color: {t.hex("primary")}; image: {_image(t, "minus")}; }}
QCheckBox::indicator:focus {{ border-color: {t.hex("focus")}; }}
QCheckBox::indicator:disabled {{ background: {t.hex("sunken")}; border-color: {t.hex("border")}; }}
QRadioButton::indicator {{ width: {side}px; height: {side}px; border: 1px solid {edge}; border-radius: {side // 2 + 1}px; background: {t.hex("surface")}; }}
QRadioButton::indicator:checked {{ width: {side - 2 * dot + 2}px; height: {side - 2 * dot + 2}px; border: {dot}px solid {t.hex("primary")}; background: {t.hex("on-primary")}; }}
QGroupBox {{ border: 0; margin: 0; padding: 0; color: {t.hex("text")}; }}
"""


def _views(t: Theme) -> str:
    card = t.px(tokens()["radius"]["card"])
    return f"""
QAbstractItemView {{ background: {t.hex("surface")}; color: {t.hex("text")}; alternate-background-color: {t.hex("surface")}; selection-background-color: {t.hex("selection")}; selection-color: {t.hex("on-selection")}; outline: 0; }}
QListView, QTreeView, QTableView {{ border: 1px solid {t.hex("border")}; border-radius: {card}px; gridline-color: {t.hex("border")}; }}
QListView[kind="plain"], QTreeView[kind="plain"], QTableView[kind="plain"] {{ border: 0; border-radius: 0; }}
QListView::item, QTreeView::item {{ min-height: {t.px(32)}px; padding: 0 {t.px(10)}px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {t.hex("hover")}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {t.hex("selection")}; color: {t.hex("on-selection")}; }}
QHeaderView {{ background: {t.hex("canvas")}; border: 0; border-top-left-radius: {card - 1}px; border-top-right-radius: {card - 1}px; }}
QHeaderView::up-arrow {{ image: {_image(t, "caret-up")}; width: {t.px(12)}px; }}
QHeaderView::down-arrow {{ image: {_image(t, "caret-down")}; width: {t.px(12)}px; }}
QHeaderView::section {{ background: transparent; color: {t.hex("text-2")}; border: 0; border-bottom: 1px solid {t.hex("border")}; padding: 0 {t.px(10)}px; font-size: {t.px(12)}px; font-weight: 500; height: {t.px(32)}px; }}
QTableCornerButton::section {{ background: {t.hex("canvas")}; border: 0; }}
QTabBar {{ background: transparent; border: 0; qproperty-drawBase: 0; font-weight: 500; }}
QTabBar::tab {{ background: transparent; color: {t.hex("text-2")}; border: 0; border-bottom: 2px solid transparent; min-height: {t.px(34)}px; padding: 0 {t.px(12)}px; }}
QTabBar::scroller {{ width: {t.px(64)}px; }}
QTabBar QToolButton {{ background: {t.hex("surface")}; border: 1px solid {t.hex("border-strong")}; padding: 0; }}
QTabBar::tab:hover {{ color: {t.hex("text")}; }}
QTabBar::tab:selected {{ color: {t.hex("text")}; border-bottom-color: {t.hex("primary")}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {t.hex("border")}; }}
"""


def _menus(t: Theme) -> str:
    return f"""
QMenu {{ background: {t.hex("raised")}; color: {t.hex("text")}; border: 1px solid {t.hex("border-strong")}; padding: {t.px(4)}px; }}
QMenu::item {{ min-height: {t.px(32)}px; padding: 0 {t.px(24)}px 0 {t.px(12)}px; border-radius: {t.px(4)}px; }}
QMenu::item:selected {{ background: {t.hex("selection")}; color: {t.hex("on-selection")}; }}
QMenu::item:disabled {{ color: {t.hex("text-disabled")}; }}
QMenu::separator {{ height: 1px; background: {t.hex("border")}; margin: {t.px(4)}px 0; }}
QMenu::icon {{ padding-left: {t.px(10)}px; }}
QToolTip {{ background: {t.hex("raised")}; color: {t.hex("text")}; border: 1px solid {t.hex("border-strong")}; padding: {t.px(4)}px {t.px(8)}px; }}
QCalendarWidget QWidget {{ color: {t.hex("text")}; }}
"""


def _bars(t: Theme) -> str:
    return f"""{_STILL if t.still else ""}
QProgressBar {{ border: 0; border-radius: {t.px(3)}px; background: {t.hex("track")}; min-height: {t.px(8)}px; max-height: {t.px(8)}px; }}
QProgressBar::chunk {{ background: {t.hex("primary")}; border-radius: {t.px(3)}px; }}
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: {t.px(10)}px; }}
QScrollBar:horizontal {{ height: {t.px(10)}px; }}
QScrollBar::handle {{ background: {t.hex("border-strong")}; border-radius: {t.px(3)}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {t.px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {t.px(32)}px; }}
QScrollBar::handle:hover {{ background: {t.hex("text-3")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QStatusBar {{ background: {t.hex("surface")}; color: {t.hex("text-2")}; border-top: 1px solid {t.hex("border")}; }}
"""
