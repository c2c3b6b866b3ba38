"""Say which refusal a test expects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from streetlaw.domain.errors import StreetLawError


@contextmanager
def refused(code: str, **facts: object) -> Iterator[None]:
    """Pass when the block is refused with that code and, where given, those facts."""
    with pytest.raises(StreetLawError) as caught:
        yield
    assert caught.value.code == code
    assert facts.items() <= caught.value.facts.items()
