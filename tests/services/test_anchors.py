"""Where the log stood travels in every bundle, and an older vault is noticed when it comes back."""

from __future__ import annotations

from sqlalchemy import text

from streetlaw.domain.review import Bundle
from streetlaw.services.trail import behind
from streetlaw.storage.vault import OpenVault
from tests.fakes.memory import MemoryVault
from tests.services.desks import (
    Desk,
    attorney,
    desks,
    envelopes,
    lawyer,
    pack,
    second_vault,
    signed_off,
)

__all__ = ["attorney", "desks", "lawyer", "pack", "second_vault"]


def test_an_answer_brings_the_anchor_back_and_all_is_well(lawyer: Desk, attorney: Desk) -> None:
    request = lawyer.request()
    seen = envelopes.open(request, attorney.keys(), [lawyer.keys().verify_key])
    assert seen.anchor
    assert not seen.returned
    attorney.receive(request)
    signed_off(attorney)
    answer = attorney.answer()
    brought = envelopes.open(answer, lawyer.keys(), [attorney.keys().verify_key])
    assert brought.returned == seen.anchor
    assert lawyer.receive(answer).behind is None


def test_an_older_vault_is_noticed_when_the_answer_comes(lawyer: Desk, attorney: Desk) -> None:
    """The lines up to the sending are taken away, with the slot file's anchor none the wiser."""
    attorney.receive(lawyer.request())
    signed_off(attorney)
    answer = attorney.answer()
    if isinstance(lawyer.vault, MemoryVault):
        del lawyer.vault.kept.log[1:]
    else:
        assert isinstance(lawyer.vault, OpenVault)
        with lawyer.vault.opened().engine.begin() as connection:
            connection.execute(text("DELETE FROM audit WHERE seq > 1"))
    found = lawyer.receive(answer).behind
    assert found is not None
    assert found.is_older
    assert behind(found).code in ("vault.behind_answer", "vault.beside_answer")


def test_the_older_of_two_bundles_does_not_replace_the_anchor(lawyer: Desk, attorney: Desk) -> None:
    first = lawyer.request()
    attorney.receive(first)
    with attorney.vault.work() as work:
        kept = work.setting(f"anchor.{attorney.partner}")
    attorney.receive(first)
    with attorney.vault.work() as work:
        assert work.setting(f"anchor.{attorney.partner}") == kept != ""
        assert work.count(Bundle) == 1


def test_an_anchor_says_nothing_and_cannot_be_made_up(lawyer: Desk, attorney: Desk) -> None:
    if isinstance(lawyer.vault, MemoryVault):
        return
    anchor = envelopes.open(lawyer.request(), attorney.keys(), [lawyer.keys().verify_key]).anchor
    with lawyer.vault.work() as work:
        assert work.recall(anchor) is not None
        assert work.recall(f"A{anchor[1:]}" if anchor[0] != "A" else f"B{anchor[1:]}") is None
    assert len(anchor) == 104
