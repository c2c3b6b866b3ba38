"""How a test says which refusal it expects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from streetlaw.domain.errors import StreetLawError


@contextmanager
def refusal(code: str) -> Iterator[None]:
    """What happens inside is refused with exactly that code."""
    with pytest.raises(StreetLawError) as caught:
        yield
    assert caught.value.code == code
