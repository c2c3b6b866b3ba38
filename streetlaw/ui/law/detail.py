"""The pane of one norm, channel or number: all the pack says of it, and how far each part was checked."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Rule, Span, Unit
from streetlaw.domain.fact import Fact, Freshness, text_in
from streetlaw.domain.law import Channel, Hotline, Norm
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.beside import badge_line
from streetlaw.ui.law.entries import Entry, EntryKind, plain
from streetlaw.ui.law.words import as_of_text, fact_badge, listed
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

_NAMES = {"ky": "кыргызча", "ru": "по-русски", "en": "in English"}


class EntryDetail(QFrame):
    """Shows one entry; it scrolls, and its texts can be selected."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._pack, self._today = pack, today
        self.entry: Entry | None = None
        px = theme.current().px
        held = QWidget()
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(10))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, _("Details")))

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry; None shows nothing."""
        self.entry = entry
        _empty(self._column)
        if entry is not None:
            self._head(entry)
            match entry.item:
                case Norm():
                    self._norm(entry.item)
                case Channel():
                    self._channel(entry.item, closed=entry.kind is EntryKind.CLOSED)
                case Hotline():
                    self._hotline(entry.item)
            self._source(entry.fact)
        self._column.addStretch(1)

    def _head(self, entry: Entry) -> None:
        self._column.addWidget(Text(entry.title, "title", wrap=True, selectable=True))
        fresh = Freshness.CLOSED if entry.kind is EntryKind.CLOSED else entry.fact.freshness(self._today)
        self._column.addLayout(badge_line(Badge.of("verification", fresh), as_of_text(entry.fact)))

    def _norm(self, norm: Norm) -> None:
        self._column.addWidget(Text(plain(norm.name(language())), "reading", wrap=True, selectable=True))
        if norm.watch_out:
            self._mind(text_in(norm.watch_out, language()))
        act = self._pack.acts.get(norm.cite.act)
        if act is not None:
            adopted = day_full(act.adopted) if act.adopted else ""
            number = _("No. {number}").format(number=act.number) if act.number else ""
            self._part(_("Act"), listed(act.name(language()), number, adopted))
        for other, text in norm.label.items():
            if other != language():
                self._part(_NAMES.get(other, other), listed(
                    self._pack.cite(norm.cite, other), plain(text), between=": "))

    def _channel(self, channel: Channel, *, closed: bool) -> None:
        if closed:
            text = _("This body no longer works. Never refer anybody there.")
            self._column.addWidget(Banner(text, "danger", icon="prohibit"))
        if channel.last_resort:
            self._column.addWidget(Banner(_("Only after the country's own remedies."), "info"))
        self._part(_("For what"), text_in(channel.competence, language()))
        self._part(_("Our time limit"), text_in(channel.filing, language()), channel.rules)
        self._part(_("The body's time limit"), text_in(channel.answer, language()), channel.answer_rules)
        if channel.advice:
            self._mind(text_in(channel.advice, language()))
        self._part(_("Basis"), "; ".join(self._pack.cite(cite, language()) for cite in channel.basis))
        if channel.contact.text:
            self._part(_("Contact"), channel.contact.text)
            self._column.addLayout(badge_line(fact_badge(channel.contact.fact, self._today),
                                              as_of_text(channel.contact.fact)))

    def _hotline(self, line: Hotline) -> None:
        self._column.addWidget(Text(line.name(language()), "reading", wrap=True, selectable=True))
        if line.fact.freshness(self._today) is not Freshness.FRESH:
            self._column.addWidget(Banner(_("Call it yourself before you give it to anybody."), "warning"))

    def _mind(self, text: str) -> None:
        self._column.addWidget(Banner(text, "warning", title=_("What to mind")))

    def _part(self, title: str, text: str, rules: tuple[str, ...] = ()) -> None:
        if not text and not rules:
            return
        self._column.addWidget(Hairline())
        self._column.addWidget(Text(title, "label"))
        if text:
            self._column.addWidget(Text(text, wrap=True, selectable=True))
        for rule in (self._pack.rules[code] for code in rules if code in self._pack.rules):
            fresh = Freshness.UNVERIFIED if rule.span is None else rule.fact.freshness(self._today)
            self._column.addLayout(badge_line(Badge.of("verification", fresh), listed(
                rule.name(language()), limit_text(rule), between=": ")))

    def _source(self, fact: Fact) -> None:
        self._column.addWidget(Hairline())
        self._column.addWidget(Text(_("Source: {source}").format(source=fact.source or "–"), "secondary",
                                    wrap=True, selectable=True))


def limit_text(rule: Rule) -> str:
    """A limit in words: "10 days, from: we received the copy"; without a span it says that none is known."""
    if rule.span is None:
        return _("limit not verified")
    return _("{span}, from: {event}").format(span=span_text(rule.span), event=text_in(rule.base, language()))


def span_text(span: Span) -> str:
    """A length of time: 14 working days."""
    n = span.amount
    text = {
        Unit.HOURS: ngettext("{n} hour", "{n} hours", n),
        Unit.CALENDAR_DAYS: ngettext("{n} day", "{n} days", n),
        Unit.WORKING_DAYS: ngettext("{n} working day", "{n} working days", n),
        Unit.MONTHS: ngettext("{n} month", "{n} months", n),
        Unit.YEARS: ngettext("{n} year", "{n} years", n),
    }[span.unit]
    return text.format(n=n)


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QVBoxLayout | QHBoxLayout):
            _empty(inner)
            inner.deleteLater()
