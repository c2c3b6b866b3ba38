"""What may harm the person once it stands in a paper: named with its article, and left out if one wants."""

from __future__ import annotations

from streetlaw.domain.fact import text_in
from streetlaw.domain.law import Risk
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.parts.banner import Banner


def risk_articles(risk: Risk, pack: Pack) -> str:
    """Where it is written: what makes it punishable first."""
    cites = dict.fromkeys((*(pack.norms[code].cite for code in risk.norms), *risk.basis))
    return "; ".join(pack.cite(cite, language()) for cite in cites)


def risk_text(risk: Risk, pack: Pack) -> str:
    """What can happen, what can be done, and where it is written."""
    happens = [text_in(pack.norms[code].watch_out, language()) for code in risk.norms]
    told = [*happens, text_in(risk.advice, language())]
    text = ". ".join(part.rstrip(".") for part in told if part)
    articles = risk_articles(risk, pack)
    sure = "" if risk.fact.verified or risk.norms else _("verify")
    where = ", ".join(part for part in (articles, sure) if part)
    return f"{text} ({where})." if where else f"{text}."


def risk_banner(risk: Risk, pack: Pack) -> Banner:
    """A warning that stays."""
    return Banner(risk_text(risk, pack), "warning", icon="shield-warning", title=risk.name(language()))
