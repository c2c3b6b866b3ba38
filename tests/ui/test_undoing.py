"""What cannot be taken back by Ctrl+Z: each such deed is named here, with why."""

from __future__ import annotations

import ast
from pathlib import Path

import streetlaw.ui

NOT_UNDONE = {
    "cases/erase.py: erase_client": "for ever, and asks first",
    "evidence/deeds.py: attachments.remove_attachment": "for ever, and asks first",
    "evidence/intake.py: keep_sealed": "the content lies sealed beside the database; Erase takes it away",
    "calendar_export.py: note_calendar": "a file left: the log stays true",
    "cases/copy.py: note_copy": "a file left",
    "cases/summary_card.py: summary_made": "a file left",
    "evidence/deeds.py: attachments.note": "a file was looked at, or left",
    "exchange/send.py: sealing.seal_to": "a file left",
    "review/page.py: sealing.seal_to": "a file left",
    "law/application.py: application_made": "a file left",
    "law/sending.py: note_suggested": "a file left",
    "lists/table_file.py: note_list": "a file left",
    "settings/log_block.py: trail.note_printed": "a file left",
    "settings/log_block.py: trail.note_accepted": "somebody read a warning",
    "newer_law/page.py: take": "taken back on the same page and in Settings, with its deadlines",
    "newer_law/page.py: take_back": "the law can be taken again",
    "settings/law_block.py: take_back": "asks first; the law can be taken again",
    "settings/law_block.py: forget_publisher": "asks first; trust needs the six words anew",
    "settings/backups_block.py: _set_trustees": "whom a backup is sealed for is chosen in the same place",
    "settings/people_block.py: _add_person": "a card; Remove takes it away",
    "settings/people_block.py: people.verify_person": "people compared words; Withdraw trust is beside",
    "settings/people_block.py: people.grant_tiers": "its other side is in the same menu",
}


def test_whatever_else_changes_something_is_undone_by_ctrl_z() -> None:
    root = Path(streetlaw.ui.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and any(
                    word.arg == "undoable" and isinstance(word.value, ast.Constant) and not word.value.value
                    for word in node.keywords):
                service = next(arg for arg in node.args if not _is_place(arg))
                found.add(f"{path.relative_to(root).as_posix()}: {ast.unparse(service)}")
    assert found == NOT_UNDONE.keys()


def _is_place(arg: ast.expr) -> bool:
    return isinstance(arg, ast.Name) and arg.id == "path"
