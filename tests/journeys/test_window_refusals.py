"""What is refused is said in a clear sentence, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services import people
from streetlaw.services.ports import Work
from streetlaw.session import Session
from streetlaw.ui.exchange.cases_step import OffersTable
from streetlaw.ui.exchange.offers import WAY
from streetlaw.ui.start.unlock import UnlockPage
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes, everything, two_homes
from tests.journeys.tasks import chooses_file, open_client


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return two_homes(tmp_path_factory.mktemp("homes"))


def test_a_wrong_passphrase_says_the_same_each_time_and_waits_longer(program: Program, homes: Homes) -> None:
    before = files_of(homes.lawyer)
    session, person = program.start(only=homes.lawyer), program.person
    said = []
    for number, passphrase in enumerate(("жети", "жети кичинекей сөз эле эмес"), start=1):
        person.writes("Passphrase", passphrase)
        person.presses("Return")
        person.sees("That did not open the folder.", f"Try again in {number} second")
        said.append([text for text in person.texts() if text.startswith("That did not")])
        assert not person.finds(type(page_of(session).open_button), "Open").isEnabled()
        person.waits(page_of(session).open_button.isEnabled, "the wait is over", person.texts)
    assert said[0] == said[1]
    assert files_of(homes.lawyer) == before
    person.writes("Passphrase", PASSPHRASE)
    person.presses("Return")
    person.sees("Deadlines")


@pytest.mark.parametrize(("spoil", "sentence"), [
    (lambda homes: homes.request[:len(homes.request) // 2], "This file is damaged or is not a bundle."),
    (lambda homes: homes.request[:-1], "This file is damaged or is not a bundle."),
    (lambda homes: homes.altered, "This bundle was changed after it was signed."),
    (lambda homes: b"", "This file is damaged or is not a bundle."),
])
def test_a_spoilt_bundle_is_refused_whole(
        program: Program, homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        spoil: Callable[[Homes], bytes], sentence: str) -> None:
    bundle = tmp_path / "came.slb"
    bundle.write_bytes(spoil(homes))
    refused(program, homes.attorney, bundle, sentence, monkeypatch)


def test_a_bundle_for_somebody_else_is_refused(
        program: Program, homes: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "came.slb"
    bundle.write_bytes(homes.request)
    refused(program, homes.lawyer, bundle, "This bundle is sealed for somebody else", monkeypatch)


@pytest.mark.parametrize(("deed", "said"), [
    (people.withdraw_trust, "The keys of Көчө юристи 07 were not compared yet. Nothing was taken over."),
    (people.remove_person, "Nobody you know signed this bundle. Nothing was taken over."),
])
def test_somebody_no_longer_trusted_brings_nothing(
        program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Callable[..., Outcome],
        said: str) -> None:
    homes = two_homes(tmp_path / "homes")
    program.start(only=homes.attorney)
    program.unlock(PASSPHRASE)
    program.person.asks(program.desk, _about_the_sender, deed)
    program.end()
    bundle = tmp_path / "came.slb"
    bundle.write_bytes(homes.request)
    program.start(only=homes.attorney)
    program.unlock(PASSPHRASE)
    person = program.person
    before = person.asks(program.desk, everything)
    chooses_file(monkeypatch, bundle)
    person.presses("Ctrl+0")
    person.clicks("Take in a file…")
    person.sees("The file was refused", said)
    assert person.asks(program.desk, everything) == before


def _about_the_sender(work: Work, deed: Callable[..., Outcome]) -> Outcome:
    (sender,) = work.list(TrustedPerson)
    return deed(work, sender)


def test_nothing_leaves_once_the_consent_is_taken_back(program: Program, tmp_path: Path) -> None:
    homes = two_homes(tmp_path / "homes", asked=False)
    program.start(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    person = program.person
    open_client(person, NAME)
    person.opens_tab("Consents")
    person.clicks("Take back: share with the attorney")
    person.sees("Taken back. From now on nothing leaves for this purpose.")
    before = person.asks(program.desk, everything)
    person.presses("Ctrl+0")
    person.clicks("Choose cases…")
    person.sees("No open case may go to this person now")
    person.clicks("Which cases: All open")
    table = person.window.findChildren(OffersTable)[0]
    person.waits(lambda: table.model().rowCount() == 1, "the case, and what is in its way")
    assert "The person took the consent back." in str(table.model().index(0, WAY).data())
    person.clicks_row(table, 0)
    person.sees("Choose at least one case.")
    assert person.asks(program.desk, everything) == before


def refused(program: Program, folder: Path, bundle: Path, sentence: str,
            monkeypatch: pytest.MonkeyPatch) -> None:
    """Take in and check a file: both say the sentence, and the vault is as it was."""
    program.start(only=folder)
    program.unlock(PASSPHRASE)
    person = program.person
    before = person.asks(program.desk, everything)
    chooses_file(monkeypatch, bundle)
    person.presses("Ctrl+0")
    for button in ("Take in a file…", "Only check a file…"):
        person.clicks(button)
        person.sees("The file was refused", sentence)
        person.clicks("Close this message")
        person.sees_not("The file was refused")
    assert person.asks(program.desk, everything) == before


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a vault with its content."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def page_of(session: Session) -> UnlockPage:
    """The start page."""
    assert isinstance(session.pages.page, UnlockPage)
    return session.pages.page
