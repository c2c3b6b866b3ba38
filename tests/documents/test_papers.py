from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.paper import RecoverySheet
from streetlaw.services.printing import Papers
from tests.documents.samples import TODAY, application, summary


def test_every_paper_is_a_pdf() -> None:
    papers: Papers = PdfPapers()
    sheet = RecoverySheet(label="Desk", words=("one", "two"), made=TODAY)
    made = [
        papers.case_summary(summary(), language="ky"),
        papers.legal_aid_application(application(), language="ru"),
        papers.recovery_sheet(sheet, language="en"),
    ]
    assert [paper[:5] for paper in made] == [b"%PDF-"] * 3


def test_threads_do_not_disturb_each_other() -> None:
    papers = PdfPapers()
    wanted = [("ky", 1), ("ru", 2), ("en", 3)] * 3
    alone = [papers.case_summary(summary(revision=r), language=code) for code, r in wanted]
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(papers.case_summary, summary(revision=r), language=code) for code, r in wanted]
        assert [future.result() for future in asked] == alone


def test_reportlab_is_loaded_with_the_first_paper() -> None:
    look = (
        "import sys, streetlaw.documents.papers as p; p.PdfPapers();"
        "print(sorted({'reportlab', 'babel', 'qrcode', 'PIL'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
