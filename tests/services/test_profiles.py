"""The owner of a vault."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services.ports import Vault
from streetlaw.services.profiles import create_profile, owner, save_profile
from tests.refusal import refusal


def test_a_new_vault_gets_one_owner_with_keys(empty_vault: Vault) -> None:
    with empty_vault.work() as work, refusal("profile.none"):
        owner(work)
    with empty_vault.work() as work, refusal("profile.name_needed"):
        create_profile(work, Envelopes(), Profile(name=" "))
    with empty_vault.work() as work:
        create_profile(work, Envelopes(), Profile(name=" № 07 "))
    with empty_vault.work() as work:
        me = owner(work)
        assert me.name == "№ 07"
        assert me.recipient.startswith("age1")
        assert work.secret("age_identity").startswith("AGE-SECRET-KEY-")
        assert me.verify_key
        assert work.secret("sign_key")
    with empty_vault.work() as work, refusal("profile.exists"):
        create_profile(work, Envelopes(), Profile(name="другой"))


def test_the_owner_can_be_renamed_not_unnamed(vault: Vault) -> None:
    with vault.work() as work:
        changed = save_profile(work, replace(owner(work), name="№ 08")).the(Profile)
    with vault.work() as work, refusal("profile.name_needed"):
        save_profile(work, replace(changed, name=""))
    with vault.work() as work:
        assert owner(work).name == "№ 08"
