"""Which screens there are: whose, where, and what is done there before one looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from streetlaw.domain.action import Attachment
from streetlaw.domain.deadline import Deadline, Span, Unit
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.erasure import Erasing, erasing
from streetlaw.services.law.amendments import amendments
from streetlaw.services.law.publications import Aside, LeftAside, Publication, Publisher, Trust
from streetlaw.services.law.updates import PackChange, Proposal
from streetlaw.services.recounting import moving
from streetlaw.ui.backup_flow import NamePlace
from streetlaw.ui.cases.copy import CopyQuestion, Gathered, gather
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.erase import EraseQuestion
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.evidence.ask_copy import CopyQuestion as CopyOutside
from streetlaw.ui.exchange.page import ExchangePage
from streetlaw.ui.exchange.send import CASES
from streetlaw.ui.importing.page import ImportPage
from streetlaw.ui.keyring import Holder, HolderKind
from streetlaw.ui.law.page import LawPage
from streetlaw.ui.newer_law.page import NewerLawPage
from streetlaw.ui.page import Page
from streetlaw.ui.settings.escrow import ReleaseEscrow
from streetlaw.ui.settings.kit import KitWords
from streetlaw.ui.settings.page import SettingsPage
from streetlaw.ui.settings.passphrase import RemoveKey
from streetlaw.ui.settings.people_block import PeopleBlock
from streetlaw.ui.settings.restore import RestoreBackup
from streetlaw.ui.settings.security_block import SecurityBlock
from streetlaw.ui.settings.shares import ShareSheets
from streetlaw.ui.settings.trustees import ChooseTrustees
from streetlaw.ui.shell.names_question import NamesQuestion
from streetlaw.ui.shell.shell import Shell

LAWYER, ATTORNEY = "lawyer", "attorney"
REGISTER = "register.csv"
REGISTER_ROWS = """Client ID,Sex,Client group,Date of incident,Type of violation,Perpetrator,Remarks
A-17,female,PWID,03.02.2026,extortion,police,took the phone
A-18,male,PWID,04.02.2026,extortion,опер,
A-19,male,PWID,31.02.2026,extortion,police,
"""
"""A table as people bring it, with a word nobody knows and a day that never was."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: whose vault, the route (`{client}`, `{other}`, `{case}` … are filled in).

    `then` is done on the page; each step it yields after has landed before the next. A screen of `DIALOGS`
    ends with one question open over the page.
    """

    name: str
    route: str
    whose: str = LAWYER
    then: Callable[[Page], Iterator[None]] | None = None


PUBLISHER = Publisher(name="Archa Law Desk", words=("false", "give", "recycle", "boy", "diesel", "tongue"))


def _newer_law_publisher(page: Page) -> Iterator[None]:
    assert isinstance(page, NewerLawPage)
    page.show_publisher(Trust(statements={}, publisher=PUBLISHER))
    yield


def _newer_law_changes(page: Page) -> Iterator[None]:
    """A limit is longer, a telephone is gone, and a deadline moves."""
    assert isinstance(page, NewerLawPage)
    before, trust = page.desk.pack, Trust(statements={}, publisher=PUBLISHER)
    rule = replace(before.rules["labour"], span=Span(4, Unit.MONTHS))
    hotlines = dict(list(before.hotlines.items())[1:])
    after = replace(before, version="2030.12", rules={**before.rules, "labour": rule}, hotlines=hotlines)
    deadline = Deadline(rule="labour", base=date(2026, 11, 3), due=date(2027, 2, 3))
    change = PackChange(code=before.code, before=before, after=after, amendments=[*amendments(before, after)],
                        moves=[*moving(before, after, [deadline])])
    publication = Publication(base=trust, trust=trust, expires=datetime(2027, 2, 22, tzinfo=UTC))
    aside = LeftAside(path="directory/osh.zip", kind="directory", why=Aside.UNKNOWN_KIND)
    page.show_proposal(Proposal(publication=publication, packs=[change], aside=[aside]))
    yield


def _exchange_steps(last: int) -> Callable[[Page], Iterator[None]]:
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, ExchangePage)
        while page.send.step > CASES:  # a draft leads back to where somebody was before
            page.send.back.click()
        page.send.cases.all.click()
        yield
        while page.send.step < last:
            page.send.next.click()
            yield
    return go


def _law_steps(last: int) -> Callable[[Page], Iterator[None]]:
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, LawPage)
        check = page.check
        for code, answer in (("matter", "offence"), ("residence", "citizen"), ("detained", "no"),
                             ("income", "141000")):
            check._on_answered(code, answer)
        check.take(check.values() | {"step": 0})
        for _ in range(last):
            yield
            check.next.click()
    return go


def _paper(page: Page) -> Iterator[None]:
    assert isinstance(page, ClientPage)
    documents = page.view("documents")
    assert isinstance(documents, Documents)
    documents.summary.make.click()
    yield
    if documents.summary.story.isVisible():
        documents.summary.story.keep.click()
        yield


def _import_steps(last: int) -> Callable[[Page], Iterator[None]]:
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, ImportPage)
        page.open(page.route)
        page._take(page.desk.tools.safe.folder.parent / REGISTER)
        for _ in range(last):
            yield
            page.next.click()
    return go


def _deed(name: str) -> Callable[[Page], Iterator[None]]:
    """A question about keys, as the card of keys asks it."""
    def go(page: Page) -> Iterator[None]:
        assert isinstance(page, SettingsPage)
        security = page.blocks["security"]
        assert isinstance(security, SecurityBlock)
        yield
        security._do(name, None)
    return go


def _kit_words(page: Page) -> Iterator[None]:
    words = [f"сөз{letter}" for letter in "абвгдежзиклм"]
    KitWords(page, tuple(words * 2)).open()
    yield


def _share_sheets(page: Page) -> Iterator[None]:
    words = [f"сөз{letter}" for letter in "абвгдежзиклм"] * 2
    ShareSheets(page, (words, words, words), ("", "", "")).open()
    yield


def _take_away(page: Page) -> Iterator[None]:
    holder = Holder(place=1, kind=HolderKind.RECOVERY, made=None, tested=None)
    RemoveKey(page, holder, "Калыбына келтирүү сөздөрү").open()
    yield


def _release(page: Page) -> Iterator[None]:
    question = ReleaseEscrow(page)
    question.open()
    question._on_released(tuple(f"сөз{letter}" for letter in "абвгдежзиклм") * 2)
    yield


def _restore(page: Page) -> Iterator[None]:
    RestoreBackup(Path("2026-11-22.slv"), page).open()
    yield


def _place(page: Page) -> Iterator[None]:
    NamePlace(Path("2026-11-22.slv"), page).open()
    yield


def _trustees(page: Page) -> Iterator[None]:
    people = [TrustedPerson(name=f"Адвокат {number}", organisation="Арча борбору") for number in range(7)]
    ChooseTrustees(people, frozenset(), page).open()
    yield


def _save_copy(page: Page) -> Iterator[None]:
    CopyOutside(page, Attachment(media_type="image/jpeg", size=2**20)).open()
    yield


def _shortcuts(page: Page) -> Iterator[None]:
    page.navigator.go(page.route)
    shell = page.window().findChild(Shell)
    assert shell is not None
    shell.show_keys()
    yield


def _compare(page: Page) -> Iterator[None]:
    assert isinstance(page, SettingsPage)
    people = page.blocks["people"]
    assert isinstance(people, PeopleBlock)
    people._compare(next(iter(people._people.values())))
    yield


def _erase(page: Page) -> Iterator[None]:
    def on_found(found: Erasing) -> None:
        EraseQuestion(page, found).open()
    page.ask(erasing, page.route.record_id, done=on_found)
    yield


def _copy(page: Page) -> Iterator[None]:
    def on_found(found: Gathered) -> None:
        CopyQuestion(page, found).open()
    page.ask(gather, page.route.record_id, done=on_found)
    yield


def _names(page: Page) -> Iterator[None]:
    NamesQuestion(page.desk, page).open()
    yield


SCREENS = (
    Screen("today", "today"),
    Screen("capture", "capture"),
    Screen("clients", "clients"),
    Screen("new-client", "new-client"),
    Screen("merge", "merge/{client}?other={other}"),
    Screen("client", "client/{client}"),
    *(Screen(f"client-{tab}", f"client/{{client}}/{tab}")
      for tab in ("incidents", "referrals", "notes", "consents", "people", "person", "case")),
    Screen("client-documents", "client/{client}/documents", then=_paper),
    Screen("history", "history/{client}?kind=client"),
    Screen("incidents", "incidents"),
    Screen("incident", "incident/{incident}"),
    Screen("incident-whose", "incident"),
    Screen("referrals", "referrals"),
    Screen("referral", "referral/{referral}"),
    Screen("law", "law"),
    Screen("law-situation", "law?client={client}"),
    Screen("law-income", "law?client={client}", then=_law_steps(1)),
    Screen("law-result", "law?client={client}", then=_law_steps(2)),
    Screen("law-application", "law?client={client}&referral={referral}"),
    Screen("law-kept", "screening/{screening}"),
    Screen("law-norms", "law//norms"),
    Screen("review", "review", ATTORNEY),
    Screen("review-answers", "review"),
    Screen("exchange", "exchange"),
    Screen("exchange-cases", "exchange//send", then=_exchange_steps(0)),
    Screen("exchange-people", "exchange//send", then=_exchange_steps(1)),
    Screen("exchange-report", "exchange//send", then=_exchange_steps(2)),
    Screen("exchange-file", "exchange//send", then=_exchange_steps(3)),
    Screen("settings", "settings"),
    *(Screen(f"settings-{block}", f"settings//{block}")
      for block in ("people", "backups", "look", "log", "about")),
    Screen("newer-law", "newer-law"),
    Screen("newer-law-publisher", "newer-law", then=_newer_law_publisher),
    Screen("newer-law-changes", "newer-law", then=_newer_law_changes),
    Screen("import", "import"),
    Screen("import-columns", "import", then=_import_steps(1)),
    Screen("import-words", "import", then=_import_steps(2)),
    Screen("import-check", "import", then=_import_steps(3)),
    *(Screen(f"{section}-empty", section, ATTORNEY) for section in ("clients", "incidents", "referrals")),
    Screen("today-attorney", "today", ATTORNEY),
    Screen("settings-attorney", "settings//people", ATTORNEY),
)

DIALOGS = (
    *(Screen(f"keys-{deed}".replace("_", "-"), "settings", then=_deed(deed))
      for deed in ("change", "key_file", "kit", "test", "shares", "escrow", "set_duress", "erase",
                   "recalibrate", "clear_duress", "names")),
    Screen("keys-remove", "settings", then=_take_away),
    Screen("keys-share-sheets", "settings", then=_share_sheets),
    Screen("keys-release", "settings//people", then=_release),
    Screen("backup-restore", "settings//backups", then=_restore),
    Screen("backup-place", "settings//backups", then=_place),
    Screen("backup-trustees", "settings//backups", then=_trustees),
    Screen("save-copy", "client/{client}/documents", then=_save_copy),
    Screen("keyboard", "clients", then=_shortcuts),
    Screen("keys-kit-words", "settings", then=_kit_words),
    Screen("compare-words", "settings//people", then=_compare),
    Screen("erase", "client/{client}", then=_erase),
    Screen("copy", "client/{client}", then=_copy),
    Screen("names", "clients", then=_names),
)
"""Questions: each opens over a screen."""
