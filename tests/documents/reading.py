"""Read back what a paper says and what its file tells about itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader


def pages(paper: bytes) -> list[str]:
    """The text of each page, runs of white space as one space."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(paper)).pages]


def text(paper: bytes) -> str:
    """The text of the whole paper."""
    return " ".join(pages(paper))


def check(paper: bytes, folder: Path) -> None:
    """Have qpdf look at the file where it is installed; always parse it."""
    assert len(PdfReader(BytesIO(paper), strict=True).pages) >= 1
    if qpdf := shutil.which("qpdf"):
        file = folder / "paper.pdf"
        file.write_bytes(paper)
        looked = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert looked.returncode == 0, looked.stdout + looked.stderr
