"""Build hook of the wheel: compile the catalogues and put them and the resources inside the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Map resources/ and i18n/*.mo of the source tree to streetlaw/resources and streetlaw/i18n."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; an editable install reads them in the source tree instead."""
        if version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, str(root / "packaging" / "catalogues.py"), "compile"], check=True)
        shipped = {root / "resources": "streetlaw/resources"}
        for compiled in sorted((root / "i18n").glob("*/LC_MESSAGES/*.mo")):
            shipped[compiled] = f"streetlaw/{compiled.relative_to(root).as_posix()}"
        build_data["force_include"].update({str(source): target for source, target in shipped.items()})
