"""Keep the message catalogues: extract texts from the source, merge translations, check and compile them.

- ``catalogues.py update``: renew i18n/streetlaw.pot and every .po, merge the fragments, compile
- ``catalogues.py check``: name every text that is missing, fuzzy or has other placeholders
- ``catalogues.py compile``: write the .mo files the program reads
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "i18n"
TEMPLATE = I18N / "streetlaw.pot"
FRAGMENTS = I18N / "fragments"

KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
LANGUAGES = ("ky", "ru")
"""Languages with a catalogue; English is the language of the source."""


def path_of(language: str) -> Path:
    """Return the .po file of a language; its compiled .mo stands beside it."""
    return I18N / language / "LC_MESSAGES" / "streetlaw.po"


def extract() -> Catalog:
    """Return every text marked in streetlaw/, with the files that use it but no line numbers."""
    template = _empty(None)
    for file, _line, msgid, comments, context in extract_from_dir(
        ROOT / "streetlaw", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        template.add(msgid, None, [(f"streetlaw/{file}", 0)], auto_comments=comments, context=context)
    return template


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it stands on disk, or an empty one."""
    return _read(path_of(language), language)


def update() -> None:
    """Bring the template and the catalogues up to date with source and fragments, and compile them."""
    template = extract()
    template.creation_date = _read(TEMPLATE, None).creation_date
    _write(TEMPLATE, template)
    fragments = _fragments()
    for language in LANGUAGES:
        catalogue = read(language)
        _renew(catalogue)
        for fragment in fragments:
            _merge(catalogue, language, fragment)
        _write(path_of(language), catalogue)
        print(f"{language}: {len(catalogue)} texts, {len(catalogue.obsolete)} no longer used and kept as #~")
    for fragment in fragments:
        if template.get(fragment.msgid) is None:
            print(f"{fragment.source}: no such text in the source: {fragment.msgid!r}")
    compile_all()


def compile_all() -> None:
    """Write the .mo file of every language."""
    for language in LANGUAGES:
        with path_of(language).with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read(language))


def problems(language: str, template: Catalog) -> Iterator[str]:
    """Name what keeps a language from being complete, one line a text."""
    catalogue = read(language)
    for wanted in _texts(template):
        found = catalogue.get(wanted.id)
        if found is None or not _complete(found, catalogue.num_plurals):
            yield f"{language}: not translated: {_shown(wanted)}"
        elif found.fuzzy:
            yield f"{language}: fuzzy: {_shown(wanted)}"
        elif isinstance(wanted.id, tuple) and not isinstance(found.id, tuple):
            yield f"{language}: has no plural: {_shown(wanted)}"
        else:
            for form in _forms(found):
                if not _same_placeholders(wanted, form):
                    yield f"{language}: other placeholders: {_shown(wanted)} -> {form!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A row of a fragment file: the translations of one text; plural forms are separated by ``|``."""

    source: str
    msgid: str
    msgid_plural: str
    forms: dict[str, str]


def _fragments() -> list[Fragment]:
    fragments: dict[str, Fragment] = {}
    for file in sorted(FRAGMENTS.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            for line, row in enumerate(csv.DictReader(rows, strict=True), start=2):
                fragment = _fragment(f"{file.relative_to(ROOT).as_posix()}:{line}", row)
                first = fragments.setdefault(fragment.msgid, fragment)
                if first.forms != fragment.forms:
                    print(f"{fragment.source}: translated otherwise in {first.source}, which is kept")
    return list(fragments.values())


def _fragment(source: str, row: dict[str | None, str | None]) -> Fragment:
    if set(row) != {"msgid", "msgid_plural", *LANGUAGES} or None in row.values():
        raise SystemExit(f"{source}: the columns are msgid,msgid_plural,ru,ky")
    cells = {str(name): (value or "") for name, value in row.items()}
    return Fragment(
        source=source,
        msgid=cells["msgid"],
        msgid_plural=cells["msgid_plural"],
        forms={language: cells[language] for language in LANGUAGES},
    )


def _renew(catalogue: Catalog) -> None:
    """Bring in the texts of the source; a text that had left comes back with its translation."""
    template = extract()  # its own one: Babel puts the very messages of a template into the catalogue
    returning = {key: text for key, text in catalogue.obsolete.items() if template.get(text.id) is not None}
    for key, message in returning.items():
        catalogue[message.id] = message
        del catalogue.obsolete[key]
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)


def _merge(catalogue: Catalog, language: str, fragment: Fragment) -> None:
    """Put a fragment into a catalogue; it is newer work, so it wins over the catalogue and says so."""
    message = catalogue.get(fragment.msgid)
    text = fragment.forms[language]
    if message is None or not text:
        return
    new: str | tuple[str, ...] = text
    if message.pluralizable:
        new = tuple(text.split("|"))
        if len(new) != catalogue.num_plurals:
            raise SystemExit(f"{fragment.source}: {language} needs {catalogue.num_plurals} plural forms")
    if message.string == new and not message.fuzzy:
        return
    if _complete(message, catalogue.num_plurals):
        print(f"{fragment.source}: {language}: {message.string!r} -> {new!r}")
    message.string = new
    message.flags.discard("fuzzy")


def _empty(language: str | None) -> Catalog:
    catalogue = Catalog(
        language,
        project="StreetLaw",
        version="catalogue",
        header_comment="# Texts of StreetLaw. Licence: Apache-2.0. For translators: i18n/README.md.",
        fuzzy=False,
    )
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    return catalogue


def _read(file: Path, language: str | None) -> Catalog:
    if file.exists():
        with file.open("rb") as po:
            return read_po(po, language)
    return _empty(language)


def _write(file: Path, catalogue: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as po:
        write_po(po, catalogue, width=110, sort_output=True, include_lineno=False)


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _complete(message: Message, plurals: int) -> bool:
    forms = _forms(message)
    return all(forms) and len(forms) == (plurals if message.pluralizable else 1)


def _same_placeholders(wanted: Message, form: str) -> bool:
    """Compare a translation with its source; a plural form may leave out what another form names."""
    if isinstance(wanted.id, str):
        return placeholders(form) == placeholders(wanted.id)
    return placeholders(form) <= placeholders(wanted.id[0]) | placeholders(wanted.id[1])


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces of a text, as ``str.format`` reads them; a broken text has its own name."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError as error:
        return frozenset({f"cannot be formatted: {error}"})


def _shown(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


def main() -> int:
    """Run one of the commands of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("command", choices=("update", "check", "compile"))
    command = parser.parse_args().command
    if command == "update":
        update()
    if command == "compile":
        compile_all()
        return 0
    template = extract()
    found = [problem for language in LANGUAGES for problem in problems(language, template)]
    print("\n".join(found) or f"{len(template)} texts, complete in {', '.join(LANGUAGES)}")
    return 1 if found and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
