"""Exchange: ask for a review, take a file in, check one, and see what left and came."""

from __future__ import annotations

from pathlib import Path

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.disclosure import rows
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle, ReviewCase
from streetlaw.services import reviews
from streetlaw.services.reviews import Arrival, import_bundle
from streetlaw.services.trail import behind
from streetlaw.translation import gettext as _
from streetlaw.ui import files, sealing
from streetlaw.ui.desk import Desk
from streetlaw.ui.exchange.home import SEND, Home
from streetlaw.ui.exchange.reading import Checked, Overview, check_file, overview
from streetlaw.ui.exchange.send import SendView
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.route import Route

HERE = Route("exchange")
_MOST_BYTES = 512 * 2**20


class ExchangePage(Page):
    """The first view with the log, and behind it the steps of sending."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.home = Home(desk, navigator)
        self.send = SendView(self)
        self.overview: Overview | None = None
        self._fresh = False
        self._chosen: tuple[str, ...] = ()
        self._again = ""
        self._stack = Stack()
        self._stack.addWidget(self.home)
        self._stack.addWidget(self.send)
        self.body.addWidget(self._stack)
        self._connect()

    def open(self, route: Route) -> None:
        """Show the first view, or begin to send."""
        sending = route.tab == SEND.tab
        if sending:
            self.set_place(_("Ask for a review"), parent=_("Exchange"), parent_route=HERE)
        else:
            self.set_place(_("Exchange"))
        self._fresh = sending
        self._chosen = tuple(filter(None, route.extra.get("cases", "").split(",")))
        self._again = route.extra.get("again", "")
        self._stack.setCurrentWidget(self.send if sending else self.home)
        self._ask()

    def resume(self) -> None:
        """Read again: keys may have been compared meanwhile."""
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Follow people, cases, consents and the log."""
        if outcome.touches(Bundle, Case, Client, Consent, Profile, ReviewCase, TrustedPerson):
            self._ask()

    def leave(self) -> None:
        """A message about a file does not wait for the next visit."""
        self.home.result.clear()

    def state(self) -> dict[str, object]:
        """What was chosen to send."""
        return self.send.state()

    def restore(self, state: dict[str, object]) -> None:
        """Take up what was chosen to send."""
        self._fresh = False
        self.send.restore(state)

    def _ask(self) -> None:
        self.ask(overview, self.desk.tools.envelopes, done=self._on_overview, latest="overview")

    def _on_overview(self, read: Overview) -> None:
        self.overview = read
        self.home.show_overview(read)
        if self._stack.currentWidget() is not self.send:
            return
        if self._fresh:
            self._fresh = False
            self.send.begin(read, self._chosen, self._again)
        else:
            self.send.follow(read)

    # ── Files that came ──────────────────────────────────────────────────────────────────────────────────

    def _on_take(self) -> None:
        path = self._which_file(_("Take in a file"))
        if path is not None:
            self.desk.read_file(path, owner=self, done=self._on_bytes, refused=self._on_file_refused,
                                limit=_MOST_BYTES)

    def _on_bytes(self, data: bytes) -> None:
        self.desk.run_for(import_bundle, self.desk.tools.envelopes, data, owner=self, done=self._on_arrival,
                          refused=self._on_file_refused)

    def _on_arrival(self, arrival: Arrival) -> None:
        self.home.result.show_arrival(arrival)
        if arrival.behind is not None:
            self.banner(sentence(behind(arrival.behind)), "danger")

    def _on_check(self) -> None:
        path = self._which_file(_("Check a file"))
        if path is not None:
            self.desk.read_file(path, owner=self, done=self._on_bytes_to_check,
                                refused=self._on_file_refused, limit=_MOST_BYTES)

    def _on_bytes_to_check(self, data: bytes) -> None:
        self.ask(check_file, self.desk.tools.envelopes, data, done=self._on_checked,
                 refused=self._on_file_refused)

    def _on_checked(self, checked: Checked) -> None:
        self.home.result.show_checked(checked)

    def _on_file_refused(self, error: StreetLawError) -> None:
        self.home.result.show_refusal(error)

    def _which_file(self, title: str) -> Path | None:
        self.home.result.clear()
        return files.ask_which_file(self, title, ((_("Sealed file"), sealing.BUNDLES), (_("All files"), "*")))

    # ── Files that got lost ──────────────────────────────────────────────────────────────────────────────

    def _on_lost(self, bundle: Bundle) -> None:
        if bundle.kind == rows.REQUEST:
            self.navigator.go(Route(SEND.place, tab=SEND.tab, extra={"again": bundle.id}))
        else:
            self.run(reviews.let_wait_again, bundle.id, done=self._on_waits_again)

    def _on_waits_again(self, _outcome: Outcome) -> None:
        self.navigator.go(Route("review"))
        self.navigator.toast(_("The decisions wait to be sealed again."), undo=True)

    def _on_left(self) -> None:
        self.navigator.go(HERE)

    def _connect(self) -> None:
        self.home.take.take_wanted.connect(self._on_take)
        self.home.take.check_wanted.connect(self._on_check)
        self.home.log.again_wanted.connect(self._on_lost)
        self.send.left.connect(self._on_left)
        self.add_command(_("Ask for a review"), self._on_send, icon="package")
        self.add_command(_("Take in a file…"), self._on_take_command, icon="file-arrow-down")
        self.add_command(_("Only check a file…"), self._on_check_command, icon="magnifying-glass")

    def _on_send(self) -> None:
        self.navigator.go(SEND)

    def _on_take_command(self) -> None:
        self._show_home()
        self._on_take()

    def _on_check_command(self) -> None:
        self._show_home()
        self._on_check()

    def _show_home(self) -> None:
        if self.route != HERE:
            self.navigator.go(HERE)
