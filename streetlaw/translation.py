"""Translate texts: GNU gettext, one catalogue per language for window, papers and commands alike.

A text is a literal; it is formatted after its translation: ``_("Report for {name}").format(name=name)``.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations

from streetlaw import resources

LANGUAGES = ("ky", "ru", "en")
SOURCE_LANGUAGE = "en"

_DOMAIN = "streetlaw"


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the texts of a language, whatever language the interface speaks: a paper has its own.

    Raises ValueError for a language that is not one of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for language {language!r}")
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (resources.catalogues() / language / "LC_MESSAGES" / f"{_DOMAIN}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


class _Interface:
    """The language the interface speaks now, and its texts."""

    language = SOURCE_LANGUAGE
    texts = catalogue(SOURCE_LANGUAGE)


def use(language: str) -> None:
    """Let the interface speak this language from now on; ValueError when it is not one of LANGUAGES."""
    _Interface.texts = catalogue(language)
    _Interface.language = language


def language() -> str:
    """Return the code of the language the interface speaks."""
    return _Interface.language


def gettext(msgid: str) -> str:
    """Translate a literal text into the language of the interface."""
    return _Interface.texts.gettext(msgid)


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a literal text whose form depends on the number n."""
    return _Interface.texts.ngettext(one, many, n)


def N_(msgid: str) -> str:
    """Mark a literal for the catalogues and return it untranslated; ``translate`` shows it later."""
    return msgid


def translate(msgid: str, in_language: str | None = None) -> str:
    """Translate a text marked elsewhere with N_, by default into the language of the interface.

    For tables of texts (sentences of errors, labels of papers), never for a new literal.
    """
    return (_Interface.texts if in_language is None else catalogue(in_language)).gettext(msgid)
