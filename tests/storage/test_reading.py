"""A long read ends when nobody waits for it; what comes after it does not."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import Engine, text

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage.reading import given_up
from streetlaw.storage.vault import OpenVault

ENDLESS = text("WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")


@pytest.fixture
def engine(opened: OpenVault) -> Engine:
    return opened.opened().engine


def test_an_endless_read_ends_when_nobody_waits(engine: Engine) -> None:
    asked = count()
    with engine.connect() as connection:
        with pytest.raises(StreetLawError, match=r"work\.cancelled"), \
                given_up(connection, lambda: next(asked) < 5):
            connection.scalar(ENDLESS)
        assert next(asked) >= 6
        assert connection.scalar(text("SELECT 1")) == 1


def test_what_comes_after_is_not_given_up(engine: Engine) -> None:
    wanted = [True]
    with engine.connect() as connection:
        with given_up(connection, lambda: wanted[0]):
            assert connection.scalar(text("SELECT 1")) == 1
        wanted[0] = False
        many = ENDLESS.text.replace("FROM n)", "FROM n WHERE x < 200000)")
        assert connection.scalar(text(many)) == 200_000


def test_another_error_stays_what_it_is(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(ZeroDivisionError), \
            given_up(connection, lambda: True):
        raise ZeroDivisionError
