"""`python -m tests.vaults.freeze`: keep a vault as the present format leaves it, beside the earlier ones.

To be done once for each format, in the version that is given out with it. The vault is that of the demo with
six clients, and of what the demo leaves out, so that there are records of every kind. Nothing in it is real;
its keys are new each time, so that no two frozen vaults are the same.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from streetlaw.cli import shop
from streetlaw.cli.main import main as streetlaw
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.record import PartialDate
from streetlaw.domain.review import Bundle, ReviewCase
from streetlaw.exchange.table_files import TableFiles
from streetlaw.packs.law_tables import PackTables
from streetlaw.services.importing.check import check_import
from streetlaw.services.importing.store import store_import
from streetlaw.services.incidents import save_incident
from streetlaw.services.law import fact_checks, updates
from streetlaw.services.law.fact_checks import CheckFact
from streetlaw.services.merging import MergeClients, merge_clients
from streetlaw.services.ports import Work
from streetlaw.services.saved_views import keep_view, leave_list
from streetlaw.services.similar import keep_apart
from streetlaw.services.subject_copy import note_copy, subject_copy
from streetlaw.services.withholding import passages
from streetlaw.storage import backup, migrate, vault
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.vault import OpenVault
from tests.packs.publications import PUBLICATIONS, Desk
from tests.vaults import frozen

CLIENTS = 6
TABLE = ("code,family name,given name,birth date,gender\n"
         f"{code(2000)},Асанов,Бакыт,17.11.1990,м\n"
         f"{code(2001)},Асанов,Бакыт,1990,м\n"
         f"{code(2002)},Асанова,Бакыт,,ж\n")
"""One person twice, and somebody else of nearly the same name."""


def freeze(target: Path) -> dict[str, int]:
    """Make the vault and its backup in a folder that is not there yet; returns its records by their kinds.

    Raises ValueError when there is a kind of which it holds none.
    """
    with tempfile.TemporaryDirectory() as room:
        demo = Path(room) / "demo"
        streetlaw(["demo", "--out", str(demo), "--clients", str(CLIENTS), "--no-window"])
        with closing(_unlocked(demo / "lawyer.streetlaw")) as opened:
            with closing(_unlocked(demo / "attorney.streetlaw")) as other:
                _take_over_cases(opened, other)
            for fill in _FILLING:
                fill(opened)
            Keyring(opened).make_shares(frozen.PASSPHRASE)
            counts = opened.check().counts
            if lacking := [kind for kind in KINDS if not counts.get(kind)]:
                raise ValueError(f"no records of {', '.join(lacking)}")
            backup.backup(opened, demo / "backup.slv")
        target.mkdir()
        shutil.copytree(demo / "lawyer.streetlaw", target / "vault", ignore=shutil.ignore_patterns("lock"))
        shutil.move(demo / "backup.slv", target / "backup.slv")
    (target / "holds.json").write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return dict(counts)


def _unlocked(folder: Path) -> OpenVault:
    return vault.unlock(folder, frozen.PASSPHRASE, surroundings=shop.surroundings())


def _take_over_cases(opened: OpenVault, other: OpenVault) -> None:
    """What the attorney was sent for review; the records are the other vault's, with their ids."""
    with other.work() as theirs:
        cases = theirs.list(ReviewCase)
        bundles = theirs.list(Bundle, id=tuple({case.bundle_id for case in cases}))
    with opened.work() as work:
        work.add_many([*bundles, *cases])
        work.commit("bundle.imported")


def _import(opened: OpenVault) -> None:
    """Three lines of a table."""
    tables = TableFiles()
    with tempfile.TemporaryDirectory() as room:
        file = Path(room) / "clients.csv"
        file.write_text(TABLE, encoding="utf-8")
        with opened.work() as work:
            store_import(work, check_import(work, tables.read(file), tables.register()), file.name)


def _look_alike(opened: OpenVault) -> None:
    """Of those three two are one, and the third is not."""
    with opened.work() as work:
        kept, gone = (_client(work, number) for number in (2000, 2001))
        merge_clients(work, MergeClients(kept=kept, gone=gone))
    with opened.work() as work:
        keep_apart(work, _client(work, 2002), (kept.id,))


def _be_abroad(opened: OpenVault) -> None:
    """An incident and a deadline under the law of another country."""
    with opened.work() as work:
        client = _client(work, 2000)
        incident = save_incident(work, Incident(
            client_id=client.id, jurisdiction="md", acts=(Act(violation="denial_of_care"),),
            occurred=PartialDate(f"{work.today - timedelta(days=40):%Y-%m}"))).the(Incident)
    with opened.work() as work:
        work.add(Deadline(client_id=client.id, case_id=incident.case_id, jurisdiction="md",
                          title="жооп күтүү", due=work.today + timedelta(days=20)))
        work.commit("deadline.added")


def _check_law(opened: OpenVault) -> None:
    """One statement found true, one corrected, and one correction taken back."""
    tables = PackTables()
    with opened.work() as work:
        true = CheckFact(jurisdiction="kg", place="rules", code="civil_appeal", checked_on=work.today,
                         result=CheckResult.CONFIRMED, confidence=Confidence.VERIFIED,
                         evidence="Invented: read on paper", reference="Invented: a printed code")
    wrong = replace(true, result=CheckResult.CORRECTED, cells={"note": "Invented: a note"})
    for said in (true, replace(wrong, code="labour"), wrong):
        with opened.work() as work:
            fact_checks.check_fact(work, tables, said)
    with opened.work() as work:
        latest = work.list(FactCheck)[-1]
        fact_checks.revoke(work, tables, latest.id, latest.revision)


def _take_newer_law(opened: OpenVault) -> None:
    """A publication of one small pack."""
    with tempfile.TemporaryDirectory() as room:
        desk = Desk(Path(room)).begin()
        desk.add(desk.pack("2026.12", code="md"))
        publication = PUBLICATIONS.read(desk.folder, PUBLICATIONS.publisher(desk.folder))
    with opened.work() as work:
        updates.take(work, updates.propose(work, publication, PackTables()))


def _hold_back(opened: OpenVault) -> None:
    """A copy for a person, without a passage that is about somebody else."""
    with opened.work() as work:
        client_id = work.get(Case, work.list(Party)[0].case_id).client_id
        copy = subject_copy(work, client_id)
        passage = passages(work, client_id, copy)[0]
        note_copy(work, client_id, copy.files, [passage.held(client_id, "Башка адам жөнүндө")])


def _keep_lists(opened: OpenVault) -> None:
    """A view under a name, and a list as it was left."""
    choices = {"risks": ["high"]}
    with opened.work() as work:
        keep_view(work, "clients", "Коркунучта", choices)
    with opened.work() as work:
        leave_list(work, "clients", choices)


def _client(work: Work, number: int) -> Client:
    found = work.find(Client, code=code(number))
    if found is None:
        raise ValueError(f"no client {number}")
    return found


_FILLING = (_import, _look_alike, _be_abroad, _check_law, _take_newer_law, _hold_back, _keep_lists)


def main() -> int:
    """Freeze the present format; a frozen one is never changed again."""
    target = frozen.folder(migrate.FORMAT)
    if target.exists():
        sys.exit(f"{target.name} is frozen already")
    counts = freeze(target)
    print(f"{target.name}: {sum(counts.values())} records of {len(counts)} kinds")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
