"""The whole job in a program of its own, with a word nobody else uses in every field that holds words.

Run as `python -m tests.journeys.secrets_told FOLDER`; `test_canary.py` then looks for the words. The papers
the person wanted are the only place where they may stand: they go to FOLDER/papers.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from streetlaw.cli import shop
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.action import Action, ActionKind, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client, SafeContact
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.incident import Act, Incident, Involvement, Source, SourceKind
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus
from streetlaw.domain.review import Check, ReviewCase
from streetlaw.services import reviews
from streetlaw.services.actions import save_action, save_note
from streetlaw.services.attachments import AttachFile, attach_file, open_attachment
from streetlaw.services.cases import save_case
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.services.incidents import finish_incident
from streetlaw.services.listing import ClientQuery
from streetlaw.services.papers import CLIENT, SummaryRequest, case_summary
from streetlaw.services.parties import save_party
from streetlaw.services.people import (
    GrantTiers,
    VerifyPerson,
    grant_tiers,
    own_card,
    save_person,
    verify_person,
)
from streetlaw.services.profiles import create_profile
from streetlaw.services.referrals import MoveReferral, move_referral, save_referral
from streetlaw.storage import backup
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, create, unlock
from tests.storage.restored import restored

PASSPHRASE = "канарейка-пароль-5b1c77"
PHONE = "0700 5512983476"


class Seen(TypedDict):
    """Which case was looked at, and at which revision."""

    id: str
    revision: int


class Owned(TypedDict):
    """Whose record it is."""

    client_id: str
    case_id: str


FIELDS = (
    "family", "given", "patronymic", "other_name", "documents", "remarks", "when", "answers", "never_say",
    "consent", "matter", "tag", "wish", "summary", "party", "party_remarks", "party_phone", "place",
    "narrative", "harm", "act", "unit", "source", "own_wish", "file_name", "file_content", "authority",
    "number", "action", "note", "deadline", "deadline_remarks", "receiver", "short_name", "referral",
    "told_by", "reason", "profile", "organisation", "attorney", "comment", "task", "draft",
)  # fmt: skip
"""Where a word is told."""


def canary(field: str) -> str:
    """The word of a field: two scripts, because search folds them, and twelve digits nobody guesses."""
    return f"Канарейка{field}{sha256(field.encode()).hexdigest()[:12]}"


def main() -> None:
    """Do the job in the folder named on the command line."""
    root = Path(sys.argv[1])
    for name in ("data", "out", "papers"):
        (root / name).mkdir(mode=0o700)
    lawyer = _vault(
        root / "data" / "lawyer",
        Profile(name=canary("profile"), organisation=canary("organisation"), roles=(Role.LAWYER,)),
    )
    attorney = _vault(root / "data" / "attorney", Profile(name=canary("attorney"), roles=(Role.SUPERVISOR,)))
    counsel, sender = _trust(lawyer, attorney), _trust(attorney, lawyer)
    client, case = _take_in(lawyer, counsel)
    _tell(lawyer, client, case)
    _act(lawyer, client, case)
    _search(lawyer)
    _print(lawyer, case, root / "papers")
    _review(lawyer, attorney, case, root / "out", (counsel, sender))
    assert lawyer.check().sound
    backup.backup(lawyer, root / "out" / "copy.slbak")
    lawyer.close()
    attorney.close()
    restored(root / "out" / "copy.slbak", root / "data" / "restored", passphrase=PASSPHRASE)
    again = unlock(root / "data" / "restored", PASSPHRASE, surroundings=shop.surroundings())
    _search(again)
    again.close()


def _vault(folder: Path, profile: Profile) -> OpenVault:
    vault = create(folder, PASSPHRASE, surroundings=shop.surroundings(), kdf=TEST).vault
    with vault.work() as work:
        create_profile(work, shop.envelopes(), profile)
    return vault


def _trust(vault: OpenVault, other: OpenVault) -> str:
    with other.work() as theirs:
        person = shop.envelopes().read_card(own_card(theirs, shop.envelopes()))
    with vault.work() as work:
        known = save_person(work, shop.envelopes(), person).the(TrustedPerson)
    with vault.work() as work:
        known = verify_person(work, VerifyPerson(id=known.id, revision=known.revision, how="call")).the(
            TrustedPerson
        )
    with vault.work() as work:
        grant_tiers(work, GrantTiers(id=known.id, revision=known.revision, tiers=(Tier.A,)))
    return known.id


def _take_in(vault: OpenVault, counsel: str) -> tuple[Client, Case]:
    person = Client(
        named=True,
        family_name=canary("family"),
        given_name=canary("given"),
        phone=PHONE,
        patronymic=canary("patronymic"),
        other_names=(canary("other_name"),),
        documents=canary("documents"),
        remarks=canary("remarks"),
        safe_contact=SafeContact(
            when=canary("when"), who_may_answer=canary("answers"), never_say=canary("never_say")
        ),
    )
    asked = (
        Consent(purpose=Purpose.KEEP_CASE, how="oral", language="ky", remarks=canary("consent")),
        Consent(purpose=Purpose.REFER, how="oral", language="ky"),
        Consent(purpose=Purpose.SUPERVISOR, recipient=counsel, how="oral", language="ky"),
    )
    with vault.work() as work:
        done = open_client(
            work,
            OpenClient(
                client=person, consents=asked, case=Case(matter=canary("matter"), tags=(canary("tag"),))
            ),
        )
    client, case = done.the(Client), done.the(Case)
    with vault.work() as work:
        current = work.get(Case, case.id)
        save_case(work, replace(current, wish=canary("wish"), summary_for_counsel=canary("summary")))
    with vault.work() as work:
        save_party(work, Party(case_id=case.id, name=canary("party"), phone=canary("party_phone"),
                               remarks=canary("party_remarks")))
    return client, case


def _tell(vault: OpenVault, client: Client, case: Case) -> None:
    with vault.work() as work:
        incident = Incident(
            client_id=client.id,
            case_id=case.id,
            narrative=canary("narrative"),
            place=canary("place"),
            harm=canary("harm"),
            occurred=PartialDate.on(work.today - timedelta(days=4)),
            grounds=("health",),
            region=work.pack.regions_in("")[0].code,
            setting=next(iter(work.pack.settings)),
            acts=(
                Act(
                    violation=next(iter(work.pack.violations)),
                    note=canary("act"),
                    involvements=(
                        Involvement(perpetrator=next(iter(work.pack.perpetrators)), unit=canary("unit")),
                    ),
                ),
            ),
            sources=(Source(kind=SourceKind.WITNESS, note=canary("source")),),
            wishes=(canary("own_wish"),),
        )
        stored = finish_incident(work, incident).the(Incident)
    with vault.work() as work:
        values = json.dumps({"narrative": canary("draft")}, ensure_ascii=False)
        work.save_draft(f"incident:{stored.id}", values)
    content = io.BytesIO(canary("file_content").encode() * 20_000)  # larger than a buffer or two
    with vault.work() as work:
        kept = attach_file(
            work,
            AttachFile(
                client_id=client.id,
                case_id=case.id,
                incident_id=stored.id,
                name=canary("file_name"),
                media_type="text/plain",
                source=content,
            ),
        )
    with vault.work() as work:
        assert open_attachment(work, kept.the(Attachment).id) == content.getvalue()


def _act(vault: OpenVault, client: Client, case: Case) -> None:
    own = Owned(client_id=client.id, case_id=case.id)
    with vault.work() as work:
        save_action(
            work,
            Action(
                **own,
                kind=ActionKind.COMPLAINT,
                authority=canary("authority"),
                remarks=canary("action"),
                registration_no=canary("number"),
                done_on=work.today - timedelta(days=2),
            ),
        )
    with vault.work() as work:
        save_note(work, Note(**own, text=canary("note"), minutes=5))
    with vault.work() as work:
        add_deadline(
            work,
            AddDeadline(
                **own,
                title=canary("deadline"),
                remarks=canary("deadline_remarks"),
                due=work.today + timedelta(days=9),
            ),
        )
    with vault.work() as work:
        draft = save_referral(
            work,
            Referral(
                **own,
                kind=ReferralKind.SERVICE,
                receiver=canary("receiver"),
                short_name=canary("short_name"),
                remarks=canary("referral"),
            ),
        ).the(Referral)
    with vault.work() as work:
        sent = move_referral(
            work, MoveReferral(id=draft.id, revision=draft.revision, status=ReferralStatus.SENT)
        ).the(Referral)
    with vault.work() as work:
        move_referral(
            work,
            MoveReferral(
                id=sent.id,
                revision=sent.revision,
                told_by=canary("told_by"),
                reason=canary("reason"),
                status=ReferralStatus.REFUSED,
            ),
        )


def _search(vault: OpenVault) -> None:
    for field in ("family", "narrative", "note"):
        with vault.work() as work:
            ids = work.client_ids(ClientQuery(text=canary(field)))
            assert len(work.client_rows(ids, canary(field))) == 1
            assert work.search(canary(field))


def _print(vault: OpenVault, case: Case, folder: Path) -> None:
    with vault.work() as work:
        summary = case_summary(work, SummaryRequest(case_id=case.id, recipient=CLIENT, with_name=True))
    for language in ("ky", "ru", "en"):
        shop.write_new(folder / f"{language}.pdf", PdfPapers().case_summary(summary, language=language))


def _review(lawyer: OpenVault, attorney: OpenVault, case: Case, out: Path, people: tuple[str, str]) -> None:
    counsel, sender = people
    with lawyer.work() as work:
        prepared = reviews.prepare_request(
            work, reviews.RequestReview(case_ids=(case.id,), recipient_id=counsel)
        )
        reviews.make_request(
            work, shop.envelopes(), prepared, keep=lambda sealed: shop.write_new(out / "request.slb", sealed)
        )
    with attorney.work() as work:
        reviews.import_bundle(work, shop.envelopes(), (out / "request.slb").read_bytes())
    _sign_off(attorney)
    with attorney.work() as work:
        reviews.make_review(
            work, shop.envelopes(), sender, keep=lambda sealed: shop.write_new(out / "review.slb", sealed)
        )
    with lawyer.work() as work:
        reviews.import_bundle(work, shop.envelopes(), (out / "review.slb").read_bytes())


def _sign_off(attorney: OpenVault) -> None:
    with attorney.work() as work:
        at = _seen(work.list(ReviewCase)[0])
        done = reviews.comment(
            work, reviews.AddComment(**at, field="summary_for_counsel", text=canary("comment"))
        )
    with attorney.work() as work:
        done = reviews.set_tasks(
            work, reviews.SetTasks(**_seen(done.the(ReviewCase)), tasks=(canary("task"),))
        )
    with attorney.work() as work:
        done = reviews.set_checks(work, reviews.SetChecks(**_seen(done.the(ReviewCase)), checks=tuple(Check)))
    with attorney.work() as work:
        reviews.sign_off(work, reviews.ReviewAt(**_seen(done.the(ReviewCase))))


def _seen(case: ReviewCase) -> Seen:
    return {"id": case.id, "revision": case.revision}


if __name__ == "__main__":
    main()
