"""The second format: people who are one or another, other countries' law, checks of the law, quick lists.

It makes of a vault of the first format, as it was given out, what the program works with now; a new vault is
made by both, one after the other.

Revision ID: 0002
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

from streetlaw.domain.folding import fold

revision = "0002"
down_revision = "0001"

FIELDS = (
    # A trusted person's key to whom words of recovery are entrusted.
    "ALTER TABLE trusted_person ADD COLUMN escrow_key TEXT NOT NULL DEFAULT ''",
    # A client who turned out to be another, and people who were compared and are not the same.
    "ALTER TABLE client ADD COLUMN merged_into TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE client ADD COLUMN distinct_from TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE party ADD COLUMN distinct_from TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE party ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
    # The country whose law an incident or a deadline is under; what is there already is under the home law.
    "ALTER TABLE incident ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE deadline ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT ''",
)

RECORDS = (
    # What a table brought in, so that a whole import can be taken back.
    """
    CREATE TABLE table_import (
        id TEXT NOT NULL, revision INTEGER NOT NULL, file TEXT NOT NULL, made TEXT,
        rows INTEGER NOT NULL, records TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
    # The filters of a list under a name.
    """
    CREATE TABLE saved_view (
        id TEXT NOT NULL, revision INTEGER NOT NULL, place TEXT NOT NULL, name TEXT NOT NULL,
        choices TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
    # Checks of what a pack says of the law, and corrections of it.
    """
    CREATE TABLE fact_check (
        id TEXT NOT NULL, revision INTEGER NOT NULL, jurisdiction TEXT NOT NULL, place TEXT NOT NULL,
        code TEXT NOT NULL, result TEXT NOT NULL, checked_on TEXT, checked_by TEXT NOT NULL,
        role TEXT NOT NULL, evidence TEXT NOT NULL, reference TEXT NOT NULL, attachment TEXT NOT NULL,
        cells TEXT NOT NULL, before TEXT NOT NULL, revoked_on TEXT, PRIMARY KEY (id)
    )
    """,
    # What is held back from a person's copy because it concerns somebody else, and why.
    """
    CREATE TABLE withheld (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, of_kind TEXT NOT NULL,
        of_id TEXT NOT NULL, of_field TEXT NOT NULL, digest TEXT NOT NULL, reason TEXT NOT NULL, since TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX withheld_by_client_id ON withheld (client_id)",
    # What was published and taken over, such as newer law, kept whole beside the records.
    "CREATE TABLE shelf (name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (name))",
)

# A line for each violation of an incident, kept by triggers: the register is narrowed by it.
_LINES = """
    INSERT INTO act (incident_id, violation, occurred, region)
    SELECT DISTINCT {row}.id, json_extract(done.value, '$.violation'), {row}.occurred, {row}.region
"""
_LINES_OF_ONE = _LINES.format(row="new") + " FROM json_each(new.acts) AS done"
_LINES_OF_ALL = _LINES.format(row="incident") + " FROM incident CROSS JOIN json_each(incident.acts) AS done"
_NO_LINES = "DELETE FROM act WHERE incident_id = old.id"

ACTS = (
    """
    CREATE TABLE act (
        incident_id TEXT NOT NULL, violation TEXT NOT NULL, occurred TEXT, region TEXT NOT NULL
    )
    """,
    _LINES_OF_ALL,
    "CREATE INDEX act_by_incident_id_violation ON act (incident_id, violation)",
    """
    CREATE INDEX act_by_violation_occurred_incident_id_region
    ON act (violation, occurred, incident_id, region)
    """,
    f"CREATE TRIGGER act_after_insert AFTER INSERT ON incident BEGIN {_LINES_OF_ONE}; END",
    f"""
    CREATE TRIGGER act_after_update AFTER UPDATE OF acts, occurred, region ON incident
    BEGIN {_NO_LINES}; {_LINES_OF_ONE}; END
    """,
    f"CREATE TRIGGER act_after_delete AFTER DELETE ON incident BEGIN {_NO_LINES}; END",
)

INDEXES = (
    # All that a list's filters and orders read stands in one narrow index: no record is read for it.
    "DROP INDEX client_by_last_contact_id",
    "DROP INDEX client_by_code_id",
    "DROP INDEX client_by_region_last_contact_id",
    """
    CREATE INDEX client_by_last_contact_id_region_risk_merged_into
    ON client (last_contact, id, region, risk, merged_into)
    """,
    "CREATE INDEX client_by_code_id_region_risk_merged_into ON client (code, id, region, risk, merged_into)",
    "CREATE INDEX client_by_region ON client (region, last_contact DESC, id DESC, risk, merged_into)",
    "CREATE INDEX client_by_merged_into ON client (merged_into) WHERE merged_into != ''",
    "DROP INDEX consent_by_client_id",
    """
    CREATE INDEX consent_by_client_id_purpose_state_recipient_fields_expires_on_withdrawn_on_answered_on_id
    ON consent (client_id, purpose, state, recipient, fields, expires_on, withdrawn_on, answered_on, id)
    """,
    "CREATE INDEX consent_limited ON consent (purpose, client_id) WHERE recipient != '' OR fields != '[]'",
    'CREATE INDEX case_by_supervisor_id_client_id ON "case" (supervisor_id, client_id)',
    "DROP INDEX incident_by_client_id_id",
    "CREATE INDEX incident_by_client_id_id_occurred_region ON incident (client_id, id, occurred, region)",
    # What waits and what was closed of late, for Today.
    "CREATE INDEX referral_by_status_since_id ON referral (status, since, id)",
    'CREATE INDEX case_by_status_closed ON "case" (status, closed)',
    # The log of one record.
    "CREATE INDEX audit_by_record_id ON audit (record_id)",
)

_MATTERS = (
    'SELECT c.id, coalesce(c.client_id, \'\'), c.matter, e.number, w.words FROM "case" AS c'
    " LEFT JOIN entry AS e ON e.record_id = c.id LEFT JOIN wording AS w ON w.number = e.number"
    " WHERE c.matter != ''"
)
_LAST = "SELECT coalesce(max(number), 0) FROM entry"
_FORGET = "INSERT INTO told (told, rowid, words) VALUES ('delete', ?, ?)"
_CHANGE = "UPDATE wording SET words = ? WHERE number = ?"
_ENTER = "INSERT INTO entry (number, record_id, kind, client_id) VALUES (?, ?, 'case', ?)"
_WORD = "INSERT INTO wording (number, name, code, phone, words) VALUES (?, '', '', '', ?)"
_INDEX = "INSERT INTO told (rowid, words) VALUES (?, ?)"


def upgrade() -> None:
    """Add fields, tables and indexes, and what those hold of the records that are there."""
    for statement in (*FIELDS, *RECORDS, *ACTS, *INDEXES):
        op.execute(statement)
    _find_matters(op.get_bind())


def _find_matters(connection: Connection) -> None:
    """Let what a case is about be found by its words, as that of later cases is."""
    last: int = connection.exec_driver_sql(_LAST).scalar_one()
    for id, client_id, matter, number, before in connection.exec_driver_sql(_MATTERS).fetchall():
        words = " ".join(dict.fromkeys(f"{fold(matter)} {before or ''}".split()))
        if not words or words == before:
            continue
        if number is None:
            last += 1
            connection.exec_driver_sql(_ENTER, (last, id, client_id))
            connection.exec_driver_sql(_WORD, (last, words))
        else:
            connection.exec_driver_sql(_FORGET, (number, before))
            connection.exec_driver_sql(_CHANGE, (words, number))
        connection.exec_driver_sql(_INDEX, (number or last, words))
