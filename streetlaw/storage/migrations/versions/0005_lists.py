"""Lists of any size at once: what filters and orders read stands in narrow indexes; kept views of lists.

Revision ID: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_ACTS = """
    INSERT INTO act (incident_id, violation, occurred, region)
    SELECT DISTINCT {row}.id, json_extract(done.value, '$.violation'), {row}.occurred, {row}.region
"""
_OF_ONE = _ACTS.format(row="new") + " FROM json_each(new.acts) AS done"
_OF_ALL = _ACTS.format(row="incident") + " FROM incident CROSS JOIN json_each(incident.acts) AS done"
_FORGET = "DELETE FROM act WHERE incident_id = old.id"

STATEMENTS = (
    "DROP INDEX client_by_last_contact_id",
    "DROP INDEX client_by_code_id",
    "DROP INDEX client_by_region_last_contact_id",
    "DROP INDEX consent_by_client_id",
    "DROP INDEX incident_by_client_id_id",
    """
    CREATE INDEX client_by_last_contact_id_region_risk_merged_into
    ON client (last_contact, id, region, risk, merged_into)
    """,
    "CREATE INDEX client_by_code_id_region_risk_merged_into ON client (code, id, region, risk, merged_into)",
    "CREATE INDEX client_by_region ON client (region, last_contact DESC, id DESC, risk, merged_into)",
    """
    CREATE INDEX consent_by_client_id_purpose_state_recipient_fields_expires_on_withdrawn_on_answered_on_id
    ON consent (client_id, purpose, state, recipient, fields, expires_on, withdrawn_on, answered_on, id)
    """,
    "CREATE INDEX consent_limited ON consent (purpose, client_id) WHERE recipient != '' OR fields != '[]'",
    'CREATE INDEX case_by_supervisor_id_client_id ON "case" (supervisor_id, client_id)',
    "CREATE INDEX incident_by_client_id_id_occurred_region ON incident (client_id, id, occurred, region)",
    """
    CREATE TABLE act (
        incident_id TEXT NOT NULL, violation TEXT NOT NULL, occurred TEXT, region TEXT NOT NULL
    )
    """,
    _OF_ALL,
    "CREATE INDEX act_by_incident_id_violation ON act (incident_id, violation)",
    """
    CREATE INDEX act_by_violation_occurred_incident_id_region
    ON act (violation, occurred, incident_id, region)
    """,
    f"CREATE TRIGGER act_after_insert AFTER INSERT ON incident BEGIN {_OF_ONE}; END",
    f"""
    CREATE TRIGGER act_after_update AFTER UPDATE OF acts, occurred, region ON incident
    BEGIN {_FORGET}; {_OF_ONE}; END
    """,
    f"CREATE TRIGGER act_after_delete AFTER DELETE ON incident BEGIN {_FORGET}; END",
    """
    CREATE TABLE saved_view (
        id TEXT NOT NULL, revision INTEGER NOT NULL, place TEXT NOT NULL, name TEXT NOT NULL,
        choices TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
)


def upgrade() -> None:
    """Widen indexes; add a table that triggers keep, and one of views."""
    for statement in STATEMENTS:
        op.execute(statement)
