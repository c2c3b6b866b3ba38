"""Taking over a register of clients from a table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw.domain.action import Action, ActionKind, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client, Gender, Residence, Risk
from streetlaw.domain.code import code
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Record
from streetlaw.domain.review import Review
from streetlaw.domain.table_import import TableImport
from streetlaw.exchange import register
from streetlaw.services.importing.check import check_import
from streetlaw.services.importing.plan import LISTS, TARGETS, suggest
from streetlaw.services.importing.report import ImportReport
from streetlaw.services.importing.store import UndoImport, imports, store_import, undo_import
from streetlaw.services.ports import Vault
from tests.refusal import refusal

WHOLE = {
    "Код": code(4172), "Фамилия": "Төлөгөнова", "Имя": "Жылдыз", "Дата рождения": "05.03.1991",
    "Пол": "женский",
    "Гражданство": "kg", "Статус": "гражданин", "Телефон": "0700 112233", "Риск": "повышенный",
    "Область": "Чүй облусу", "Язык": "ky; ru", "Примечание": "слова", "Дата обращения": "01.11.2026",
}


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


def checked(vault: Vault, *rows: dict[str, str]) -> ImportReport:
    with vault.work() as work:
        return check_import(work, list(enumerate(rows, start=2)), register.load())


def test_columns_and_words_of_any_language_are_understood(vault: Vault) -> None:
    report = checked(vault, WHOLE)
    assert not report.errors
    client = report.clients[0]
    assert (client.code, client.named, client.family_name) == (code(4172), True, "Төлөгөнова")
    assert (client.gender, client.residence, client.risk) == (Gender.WOMAN, Residence.CITIZEN, Risk.RAISED)
    assert (client.languages, client.citizenship) == (("ky", "ru"), "KG")
    assert client.birth_date is not None
    assert client.birth_date.edtf == "1991-03-05"
    assert client.region


def test_a_full_name_is_taken_apart_and_its_own_columns_win(vault: Vault) -> None:
    client = checked(vault, {"ФИО": "Асанов Айбек Болотович", "Имя": "Бек"}).clients[0]
    assert client.full_name == "Асанов Бек Болотович"


def test_a_dry_run_stores_nothing_and_an_import_everything(vault: Vault) -> None:
    report = checked(vault, WHOLE, {"Имя": "Айбек"})
    with vault.work() as work:
        assert work.count(Client) == 0
        store_import(work, report)
    with vault.work() as work:
        assert work.count(Client) == 2
    again = checked(vault, WHOLE)
    assert (again.existing, len(again.clients)) == (1, 0)


@pytest.mark.parametrize(("column", "word", "expected"), [
    ("Код", "4172-A", "client.code_invalid"), ("Пол", "x", "import.word_unknown"),
    ("Статус", "x", "import.word_unknown"), ("Риск", "x", "import.word_unknown"),
    ("Область", "Атлантида", "import.word_unknown"), ("Группа", "x;y", "import.word_unknown"),
    ("Гражданство", "Kyrgyzstan", "import.country_code"), ("Дата рождения", "31.02.1990", "date.invalid"),
    ("Дата рождения", "05.03.2093", "date.in_future"),
])
def test_each_wrong_cell_is_told_with_line_and_column(vault: Vault, column: str, word: str,
                                                      expected: str) -> None:
    report = checked(vault, {"Имя": "Айбек", column: ""}, {"Имя": "Бакыт", column: word})
    assert [(error.line, error.code) for error in report.errors] == [(3, expected)]
    assert [client.given_name for client in report.clients] == ["Айбек"]
    with vault.work() as work, refusal("import.has_errors"):
        store_import(work, report)
    with vault.work() as work:
        assert work.count(Client) == 0
        store_import(work, report, skip_bad=True)
    with vault.work() as work:
        assert work.count(Client) == 1


def test_a_code_twice_is_one_person_unless_the_names_differ(vault: Vault) -> None:
    report = checked(vault, {"code": code(4172), "name": "Асанов"}, {"code": code(4172), "name": ""},
                     {"code": code(4172), "name": "Осмонов"})
    assert (len(report.clients), report.existing) == (1, 1)
    assert [(error.line, error.code) for error in report.errors] == [(4, "import.other_person")]


def test_unknown_columns_are_told_and_a_table_of_them_refused(vault: Vault) -> None:
    assert checked(vault, {"Имя": "a", "Хобби": "b"}).unknown_columns == ["Хобби"]
    with vault.work() as work, refusal("import.no_columns"):
        check_import(work, [(2, {"Хобби": "b"})], register.load())


def test_empty_rows_and_tables_are_nothing(vault: Vault) -> None:
    assert checked(vault).rows == 0
    assert checked(vault, {"Имя": " "}).clients == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(cells=st.lists(st.text(max_size=30), min_size=5, max_size=5))
def test_rubbish_never_breaks_the_check(vault: Vault, cells: list[str]) -> None:
    names = ("code", "family_name", "birth_date", "region", "languages")
    report = checked(vault, dict(zip(names, cells, strict=True)))
    assert len(report.clients) + len({error.line for error in report.errors}) + report.existing <= 1


# ── A register of cases ──────────────────────────────────────────────────────────────────────────────────

REACT = {
    "Client ID": "АСКА0591", "Date of registration": "03.02.2026", "Sex": "female", "Age": "34",
    "Client group": "PWID; sex worker", "Region": "Чүй облусу", "Date of incident": "02.2026",
    "Type of violation": "extortion, physical violence", "Perpetrator": "police",
    "Name of institution": "Отделение № 3", "Case description": "Слова человека",
    "Response": "legal counselling; drafting complaints", "Result": "complaint filed",
}


def beside(row: dict[str, str]) -> dict[str, str]:
    """A row of a table that has the columns of both registers."""
    return dict.fromkeys([*REACT, *WHOLE], "") | row


def test_a_row_of_a_case_register_becomes_client_incident_and_help(vault: Vault) -> None:
    report = checked(vault, REACT)
    assert not report.errors
    assert not report.unknown_columns
    person = report.people[0]
    assert (person.client.gender, person.client.populations) == (Gender.WOMAN, ("drug_use", "sex_worker"))
    assert person.client.birth_date is not None
    assert (person.client.birth_date.edtf, person.client.remarks) == ("1992", "№ АСКА0591")
    incident = person.incidents[0]
    assert incident.occurred is not None
    assert incident.occurred.edtf == "2026-02"
    assert [act.violation for act in incident.acts] == ["extortion", "physical_violence"]
    assert {i for act in incident.acts for i in act.involvements} == {
        Involvement(perpetrator="police", unit="Отделение № 3")}
    assert [action.kind for action in person.actions] == ["consultation", "complaint"]
    assert person.actions[0].remarks == "complaint filed"


def test_rows_with_one_number_are_one_person_now_and_next_time(vault: Vault) -> None:
    second = REACT | {"Date of incident": "04.03.2026", "Type of violation": "blackmail"}
    report = checked(vault, REACT, second)
    assert (len(report.clients), report.incidents) == (1, 2)
    with vault.work() as work:
        store_import(work, report, "register.xlsx")
    third = REACT | {"Date of incident": "05.05.2026"}
    again = checked(vault, third)
    assert (len(again.clients), again.incidents, again.people[0].known) == (0, 1, True)
    with vault.work() as work:
        store_import(work, again)
        assert (work.count(Client), work.count(Incident), work.count(Case)) == (1, 3, 2)


def test_words_nobody_knows_are_counted_and_can_be_given_a_meaning(vault: Vault) -> None:
    rows = [(2, REACT | {"Perpetrator": "опер"}), (3, REACT | {"Perpetrator": "опер", "Client ID": "B"}),
            (4, REACT | {"Perpetrator": "никто", "Client ID": "C"})]
    with vault.work() as work:
        report = check_import(work, rows, register.load())
        assert [(word.listed, word.word, word.rows) for word in report.unknown_words] == [
            ("perpetrators", "опер", 2), ("perpetrators", "никто", 1)]
        assert report.bad_rows == 3
        plan = suggest(REACT, register.load()).with_word("perpetrators", "ОПЕР", "police")
        plan = plan.with_word("perpetrators", "никто", "")
        settled = check_import(work, rows, register.load(), plan)
    assert not settled.errors
    acts = [person.incidents[0].acts[0] for person in settled.people]
    assert [bool(act.involvements) for act in acts] == [True, True, False]


@pytest.mark.parametrize(("word", "guess"), [
    ("вымогатльство", "extortion"), ("Вымагательство", "extortion"), ("extorsion", "extortion"),
    ("насилие физическое", "physical_violence"), ("физикалык зомбулук", "physical_violence"),
    ("совсем другое", ""), ("насилие", ""),
])
def test_a_slip_or_another_order_of_words_gives_a_guess(vault: Vault, word: str, guess: str) -> None:
    report = checked(vault, REACT | {"Type of violation": word})
    told = {one.word: one.guess for one in report.unknown_words}
    assert told.get(word, report.people[0].incidents[0].acts[0].violation if not told else "") == guess


HEADERS = {
    "ru": "УИК|Дата регистрации случая|Регион|Город|Ф.И.О.|Гендерная идентичность|Возраст клиента|"
          "Гражданство|"
          "Правовой статус|Язык общения|Контактный телефон|Безопасный способ связи|"
          "Ключевая группа населения|"
          "Уровень риска|Дата происшествия|Область нарушения|Место происшествия|Тип места|"
          "Вид нарушения прав|"
          "Основание дискриминации|Кто нарушил права|Орган / учреждение|Краткое описание ситуации|"
          "Последствия для клиента|Оказанная помощь|Дата оказания помощи|Результат обращения|Примечания",
    "ky": "Кардардын коду|Катталган датасы|Облус|Шаар|Аты-жөнү|Жынысы|Туулган датасы|Жарандыгы|"
          "Укуктук статусу|"
          "Тили|Телефон номуру|Коопсуз байланыш|Максаттуу топ|Тобокелдик деңгээли|Окуянын датасы|"
          "Кайда болгон|"
          "Жердин түрү|Укук бузуунун түрү|Кодулоонун негизи|Укук бузуучу|Мекеменин аталышы|"
          "Окуянын сүрөттөлүшү|Келтирилген зыян|Көрсөтүлгөн жардам|Жардам көрсөтүлгөн күн|Жыйынтыгы|"
          "Эскертүүлөр",
}


@pytest.mark.parametrize("language", HEADERS)
def test_a_whole_register_is_recognised_by_its_columns(language: str) -> None:
    names = HEADERS[language].split("|")
    targets = suggest(names, register.load()).columns
    unread = [name for name in names if not targets[name]]
    assert unread == {"ru": ["Город"], "ky": ["Шаар"]}[language]


@pytest.mark.parametrize(("name", "target"), [
    ("Дата нарушния", "occurred"), ("рождения дата", "birth_date"), ("Результатт", "result"),
    ("№ п/п", ""), ("пол", "gender"), ("пул", ""),
])
def test_a_slip_in_the_name_of_a_column_is_read_over(name: str, target: str) -> None:
    assert suggest([name, "Код"], register.load()).columns[name] == target


def test_a_column_can_be_given_another_meaning_and_a_meaning_has_one_column() -> None:
    plan = suggest(["Имя", "Заметка", "first name"], register.load())
    assert plan.columns == {"Имя": "given_name", "Заметка": "", "first name": ""}
    moved = plan.with_column("Заметка", "given_name")
    assert moved.columns == {"Имя": "", "Заметка": "given_name", "first name": ""}


def test_an_import_is_taken_back_whole_and_again(vault: Vault) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, beside(REACT), beside(WHOLE)), "register.csv")
    with vault.work() as work:
        batch = imports(work)[0]
        assert (batch.file, batch.rows, batch.number("client"), batch.number("incident")) == (
            "register.csv", 2, 2, 1)
        undo_import(work, UndoImport(id=batch.id))
    with vault.work() as work:
        assert [work.count(kind) for kind in (Client, Case, Incident, Action, TableImport)] == [0] * 5


def undo_but_what_changed(vault: Vault) -> None:
    """It is refused until one says to keep what changed since."""
    with vault.work() as work:
        batch = imports(work)[0]
        with refusal("import.changed_since"):
            undo_import(work, UndoImport(id=batch.id))
    with vault.work() as work:
        undo_import(work, UndoImport(id=batch.id, keep_changed=True))


def test_what_somebody_worked_on_since_is_not_taken_back_unasked(vault: Vault) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, beside(REACT), beside(WHOLE)))
    with vault.work() as work:
        client = work.find(Client, code=code(4172))
        assert client is not None
        work.add(Note(client_id=client.id, text="later"))
        work.commit("noted")
    undo_but_what_changed(vault)
    with vault.work() as work:
        assert [found.code for found in work.list(Client)] == [code(4172)]
        assert imports(work) == []


@pytest.mark.parametrize("later", [
    lambda theirs, _: Attachment(client_id=theirs),
    lambda theirs, _: Screening(client_id=theirs),
    lambda theirs, _: Case(client_id=theirs),
    lambda theirs, _: Party(case_id="k9", client_id=theirs),
    lambda theirs, _: Incident(client_id="c9", acts=(Act(violation="beating", victims=(theirs,)),)),
    lambda theirs, _: Client(code=code(3961), merged_into=theirs),
    lambda _, case: Party(case_id=case, name="Болот"),
    lambda _, case: Review(case_id=case),
], ids=["attachment", "screening", "case", "party elsewhere", "harmed elsewhere", "merged", "party",
        "review"])
def test_whatever_came_to_it_since_keeps_an_imported_client(
        vault: Vault, later: Callable[[str, str], Record]) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, beside(REACT)))
        theirs, case = work.list(Client)[0].id, work.list(Case)[0].id
        work.add(Client(id="c9", code=code(4188)))
        work.add(Case(id="k9", client_id="c9"))
        added = work.add(later(theirs, case))
        work.commit("later")
    undo_but_what_changed(vault)
    with vault.work() as work:
        assert work.find(Client, id=theirs) is not None
        assert work.find(type(added), id=added.id) == added


def test_what_hangs_on_an_imported_record_of_a_client_known_before_stays(vault: Vault) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, WHOLE | {"Date of incident": ""}))
        store_import(work, checked(vault, WHOLE | {"Date of incident": "05.05.2026"}))
        incident = work.list(Incident)[0]
        work.add(Attachment(client_id=incident.client_id, incident_id=incident.id))
        work.commit("attachment.captured")
    with vault.work() as work:
        second = imports(work)[0]
        with refusal("import.changed_since"):
            undo_import(work, UndoImport(id=second.id))
        undo_import(work, UndoImport(id=second.id, keep_changed=True))
        assert (work.count(Incident), work.count(Attachment)) == (1, 1)


def test_a_register_taken_over_twice_adds_only_what_is_new(vault: Vault) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, REACT))
    grown = checked(vault, REACT, REACT | {"Date of incident": "05.05.2026"})
    assert (len(grown.clients), grown.incidents, grown.actions, grown.existing) == (0, 1, 0, 1)


@pytest.mark.parametrize(("changed", "told"), [
    ({"Sex": "male"}, ["import.other_client"]), ({"Age": "50"}, ["import.other_client"]),
    ({"Age": "33"}, []), ({"Age": "33", "Sex": ""}, []),
])
def test_the_same_number_of_another_person_is_told(vault: Vault, changed: dict[str, str],
                                                   told: list[str]) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, REACT))
    again = checked(vault, REACT | {"Date of incident": "05.05.2026"} | changed)
    assert [error.code for error in again.errors] == told


def test_another_spelling_of_a_stored_name_is_the_same_name(vault: Vault) -> None:
    with vault.work() as work:
        store_import(work, checked(vault, {"Код": code(4172), "ФИО": "Асанов Айбек"}))
    assert not checked(vault, {"Код": code(4172), "ФИО": "ASANOV Aybek"}).errors
    told = checked(vault, {"Код": code(4172), "ФИО": "Осмонова Жылдыз"}).errors
    assert [error.code for error in told] == ["import.other_client"]


@pytest.mark.parametrize(("text", "edtf"), [
    ("45000", "2023-03-15"), ("45000.5", "2023-03-15"), ("12 марта 2024 г.", "2024-03-12"),
    ("12.03.2024г", "2024-03-12"), ("12-мар-24", "2024-03-12"), ("март 2024", "2024-03"),
    ("7 май 2024-ж.", "2024-05-07"), ("12 March 2024", "2024-03-12"), ("2024 год", "2024"),
    ("17.11.2025", "2025-11-17"), ("17/11/25", "2025-11-17"), ("5-3-91", "1991-03-05"),
    ("2025-11", "2025-11"), ("11.2025", "2025-11"), ("1991", "1991"), ("2025-11-17 00:00:00", "2025-11-17"),
])
def test_dates_as_registers_write_them(vault: Vault, text: str, edtf: str) -> None:
    client = checked(vault, {"Имя": "Айбек", "Дата рождения": text}).clients[0]
    assert client.birth_date is not None
    assert client.birth_date.edtf == edtf


@pytest.mark.parametrize("age", ["abc", "-3", "121", "3.5"])
def test_an_age_that_is_none_is_told(vault: Vault, age: str) -> None:
    assert [error.code for error in checked(vault, {"Имя": "Айбек", "Возраст": age}).errors] == ["import.age"]


def test_the_words_of_registers_belong_to_codes_that_exist(kg: Pack) -> None:
    own: dict[str, set[str]] = {"gender": {*Gender}, "residence": {*Residence}, "risk": {*Risk},
                                "responses": {*ActionKind}}
    told = register.load()
    for listed, words in told.words.items():
        known = own.get(listed) or set(kg.terms(listed))
        assert set(words.values()) <= known, listed
    assert set(told.columns.values()) == set(TARGETS)
    assert set(told.words) <= set(LISTS.values())
