"""The first format.

Revision ID: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE audit (
        seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL,
        kind TEXT NOT NULL, record_id TEXT NOT NULL, digest TEXT NOT NULL, mac BLOB NOT NULL,
        PRIMARY KEY (seq)
    )
    """,
    """
    CREATE TABLE bundle (
        id TEXT NOT NULL, revision INTEGER NOT NULL, direction TEXT NOT NULL,
        kind TEXT NOT NULL, tier TEXT NOT NULL, partner_id TEXT NOT NULL,
        number INTEGER NOT NULL, manifest_sha256 TEXT NOT NULL, previous_sha256 TEXT NOT NULL,
        period TEXT NOT NULL, counts TEXT NOT NULL, released TEXT NOT NULL,
        withdrawn TEXT NOT NULL, size INTEGER NOT NULL, handled TEXT, PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX bundle_by_manifest_sha256 ON bundle (manifest_sha256)",
    "CREATE INDEX bundle_by_partner_id_direction ON bundle (partner_id, direction)",
    """
    CREATE TABLE client (
        id TEXT NOT NULL, revision INTEGER NOT NULL, code TEXT NOT NULL, named BOOLEAN NOT NULL,
        family_name TEXT NOT NULL, given_name TEXT NOT NULL, patronymic TEXT NOT NULL,
        other_names TEXT NOT NULL, birth_date TEXT, gender TEXT NOT NULL,
        populations TEXT NOT NULL, citizenship TEXT NOT NULL, residence TEXT NOT NULL,
        languages TEXT NOT NULL, region TEXT NOT NULL, phone TEXT NOT NULL,
        safe_contact TEXT NOT NULL, documents TEXT NOT NULL, risk TEXT NOT NULL,
        remarks TEXT NOT NULL, opened TEXT, last_contact TEXT, PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX client_by_code_id ON client (code, id)",
    "CREATE INDEX client_by_last_contact_id ON client (last_contact, id)",
    "CREATE INDEX client_by_region_last_contact_id ON client (region, last_contact, id)",
    "CREATE UNIQUE INDEX client_code ON client (code) WHERE code != ''",
    "CREATE INDEX client_facts ON client (id, last_contact, code, region, risk)",
    """
    CREATE TABLE draft (
        "key" TEXT NOT NULL, "values" TEXT NOT NULL, saved TEXT NOT NULL, PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE entry (
        number INTEGER NOT NULL, record_id TEXT NOT NULL, kind TEXT NOT NULL,
        client_id TEXT NOT NULL, PRIMARY KEY (number)
    )
    """,
    "CREATE UNIQUE INDEX entry_by_record_id ON entry (record_id)",
    """
    CREATE TABLE history (
        seq INTEGER NOT NULL, record_id TEXT NOT NULL, revision INTEGER NOT NULL,
        at TEXT NOT NULL, actor TEXT NOT NULL, field TEXT NOT NULL, "before" TEXT NOT NULL,
        "after" TEXT NOT NULL, PRIMARY KEY (seq)
    )
    """,
    "CREATE INDEX history_by_record_id ON history (record_id)",
    """
    CREATE TABLE profile (
        id TEXT NOT NULL, revision INTEGER NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
        organisation TEXT NOT NULL, jurisdiction TEXT NOT NULL, language TEXT NOT NULL,
        recipient TEXT NOT NULL, verify_key TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE review_case (
        id TEXT NOT NULL, revision INTEGER NOT NULL, bundle_id TEXT NOT NULL,
        sender_id TEXT NOT NULL, pseudonym TEXT NOT NULL, record_revision INTEGER NOT NULL,
        request_sha256 TEXT NOT NULL, content TEXT NOT NULL, verdict TEXT NOT NULL,
        comments TEXT NOT NULL, checks TEXT NOT NULL, tasks TEXT NOT NULL, decided_on TEXT,
        sent_back BOOLEAN NOT NULL, PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX review_case_by_bundle_id ON review_case (bundle_id)",
    "CREATE INDEX review_case_by_verdict ON review_case (verdict)",
    """
    CREATE TABLE secret (
        name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE trusted_person (
        id TEXT NOT NULL, revision INTEGER NOT NULL, name TEXT NOT NULL,
        organisation TEXT NOT NULL, role TEXT NOT NULL, recipient TEXT NOT NULL,
        verify_key TEXT NOT NULL, verified_on TEXT, verified_how TEXT NOT NULL,
        tiers TEXT NOT NULL, remarks TEXT NOT NULL, PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX trusted_person_by_verify_key ON trusted_person (verify_key)",
    """
    CREATE TABLE wording (
        number INTEGER NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL, phone TEXT NOT NULL,
        words TEXT NOT NULL, PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE "case" (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, matter TEXT NOT NULL,
        status TEXT NOT NULL, opened TEXT, closed TEXT, supervisor_id TEXT NOT NULL,
        tags TEXT NOT NULL, outcome TEXT NOT NULL, satisfaction INTEGER,
        summary_for_counsel TEXT NOT NULL, wish TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    'CREATE INDEX case_by_client_id_status_opened_id ON "case" (client_id, status, opened, id)',
    'CREATE INDEX case_by_status_client_id ON "case" (status, client_id)',
    """
    CREATE TABLE consent (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, purpose TEXT NOT NULL,
        recipient TEXT NOT NULL, fields TEXT NOT NULL, state TEXT NOT NULL, how TEXT NOT NULL,
        text_version TEXT NOT NULL, language TEXT NOT NULL, answered_on TEXT, expires_on TEXT,
        withdrawn_on TEXT, remarks TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX consent_by_client_id ON consent (client_id)",
    """
    CREATE TABLE action (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        kind TEXT NOT NULL, done_on TEXT, minutes INTEGER NOT NULL, cost INTEGER NOT NULL,
        channel TEXT NOT NULL, authority TEXT NOT NULL, registration_no TEXT NOT NULL,
        answer_due TEXT, answered_on TEXT, answer TEXT NOT NULL, remarks TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX action_by_case_id ON action (case_id)",
    "CREATE INDEX action_by_client_id ON action (client_id)",
    """
    CREATE TABLE deadline (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        rule TEXT NOT NULL, title TEXT NOT NULL, whose TEXT NOT NULL, base TEXT, base_at TEXT,
        due TEXT, due_at TEXT, status TEXT NOT NULL, settled_on TEXT, remarks TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX deadline_by_case_id ON deadline (case_id)",
    "CREATE INDEX deadline_by_client_id_status_due ON deadline (client_id, status, due)",
    "CREATE INDEX deadline_by_status_due_client_id ON deadline (status, due, client_id)",
    """
    CREATE TABLE incident (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        occurred TEXT, region TEXT NOT NULL, setting TEXT NOT NULL, place TEXT NOT NULL,
        grounds TEXT NOT NULL, acts TEXT NOT NULL, sources TEXT NOT NULL,
        narrative TEXT NOT NULL, harm TEXT NOT NULL, wishes TEXT NOT NULL,
        verification TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX incident_by_case_id ON incident (case_id)",
    "CREATE INDEX incident_by_client_id_id ON incident (client_id, id)",
    "CREATE INDEX incident_facts ON incident (occurred, id, region, client_id)",
    """
    CREATE INDEX incident_unfinished ON incident (occurred, id)
    WHERE occurred IS NULL OR acts = '[]' OR sources = '[]'
    """,
    """
    CREATE TABLE note (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        kind TEXT NOT NULL, written TEXT, minutes INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX note_by_case_id ON note (case_id)",
    "CREATE INDEX note_by_client_id ON note (client_id)",
    """
    CREATE TABLE party (
        id TEXT NOT NULL, revision INTEGER NOT NULL, case_id TEXT, role TEXT NOT NULL,
        client_id TEXT, name TEXT NOT NULL, remarks TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX party_by_case_id ON party (case_id)",
    "CREATE INDEX party_by_client_id ON party (client_id)",
    """
    CREATE TABLE review (
        id TEXT NOT NULL, revision INTEGER NOT NULL, case_id TEXT, bundle_id TEXT NOT NULL,
        reviewer_id TEXT NOT NULL, pseudonym TEXT NOT NULL, record_revision INTEGER NOT NULL,
        request_sha256 TEXT NOT NULL, verdict TEXT NOT NULL, comments TEXT NOT NULL,
        tasks TEXT NOT NULL, signature TEXT NOT NULL, outdated BOOLEAN NOT NULL,
        received_on TEXT, PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX review_by_case_id ON review (case_id)",
    """
    CREATE TABLE screening (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT, done_on TEXT,
        pack_version TEXT NOT NULL, answers TEXT NOT NULL, results TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX screening_by_case_id ON screening (case_id)",
    "CREATE INDEX screening_by_client_id ON screening (client_id)",
    """
    CREATE TABLE attachment (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        incident_id TEXT, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
        sha256 TEXT NOT NULL, blob TEXT NOT NULL, identity TEXT NOT NULL, captured TEXT,
        custody TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(incident_id) REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX attachment_by_case_id ON attachment (case_id)",
    "CREATE INDEX attachment_by_client_id ON attachment (client_id)",
    "CREATE INDEX attachment_by_incident_id ON attachment (incident_id)",
    """
    CREATE TABLE referral (
        id TEXT NOT NULL, revision INTEGER NOT NULL, client_id TEXT, case_id TEXT,
        kind TEXT NOT NULL, receiver TEXT NOT NULL, short_name TEXT NOT NULL,
        aid_kind TEXT NOT NULL, category TEXT NOT NULL, matter TEXT NOT NULL, screening_id TEXT,
        documents_ready TEXT NOT NULL, status TEXT NOT NULL, since TEXT, steps TEXT NOT NULL,
        usual_days INTEGER, remarks TEXT NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(client_id) REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(screening_id) REFERENCES screening (id) DEFERRABLE INITIALLY DEFERRED
    )
    """,
    "CREATE INDEX referral_by_case_id ON referral (case_id)",
    "CREATE INDEX referral_by_client_id ON referral (client_id)",
    "CREATE INDEX referral_by_screening_id ON referral (screening_id)",
    """
    CREATE VIRTUAL TABLE found USING fts5 (
        name, code, phone, content=wording, content_rowid=number, columnsize=0,
        tokenize='trigram case_sensitive 1'
    )
    """,
    """
    CREATE VIRTUAL TABLE told USING fts5 (
        words, content=wording, content_rowid=number, columnsize=0, tokenize=ascii, detail=none,
        prefix='2 3'
    )
    """,
)


def upgrade() -> None:
    """Make every table, and the two full-text indexes over `wording`."""
    for statement in STATEMENTS:
        op.execute(statement)

