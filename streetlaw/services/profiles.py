"""The owner of the vault: who they are, their keys, their choices."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import not_empty
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Work

ESCROW_SECRET = "escrow_secret"  # noqa: S105 - the name it is kept under


def create_profile(work: Work, envelopes: Envelopes, profile: Profile) -> Outcome:
    """Store the owner of a new vault, with fresh keys for sealing and signing.

    Raises `profile.exists`, `profile.name_needed`.
    """
    if work.count(Profile):
        raise StreetLawError("profile.exists")
    keys = envelopes.new_keys()
    work.put_secret("age_identity", keys.identity)
    work.put_secret("sign_key", keys.sign_key)
    if keys.escrow_secret:
        work.put_secret(ESCROW_SECRET, keys.escrow_secret)
    work.add(replace(profile, name=not_empty(profile.name, "profile.name_needed"),
                     recipient=keys.recipient, verify_key=keys.verify_key))
    return work.commit("profile.created")


def ensure_escrow_secret(work: Work, envelopes: Envelopes) -> None:
    """Make the owner's escrow key where a vault of an older program has none."""
    try:
        work.secret(ESCROW_SECRET)
    except StreetLawError as refusal:
        if refusal.code != "vault.no_secret":
            raise
        work.put_secret(ESCROW_SECRET, envelopes.new_escrow_secret())
        work.commit("profile.escrow_key_made")


def save_profile(work: Work, profile: Profile) -> Outcome:
    """Store changes of the owner's data; raises `profile.name_needed`, `record.changed`."""
    work.change(replace(profile, name=not_empty(profile.name, "profile.name_needed")))
    return work.commit("profile.saved")


def owner(work: Work) -> Profile:
    """The owner of the vault; raises `profile.none` before there is one."""
    profiles = work.list(Profile, limit=1)
    if not profiles:
        raise StreetLawError("profile.none")
    return profiles[0]
