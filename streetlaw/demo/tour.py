"""Invented people to look around among: what a first look needs of the whole job, in a few seconds."""

from __future__ import annotations

import random
from pathlib import Path

from streetlaw.demo.job import Job, Tools
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Vault
from streetlaw.services.printing import Papers
from streetlaw.services.progress import silent

CLIENTS = 24
_SEED = 7


class _Nobody:
    """Is told how far the work is, and says nothing."""

    def say(self, text: str) -> None:
        """A line for people."""

    def warn(self, warning: StreetLawError) -> None:
        """A refusal."""


class Tour(Job):
    """Fills the vault of a lawyer; that of an attorney is needed for the review that comes back."""

    def __init__(self, lawyer: Vault, attorney: Vault, *, envelopes: Envelopes, papers: Papers) -> None:
        tools = Tools(envelopes=envelopes, papers=papers, write=_nowhere, out=Path())
        super().__init__(lawyer, attorney, tools, random.Random(_SEED), _Nobody())  # noqa: S311 - invented

    def furnish(self, language: str) -> None:
        """Invent a person who has everything, and others; `language` is what the lawyer works in."""
        attorney_id, lawyer_id = self._introduce(language)
        self._populate(CLIENTS, silent)
        client, case = self._casework.intake(attorney_id)
        self._casework.incident(client, case)
        self._casework.refer(client, case)
        self._casework.act(client, case)
        self._reviewing.review(self._reviewing.request(case, attorney_id), lawyer_id)
        self._reviewing.back(lawyer_id)


def _nowhere(target: Path, content: bytes) -> None:
    """Files of a tour are read in memory and kept nowhere."""
    del target, content
