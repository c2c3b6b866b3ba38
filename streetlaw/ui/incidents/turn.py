"""One way to turn to a body: until when, why it is competent, what the paper needs, who may speak.

Whatever the sources do not say is shown as not found: nobody may take silence for "nothing is needed".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import Fact, text_in
from streetlaw.domain.law import Risk
from streetlaw.domain.pack import Pack
from streetlaw.services.deadlines import Suggestion
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.deadlines import restore_note
from streetlaw.ui.facts import trust_text
from streetlaw.ui.incidents.limits import has_passed, limit_block, limit_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.partial_date import written
from streetlaw.ui.parts.rows import RowButton, lay_row
from streetlaw.ui.parts.text import Text
from streetlaw.ui.risks import risk_banner


class TurnHead(RowButton):
    """The row: tile, name and limit. Opens and closes what is below."""

    def __init__(self, suggestion: Suggestion, pack: Pack, today: date, checked: str) -> None:
        super().__init__()
        name, limit = suggestion.channel.name(language()), limit_text(suggestion, pack, today)
        body, px = QWidget(), theme.current().px
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(Text(name, "medium", wrap=True))
        column.addWidget(Text(limit, "secondary", wrap=True))
        body.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lay_row(self, body, limit_block(suggestion, today), None, top=True)
        self.setAccessibleName(", ".join(part for part in (name, limit, checked) if part))
        self.setAccessibleDescription(_("Enter shows what it is competent for, what the paper needs and who "
                                        "may represent"))


class TurnRow(QWidget):
    """A channel with its button, and below it, once it was opened, all that is known of it."""

    opened = Signal()

    def __init__(self, suggestion: Suggestion, pack: Pack, today: date, *, added: bool,
                 ends_first: bool = False) -> None:
        """`ends_first` says that no other limit that still runs ends before its own."""
        super().__init__()
        self.suggestion, self.added, self.ends_first = suggestion, added, ends_first
        self._pack, self._today = pack, today
        fact = suggestion.rule.fact if suggestion.rule else suggestion.channel.fact
        badge, day = freshness_badge(fact, today), day_of(fact)
        self.head = TurnHead(suggestion, pack, today, ", ".join(part for part in (badge.text(), day) if part))
        self.button = IconButton("check" if added else "file-plus", _("Act on: {channel}").format(
            channel=suggestion.channel.name(language())))
        self.more: TurnDetail | None = None
        self.setAccessibleName(self.head.accessibleName())
        px = theme.current().px
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, px(12), 0)
        line.setSpacing(0)
        line.addWidget(self.head, 1)
        line.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(line)
        checked = checked_line(badge, day)
        checked.setContentsMargins(px(66), 0, px(12), px(8))
        self._column.addLayout(checked)
        self.head.opened.connect(self._on_opened)

    @property
    def is_open(self) -> bool:
        """True while the details are shown."""
        return self.more is not None and not self.more.isHidden()

    def open(self) -> None:
        """Show the details; they are made when first asked for."""
        if self.more is None:
            self.more = TurnDetail(self.suggestion, self._pack, self._today, ends_first=self.ends_first)
            self._column.addWidget(self.more)
        self.more.show()

    def _on_opened(self) -> None:
        if self.is_open and self.more is not None:
            self.more.hide()
        else:
            self.open()
        self.opened.emit()


class TurnDetail(QWidget):
    """What stands behind a channel, with sources and days, and "not found" where nothing was."""

    def __init__(self, suggestion: Suggestion, pack: Pack, today: date, *, ends_first: bool = False) -> None:
        super().__init__()
        self._pack, self._today = pack, today
        self._told: set[Fact] = set()
        """What was said whole already: the same source stands behind most of it."""
        px = theme.current().px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(12), px(2), px(12), px(12))
        self._column.setSpacing(px(3))
        channel, tongue = suggestion.channel, language()
        self._risks(suggestion.risks)
        self._part(_("Why here"), "\n".join(_why(suggestion, pack)), missing=_("competence not found"))
        self._part(_("Why at this place"), "\n".join(_order(suggestion, ends_first=ends_first)))
        rule = suggestion.rule
        if rule is not None and has_passed(suggestion, today):
            self._part(_("The limit was missed"), restore_note(rule, pack),
                       missing=_("whether it can be restored was not found: verify"), fact=rule.fact)
        answer = _and_basis(text_in(channel.answer, tongue), pack, channel.answer_rules)
        self._part(_("They must answer"), answer, missing=_("no limit found: verify"))
        self._part(_("What the paper has to contain"), text_in(channel.contents, tongue),
                   missing=_("not found: verify before filing"))
        self._representation(channel.proceeding)
        if channel.advice:
            self._part(_("What to mind"), text_in(channel.advice, tongue))
        if channel.contact.text:
            self._part(_("Contact"), channel.contact.text, fact=channel.contact.fact)
        basis = "; ".join(pack.cite(cite, tongue) for cite in channel.basis)
        if rule is not None:
            self._part(_("Time limit"), rule.name(tongue), fact=rule.fact)
        self._part(_("Basis"), basis, missing=_("not found for this body: verify"), fact=channel.fact)

    def texts(self) -> list[str]:
        """Everything that stands here, in order."""
        return [label.text() for label in self.findChildren(Text) if label.text()]

    def _risks(self, risks: tuple[Risk, ...]) -> None:
        for risk in risks:
            self._column.addWidget(risk_banner(risk, self._pack))

    def _representation(self, proceeding: str) -> None:
        found = self._pack.representation.get(proceeding)
        title = _("Who may represent")
        if found is None:
            self._part(title, "", missing=_("not found for this body: verify"))
            return
        tongue = language()
        power = text_in(found.power, tongue) or _("which paper they need was not found: verify")
        basis = "; ".join(self._pack.cite(cite, tongue) for cite in found.basis)
        self._part(title, "\n".join((f"{text_in(found.who, tongue)} ({found.name(tongue)})", power, basis)),
                   fact=found.fact)

    def _part(self, title: str, text: str, *, missing: str = "", fact: Fact | None = None) -> None:
        self._column.addSpacing(theme.current().px(5))
        self._column.addWidget(Text(title, "label"))
        self._column.addWidget(Text(text or missing, "body" if text else "secondary", wrap=True,
                                    selectable=True, ink=None if text else "warning"))
        if fact is None:
            return
        self._column.addLayout(checked_line(freshness_badge(fact, self._today), day_of(fact)))
        if fact not in self._told:
            self._told.add(fact)
            self._column.addWidget(Text(trust_text(fact, self._today), "hint", wrap=True, selectable=True))


def freshness_badge(fact: Fact, today: date) -> Badge:
    """How far a statement can be trusted on that day."""
    fresh = fact.freshness(today)
    return Badge.of("verification", fresh)


def day_of(fact: Fact) -> str:
    """The day of a statement; one that is fresh was checked that day."""
    return written(fact.as_of) if fact.as_of else ""


def checked_line(badge: Badge, day: str) -> QHBoxLayout:
    """A badge with the day beside it."""
    line = QHBoxLayout()
    line.setContentsMargins(0, theme.current().px(2), 0, 0)
    line.setSpacing(theme.current().px(8))
    line.addWidget(badge)
    line.addWidget(Text(day, "secondary", wrap=True), 1)
    return line


def _why(suggestion: Suggestion, pack: Pack) -> Iterator[str]:
    """Why this body: what it is competent for, and what of the incident brought it here."""
    if competence := text_in(suggestion.channel.competence, language()):
        yield competence
    named = [pack.label("violations", code, language()) for code in suggestion.violations]
    named += [pack.label("perpetrators", code, language()) for code in suggestion.perpetrators]
    if named:
        yield _("Here because of: {what}").format(what="; ".join(named))


def _order(suggestion: Suggestion, *, ends_first: bool) -> Iterator[str]:
    """Why it stands where it stands: by the law data alone, and what one may weigh against it."""
    channel = suggestion.channel
    if channel.last_resort:
        yield _("Last resorts come last: only after the country's own remedies.")
    yield _("For what was done, or for who did it, the law data names it in place {place}, the most "
            "competent first; between equals the lower rank comes first, its own is {rank}.").format(
                place=suggestion.place, rank=channel.rank)
    if ends_first:
        yield _("Of all limits that still run, its own ends first.")


def _and_basis(text: str, pack: Pack, rules: tuple[str, ...]) -> str:
    """The body's limit in words, with the articles of its rules."""
    cites = dict.fromkeys(cite for code in rules for cite in pack.rules[code].basis)
    basis = "; ".join(pack.cite(cite, language()) for cite in cites)
    return f"{text} ({basis})" if text and basis else text
