"""Every service that changes records: done, undone, done again, undone, all tables hold what they held.

The table below has to name every service that returns an Outcome; one that is missing fails the test.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

import streetlaw.services
import streetlaw.ui
from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, CaseOutcome, CaseStatus, Party, PartyRole
from streetlaw.domain.client import Client, Risk
from streetlaw.domain.code import code
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.eligibility import Entitlement, Screening
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.incident import Act, Incident, Source, SourceKind, Verification
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.domain.review import Bundle, Check, Comment, ReviewCase, Verdict
from streetlaw.domain.saved_view import SavedView
from streetlaw.domain.table_import import TableImport
from streetlaw.exchange import register
from streetlaw.packs.law_tables import PackTables
from streetlaw.services import (
    actions,
    attachments,
    barriers,
    batches,
    capture,
    cases,
    clients,
    clocks,
    consents,
    deadlines,
    filing,
    incidents,
    merging,
    parties,
    people,
    profiles,
    recounting,
    referrals,
    reviews,
    saved_views,
    screening,
    similar,
)
from streetlaw.services.history import undo
from streetlaw.services.importing.check import check_import
from streetlaw.services.importing.store import UndoImport, store_import, undo_import
from streetlaw.services.law import fact_checks
from streetlaw.services.ports import Vault, Work
from streetlaw.storage.kinds import KINDS
from tests.services.desks import envelopes

TODAY: Final = date(2026, 11, 17)
TABLES: Final = PackTables()
SAID: Final = {"matter": "offence", "role": "charged", "residence": "foreign_citizen", "income": "141000"}
WRONG: Final = fact_checks.CheckFact(
    jurisdiction="kg", place="rules", code="civil_appeal", result=CheckResult.CORRECTED, checked_on=TODAY,
    confidence=Confidence.VERIFIED, evidence="It says ten days", reference="Text of 1 November 2026",
    cells={"amount": "10", "unit": "calendar_days"})

Doing = Callable[[Work], Outcome]


def the(work: Work, kind: type[Any], id: str) -> Any:
    return work.get(kind, id)


def at(work: Work, kind: type[Any], id: str) -> dict[str, Any]:
    """The id and the revision by which a command names a record."""
    return {"id": id, "revision": work.get(kind, id).revision}


# ── A vault in which everything can be done ──────────────────────────────────────────────────────────────


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


@pytest.fixture
def full(vault: Vault) -> Vault:
    """One of each kind of record at least, with what hangs on it."""
    keys = envelopes.new_keys()
    with vault.work() as work:
        work.add_many([
            Client(id="c1", code=code(4172), named=True, family_name="Асанов", given_name="Айбек",
                   phone="0700112233"),
            Client(id="c2", code=code(4188), named=True, family_name="Asanov", given_name="Aibek",
                   distinct_from=("c3",)),
            Client(id="c3", code=code(3961), distinct_from=("c2",))])
        work.add_many([Case(id="k1", client_id="c1", opened=TODAY),
                       Case(id="k2", client_id="c2", opened=TODAY),
                       Case(id="k3", client_id="c3", opened=TODAY, status=CaseStatus.CLOSED,
                            outcome=CaseOutcome.SOLVED, closed=TODAY)])
        work.add_many([Party(id="p1", case_id="k1", name="Болот", role=PartyRole.WITNESS),
                       Party(id="p2", case_id="k3", client_id="c2", role=PartyRole.RELATIVE)])
        for consent, purpose in enumerate((Purpose.KEEP_CASE, Purpose.REFER, Purpose.HEALTH_DATA), start=1):
            work.add(Consent(id=f"o{consent}", client_id="c1", purpose=purpose, answered_on=TODAY))
        work.add(Consent(id="o9", client_id="c2", purpose=Purpose.REFER, answered_on=TODAY))
        work.add(whole_incident("i1", "c1", "k1", ("c1", "c2")))
        work.add(whole_incident("i2", "c2", "k2", ("c2",)))
        work.add_many([Action(id="a1", client_id="c2", case_id="k2", done_on=TODAY)])
        work.add_many([Note(id="n1", client_id="c2", case_id="k2", text="пришёл сам")])
        sealed = work.blobs.store(io.BytesIO(b"photo"))
        work.add(Attachment(id="f1", client_id="c2", case_id="k2", name="a.jpg", size=sealed.size,
                            sha256=sealed.sha256, blob=sealed.blob, identity=sealed.identity))
        work.add(Deadline(id="d1", client_id="c2", case_id="k2", rule="civil_appeal", base=TODAY,
                          due=date(2026, 12, 31)))
        work.add(Referral(id="r1", client_id="c1", case_id="k1", receiver="Archa"))
        work.add(TrustedPerson(id="t1", name="Counsel", recipient=keys.recipient, verify_key=keys.verify_key,
                               verified_on=TODAY, verified_how="call", tiers=(Tier.A,)))
        work.add(ReviewCase(id="v1", bundle_id="b1", sender_id="t1", pseudonym="P1", checks=tuple(Check),
                            comments=(Comment(field="acts", text="When?", at=work.now),)))
        work.add(ReviewCase(id="v2", bundle_id="b0", verdict=Verdict.RETURNED, sent_back=True))
        work.add(Bundle(id="b1", partner_id="t1", kind="review", number=1, released=(("v2", 1),)))
        work.add(SavedView(id="w1", place="clients", name="Osh", choices="{}"))
        work.commit("prepared")
    return vault


def whole_incident(id: str, client: str, case: str, victims: tuple[str, ...]) -> Incident:
    return Incident(id=id, client_id=client, case_id=case, occurred=PartialDate("2026-11-01"),
                    narrative="был избит", sources=(Source(kind=SourceKind.PERSON),),
                    acts=(Act(violation="torture", victims=victims),))


# ── What is done ─────────────────────────────────────────────────────────────────────────────────────────


def screened(work: Work) -> Outcome:
    return screening.screen_client(work, screening.ScreenClient(client_id="c1", case_id="k1", answers=SAID))


def referred(work: Work) -> Outcome:
    (kept,) = work.list(Screening)
    likely = next(one for one in kept.results if one.answer is not Entitlement.NOT)
    return screening.refer_to_legal_aid(work, screening.ReferToLegalAid(
        screening_id=kept.id, category=likely.category))


def taken_over(work: Work) -> Outcome:
    rows = [(2, {"Код": code(4172), "ФИО": "", "Дата инцидента": "05.05.2026"}),
            (3, {"Код": "", "ФИО": "Новая Анна", "Дата инцидента": "06.05.2026"})]
    return store_import(work, check_import(work, rows, register.load()), "register.csv")


def merged(work: Work) -> Outcome:
    return merging.merge_clients(work, merging.MergeClients(
        kept=the(work, Client, "c1"), gone=the(work, Client, "c2"), chosen=frozenset({"name"})))


def moved(work: Work) -> Outcome:
    return referrals.move_referral(work, referrals.MoveReferral(
        **at(work, Referral, "r1"), status=ReferralStatus.SENT, on=TODAY))


def checked(work: Work) -> Outcome:
    return fact_checks.check_fact(work, TABLES, WRONG)


def intake(work: Work) -> Outcome:
    return clients.open_client(work, clients.OpenClient(
        client=Client(named=True, given_name="Жылдыз"), consents=(Consent(purpose=Purpose.KEEP_CASE),),
        case=Case(), parties=("p1",)))


DONE: Final[dict[str, tuple[Doing, ...]]] = {
    "actions.save_action": (
        lambda w: actions.save_action(w, Action(client_id="c1")),
        lambda w: actions.save_action(w, replace(the(w, Action, "a1"), remarks="x"))),
    "actions.save_note": (
        lambda w: actions.save_note(w, Note(client_id="c1", text="x")),
        lambda w: actions.save_note(w, replace(the(w, Note, "n1"), text="x"))),
    "attachments.link_attachment": (
        lambda w: attachments.link_attachment(w, the(w, Attachment, "f1"), "i2"),),
    "barriers.note_no_lawyer": (
        lambda w: barriers.note_no_lawyer(w, barriers.NoLawyer(client_id="c1", office="Osh", said="no")),),
    "batches.close_cases": (lambda w: batches.close_cases(w, ("c1", "c2"), CaseOutcome.SOLVED),),
    "batches.set_risk": (lambda w: batches.set_risk(w, ("c1", "c2"), Risk.HIGH),),
    "batches.set_verification": (
        lambda w: batches.set_verification(w, ("i1", "i2"), Verification.CORROBORATED),),
    "capture.take_up": (
        lambda w: capture.take_up(w, capture.Capture(text="x")),
        lambda w: capture.take_up(w, capture.Capture(text="x", code=code(3961), risk=Risk.HIGH)),
        lambda w: capture.take_up(w, capture.Capture(text="x", code=code(3961), as_note=True))),
    "cases.close_case": (lambda w: cases.close_case(w, cases.CloseCase(
        **at(w, Case, "k1"), outcome=CaseOutcome.SOLVED)),),
    "cases.reopen_case": (lambda w: cases.reopen_case(w, the(w, Case, "k3")),),
    "cases.save_case": (
        lambda w: cases.save_case(w, Case(client_id="c1")),
        lambda w: cases.save_case(w, replace(the(w, Case, "k1"), matter="x"))),
    "clients.open_client": (intake,),
    "clients.save_client": (
        lambda w: clients.save_client(w, Client()),
        lambda w: clients.save_client(w, replace(the(w, Client, "c1"), phone="0555", family_name="Б"))),
    "clocks.start_clocks": (lambda w: clocks.start_clocks(w, clocks.StartClocks(
        client_id="c1", case_id="k1", began=datetime(2026, 11, 17, 5, 0, tzinfo=UTC),
        incident=Incident(acts=(Act(violation="unlawful_detention"),)))),),
    "consents.record_consent": (lambda w: consents.record_consent(w, Consent(client_id="c3")),),
    "consents.withdraw_consent": (
        lambda w: consents.withdraw_consent(w, consents.WithdrawConsent(**at(w, Consent, "o3"))),),
    "deadlines.add_deadline": (lambda w: deadlines.add_deadline(w, deadlines.AddDeadline(
        client_id="c1", rule="prosecutor_file", base=TODAY)),),
    "deadlines.settle_deadline": (lambda w: deadlines.settle_deadline(w, deadlines.SettleDeadline(
        **at(w, Deadline, "d1"), status=DeadlineStatus.MET)),),
    "filing.file_complaint": (lambda w: filing.file_complaint(w, filing.FileComplaint(
        client_id="c1", channel=next(channel for channel in w.pack.channels
                                     if filing.answers(w.pack, channel)))),),
    "importing.store.store_import": (taken_over,),
    "importing.store.undo_import": (
        taken_over, lambda w: undo_import(w, UndoImport(id=w.list(TableImport)[0].id))),
    "incidents.finish_incident": (
        lambda w: incidents.finish_incident(w, replace(whole_incident("", "c3", "", ()), id="")),
        lambda w: incidents.finish_incident(w, replace(the(w, Incident, "i1"), narrative="иначе"))),
    "incidents.remove_incident": (lambda w: incidents.remove_incident(w, the(w, Incident, "i2")),),
    "incidents.save_incident": (
        lambda w: incidents.save_incident(w, Incident(client_id="c3")),
        lambda w: incidents.save_incident(w, replace(the(w, Incident, "i1"), acts=()))),
    "law.fact_checks.check_fact": (checked,),
    "law.fact_checks.revoke": (checked, lambda w: fact_checks.revoke(
        w, TABLES, w.list(FactCheck)[0].id, w.list(FactCheck)[0].revision)),
    "merging.merge_clients": (merged,),
    "parties.remove_party": (lambda w: parties.remove_party(w, the(w, Party, "p1")),),
    "parties.save_party": (
        lambda w: parties.save_party(w, Party(case_id="k1", name="x")),
        lambda w: parties.save_party(w, replace(the(w, Party, "p1"), role=PartyRole.ADVERSE))),
    "people.grant_tiers": (
        lambda w: people.grant_tiers(w, people.GrantTiers(**at(w, TrustedPerson, "t1"), tiers=())),),
    "people.remove_person": (lambda w: people.remove_person(w, the(w, TrustedPerson, "t1")),),
    "people.save_person": (
        lambda w: people.save_person(w, envelopes, replace(the(w, TrustedPerson, "t1"), name="x")),),
    "people.verify_person": (lambda w: people.verify_person(
        w, people.VerifyPerson(**at(w, TrustedPerson, "t1"), how="in_person")),),
    "people.withdraw_trust": (lambda w: people.withdraw_trust(w, the(w, TrustedPerson, "t1")),),
    "profiles.save_profile": (
        lambda w: profiles.save_profile(w, replace(w.list(Profile)[0], roles=(Role.SUPERVISOR,))),),
    "recounting.recount_deadline": (lambda w: recounting.recount_deadline(
        w, recounting.RecountDeadline(**at(w, Deadline, "d1"))),),
    "recounting.recount_deadlines": (lambda w: recounting.recount_deadlines(
        w, [recounting.RecountDeadline(**at(w, Deadline, "d1"))]),),
    "referrals.move_referral": (moved,),
    "referrals.save_referral": (
        lambda w: referrals.save_referral(w, Referral(client_id="c1", receiver="x")),
        lambda w: referrals.save_referral(w, replace(the(w, Referral, "r1"), matter="x"))),
    "reviews.change_comment": (lambda w: reviews.change_comment(
        w, reviews.ChangeComment(**at(w, ReviewCase, "v1"), index=0, text="x")),),
    "reviews.comment": (lambda w: reviews.comment(
        w, reviews.AddComment(**at(w, ReviewCase, "v1"), field="deadlines", text="x")),),
    "reviews.give_back": (lambda w: reviews.give_back(w, reviews.ReviewAt(**at(w, ReviewCase, "v1"))),),
    "reviews.let_wait_again": (
        lambda w: reviews.let_wait_again(w, "b1"),),
    "reviews.remove_comment": (lambda w: reviews.remove_comment(
        w, reviews.CommentAt(**at(w, ReviewCase, "v1"), index=0)),),
    "reviews.reopen": (
        lambda w: reviews.give_back(w, reviews.ReviewAt(**at(w, ReviewCase, "v1"))),
        lambda w: reviews.reopen(w, reviews.ReviewAt(**at(w, ReviewCase, "v1")))),
    "reviews.set_checks": (lambda w: reviews.set_checks(
        w, reviews.SetChecks(**at(w, ReviewCase, "v1"), checks=())),),
    "reviews.set_tasks": (lambda w: reviews.set_tasks(
        w, reviews.SetTasks(**at(w, ReviewCase, "v1"), tasks=("x",))),),
    "reviews.settle_comment": (lambda w: reviews.settle_comment(
        w, reviews.CommentAt(**at(w, ReviewCase, "v1"), index=0)),),
    "reviews.sign_off": (lambda w: reviews.sign_off(w, reviews.ReviewAt(**at(w, ReviewCase, "v1"))),),
    "saved_views.keep_view": (lambda w: saved_views.keep_view(w, "clients", "Talas", {"text": "x"}),),
    "saved_views.remove_view": (lambda w: saved_views.remove_view(w, the(w, SavedView, "w1")),),
    "saved_views.rename_view": (lambda w: saved_views.rename_view(w, the(w, SavedView, "w1"), "x"),),
    "screening.refer_to_legal_aid": (screened, referred),
    "screening.screen_client": (screened,),
    "similar.keep_apart": (lambda w: similar.keep_apart(w, the(w, Client, "c1"), ("c2", "p1")),),
}
"""What each service does to the full vault, one thing after the other, each taken back by itself."""

FOR_EVER: Final = frozenset({
    "arrivals.import_bundle", "attachments.attach_file", "attachments.check_attachment",
    "attachments.keep_sealed", "attachments.note", "attachments.remove_attachment", "erasure.erase_client",
    "law.suggestions.note_suggested", "law.updates.forget_publisher", "law.updates.take",
    "law.updates.take_back", "profiles.create_profile", "review_requests.make_request", "reviews.make_review",
    "subject_copy.note_copy",
})
"""What nothing takes back: what left or came in, sealed files, keys, the law in force."""

TOLD_ONLY: Final = frozenset({
    "backups.allow_trustee", "backups.forbid_trustee", "backups.note_made", "batches.note_list",
    "calendar_entries.note_calendar", "names.show_names", "trail.application_made", "trail.note_accepted",
    "trail.note_paper", "trail.note_printed", "trail.summary_made",
})
"""What is only written into the log or a setting: there is no record to take back."""


# ── The promise ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("service", DONE)
def test_undo_brings_every_table_back(full: Vault, service: str) -> None:
    for step in DONE[service]:
        before = state(full)
        done = acted(full, step)
        after = state(full)
        assert done.changes
        assert before != after, "nothing was done"
        for _ in range(2):
            undone = acted(full, lambda w, last=done: undo(w, last))  # type: ignore[misc]
            assert state(full) == before
            done = acted(full, lambda w, last=undone: undo(w, last))  # type: ignore[misc]
            assert state(full) == after
        for file in full_files(full):
            assert file == b"photo"


def acted(vault: Vault, step: Doing) -> Outcome:
    with vault.work() as work:
        return step(work)


def full_files(vault: Vault) -> Iterator[bytes]:
    """The content of every file of the vault."""
    with vault.work() as work:
        for file in work.list(Attachment):
            yield work.blobs.open(file.blob, file.identity)


def state(vault: Vault) -> dict[str, Any]:
    """Every record whole, but for how often it was written; what search and register hold of them."""
    with vault.work() as work:
        held: dict[str, Any] = {name: {one.id: replace(one, revision=0) for one in work.list(kind)}
                                for name, kind in KINDS.items()}
        held["search"] = {(hit.kind, hit.record_id, hit.matched) for word in ("Айбек", "Асанов", "избит", "x")
                          for hit in work.search(word, limit=100)}
        held["law"] = work.pack.rules["civil_appeal"]
    if hasattr(vault, "opened"):
        with vault.opened().engine.connect() as connection:
            for name, question in SQL.items():
                held[name] = [tuple(row) for row in connection.exec_driver_sql(question)]
    return held


SQL: Final = {
    "wording": "SELECT kind, record_id, client_id, name, code, phone, words FROM entry"
               " JOIN wording USING (number) ORDER BY record_id",
    "act": "SELECT incident_id, violation, occurred, region FROM act ORDER BY 1, 2",
}


# ── Nothing is forgotten ─────────────────────────────────────────────────────────────────────────────────


def services() -> dict[str, Any]:
    """Every public service that tells what it changed, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(streetlaw.services.__path__, "streetlaw.services."):
        imported = importlib.import_module(module.name)
        for name, service in inspect.getmembers(imported, inspect.isfunction):
            told = str(service.__annotations__.get("return", ""))
            if (service.__module__ == module.name and not name.startswith("_") and _is_told(imported, told)
                    and "work" in inspect.signature(service).parameters):
                found[f"{module.name.removeprefix('streetlaw.services.')}.{name}"] = service
    return found


def _is_told(module: Any, annotation: str) -> bool:
    told = getattr(module, annotation, None)
    return "Outcome" in annotation or "outcome" in getattr(told, "__annotations__", ())


def test_every_service_is_in_the_table() -> None:
    assert set(services()) == {*DONE, *FOR_EVER, *TOLD_ONLY, "history.undo"}


def test_the_window_never_offers_to_take_back_what_is_for_ever() -> None:
    names = {service.rpartition(".")[2] for service in FOR_EVER | TOLD_ONLY} - {"note"}
    wrong = [f"{path.name}:{call.lineno}" for path in Path(streetlaw.ui.__path__[0]).rglob("*.py")
             for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(call, ast.Call)
             and isinstance(call.func, ast.Attribute) and call.func.attr == "run"
             and any(_name(argument) in names for argument in call.args)
             and not any(word.arg == "undoable" for word in call.keywords)]
    assert wrong == []


def _name(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")
