"""A small jurisdiction, and papers of invented people in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from streetlaw.domain.action import Action, ActionKind, Answer, Attachment
from streetlaw.domain.condition import Question, QuestionKind
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Rule, Span, Unit, Whose
from streetlaw.domain.fact import Cite, Confidence, Fact, Term
from streetlaw.domain.incident import Act as Deed
from streetlaw.domain.incident import Incident, Involvement, Source, SourceKind, Verification
from streetlaw.domain.law import (
    Act,
    AidKind,
    Authority,
    Category,
    Channel,
    IncomeRule,
    LegalAid,
    MinimumWage,
    Norm,
)
from streetlaw.domain.law import Paper as NeededPaper
from streetlaw.domain.pack import Pack
from streetlaw.domain.paper import CaseSummary, LegalAidApplication, Recipient
from streetlaw.domain.profile import Role
from streetlaw.domain.record import PartialDate
from streetlaw.domain.vocabulary import Ground, Perpetrator, Region, Setting, Violation

TODAY = date(2026, 11, 24)
CHECKED = Fact(source="sample", as_of=PartialDate("2026-10-12"), confidence=Confidence.VERIFIED)
UNSURE = Fact(source="sample", as_of=PartialDate("2026-03"), confidence=Confidence.LIKELY)


def texts(en: str, ru: str, ky: str) -> dict[str, str]:
    return {"en": en, "ru": ru, "ky": ky}


def pack() -> Pack:
    norms = {
        "equality": Norm(
            code="equality",
            cite=Cite(act="constitution", article="24"),
            fact=UNSURE,
            label=texts(
                "discrimination is forbidden; ground: other circumstances",
                "запрет дискриминации; признак: иное положение",
                "басмырлоого тыюу салынат; белгиси: башка жагдай",
            ),
        ),
        "appeals": Norm(
            code="appeals",
            cite=Cite(act="offences", article="435-1"),
            fact=CHECKED,
            label=texts(
                "breach of the order of handling citizens' appeals",
                "нарушение порядка рассмотрения обращений граждан",
                "жарандардын кайрылууларын кароо тартибин бузуу",
            ),
        ),
        "old": Norm(
            code="old",
            cite=Cite(act="appeals", article=""),
            label=texts(
                "an appeal is registered in 1 working day and answered in 14 working days",
                "обращение регистрируют за 1 рабочий день, ответ за 14 рабочих дней",
                "кайрылуу 1 жумуш күнүндө катталат, жооп 14 жумуш күнүндө берилет",
            ),
            fact=Fact(as_of=PartialDate("2024"), confidence=Confidence.REPEALED),
        ),
    }
    return Pack(
        code="xx",
        version="1",
        as_of=PartialDate("2026-11"),
        names=texts("Sample", "Пример", "Үлгү"),
        country="KG",
        time_zone="Asia/Bishkek",
        currency="KGS",
        currency_label=texts("som", "сом", "сом"),
        holidays_key="KG",
        languages=("ky", "ru", "en"),
        regions={"02": Region(code="02", label=texts("Bishkek city", "г. Бишкек", "Бишкек шаары"))},
        grounds={
            "other": Ground(
                code="other",
                label=texts("other circumstances", "иное положение", "башка жагдай"),
                norms=("equality",),
            ),
            "health": Ground(code="health", special=True, label=texts("health", "здоровье", "ден соолук")),
        },
        populations={},
        settings={
            "office": Setting(
                code="office", label=texts("state office", "государственный орган", "мамлекеттик орган")
            )
        },
        violations={
            "id_refused": Violation(
                code="id_refused",
                norms=("appeals",),
                official_norms=("old",),
                label=texts(
                    "refusal to issue identity documents",
                    "отказ в выдаче документов",
                    "документтерди берүүдөн баш тартуу",
                ),
            )
        },
        perpetrators={
            "registrar": Perpetrator(
                code="registrar",
                official=True,
                label=texts("body issuing documents", "орган, выдающий документы", "документ берүүчү орган"),
            )
        },
        acts={
            "constitution": Act(
                code="constitution",
                label=texts("Constitution", "Конституция", "Конституция"),
                short=texts("Constitution,", "Конституция,", "Конституциянын"),
            ),
            "offences": Act(
                code="offences",
                label={},
                short=texts(
                    "Code of Offences,", "Кодекс о правонарушениях,", "Укук бузуулар жөнүндө кодекстин"
                ),
            ),
            "appeals": Act(
                code="appeals",
                label={},
                short=texts(
                    "Law of 04.05.2007 No. 67",
                    "Закон от 04.05.2007 № 67",
                    "2007-жылдын 4-майындагы № 67 мыйзам",
                ),
            ),
        },
        norms=norms,
        channels={
            "office": Channel(
                code="office",
                rank=1,
                label=texts(
                    "Population registration", "Служба регистрации населения", "Калкты каттоо кызматы"
                ),
            )
        },
        closed={},
        rules={
            "apc_110": Rule(
                code="apc_110",
                base=texts("decision", "решение", "чечим"),
                whose=Whose.OURS,
                span=Span(3, Unit.MONTHS),
                label=texts(
                    "claim to the administrative court, 3 months",
                    "иск в административный суд, 3 месяца",
                    "административдик сотко доо, 3 ай",
                ),
            )
        },
        hotlines={},
        tongues={},
        consents={},
        aid=aid(),
        zone=ZoneInfo("Asia/Bishkek"),
    )


def aid() -> LegalAid:
    return LegalAid(
        kinds={
            "qualified": AidKind(
                code="qualified",
                label=texts(
                    "Qualified (secondary) legal aid",
                    "квалифицированная юридическая помощь",
                    "квалификациялуу юридикалык жардам",
                ),
            )
        },
        categories={
            "first_detention": Category(
                code="first_detention",
                fact=Fact(as_of=PartialDate("2017"), confidence=Confidence.REPEALED),
                basis=(Cite(act="appeals", article="8"),),
                label=texts("Person at first detention", "лицо при задержании", "кармалган адам"),
            ),
            "low_income": Category(
                code="low_income",
                income_test=True,
                label=texts(
                    "Low income (60 x minimum wage)",
                    "лица с доходом не выше 60-кратного МРОТ",
                    "кирешеси эң аз эмгек акынын 60 эсесинен ашпаган адам",
                ),
            ),
        },
        bases={
            "offence_charge": Category(
                code="offence_charge",
                fact=CHECKED,
                basis=(Cite(act="offences", article="498"),),
                label=texts("Facing an offence charge", "Привлекаемое лицо", "Айыпталуучу"),
            )
        },
        documents={
            "identity": NeededPaper(
                code="identity",
                label=texts(
                    "Copy of an identity document",
                    "Копия документа, удостоверяющего личность",
                    "Инсандыкты ырастаган документтин көчүрмөсү",
                ),
            ),
            "income": NeededPaper(
                code="income",
                categories=("low_income",),
                label=texts("Income statement", "Справка о доходах", "Киреше жөнүндө маалымкат"),
            ),
            "child": NeededPaper(code="child", categories=("minor",), label=texts("x", "y", "z")),
        },
        questions={
            "income_12": Question(
                code="income_12",
                kind=QuestionKind.AMOUNT,
                section="income",
                label=texts(
                    "Income in the last 12 months, som",
                    "Доход за последние 12 месяцев, сом",
                    "Акыркы 12 айдагы киреше, сом",
                ),
            ),
            "household": Question(
                code="household",
                kind=QuestionKind.NUMBER,
                section="income",
                label=texts("People in the household", "Состав семьи, человек", "Үй-бүлөдө канча адам бар"),
            ),
            "matter": Question(
                code="matter",
                kind=QuestionKind.CHOICE,
                label=texts("Matter", "Дело", "Иш"),
                choices=(
                    Term(
                        code="offence",
                        label=texts("offence case", "дело о правонарушении", "укук бузуу жөнүндө иш"),
                    ),
                ),
            ),
        },
        matters={},
        income=IncomeRule(
            multiplier=60,
            months=12,
            fact=CHECKED,
            wages=(MinimumWage(year=2026, amount=Decimal(3280), fact=UNSURE),),
        ),
        scope=frozenset({"citizen"}),
        scope_fact=CHECKED,
        authority=Authority(
            hotline="114",
            site="",
            fact=CHECKED,
            label=texts(
                "Legal Aid Service under the Ministry of Justice",
                "Служба юридической помощи при Министерстве юстиции КР",
                "КР Юстиция министрлигине караштуу Юридикалык жардам кызматы",
            ),
        ),
    )


def summary(**changes: object) -> CaseSummary:
    """A summary of an invented case as a supervising attorney may have it; `changes` are its fields."""
    the_pack = pack()
    consent = Consent(purpose=Purpose.SUPERVISOR, state=ConsentState.GIVEN, answered_on=date(2026, 10, 28))
    fields: dict[str, object] = {
        "pack": the_pack,
        "recipient": Recipient.TRUSTED,
        "reader": Role.SUPERVISOR,
        "author": Role.LAWYER,
        "prepared": TODAY,
        "code": "3790-P",
        "region": "02",
        "consent": consent,
        "revision": 6,
        "record_sha256": "5d1fa07c33e9b862" * 4,
        "account": "Человек трижды обращался в орган, выдающий документы, с полным набором бумаг. Каждый раз "
        "сотрудник отказывал устно и требовал регистрацию по месту жительства. Письменного решения "
        "не выдали. О первом отказе известно 31 августа 2026 года.\nБез документа человек не может "
        "получить полис и продолжить лечение по месту пребывания.",
        "wish": "Письменное решение. Если снова откажут, готов обратиться в административный суд.",
        "incidents": (
            Incident(
                occurred=PartialDate("2026-08-31"),
                region="02",
                setting="office",
                grounds=("other",),
                acts=(Deed(violation="id_refused", involvements=(Involvement(perpetrator="registrar"),)),),
                sources=(Source(kind=SourceKind.PERSON), Source(kind=SourceKind.WITNESS)),
                verification=Verification.CORROBORATED,
            ),
        ),
        "norms": tuple(the_pack.norms.values()),
        "actions": (
            Action(kind=ActionKind.CONSULTATION, done_on=date(2026, 8, 31), minutes=40),
            Action(
                kind=ActionKind.COMPLAINT,
                done_on=date(2026, 9, 14),
                channel="office",
                registration_no="212",
                answer_due=date(2026, 10, 2),
                answer=Answer.NO_ANSWER,
            ),
            Action(
                kind=ActionKind.COMPLAINT,
                done_on=date(2026, 10, 20),
                authority="Прокуратура",
                answer_due=date(2026, 11, 30),
            ),
        ),
        "deadlines": (
            Deadline(id="1", rule="apc_110", base=date(2026, 8, 31), due=date(2026, 11, 30)),
            Deadline(id="2", whose=Whose.BODY, status=DeadlineStatus.MISSED, due=date(2026, 10, 2)),
            Deadline(id="3", whose=Whose.BODY),
        ),
        "evidence": (
            Attachment(
                media_type="application/pdf",
                sha256="7c1e90ab44d218f6d204" + "0" * 44,
                captured=datetime(2026, 8, 31, 9, 0, tzinfo=UTC),
            ),
            Attachment(
                media_type="image/jpeg",
                sha256="e3b0c44298fc1c149afb" + "0" * 44,
                captured=datetime(2026, 9, 14, 20, 0, tzinfo=UTC),
            ),
        ),
    }
    return CaseSummary(**{**fields, **changes})  # type: ignore[arg-type]


def application(**changes: object) -> LegalAidApplication:
    """An application with one paper there and one missing."""
    fields: dict[str, object] = {
        "pack": pack(),
        "prepared": TODAY,
        "name": "Сыдыкова Айгүл Өмүрбековна",
        "aid_kind": "qualified",
        "matter": "offence",
        "category": "low_income",
        "answers": (("income_12", "141000"), ("household", "3")),
        "papers": (("identity", True), ("income", False)),
    }
    return LegalAidApplication(**{**fields, **changes})  # type: ignore[arg-type]
