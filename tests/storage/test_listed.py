from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from streetlaw.domain.incident import Incident
from streetlaw.storage import vault
from streetlaw.storage.listed import Ids, ids_of
from tests.fakes.pack import bare_pack
from tests.vaults import frozen

LONG = tuple(f"{number:032x}" for number in range(300))


@pytest.mark.parametrize("ids", [LONG, LONG[:1], ("a1", "b2"), ("a" * 31, "b" * 33), ("a" * 65,), ()])
def test_ids_are_what_stands_in_their_text(ids: tuple[str, ...]) -> None:
    found = ids_of(" ".join(ids))
    assert list(found) == list(ids)
    assert len(found) == len(ids)
    assert [found.index(id) for id in ids] == list(range(len(ids)))
    assert all(id in found for id in ids)
    assert "nobody" not in found
    assert list(found[1:3]) == list(ids[1:3])


def test_long_ids_cost_no_object_each() -> None:
    found = ids_of(" ".join(LONG))
    assert isinstance(found, Ids)
    assert (found[-1], found[-2:], found == list(LONG)) == (LONG[-1], list(LONG[-2:]), True)
    assert LONG[0][1:] + " " not in found
    for missing in ("f" * 32, LONG[1]):
        with pytest.raises(ValueError, match=missing):
            found.index(missing, 2)
    with pytest.raises(IndexError):
        found[300]


def test_an_older_vault_gets_the_lines_of_its_acts(tmp_path: Path) -> None:
    surroundings = vault.Surroundings(load_pack=lambda _: bare_pack())
    shutil.copytree(frozen.folder("0001") / "vault", tmp_path / "vault")
    opened = vault.unlock(tmp_path / "vault", frozen.PASSPHRASE, surroundings=surroundings)
    try:
        with opened.work() as work:
            done = {(one.id, act.violation) for one in work.list(Incident) for act in one.acts}
        with opened.opened().engine.connect() as connection:
            kept = connection.exec_driver_sql("SELECT incident_id, violation FROM act").fetchall()
        assert done
        assert {tuple(line) for line in kept} == done
    finally:
        opened.close()
