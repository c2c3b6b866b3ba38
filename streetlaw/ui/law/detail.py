"""The pane of one norm, channel or number: all the pack says of it, and how far each part was checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Rule, Span, Unit, Whose
from streetlaw.domain.fact import Cite, Freshness, Term, text_in
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.law import Channel, Hotline, Norm
from streetlaw.domain.pack import Pack
from streetlaw.services.law.links import Link, Links
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.facts import as_of_text
from streetlaw.ui.law.aid_parts import aid_parts
from streetlaw.ui.law.beside import badge_line
from streetlaw.ui.law.entries import PLACES, Entry, EntryKind, plain
from streetlaw.ui.law.trust import Checked, Trust, gave_way_text, role_text
from streetlaw.ui.law.words import fact_badge, list_name, listed, opening
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.rows import ButtonRow, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

_NAMES = {"ky": "кыргызча", "ru": "по-русски", "en": "in English"}


class EntryDetail(QFrame):
    """Shows one entry; it scrolls, and its texts can be selected."""

    linked = Signal(str, str)
    """The person went to another statement: the list of the pack and the code."""
    check_wanted = Signal(str, str)
    """The person wants to say what a look at the law gave."""
    revoke_wanted = Signal(object)
    """The person takes back a local correction, a FactCheck."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._pack, self._today = pack, today
        self._links: Links = {}
        self._checks: Mapping[Link, Sequence[FactCheck]] = {}
        self._overtaken: Collection[str] = ()
        self.entry: Entry | None = None
        self.can_check = False
        """True where checks can be kept: then the pane offers it."""
        px = theme.current().px
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(10))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._held, _("Details")))

    def show_law(self, pack: Pack, links: Links, checks: Mapping[Link, Sequence[FactCheck]],
                 overtaken: Collection[str] = ()) -> None:
        """Take the law as it holds now, what rests on what in it, and who checked what.

        `overtaken` are the ids of corrections that hold no more: the publisher has said something else since.
        """
        self._pack, self._links, self._checks, self._overtaken = pack, links, checks, overtaken

    def enter(self) -> None:
        """Put the focus on the first thing that can be done here."""
        for child in self._held.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.isVisible():
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

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
                case Rule():
                    self._rule(entry.item)
                case _:
                    aid_parts(self, entry.item)
            self._others(entry.item)
            self._source(entry)
            self._dependents(entry)
        self._column.addStretch(1)

    def cite(self, cites: Iterable[Cite]) -> str:
        """Those places of the law as lawyers write them."""
        return "; ".join(self._pack.cite(cite, language()) for cite in cites)

    def _head(self, entry: Entry) -> None:
        self._column.addWidget(Text(entry.title, "title", wrap=True, selectable=True))
        fresh = Freshness.CLOSED if entry.kind is EntryKind.CLOSED else entry.fact.freshness(self._today)
        self._column.addLayout(badge_line(Badge.of("verification", fresh), as_of_text(entry.fact)))
        held = [check for check in self._checks.get(Link(entry.place, entry.code), ()) if check.holds]
        for check in held:
            self._local(check)

    def _local(self, check: FactCheck) -> None:
        if check.id in self._overtaken:
            self._column.addWidget(Banner(gave_way_text(), "warning", icon="pencil-simple"))
            return
        day = day_full(check.checked_on) if check.checked_on else ""
        said = _("{who}, {day}. Not in the published law data.").format(
            who=listed(check.checked_by, role_text(check.role), between=", "), day=day)
        banner = Banner(said, "info", icon="pencil-simple", title=_("Corrected here") if check.changes_law
                        else _("Checked here"), action=_("Take it back"))
        banner.acted.connect(partial(self.revoke_wanted.emit, check))
        self._column.addWidget(banner)

    def _norm(self, norm: Norm) -> None:
        self._column.addWidget(Text(plain(norm.name(language())), "reading", wrap=True, selectable=True))
        if norm.watch_out:
            self.mind(text_in(norm.watch_out, language()))
        act = self._pack.acts.get(norm.cite.act)
        if act is not None:
            adopted = day_full(act.adopted) if act.adopted else ""
            number = _("No. {number}").format(number=act.number) if act.number else ""
            self.part(_("Act"), listed(act.name(language()), number, adopted))

    def _channel(self, channel: Channel, *, closed: bool) -> None:
        if closed:
            text = _("This body no longer works. Never refer anybody there.")
            self._column.addWidget(Banner(text, "danger", icon="prohibit"))
        if channel.last_resort:
            self._column.addWidget(Banner(_("Only after the country's own remedies."), "info"))
        self.part(_("For what"), text_in(channel.competence, language()))
        self.part(_("Our time limit"), text_in(channel.filing, language()), channel.rules)
        self.part(_("The body's time limit"), text_in(channel.answer, language()), channel.answer_rules)
        if channel.advice:
            self.mind(text_in(channel.advice, language()))
        self.part(_("Basis"), "; ".join(self._pack.cite(cite, language()) for cite in channel.basis))
        if channel.contact.text:
            self.part(_("Contact"), channel.contact.text)
            self._column.addLayout(badge_line(fact_badge(channel.contact.fact, self._today),
                                              as_of_text(channel.contact.fact)))

    def _hotline(self, line: Hotline) -> None:
        self._column.addWidget(Text(line.name(language()), "reading", wrap=True, selectable=True))
        if line.fact.freshness(self._today) is not Freshness.FRESH:
            self._column.addWidget(Banner(_("Call it yourself before you give it to anybody."), "warning"))

    def _rule(self, rule: Rule) -> None:
        text = limit_text(rule)
        if rule.span is None:
            none = _("No date is ever counted from a limit nobody has verified.")
            self._column.addWidget(Banner(none, "warning"))
        whose = _("our time limit") if rule.whose is Whose.OURS else _("the body's duty to act")
        self.part(_("Time limit"), listed(text, whose))
        if rule.wait is not None:
            self.part(_("Before it"), _("{span} have to pass first").format(span=span_text(rule.wait)))
        counted = [_("the day of the event is not counted") if rule.starts_next_day else "",
                   _("a last day off moves to the next working day") if rule.rolls else ""]
        self.part(_("How it is counted"), opening(listed(*counted, between="; ")))
        self.part(_("Basis"), self.cite(rule.basis))
        self.part(_("When it was missed"), text_in(rule.restore, language()))
        self.part(_("Basis of that"), self.cite(rule.restore_basis))

    def mind(self, text: str) -> None:
        """Warn of something."""
        self._column.addWidget(Banner(text, "warning", title=_("What to mind")))

    def part(self, title: str, text: str, rules: tuple[str, ...] = ()) -> None:
        """Add a heading, a text and time limits; nothing where there is none of either."""
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

    def _others(self, item: Term) -> None:
        """The name and the watch-out in the other languages."""
        for other, text in item.label.items():
            if other == language():
                continue
            name = plain(text)
            if isinstance(item, Norm):
                name = listed(self._pack.cite(item.cite, other), name, between=": ")
                name = listed(name, item.watch_out.get(other, ""), between="\n")
            elif isinstance(item, Channel):
                name = listed(name, item.competence.get(other, ""), between="\n")
            self.part(_NAMES.get(other, other), name)

    def _source(self, entry: Entry) -> None:
        self._column.addWidget(Hairline())
        self._column.addWidget(Trust(entry.fact, self._today))
        checks = self._checks.get(Link(entry.place, entry.code), ())
        if checks:
            self._column.addWidget(Text(_("Checks here"), "label"))
            self._column.addWidget(Checked(checks))
        if self.can_check:
            button = Button(_("I have checked this"), icon="circle-wavy-check")
            button.clicked.connect(partial(self._on_check, entry))
            self._column.addWidget(button)

    def _on_check(self, entry: Entry, *_checked: object) -> None:
        self.check_wanted.emit(entry.place, entry.code)

    def _dependents(self, entry: Entry) -> None:
        """What in the pack rests on it; what can be shown here is a way there."""
        others = self._links.get(Link(entry.place, entry.code), ())
        if not others:
            return
        self._column.addWidget(Hairline())
        self._column.addWidget(Text(ngettext("{n} fact rests on this", "{n} facts rest on this",
                                             len(others)).format(n=len(others)), "label"))
        for link in others:
            name = opening(self._pack.label(link.place, link.code, language()))
            if link.place in PLACES.values():
                row = ButtonRow(name, list_name(link.place), wrap=True)
                row.opened.connect(partial(self.linked.emit, link.place, link.code))
                self._column.addWidget(row)
            else:
                self._column.addWidget(ListRow(name, list_name(link.place), wrap=True))


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
