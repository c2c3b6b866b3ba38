from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.ui import sections
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route

parts = st.text(max_size=8)


@given(parts.filter(bool), parts, parts, st.dictionaries(parts.filter(bool), parts.filter(bool), max_size=3))
def test_a_route_survives_being_text(place: str, record: str, tab: str, extra: dict[str, str]) -> None:
    route = Route(place, record, tab, extra)
    assert Route.parse(str(route)) == route


@pytest.mark.parametrize(("route", "text"), [
    (Route("today"), "today"),
    (Route("client", "7", "referrals"), "client/7/referrals"),
    (Route("incident", extra={"client": "7"}), "incident?client=7"),
])
def test_a_route_reads_well(route: Route, text: str) -> None:
    assert str(route) == text


@pytest.mark.parametrize("place", sections.existing().values(), ids=lambda place: place.key)
def test_every_page_that_exists_is_a_page(place: sections.Place) -> None:
    assert issubclass(sections.load(place), Page)
    assert place.section in {other.key for other in sections.PLACES if other.in_rail}


def test_no_two_places_share_a_key_or_a_shortcut() -> None:
    keys = [place.key for place in sections.PLACES]
    shortcuts = [place.keys for place in sections.PLACES if place.keys]
    shortcuts += [command.keys for command in sections.COMMANDS if command.keys]
    assert len(set(keys)) == len(keys)
    assert len(set(shortcuts)) == len(shortcuts)
