"""Tables of others, whatever program made them; fulfils `services.importing.tables.Tables`."""

from __future__ import annotations

from pathlib import Path

from streetlaw.exchange import csv_file, register, spreadsheet
from streetlaw.services.importing.register import Register
from streetlaw.services.importing.tables import Rows


class TableFiles:
    """Reads CSV files and workbooks."""

    def sheets(self, path: Path) -> tuple[str, ...]:
        """The names of the sheets; none for a file that has only one table."""
        return spreadsheet.sheets(path) if spreadsheet.is_workbook(path) else ()

    def register(self) -> Register:
        """What columns and words are called in registers."""
        return register.load()

    def read(self, path: Path, sheet: str = "") -> Rows:
        """The rows of a table, each with its line in the file; raises `import.*`."""
        if spreadsheet.is_workbook(path):
            return spreadsheet.read_sheet(path, sheet)
        return csv_file.read_table(path)
