"""The people bundles go to and come from: exchanging keys, comparing words, granting tiers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import not_empty
from streetlaw.services.envelopes import Envelopes, OwnKeys
from streetlaw.services.ports import Work
from streetlaw.services.profiles import ESCROW_SECRET, ensure_escrow_secret, owner


def own_keys(work: Work) -> OwnKeys:
    """My keys: the secrets of the vault and the public keys of the profile.

    Raises `profile.none`, `vault.no_secret`.
    """
    me = owner(work)
    return OwnKeys(identity=work.secret("age_identity"), recipient=me.recipient,
                   sign_key=work.secret("sign_key"), verify_key=me.verify_key,
                   escrow_secret=_escrow_secret(work))


def own_card(work: Work, envelopes: Envelopes) -> bytes:
    """My contact card, to be given to others as a file (`*.slk`)."""
    ensure_escrow_secret(work, envelopes)
    return envelopes.make_card(owner(work), own_keys(work))


def own_words(work: Work, envelopes: Envelopes) -> tuple[str, ...]:
    """The six words of my own keys."""
    me = owner(work)
    return envelopes.words(me.recipient, me.verify_key)


def words(work: Work, envelopes: Envelopes, person_id: str) -> tuple[str, ...]:
    """The six words of a person's keys, as this vault knows them; raises `record.unknown`."""
    person = work.get(TrustedPerson, person_id)
    return envelopes.words(person.recipient, person.verify_key)


def save_person(work: Work, envelopes: Envelopes, person: TrustedPerson) -> Outcome:
    """Store a person, for example one read from a card; new keys have to be verified again.

    Verification and tiers are kept only while the keys stay the same; they are given by `verify_person` and
    `grant_tiers` alone. A later card of somebody known, with the same keys, only brings their escrow key: the
    card is signed with the key that was verified. Raises `person.name_needed`, `keys.damaged`,
    `person.is_self`, `person.already_known`, `record.changed`.
    """
    named = replace(person, name=not_empty(person.name, "person.name_needed"))
    envelopes.words(named.recipient, named.verify_key)
    known = _with_later_card(work, named)
    if known is not None:
        work.change(known)
        return work.commit("person.saved")
    _refuse_double(work, named)
    if named.is_new:
        work.add(_unverified(named))
    else:
        before = work.get(TrustedPerson, named.id, at=named.revision)
        work.change(_with_trust_of(before, named) if _keys(before) == _keys(named) else _unverified(named))
    return work.commit("person.saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPerson:
    """The six words were compared aloud; `how` says by which way, for example "in_person" or "call"."""

    id: str
    revision: int
    how: str


def verify_person(work: Work, cmd: VerifyPerson) -> Outcome:
    """Note that the words were compared today; raises `person.how_needed`, `record.changed`."""
    person = work.get(TrustedPerson, cmd.id, at=cmd.revision)
    how = not_empty(cmd.how, "person.how_needed")
    work.change(replace(person, verified_on=work.today, verified_how=how))
    return work.commit("person.verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTiers:
    """What a person may receive from now on."""

    id: str
    revision: int
    tiers: tuple[Tier, ...]


def grant_tiers(work: Work, cmd: GrantTiers) -> Outcome:
    """Set the tiers of a person; A and B need verified keys (`person.not_verified`)."""
    person = work.get(TrustedPerson, cmd.id, at=cmd.revision)
    if {Tier.A, Tier.B} & set(cmd.tiers) and person.verified_on is None:
        raise StreetLawError("person.not_verified")
    work.change(replace(person, tiers=tuple(tier for tier in Tier if tier in cmd.tiers)))
    return work.commit("person.tiers_granted")


def withdraw_trust(work: Work, person: TrustedPerson) -> Outcome:
    """Take back verification and tiers, for example when a laptop was lost; raises `record.changed`."""
    work.change(_unverified(person))
    return work.commit("person.trust_withdrawn")


def remove_person(work: Work, person: TrustedPerson) -> Outcome:
    """Forget a person; the export log keeps what went to them. Raises `record.changed`."""
    work.remove(person)
    return work.commit("person.removed")


def receiver(work: Work, person_id: str, *, tier: Tier | None) -> TrustedPerson:
    """Somebody who may receive that tier; with None, somebody an answer may go back to.

    Raises `record.unknown`, `export.recipient_unverified`, `export.tier_not_granted`.
    """
    person = work.get(TrustedPerson, person_id)
    if person.verified_on is None:
        raise StreetLawError("export.recipient_unverified", name=person.name)
    if tier is not None and tier not in person.tiers:
        raise StreetLawError("export.tier_not_granted", name=person.name, tier=tier.value)
    return person


def escrow_holder(work: Work, person_id: str) -> TrustedPerson:
    """Somebody who may keep a key of this vault: a supervisor whose words were compared.

    Raises `record.unknown`, `person.not_verified`, `escrow.not_supervisor`, `escrow.no_key`.
    """
    person = work.get(TrustedPerson, person_id)
    if person.verified_on is None:
        raise StreetLawError("person.not_verified")
    if person.role is not Role.SUPERVISOR:
        raise StreetLawError("escrow.not_supervisor", name=person.name)
    if not person.escrow_key:
        raise StreetLawError("escrow.no_key", name=person.name)
    return person


def _escrow_secret(work: Work) -> str:
    try:
        return work.secret(ESCROW_SECRET)
    except StreetLawError as refusal:
        if refusal.code != "vault.no_secret":
            raise
        return ""


def _with_later_card(work: Work, person: TrustedPerson) -> TrustedPerson | None:
    """The known person of a new card with the same keys and an escrow key they had not given yet."""
    if not person.is_new or not person.escrow_key:
        return None
    known = work.find(TrustedPerson, recipient=person.recipient, verify_key=person.verify_key)
    if known is None or known.escrow_key == person.escrow_key:
        return None
    return replace(known, escrow_key=person.escrow_key)


def _keys(person: TrustedPerson) -> tuple[str, str]:
    return person.recipient, person.verify_key


def _unverified(person: TrustedPerson) -> TrustedPerson:
    return replace(person, verified_on=None, verified_how="", tiers=())


def _with_trust_of(before: TrustedPerson, after: TrustedPerson) -> TrustedPerson:
    return replace(after, verified_on=before.verified_on, verified_how=before.verified_how,
                   tiers=before.tiers, escrow_key=after.escrow_key or before.escrow_key)


def _refuse_double(work: Work, person: TrustedPerson) -> None:
    """Two people with one key would be one person to every check."""
    mine = work.list(Profile, limit=1)
    if mine and {mine[0].recipient, mine[0].verify_key} & set(_keys(person)):
        raise StreetLawError("person.is_self")
    known = (*work.list(TrustedPerson, recipient=person.recipient),
             *work.list(TrustedPerson, verify_key=person.verify_key))
    if any(other.id != person.id for other in known):
        raise StreetLawError("person.already_known", name=known[0].name)
