from __future__ import annotations

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.saved_view import SavedView
from streetlaw.services import history, saved_views
from streetlaw.services.ports import Vault


def names(vault: Vault) -> list[str]:
    with vault.work() as work:
        return [view.name for view in saved_views.views(work, "clients")]


def test_a_view_is_kept_renamed_removed_and_brought_back(vault: Vault) -> None:
    with vault.work() as work:
        saved_views.keep_view(work, "incidents", "Бишкек", {})
        saved_views.keep_view(work, "clients", "  Ош   срочно ", {"due": "week", "region": "", "open": True})
        saved_views.keep_view(work, "clients", "архив", {})
    assert names(vault) == ["архив", "Ош срочно"]
    with vault.work() as work:
        view = saved_views.views(work, "clients")[1]
        assert saved_views.read(view.choices) == {"due": "week", "open": True}
        renamed = saved_views.rename_view(work, view, "Ош").the(SavedView)
        removed = saved_views.remove_view(work, renamed)
    assert names(vault) == ["архив"]
    with vault.work() as work:
        history.undo(work, removed)
    assert names(vault) == ["архив", "Ош"]


def test_names_are_needed_and_not_taken_twice(vault: Vault) -> None:
    with vault.work() as work:
        kept = saved_views.keep_view(work, "clients", "Ош", {}).the(SavedView)
        other = saved_views.keep_view(work, "clients", "Чүй", {}).the(SavedView)
        assert saved_views.rename_view(work, kept, "ОШ").the(SavedView).name == "ОШ"
        for refused, code in ((" ", "name_needed"), ("ош", "name_taken")):
            with pytest.raises(StreetLawError, match=code):
                saved_views.keep_view(work, "clients", refused, {})
            with pytest.raises(StreetLawError, match=code):
                saved_views.rename_view(work, other, refused)


def test_a_list_is_left_and_found_again(vault: Vault) -> None:
    with vault.work() as work:
        assert saved_views.last_choices(work, "clients") is None
        saved_views.leave_list(work, "clients", {"due": "", "order": "code"})
        assert saved_views.last_choices(work, "clients") == {"order": "code"}
        saved_views.leave_list(work, "clients", {})
        assert saved_views.last_choices(work, "clients") == {}


@pytest.mark.parametrize("text", ["", "[]", "{", "7"])
def test_choices_of_another_make_choose_nothing(text: str) -> None:
    assert saved_views.read(text) == {}
