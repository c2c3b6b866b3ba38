"""What a referral rests on: the legal aid check behind it, and the person's consent to be referred."""

from __future__ import annotations

from functools import partial

from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus
from streetlaw.translation import gettext as _
from streetlaw.ui.kept_checks import differing, made, verdict
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.referrals.reading import Read
from streetlaw.ui.route import Route


class BasisCard(Card):
    """The check at hand, the paper it leads to, and the next step that is still open."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("What it rests on"))
        self._navigator = navigator
        self.check: ButtonRow | None = None

    def show_read(self, read: Read) -> None:
        """Show what a stored referral rests on; a new one rests on nothing yet."""
        self.clear_rows()
        self.check = None
        referral = read.referral
        self.setVisible(referral is not None)
        if referral is None:
            return
        if read.kept is not None:
            kept = read.kept
            self.check = self._row("scales", _("Check: {verdict}").format(verdict=verdict(kept.screening)),
                                   made(kept.screening), Route("screening", kept.screening.id))
            if differs := differing(kept):
                self.add(Banner(_("Open the check to see what changed."), "warning", title=differs))
        elif referral.kind is ReferralKind.LEGAL_AID:
            self._row("scales", _("No check behind it yet"), _("Check the right to legal aid"),
                      _law(referral))
        if referral.kind is ReferralKind.LEGAL_AID and referral.screening_id:
            self._row("file-text", _("The application"), _("With its papers and the PDF"),
                      _law(referral, application=True))
        self._consent(read, referral)

    def _consent(self, read: Read, referral: Referral) -> None:
        if read.consent == "given":
            self._row("check-circle", _("The person agreed to be referred"), _("Open the consents"),
                      _consents(referral))
        elif referral.status is ReferralStatus.DRAFT:
            self._row("warning-circle", _("The person has not agreed to this yet"),
                      _("Next step: ask for the consent, then it can be sent"), _consents(referral))

    def _row(self, icon: str, title: str, text: str, route: Route) -> ButtonRow:
        row = ButtonRow(title, text, leading=Glyph(icon, "text-2", 18), wrap=True)
        row.opened.connect(partial(self._navigator.go, route))
        self.add_row(row)
        return row


def _law(referral: Referral, *, application: bool = False) -> Route:
    extra = {"client": referral.client_id}
    if application:
        extra["referral"] = referral.id
    if referral.case_id:
        extra["case"] = referral.case_id
    return Route("law", extra=extra)


def _consents(referral: Referral) -> Route:
    return Route("client", referral.client_id, "consents", {"purpose": "refer"})
