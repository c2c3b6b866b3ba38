"""`streetlaw deadlines`: a calendar file without anything of anybody."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.services.deadlines import AddDeadline, SettleDeadline, add_deadline, settle_deadline
from tests.cli.conftest import Desk, command, opened


def with_deadlines(desk: Desk) -> None:
    """Three open ones (tomorrow, in 20 days, without a day) and a settled one."""
    with opened(desk.folder) as vault, vault.work() as work:
        client = work.list(Client, limit=1)[0]
        made = [add_deadline(work, AddDeadline(client_id=client.id, title="Ask Айгүл",
                                               due=work.today + timedelta(days=days))).the(Deadline)
                for days in (1, 20, 5)]
        cancel = SettleDeadline(id=made[2].id, revision=made[2].revision, status=DeadlineStatus.CANCELLED)
        settle_deadline(work, cancel)
        add_deadline(work, AddDeadline(client_id=client.id, rule="un_file", base=work.today))


def export(desk: Desk, out: Path, *more: object) -> dict[str, object]:
    done = command("deadlines", desk.folder, "--ics", out, *more, "--passphrase-file", desk.key)
    return {"status": done.status, **done.facts}


def test_open_deadlines_are_written(lawyer: Desk, tmp_path: Path) -> None:
    with_deadlines(lawyer)
    out = tmp_path / "c.ics"
    assert export(lawyer, out)["deadlines"] == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = out.read_text(encoding="utf-8")
    assert text.count("SUMMARY:Deadline") == 2
    assert "Ask" not in text
    assert not [code for code in lawyer.codes if code in text]
    assert export(lawyer, tmp_path / "d.ics", "--within", 7, "--with-rules")["deadlines"] == 1


def test_the_log_tells_of_it(lawyer: Desk, tmp_path: Path) -> None:
    with_deadlines(lawyer)
    export(lawyer, tmp_path / "c.ics")
    done = command("audit", "show", lawyer.folder, "--passphrase-file", lawyer.key)
    assert "deadlines.exported" in done.out


def test_no_file_is_written_over(lawyer: Desk, tmp_path: Path) -> None:
    (tmp_path / "c.ics").write_text("mine")
    assert export(lawyer, tmp_path / "c.ics")["code"] == "file.exists"
    assert (tmp_path / "c.ics").read_text() == "mine"
