"""The sentence for each code of a refusal. No Qt here: the commands say the same sentences."""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import N_, translate

# What happened, what is safe, what to do. Sorted by code.
_SENTENCES: dict[str, str] = {
    "file.not_read": N_("The file could not be read. Check that it is still there, then choose it again."),
    "file.not_written": N_("The file was not written. Nothing is lost: choose another place or free some space, then try again."),
    "file.too_large": N_("The file is larger than {megabytes} MB. Choose a smaller one."),
    "profile.exists": N_("This folder already has an owner."),
    "profile.name_needed": N_("Write a name, for example “Street lawyer 07”."),
    "profile.none": N_("This folder has no owner yet."),
    "record.changed": N_("This was changed meanwhile. Your text is kept here: look at the newer version, then save again."),
    "record.unknown": N_("This record is no longer here."),
    "undo.changed_since": N_("This cannot be undone: it was changed since."),
    "vault.wrong_passphrase": N_("That did not open the folder. Check the keyboard layout and Caps Lock, then try again."),
    "work.cancelled": N_("Stopped. Nothing was changed."),
}

_UNKNOWN = N_("This was refused, and nothing was changed.")


def sentence(error: StreetLawError) -> str:
    """What the refusal means, in the language of the interface."""
    return translate(_SENTENCES.get(error.code, _UNKNOWN)).format(**error.facts)


def codes() -> frozenset[str]:
    """The codes that have a sentence."""
    return frozenset(_SENTENCES)
