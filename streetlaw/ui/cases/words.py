"""What the client page calls things: choices, sizes, minutes, people, states of consent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from PySide6.QtWidgets import QComboBox

from streetlaw.domain.consent import Consent, ConsentState, Purpose, require
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.services.papers import NAME
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui.dates import day_full
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.status import status, status_label

E = TypeVar("E", bound=StrEnum)

NOT_ASKED = "missing"


def choices(table: Mapping[E, str]) -> list[Option]:
    """The codes of a table of wording, each with its word."""
    return [Option(code.value, opening(translate(text))) for code, text in table.items()]


def combo(options: Iterable[Option]) -> QComboBox:
    """A combo box whose items carry the options' keys; it never grows with its longest item."""
    box = ElidedBox()
    for option in options:
        box.addItem(option.text, option.key)
    return box


def choose(box: QComboBox, key: str) -> None:
    """Show the item with that key; the first when there is none."""
    box.setCurrentIndex(max(0, box.findData(key)))


def opening(text: str) -> str:
    """The text with a capital first letter, as it begins a line."""
    return text[:1].upper() + text[1:]


def listed(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that say something, in one line."""
    return between.join(part for part in parts if part)


def labels(pack: Pack, listing: str, codes: Sequence[str]) -> str:
    """The words of some codes of the pack, with commas."""
    return ", ".join(pack.label(listing, code, language()) for code in codes)


def minutes_text(minutes: int) -> str:
    """A working time: 40 min, 2 h 10 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=minutes)
    return _("{h} h {n} min").format(h=hours, n=rest) if rest else _("{h} h").format(h=hours)


def hash_text(sha256: str) -> str:
    """The beginning of a hash, in groups of four: enough to compare by eye."""
    return " ".join(sha256[at:at + 4] for at in range(0, 12, 4)) + " …"


def events_text(count: int) -> str:
    """A number of events."""
    return ngettext("{n} event", "{n} events", count).format(n=count)


def consent_short(purpose: Purpose) -> str:
    """A purpose in one or two words, for badges."""
    return {
        Purpose.KEEP_CASE: _("keep data"), Purpose.HEALTH_DATA: _("health"),
        Purpose.SUPERVISOR: _("attorney"), Purpose.REFER: _("referral"),
        Purpose.STATISTICS: _("statistics"), Purpose.ABROAD: _("abroad"), Purpose.PHOTO: _("photographs"),
    }[purpose]


def consent_standing(consents: Sequence[Consent], purpose: Purpose, today: date) -> str:
    """What holds today for a purpose: given, partial, refused, withdrawn, expired or missing.

    "partial" is a consent limited to certain parts or recipients.
    """
    states = {_standing(consents, purpose, who, today)
              for who in {"", *(c.recipient for c in consents if c.purpose is purpose)}}
    if "given" in states:
        limited = any(c.fields for c in consents if c.covers(purpose, c.recipient, today))
        return "partial" if limited or len(states) > 1 else "given"
    said = states - {NOT_ASKED}
    return next((state for state in ("withdrawn", "expired", "refused") if state in said), NOT_ASKED)


def consent_badge(state: str, text: str = "") -> Badge:
    """The badge of a standing of consent."""
    if state == NOT_ASKED:
        return Badge(text or _("Not asked"), "neutral", "question")
    return Badge.of("consent", state, text)


def consent_summary(consents: Sequence[Consent], purpose: Purpose, today: date) -> Badge:
    """A badge with purpose and standing in words: colour and icon never stand alone."""
    state = consent_standing(consents, purpose, today)
    without_name = purpose is Purpose.SUPERVISOR and state in ("given", "partial") and not any(
        NAME in c.fields for c in consents if c.covers(purpose, c.recipient, today))
    if without_name:
        look = status("consent", "partial")
        return Badge(_("{purpose}: without the name").format(purpose=consent_short(purpose)), look.tone,
                     look.icon)
    said = {"given": "", "partial": status_label("consent", "partial").lower(), NOT_ASKED: _("not asked"),
            "refused": _("no"), "withdrawn": status_label("consent", "withdrawn").lower(),
            "expired": status_label("consent", "expired").lower()}[state]
    return consent_badge(state, listed((consent_short(purpose), said), ": "))


def answered_text(consent: Consent) -> str:
    """What was answered and when: given 12.10.2026."""
    day = consent.withdrawn_on if consent.state is ConsentState.WITHDRAWN else consent.answered_on
    return translate(wording.CONSENT[consent.state]).format(date=day_full(day) if day else "–")


def _standing(consents: Sequence[Consent], purpose: Purpose, recipient: str, today: date) -> str:
    try:
        require(consents, purpose, recipient, today)
    except StreetLawError as refusal:
        return refusal.code.removeprefix("consent.")
    return "given"
