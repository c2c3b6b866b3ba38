"""`streetlaw attach`: files taken in, listed and handed out."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from streetlaw.domain.action import Attachment
from streetlaw.services.attachments import DAMAGED
from tests.cli.conftest import Desk, opened
from tests.documents.reading import text as text_of
from tests.ui.cases import files_made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(files_made.picture("JPEG", orientation=6))
    return path


def kept(desk: Desk) -> list[Attachment]:
    with opened(desk.folder) as vault, vault.work() as work:
        return list(work.list(Attachment))


def test_files_are_sealed_listed_and_handed_out(lawyer: Desk, photo: Path, tmp_path: Path) -> None:
    (tmp_path / "запись.txt").write_text("слова")
    code, sha256 = lawyer.codes[0], hashlib.sha256(photo.read_bytes()).hexdigest()
    done = lawyer.do("attach", "add", photo, tmp_path / "запись.txt", "--client", code)
    assert (done.status, [file["name"] for file in done.facts["kept"]]) == (0, ["photo.jpg", "запись.txt"])
    listed = lawyer.do("attach", "list", "--client", code)
    assert listed.facts["files"][0] == {"name": "photo.jpg", "media_type": "image/jpeg", "sha256": sha256,
                                        "bytes": photo.stat().st_size, "damaged": False}
    out = tmp_path / "out.jpg"
    assert lawyer.do("attach", "export", "--client", code, "--file", sha256[:8], "--out", out).status == 0
    assert out.read_bytes() == photo.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [line.what for line in kept(lawyer)[0].custody] == ["captured", "exported"]


def test_a_photograph_leaves_without_metadata(lawyer: Desk, photo: Path, tmp_path: Path) -> None:
    code, out = lawyer.codes[0], tmp_path / "out.jpg"
    sha256 = lawyer.do("attach", "add", photo, "--client", code).facts["kept"][0]["sha256"]
    done = lawyer.do("attach", "export", "--client", code, "--file", sha256.upper(), "--out", out,
                     "--without-metadata")
    assert (done.status, done.facts["without_metadata"]) == (0, True)
    assert b"Exif" in photo.read_bytes()
    assert b"Exif" not in out.read_bytes()
    assert kept(lawyer)[0].custody[-1].what == "exported_bare"


def test_a_paper_leaves_without_its_author(lawyer: Desk, tmp_path: Path) -> None:
    code, paper, out = lawyer.codes[0], tmp_path / "letter.pdf", tmp_path / "out.pdf"
    canvas = Canvas(str(paper))
    canvas.setAuthor("Canary Bird")
    canvas.drawString(20, 100, "what is seen")
    canvas.save()
    sha256 = lawyer.do("attach", "add", paper, "--client", code).facts["kept"][0]["sha256"]
    done = lawyer.do("attach", "export", "--client", code, "--file", sha256, "--out", out,
                     "--without-metadata")
    assert done.status == 0
    assert b"Canary" in paper.read_bytes()
    assert b"Canary" not in out.read_bytes()
    assert "what is seen" in text_of(out.read_bytes())


def test_what_is_refused_leaves_nothing(lawyer: Desk, photo: Path, tmp_path: Path) -> None:
    code, other, out = lawyer.codes[0], lawyer.codes[1], tmp_path / "out"
    text = tmp_path / "a.txt"
    text.write_text("слова")
    (sha256,) = [one["sha256"] for one in lawyer.do("attach", "add", text, "--client", code).facts["kept"]]
    lawyer.refused("attachment.kept_already", "attach", "add", text, "--client", code)
    lawyer.refused("file.not_read", "attach", "add", tmp_path / "gone", "--client", code)
    lawyer.refused("file.not_a_file", "attach", "add", tmp_path, "--client", code)
    lawyer.refused("client.code_invalid", "attach", "add", text, "--client", "?")
    for expected, arguments in (
        ("file.unknown", ("--client", code, "--file", "ffff")),
        ("file.unknown", ("--client", other, "--file", sha256)),
        ("copy.kind_unknown", ("--client", code, "--file", sha256, "--without-metadata")),
    ):
        lawyer.refused(expected, "attach", "export", *arguments, "--out", out)
    (tmp_path / "mine").write_text("mine")
    lawyer.refused("file.exists", "attach", "export", "--client", code, "--file", sha256, "--out",
                   tmp_path / "mine")
    assert lawyer.do("attach", "add", photo, "--client", code).status == 0
    lawyer.refused("file.several", "attach", "export", "--client", code, "--file", "", "--out", out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "lawyer", "mine", "photo.jpg"]
    assert len(list((lawyer.folder / "blobs").iterdir())) == 2
    assert lawyer.do("attach", "add", text, "--client", code, "--again").status == 0
    assert len(kept(lawyer)) == 3


def test_a_damaged_file_does_not_leave(lawyer: Desk, photo: Path, tmp_path: Path) -> None:
    code = lawyer.codes[0]
    sha256 = lawyer.do("attach", "add", photo, "--client", code).facts["kept"][0]["sha256"]
    (blob,) = (lawyer.folder / "blobs").iterdir()
    blob.write_bytes(blob.read_bytes()[:-1])
    done = lawyer.do("attach", "export", "--client", code, "--file", sha256, "--out", tmp_path / "out")
    assert (done.status, done.code) == (1, "attachment.damaged")
    assert not list(tmp_path.glob("*.part"))
    assert not (tmp_path / "out").exists()
    assert kept(lawyer)[0].custody[-1].what == DAMAGED
    assert lawyer.do("attach", "list", "--client", code).facts["files"][0]["damaged"] is True
