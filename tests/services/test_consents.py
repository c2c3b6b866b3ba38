"""Recording and taking back consents."""

from __future__ import annotations

from datetime import timedelta

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.services.consents import (
    WithdrawConsent,
    consents_in_force,
    record_consent,
    withdraw_consent,
)
from streetlaw.services.ports import Vault
from tests.refusal import refusal


def recorded(vault: Vault, consent: Consent) -> Consent:
    with vault.work() as work:
        return record_consent(work, consent).the(Consent)


def test_an_answer_is_dated_today_unless_said_otherwise(vault: Vault, client: Client) -> None:
    consent = recorded(vault, Consent(client_id=client.id, purpose=Purpose.REFER))
    with vault.work() as work:
        assert consent.answered_on == work.today
        assert consents_in_force(work, client.id)[Purpose.REFER] == "given"
        assert consents_in_force(work, client.id)[Purpose.PHOTO] == "missing"


def test_an_answer_can_be_corrected(vault: Vault, client: Client) -> None:
    consent = recorded(vault, Consent(client_id=client.id, purpose=Purpose.PHOTO))
    changed = recorded(vault, Consent(id=consent.id, revision=consent.revision, client_id=client.id,
                                      purpose=Purpose.PHOTO, state=ConsentState.REFUSED))
    assert changed.revision == 2
    with vault.work() as work:
        assert consents_in_force(work, client.id)[Purpose.PHOTO] == "refused"


def test_a_consent_taken_back_no_longer_stands(vault: Vault, client: Client) -> None:
    consent = recorded(vault, Consent(client_id=client.id, purpose=Purpose.SUPERVISOR))
    with vault.work() as work:
        gone = withdraw_consent(work, WithdrawConsent(id=consent.id, revision=1)).the(Consent)
    assert gone.state is ConsentState.WITHDRAWN
    with vault.work() as work:
        assert gone.withdrawn_on == work.today
        assert consents_in_force(work, client.id)[Purpose.SUPERVISOR] == "withdrawn"
    with vault.work() as work, refusal("consent.not_given"):
        withdraw_consent(work, WithdrawConsent(id=gone.id, revision=gone.revision))


def test_answers_that_cannot_be_are_refused(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        today = work.today
    for consent, expected in (
        (Consent(client_id="nobody"), "record.unknown"),
        (Consent(client_id=client.id, answered_on=today + timedelta(days=1)), "date.in_future"),
        (Consent(client_id=client.id, expires_on=today - timedelta(days=1)), "consent.expires_before_answer"),
    ):
        with vault.work() as work, refusal(expected):
            record_consent(work, consent)


def test_a_consent_runs_out(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        past = work.today - timedelta(days=10)
    recorded(vault, Consent(client_id=client.id, purpose=Purpose.ABROAD, answered_on=past,
                            expires_on=past + timedelta(days=5)))
    with vault.work() as work:
        assert consents_in_force(work, client.id)[Purpose.ABROAD] == "expired"
