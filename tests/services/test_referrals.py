"""Referrals on their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.services.ports import Vault
from streetlaw.services.referrals import (
    MoveReferral,
    move_referral,
    referral_board,
    save_referral,
    waiting_referrals,
)
from tests.refusal import refusal

S = ReferralStatus


@pytest.fixture
def client(vault: Vault) -> Client:
    with vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.add(Consent(client_id=client.id, purpose=Purpose.REFER, answered_on=work.today))
        work.commit("client.added")
    return client


@pytest.fixture
def draft(vault: Vault, client: Client) -> Referral:
    with vault.work() as work:
        return save_referral(work, Referral(client_id=client.id, receiver=" Центр «Арча» ")).the(Referral)


def moved(vault: Vault, referral: Referral, status: S, **more: object) -> Referral:
    with vault.work() as work:
        cmd = MoveReferral(id=referral.id, revision=referral.revision, status=status,
                           **more)  # type: ignore[arg-type]
        return move_referral(work, cmd).the(Referral)


def test_a_new_referral_is_a_draft(vault: Vault, draft: Referral) -> None:
    assert draft.receiver == "Центр «Арча»"
    with vault.work() as work:
        assert draft.steps == (StatusStep(status=S.DRAFT, on=work.today),)
        again = save_referral(work, replace(draft, matter="жильё")).the(Referral)
    assert (again.steps, again.revision) == (draft.steps, 2)


def test_somebody_has_to_receive_it(vault: Vault, client: Client) -> None:
    with vault.work() as work, refusal("referral.receiver_needed"):
        save_referral(work, Referral(client_id=client.id))
    with vault.work() as work, refusal("record.unknown"):
        save_referral(work, Referral(client_id="nobody", receiver="x"))


def test_the_whole_way_ends_with_the_persons_word(vault: Vault, draft: Referral) -> None:
    accepted = moved(vault, moved(vault, moved(vault, draft, S.SENT), S.ACKNOWLEDGED), S.ACCEPTED)
    under_way = moved(vault, accepted, S.UNDER_WAY)
    assert under_way.is_waiting
    with vault.work() as work, refusal("referral.confirmation_needed"):
        move_referral(work, MoveReferral(id=under_way.id, revision=under_way.revision, status=S.DONE))
    done = moved(vault, under_way, S.DONE, told_by="человек сам")
    assert [step.status for step in done.steps] == [
        S.DRAFT, S.SENT, S.ACKNOWLEDGED, S.ACCEPTED, S.UNDER_WAY, S.DONE]
    assert not done.next_statuses
    assert not done.is_waiting


def test_sending_needs_the_consent(vault: Vault, draft: Referral) -> None:
    with vault.work() as work:
        consent = work.list(Consent)[0]
        work.change(replace(consent, state=ConsentState.WITHDRAWN, withdrawn_on=work.today))
        work.commit("withdrawn")
    with vault.work() as work, refusal("consent.withdrawn"):
        move_referral(work, MoveReferral(id=draft.id, revision=1, status=S.SENT))


def test_steps_go_forward_in_time_and_with_a_reason(vault: Vault, draft: Referral) -> None:
    with vault.work() as work:
        today = work.today
    for step, expected in (
        ({"status": S.DONE, "told_by": "x"}, "referral.step_not_possible"),
        ({"status": S.SENT, "on": today + timedelta(days=1)}, "date.in_future"),
        ({"status": S.SENT, "on": today - timedelta(days=1)}, "referral.step_before_last"),
        ({"status": S.BROKEN_OFF, "reason": " "}, "referral.reason_needed"),
    ):
        with vault.work() as work, refusal(expected):
            move_referral(work, MoveReferral(id=draft.id, revision=1, **step))
    with vault.work() as work, refusal("record.changed"):
        move_referral(work, MoveReferral(id=draft.id, revision=9, status=S.SENT))


def test_the_board_shows_the_longest_waiting_first(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        for days in (1, 5, 3):
            on = work.today - timedelta(days=days)
            work.add(Referral(client_id=client.id, receiver=str(days), status=S.SENT, since=on,
                              steps=(StatusStep(status=S.SENT, on=on),)))
        work.commit("referrals.added")
    with vault.work() as work:
        assert [card.referral.receiver for card in referral_board(work)[S.SENT]] == ["5", "3", "1"]
        assert [card.referral.days_in_status(work.today) for card in waiting_referrals(work)] == [5, 3, 1]
        assert {card.code for card in waiting_referrals(work, limit=1)} == {client.code}
        assert Referral().days_in_status(work.today) == 0
