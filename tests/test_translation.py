"""The texts speak three languages, and the catalogues are complete."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import catalogues
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from streetlaw import translation
from streetlaw.translation import LANGUAGES, N_, SOURCE_LANGUAGE, gettext, ngettext, translate


class Echo(NullTranslations):
    """A catalogue that answers in capitals, to see who was asked."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper()


def test_without_a_choice_the_interface_speaks_english() -> None:
    assert translation.language() == "en"
    assert gettext("Save") == "Save"
    assert ngettext("{n} day", "{n} days", 1) == "{n} day"
    assert ngettext("{n} day", "{n} days", 5) == "{n} days"


def test_the_interface_speaks_the_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "catalogue", lambda language: Echo())

    translation.use("ky")

    assert translation.language() == "ky"
    assert gettext("Save") == "SAVE"
    assert ngettext("{n} day", "{n} days", 5) == "{N} DAYS"
    assert translate("Save") == "SAVE"


def test_a_marked_text_is_translated_when_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = N_("Save")
    assert marked == "Save"

    monkeypatch.setattr(translation, "catalogue", lambda language: Echo())

    assert translate(marked) == "Save"
    assert translate(marked, "ru") == "SAVE"


def test_an_unknown_language_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="no catalogue for language 'tlh'"):
        translation.use("tlh")
    assert translation.language() == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_compiled_catalogue(language: str) -> None:
    texts = translation.catalogue(language)
    assert texts is translation.catalogue(language)
    if language != SOURCE_LANGUAGE:
        assert texts.info()["language"] == language


@pytest.mark.parametrize(
    ("language", "forms"),
    [("ru", {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1}), ("ky", {1: 0, 2: 1, 5: 1, 21: 1})],
)
def test_plural_rules(language: str, forms: dict[int, int], tmp_path: Path) -> None:
    # Only a compiled catalogue knows its rule: compile one with a single plural text.
    catalogue = Catalog(language, fuzzy=False)
    catalogue.add(("{n} day", "{n} days"), tuple(str(form) for form in range(catalogue.num_plurals)))
    compiled = tmp_path / "texts.mo"
    with compiled.open("wb") as mo:
        write_mo(mo, catalogue)
    with compiled.open("rb") as mo:
        texts = GNUTranslations(mo)

    assert {n: int(texts.ngettext("{n} day", "{n} days", n)) for n in forms} == forms


def test_the_tool_and_the_program_know_the_same_languages() -> None:
    assert {*catalogues.LANGUAGES, SOURCE_LANGUAGE} == set(LANGUAGES)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_of_the_source_is_translated(language: str) -> None:
    assert list(catalogues.problems(language, catalogues.extract())) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    # A stale .mo shows English to people; `make texts` compiles.
    compiled = translation.catalogue(language)
    for message in catalogues.read(language):
        if isinstance(message.id, str) and message.id and message.string:
            assert compiled.gettext(message.id) == message.string


class TestTheTool:
    """packaging/catalogues.py, on a small project of its own."""

    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(catalogues, "ROOT", tmp_path)
        monkeypatch.setattr(catalogues, "I18N", tmp_path / "i18n")
        monkeypatch.setattr(catalogues, "TEMPLATE", tmp_path / "i18n" / "streetlaw.pot")
        monkeypatch.setattr(catalogues, "FRAGMENTS", tmp_path / "i18n" / "fragments")
        (tmp_path / "i18n" / "fragments").mkdir(parents=True)
        (tmp_path / "streetlaw").mkdir()
        self.write_source(tmp_path, 'a = _("Hello {name}")\nb = texts.ngettext("{n} day", "{n} days", n)\n')
        return tmp_path

    @staticmethod
    def write_source(project: Path, text: str) -> None:
        (project / "streetlaw" / "page.py").write_text(text, encoding="utf-8")

    @staticmethod
    def write_fragment(project: Path, *rows: str) -> None:
        table = "\n".join(("msgid,msgid_plural,ru,ky", *rows))
        (project / "i18n" / "fragments" / "page.csv").write_text(table, encoding="utf-8")

    @staticmethod
    def problems(language: str) -> list[str]:
        return list(catalogues.problems(language, catalogues.extract()))

    def test_names_what_is_not_translated(self) -> None:
        catalogues.update()
        assert self.problems("ru") == [
            "ru: not translated: 'Hello {name}'",
            "ru: not translated: '{n} day'",
        ]

    def test_merges_fragments_and_compiles(self, project: Path) -> None:
        self.write_fragment(
            project,
            "Hello {name},,Привет {name},Салам {name}",
            "{n} day,{n} days,{n} день|{n} дня|{n} дней,{n} күн|{n} күн",
        )
        catalogues.update()

        assert self.problems("ru") == []
        assert self.problems("ky") == []
        with catalogues.path_of("ru").with_suffix(".mo").open("rb") as compiled:
            russian = GNUTranslations(compiled)
        assert russian.gettext("Hello {name}") == "Привет {name}"
        assert [russian.ngettext("{n} day", "{n} days", n) for n in (1, 3, 7)] == [
            "{n} день",
            "{n} дня",
            "{n} дней",
        ]

    def test_changes_no_byte_when_nothing_changed(self, project: Path) -> None:
        catalogues.update()
        files = [catalogues.TEMPLATE, *map(catalogues.path_of, catalogues.LANGUAGES)]
        before = [file.read_bytes() for file in files]

        catalogues.update()

        assert [file.read_bytes() for file in files] == before

    def test_names_other_placeholders(self, project: Path) -> None:
        self.write_fragment(project, "Hello {name},,Привет {имя},Салам {name")
        catalogues.update()
        assert "ru: other placeholders: 'Hello {name}' -> 'Привет {имя}'" in self.problems("ru")
        assert "ky: other placeholders: 'Hello {name}' -> 'Салам {name'" in self.problems("ky")

    def test_refuses_a_wrong_number_of_plural_forms(self, project: Path) -> None:
        self.write_fragment(project, "{n} day,{n} days,{n} день|{n} дня,{n} күн|{n} күн")
        with pytest.raises(SystemExit, match=r"page.csv:2: ru needs 3 plural forms"):
            catalogues.update()

    def test_refuses_other_columns(self, project: Path) -> None:
        (project / "i18n" / "fragments" / "page.csv").write_text("msgid,ru,ky\nHello,Привет,Салам\n")
        with pytest.raises(SystemExit, match=r"page.csv:2: the columns are"):
            catalogues.update()

    def test_says_what_it_replaces_and_what_nobody_uses(
        self, project: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.write_fragment(project, "Hello {name},,Привет {name},Салам {name}")
        catalogues.update()
        self.write_fragment(project, "Hello {name},,Здравствуйте {name},Салам {name}", "Bye,,Пока,Кош")
        capsys.readouterr()

        catalogues.update()

        said = capsys.readouterr().out
        assert "page.csv:2: ru: 'Привет {name}' -> 'Здравствуйте {name}'" in said
        assert "page.csv:3: no such text in the source: 'Bye'" in said

    def test_keeps_the_translation_of_a_text_that_left(self, project: Path) -> None:
        self.write_fragment(project, "Hello {name},,Привет {name},Салам {name}")
        catalogues.update()
        (project / "i18n" / "fragments" / "page.csv").unlink()
        self.write_source(project, "")
        catalogues.update()
        assert '#~ msgstr "Привет {name}"' in catalogues.path_of("ru").read_text(encoding="utf-8")

        self.write_source(project, 'a = _("Hello {name}")\n')
        catalogues.update()
        assert self.problems("ru") == []
