"""Publications on a stick: what is whole is read, all else is refused, and nothing is asked outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.in_force import in_force
from streetlaw.packs.reading.archive import MAX_ARCHIVE
from streetlaw.services.law.publications import Aside, Publication, Trust
from tests.packs.publications import NAME, PUBLICATIONS, Desk
from tests.packs.spoiling import write_cell

Attack = Callable[[Path, Path], None]
"""Spoils a carried publication; the second folder is an earlier edition of it."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Path]:
    """A desk whose publication has two editions, and the earlier of them."""
    desk = Desk(tmp_path_factory.mktemp("curator")).begin()
    desk.add(desk.pack("2030.12"))
    early = desk.copied(desk.root / "early")
    changed = desk.pack("2031.1")
    write_cell(changed / "rules.csv", "labour", "amount", "4")
    desk.add(changed)
    return desk, early


@pytest.fixture
def desk(made: tuple[Desk, Path], tmp_path: Path) -> Desk:
    return made[0].again(tmp_path / "desk")


@pytest.fixture
def early(made: tuple[Desk, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[1], tmp_path / "early"))


@pytest.fixture
def trust(made: tuple[Desk, Path]) -> Trust:
    """The trust of somebody who took the earlier edition."""
    return read(made[1], PUBLICATIONS.publisher(made[1])).trust


def read(folder: Path, trust: Trust) -> Publication:
    return PUBLICATIONS.read(folder, trust)


def refused(folder: Path, trust: Trust) -> StreetLawError:
    with pytest.raises(StreetLawError) as caught:
        read(folder, trust)
    return caught.value


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


# ── What is whole ────────────────────────────────────────────────────────────────────────────────────────


def test_a_publication_says_who_made_it(desk: Desk) -> None:
    publisher = PUBLICATIONS.publisher(desk.folder).publisher
    assert (publisher.name, len(publisher.words), publisher.root) == (NAME, 6, 1)


def test_a_pack_arrives_as_it_was_published(desk: Desk) -> None:
    (pack,) = read(desk.folder, PUBLICATIONS.publisher(desk.folder)).packs
    assert (pack.code, pack.version) == ("kg", "2031.1")
    arrived = in_force("kg", pack.archive)
    assert (arrived.version, arrived.rules["labour"].span.amount) == ("2031.1", 4)  # type: ignore[union-attr]


def test_a_later_edition_follows_from_the_trust_in_an_earlier_one(desk: Desk, trust: Trust) -> None:
    found = read(desk.folder, trust)
    assert found.trust.publisher == trust.publisher
    assert found.trust.statements["timestamp"] != trust.statements["timestamp"]
    assert read(desk.folder, found.trust).trust == found.trust


def test_the_same_folder_always_gives_the_same_file(desk: Desk) -> None:
    before = sorted(path.name for path in desk.folder.rglob("*.zip"))
    desk.add(desk.pack("2031.1"))
    assert sorted(path.name for path in desk.folder.rglob("*.zip")) == before


def test_a_pack_that_shares_common_words_brings_them(desk: Desk) -> None:
    desk.add(desk.pack("2031.2", "bg"))
    packs = {pack.code: pack for pack in read(desk.folder, PUBLICATIONS.publisher(desk.folder)).packs}
    assert in_force("bg", packs["bg"].archive).version == "2031.2"


def test_what_this_version_has_no_use_for_is_left_aside(desk: Desk, tmp_path: Path) -> None:
    content = tmp_path / "osh"
    (content / "pictures").mkdir(parents=True)
    (content / "pictures" / "one.txt").write_text("1")
    desk.add(content, kind="directory")
    found = read(desk.folder, PUBLICATIONS.publisher(desk.folder))
    assert [(one.path, one.kind, one.why) for one in found.aside] == [
        ("directory/osh.zip", "directory", Aside.UNKNOWN_KIND)]
    assert [pack.code for pack in found.packs] == ["kg"]


def test_a_new_root_key_is_followed(desk: Desk, trust: Trust) -> None:
    before = trust.publisher.words
    desk.rotate()
    desk.refresh()
    after = read(desk.folder, trust).trust
    assert after.publisher.root == 2
    assert after.publisher.words != before
    assert PUBLICATIONS.publisher(desk.folder).publisher == after.publisher


@pytest.mark.parametrize("role", ["targets", "snapshot", "timestamp"])
def test_a_new_daily_key_is_followed_and_the_old_one_signs_nothing_more(
        desk: Desk, trust: Trust, role: str) -> None:
    old = {path.name for path in desk.keys.folder.glob(f"{role}-*.key")}
    desk.rotate(role)
    (new,) = {path.name for path in desk.keys.folder.glob(f"{role}-*.key")} - old
    assert read(desk.folder, trust).trust.publisher.words == trust.publisher.words
    (desk.keys.folder / new).unlink()
    with pytest.raises(StreetLawError) as caught:
        desk.add(desk.pack("2031.3"))
    assert caught.value.code == "publish.no_key"


def test_no_socket_is_opened(made: tuple[Desk, Path]) -> None:
    code = (
        "import sys; seen = []\n"
        "sys.addaudithook(lambda name, _: seen.append(name) if name.startswith('socket') else None)\n"
        "from pathlib import Path\n"
        "from tests.packs.publications import PUBLICATIONS\n"
        f"folder = Path({str(made[0].folder)!r})\n"
        "found = PUBLICATIONS.read(folder, PUBLICATIONS.publisher(folder))\n"
        "assert found.packs and 'urllib3' not in sys.modules and not seen, seen\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False,
                          capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_reading_can_be_cancelled(desk: Desk, trust: Trust) -> None:
    def cancelled(done: int, total: int) -> None:
        assert done <= total
        raise StreetLawError("work.cancelled")

    with pytest.raises(StreetLawError) as caught:
        PUBLICATIONS.read(desk.folder, trust, progress=cancelled)
    assert caught.value.code == "work.cancelled"


# ── What is not ──────────────────────────────────────────────────────────────────────────────────────────


def test_an_older_edition_is_refused_once_a_newer_one_was_seen(desk: Desk, early: Path) -> None:
    seen = read(desk.folder, PUBLICATIONS.publisher(desk.folder)).trust
    assert refused(early, seen).code == "update.rolled_back"


def test_another_publisher_is_refused(trust: Trust, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other").begin()
    other.add(other.pack("2031.5"))
    assert refused(other.folder, trust).code == "update.wrong_keys"
    other.rotate()
    assert refused(other.folder, trust).code == "update.wrong_keys"


def test_too_few_root_keys_change_nothing(tmp_path: Path) -> None:
    two = Desk(tmp_path / "two").begin(root_keys=3, threshold=2)
    known = PUBLICATIONS.publisher(two.folder)
    keys = sorted(two.keys.folder.glob("root-*.key"))
    for key in keys[1:]:
        key.unlink()
    before = {path.name for path in (two.folder / "metadata").iterdir()}
    with pytest.raises(StreetLawError) as caught:
        two.rotate()
    assert caught.value.code == "publish.too_few_keys"
    assert {path.name for path in (two.folder / "metadata").iterdir()} == before
    assert sorted(two.keys.folder.glob("root-*.key")) == keys[:1]
    assert read(two.folder, known).trust.publisher == known.publisher


def test_an_expired_publication_is_refused_with_its_day(tmp_path: Path) -> None:
    late = Desk(tmp_path / "late").begin()
    late.refresh(days=-1)
    error = refused(late.folder, PUBLICATIONS.publisher(late.folder))
    assert error.code == "update.expired"
    stated = json.loads((late.folder / "metadata" / "timestamp.json").read_text())["signed"]["expires"]
    assert error.facts["day"] == ".".join(reversed(stated[:10].split("-")))


def timestamp_of_the_early_edition(folder: Path, early: Path) -> None:
    """Old targets under a new timestamp's name for them."""
    (new,) = (folder / "metadata").glob("*.targets.json")
    (old,) = (early / "metadata").glob("*.targets.json")
    new.write_bytes(old.read_bytes())


def snapshot_of_the_early_edition(folder: Path, early: Path) -> None:
    (new,) = (folder / "metadata").glob("*.snapshot.json")
    (old,) = (early / "metadata").glob("*.snapshot.json")
    new.write_bytes(old.read_bytes())


def only_the_timestamp_is_new(folder: Path, early: Path) -> None:
    stamp = (folder / "metadata" / "timestamp.json").read_bytes()
    shutil.rmtree(folder)
    shutil.copytree(early, folder)
    (folder / "metadata" / "timestamp.json").write_bytes(stamp)


def archive_of_the_early_edition(folder: Path, early: Path) -> None:
    only(folder, "targets/pack/*.zip").write_bytes(only(early, "targets/pack/*.zip").read_bytes())


def one_byte(folder: Path, _early: Path) -> None:
    path = only(folder, "targets/pack/*.zip")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut_off(folder: Path, _early: Path) -> None:
    path = only(folder, "targets/pack/*.zip")
    path.write_bytes(path.read_bytes()[:-1])


def cut_statement(folder: Path, _early: Path) -> None:
    path = folder / "metadata" / "timestamp.json"
    path.write_bytes(path.read_bytes()[:-20])


def empty_statement(folder: Path, _early: Path) -> None:
    (folder / "metadata" / "timestamp.json").write_bytes(b"")


def longer_life(folder: Path, _early: Path) -> None:
    path = folder / "metadata" / "timestamp.json"
    said = json.loads(path.read_text())
    said["signed"]["expires"] = "2099-01-01T00:00:00Z"
    path.write_text(json.dumps(said))


def huge_statement(folder: Path, _early: Path) -> None:
    path = folder / "metadata" / "timestamp.json"
    path.write_bytes(path.read_bytes() + b" " * 2**20)


def huge_archive(folder: Path, _early: Path) -> None:
    with only(folder, "targets/pack/*.zip").open("ab") as growing:
        growing.truncate(MAX_ARCHIVE * 4)


def no_archive(folder: Path, _early: Path) -> None:
    only(folder, "targets/pack/*.zip").unlink()


def no_timestamp(folder: Path, _early: Path) -> None:
    (folder / "metadata" / "timestamp.json").unlink()


def a_pipe(folder: Path, _early: Path) -> None:
    path = folder / "metadata" / "timestamp.json"
    path.unlink()
    os.mkfifo(path)


def nothing_at_all(folder: Path, _early: Path) -> None:
    shutil.rmtree(folder / "metadata")


ATTACKS: dict[Attack, str] = {
    timestamp_of_the_early_edition: "update.mixed", snapshot_of_the_early_edition: "update.mixed",
    only_the_timestamp_is_new: "update.mixed", archive_of_the_early_edition: "update.altered",
    one_byte: "update.altered", cut_off: "update.altered", cut_statement: "update.damaged",
    empty_statement: "update.damaged", longer_life: "update.altered", huge_statement: "update.too_large",
    huge_archive: "update.too_large", no_archive: "update.incomplete", no_timestamp: "update.incomplete",
    a_pipe: "update.not_read", nothing_at_all: "update.incomplete",
}


@pytest.mark.parametrize(("attack", "code"), ATTACKS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_spoiled_publication_is_refused(desk: Desk, early: Path, trust: Trust, attack: Attack,
                                          code: str) -> None:
    attack(desk.folder, early)
    assert refused(desk.folder, trust).code == code


def test_a_folder_with_nothing_in_it_is_no_publication(tmp_path: Path) -> None:
    with pytest.raises(StreetLawError) as caught:
        PUBLICATIONS.publisher(tmp_path)
    assert caught.value.code == "update.none_here"


def outcome(folder: Path, trust: Trust) -> str:
    """What is read, or the code of the refusal."""
    try:
        return " ".join(f"{pack.code} {pack.version}" for pack in read(folder, trust).packs)
    except StreetLawError as error:
        return error.code


@given(where=st.floats(0, 1), flip=st.integers(1, 255), name=st.sampled_from(
    ["metadata/timestamp.json", "metadata/*.snapshot.json", "metadata/*.targets.json", "targets/pack/*.zip"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_changed_byte_is_read_as_something_else(made: tuple[Desk, Path], trust: Trust, where: float,
                                                   flip: int, name: str) -> None:
    """It is refused, or it was a byte that means nothing: then exactly the same is read."""
    folder = made[0].folder
    path = only(folder, name)
    whole = path.read_bytes()
    data = bytearray(whole)
    data[min(int(where * len(data)), len(data) - 1)] ^= flip
    path.write_bytes(data)
    try:
        told = outcome(folder, trust)
    finally:
        path.write_bytes(whole)
    harmless = name.startswith("metadata/") and told == "kg 2031.1"
    assert harmless or told.startswith("update.")
