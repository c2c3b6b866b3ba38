"""Keeping clients: intake, changes, erasure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.code import draw, parse
from streetlaw.domain.consent import Consent
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import known_codes, not_in_future
from streetlaw.services.erasure import erase_client
from streetlaw.services.ports import Work

__all__ = ["OpenClient", "by_code", "client_of", "erase_client", "open_client", "ready", "save_client"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClient:
    """An intake: the person, what they consent to, and their first matter (none for a lone contact).

    `parties` are ids of people in cases of others who turned out to be this person.
    """

    client: Client
    consents: tuple[Consent, ...] = ()
    case: Case | None = None
    parties: tuple[str, ...] = ()


def open_client(work: Work, cmd: OpenClient) -> Outcome:
    """Take in a new client with consents and first case, all or nothing.

    Raises what `save_client` raises, and `client.exists` when the client is already stored.
    """
    if not cmd.client.is_new:
        raise StreetLawError("client.exists")
    client = work.add(ready(work, cmd.client))
    for consent in cmd.consents:
        work.add(replace(consent, client_id=client.id, answered_on=consent.answered_on or work.today))
    if cmd.case is not None:
        work.add(replace(cmd.case, client_id=client.id, opened=cmd.case.opened or work.today))
    for party in work.list(Party, id=cmd.parties) if cmd.parties else ():
        work.change(replace(party, client_id=client.id))
    return work.commit("client.opened")


def save_client(work: Work, client: Client) -> Outcome:
    """Store a client's changed data; a new client gets a code.

    Raises `client.named_without_name`, `client.name_on_code_only`, `client.code_invalid`,
    `client.code_taken`, `code.unknown`, `date.in_future`, `record.changed`.
    """
    checked = ready(work, client)
    if checked.is_new:
        work.add(checked)
    else:
        work.change(checked)
    return work.commit("client.saved")


def by_code(work: Work, code: str) -> Client | None:
    """The client with that code, or who that one turned out to be; raises `client.code_invalid`."""
    client = work.find(Client, code=parse(code))
    return work.get(Client, client.merged_into) if client is not None and client.merged_into else client


def client_of(work: Work, code: str) -> Client:
    """As `by_code`; raises `client.unknown` when nobody has it."""
    client = by_code(work, code)
    if client is None:
        raise StreetLawError("client.unknown", client=code)
    return client


def ready(work: Work, client: Client) -> Client:
    """The client as it can be stored, a new one with a code; raises what `save_client` raises."""
    names = (client.family_name, client.given_name, client.patronymic, *client.other_names)
    if client.named and not any(name.strip() for name in names):
        raise StreetLawError("client.named_without_name")
    if not client.named and any(name.strip() for name in names):
        raise StreetLawError("client.name_on_code_only")
    known_codes(work, "regions", (client.region,))
    known_codes(work, "populations", client.populations)
    not_in_future(work, client.birth_date)
    not_in_future(work, client.opened)
    return replace(
        client, code=_code(work, client), opened=client.opened or work.today,
        last_contact=client.last_contact or work.today,
        family_name=client.family_name.strip(), given_name=client.given_name.strip(),
        patronymic=client.patronymic.strip(), phone=client.phone.strip())


def _code(work: Work, client: Client) -> str:
    if not client.code:
        return draw(lambda code: work.count(Client, code=code) > 0, work.count(Client), work.random)
    code = parse(client.code)
    other = work.find(Client, code=code)
    if other is not None and other.id != client.id:
        raise StreetLawError("client.code_taken", code=code)
    return code
