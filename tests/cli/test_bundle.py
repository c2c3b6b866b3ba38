"""`streetlaw bundle`: the review loop between two vaults by commands, and everything that is not taken in."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from streetlaw.cli import shop
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.review import Check, ReviewCase
from streetlaw.services import reviews
from tests.cli.conftest import Desk, command, content, opened

pytestmark = pytest.mark.slow


@pytest.fixture
def request_file(lawyer: Desk, tmp_path: Path) -> Path:
    """A sealed request with two cases."""
    file = tmp_path / "request.slb"
    done = lawyer.do("bundle", "make", "--to", "attorney", "--all-open", "--out", file)
    assert (done.status, done.facts["cases"]) == (0, 2)
    assert done.facts["refused"] == [{"client": lawyer.codes[2], "code": "consent.missing"}]
    return file


def answer(attorney: Desk, file: Path) -> None:
    """Sign off every case at the attorney's desk, as the window does it, and seal the answer."""
    with opened(attorney.folder) as vault:
        with vault.work() as work:
            cases = work.list(ReviewCase)
            (sender,) = work.list(TrustedPerson)
        for case in cases:
            with vault.work() as work:
                checked = reviews.set_checks(
                    work, reviews.SetChecks(id=case.id, revision=case.revision, checks=tuple(Check))
                ).the(ReviewCase)
            with vault.work() as work:
                reviews.sign_off(work, reviews.ReviewAt(id=checked.id, revision=checked.revision))
        with vault.work() as work:
            reviews.make_review(work, shop.envelopes(), sender.id, keep=file.write_bytes)


def test_a_request_goes_there_and_its_review_comes_back(
    lawyer: Desk, attorney: Desk, request_file: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(request_file.stat().st_mode) == 0o600
    looked = attorney.do("bundle", "inspect", request_file)
    assert (looked.facts["sender"], looked.facts["tier"], looked.facts["tables"]["cases"]) == (
        "lawyer",
        "A",
        2,
    )
    assert len(looked.facts["manifest_sha256"]) == 64
    assert content(attorney.folder)["review_case"] == []

    taken = attorney.do("bundle", "import", request_file)
    assert (taken.status, taken.facts["added"], taken.facts["already"]) == (0, 2, False)
    answer(attorney, tmp_path / "review.slb")
    back = lawyer.do("bundle", "import", tmp_path / "review.slb")
    assert (back.status, back.facts["added"], back.facts["kind"]) == (0, 2, "review")
    assert len(content(lawyer.folder)["review"]) == 2


def test_the_same_bundle_twice_changes_nothing(attorney: Desk, request_file: Path) -> None:
    assert attorney.do("bundle", "import", request_file).status == 0
    before = content(attorney.folder)
    again = attorney.do("bundle", "import", request_file)
    assert (again.status, again.facts["already"], again.facts["added"]) == (0, True, 0)
    assert content(attorney.folder) == before


def test_what_left_once_does_not_leave_again(lawyer: Desk, request_file: Path, tmp_path: Path) -> None:
    lawyer.refused(
        "export.nothing_to_send",
        "bundle",
        "make",
        "--to",
        "attorney",
        "--all-open",
        "--out",
        tmp_path / "second.slb",
    )
    assert not (tmp_path / "second.slb").exists()


def test_a_refused_export_writes_no_file_and_no_log(lawyer: Desk, tmp_path: Path) -> None:
    out = tmp_path / "request.slb"
    make = ("bundle", "make", "--client", lawyer.codes[2], "--out", out)
    lawyer.refused("export.nothing_to_send", *make, "--to", "attorney")
    lawyer.refused("person.unknown", *make, "--to", "nobody")
    lawyer.refused("export.nothing_to_send", "bundle", "make", "--to", "attorney", "--out", out)
    lawyer.refused(
        "file.not_written",
        "bundle",
        "make",
        "--to",
        "attorney",
        "--client",
        lawyer.codes[0],
        "--out",
        tmp_path / "no" / "request.slb",
    )
    assert not out.exists()
    out.write_text("mine")
    lawyer.refused(
        "file.exists", "bundle", "make", "--to", "attorney", "--client", lawyer.codes[0], "--out", out
    )
    assert out.read_text() == "mine"


def test_nothing_is_sealed_for_somebody_whose_words_were_not_compared(
    attorney: Desk, lawyer: Desk, tmp_path: Path
) -> None:
    key = ("--passphrase-file", lawyer.key)
    for name in ("other", "third"):
        assert command("vault", "create", tmp_path / name, "--name", name, "--fast-key", *key).status == 0
        assert command("people", "card", tmp_path / name, "--out", tmp_path / f"{name}.slk", *key).status == 0
    assert lawyer.do("people", "add", tmp_path / "other.slk").status == 0
    assert lawyer.do("people", "add", tmp_path / "third.slk", "--compared", "call").status == 0
    make = ("bundle", "make", "--client", lawyer.codes[0], "--out", tmp_path / "b.slb")
    lawyer.refused("export.recipient_unverified", *make, "--to", "other")
    lawyer.refused("export.tier_not_granted", *make, "--to", "third")
    assert not (tmp_path / "b.slb").exists()


@pytest.mark.parametrize("what", ["inspect", "import"])
class TestNotTakenIn:
    def test_a_damaged_bundle(self, attorney: Desk, request_file: Path, tmp_path: Path, what: str) -> None:
        whole = request_file.read_bytes()
        altered = bytearray(whole)
        altered[len(altered) // 2] ^= 1
        for name, data, codes in (
            ("cut", whole[:-1], {"bundle.damaged"}),
            ("short", whole[:40], {"bundle.damaged", "bundle.not_for_me"}),
            ("altered", bytes(altered), {"bundle.damaged"}),
            ("longer", whole + b"x", {"bundle.damaged"}),
            ("empty", b"", {"bundle.damaged"}),
            ("rubbish", bytes(range(256)) * 99, {"bundle.damaged"}),
        ):
            (tmp_path / name).write_bytes(data)
            done = attorney.refused(
                str(attorney.do("bundle", what, tmp_path / name).code), "bundle", what, tmp_path / name
            )
            assert done.code in codes, name

    def test_a_bundle_for_somebody_else(self, lawyer: Desk, request_file: Path, what: str) -> None:
        lawyer.refused("bundle.not_for_me", "bundle", what, request_file)

    def test_a_bundle_of_nobody_known(self, attorney: Desk, request_file: Path, what: str) -> None:
        with opened(attorney.folder) as vault, vault.work() as work:
            work.remove(work.list(TrustedPerson)[0])
            work.commit("test")
        attorney.refused("bundle.unknown_sender", "bundle", what, request_file)

    def test_a_file_that_is_too_large_or_not_there(
        self, attorney: Desk, request_file: Path, what: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        attorney.refused("file.not_read", "bundle", what, request_file.with_name("gone"))
        attorney.refused("file.not_read", "bundle", what, request_file.parent)
        monkeypatch.setattr("streetlaw.cli.bundle.MOST_BUNDLE", 1000)
        attorney.refused("file.too_large", "bundle", what, request_file)


def test_a_restored_sender_is_noticed(
    desk_of: Callable[[str], Desk], lawyer: Desk, attorney: Desk, request_file: Path, tmp_path: Path
) -> None:
    """A sender who goes on from an old copy seals another bundle under the same number."""
    assert attorney.do("bundle", "import", request_file).status == 0
    lawyer.folder.rename(tmp_path / "newer")
    older = desk_of("lawyer")
    made = older.do(
        "bundle", "make", "--to", "attorney", "--client", older.codes[1], "--out", tmp_path / "fork.slb"
    )
    assert made.status == 0
    attorney.refused("bundle.fork", "bundle", "import", tmp_path / "fork.slb")
