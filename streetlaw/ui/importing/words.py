"""What the window calls the targets of columns and the lists their words come from."""

from __future__ import annotations

from collections.abc import Sequence

from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.translation import N_, language, translate
from streetlaw.ui.clients.person_card import gender_options, residence_options, risk_options

TARGET = {
    "code": N_("Code"), "reference": N_("Number in the old register"), "full_name": N_("Full name"),
    "family_name": N_("Family name"), "given_name": N_("Given name"), "patronymic": N_("Patronymic"),
    "birth_date": N_("Date of birth"), "age": N_("Age"), "gender": N_("Gender"), "populations": N_("Groups"),
    "citizenship": N_("Citizenship"), "residence": N_("Legal status"), "languages": N_("Languages"),
    "region": N_("Region"), "phone": N_("Phone"), "safe_contact": N_("Safe contact"), "risk": N_("Risk"),
    "remarks": N_("Remarks"), "opened": N_("Day of the first contact"),
    "occurred": N_("Incident: date"), "incident_region": N_("Incident: region"),
    "place": N_("Incident: place"),
    "setting": N_("Incident: kind of place"), "grounds": N_("Incident: grounds"),
    "violations": N_("Incident: what was done"), "perpetrators": N_("Incident: alleged perpetrators"),
    "unit": N_("Incident: body or unit"), "narrative": N_("Incident: story"), "harm": N_("Incident: harm"),
    "responses": N_("Help: what was done"), "responded_on": N_("Help: date"), "result": N_("Help: result"),
}
_LIST = {
    "gender": N_("Gender"), "residence": N_("Legal status"), "risk": N_("Risk"),
    "responses": N_("Help: what was done"), "populations": N_("Groups"), "tongues": N_("Languages"),
    "regions": N_("Region"), "settings": N_("Incident: kind of place"), "grounds": N_("Incident: grounds"),
    "violations": N_("Incident: what was done"), "perpetrators": N_("Incident: alleged perpetrators"),
}
_OWN = {"gender": gender_options, "residence": residence_options, "risk": risk_options}


def target_label(target: str) -> str:
    """What a column can be."""
    return translate(TARGET[target])


def list_label(listed: str) -> str:
    """What a list is about."""
    return translate(_LIST[listed])


def meanings(pack: Pack, listed: str) -> Sequence[tuple[str, str]]:
    """The codes of a list with their labels, in the list's order."""
    if listed == "responses":
        return [(kind, translate(label)) for kind, label in wording.ACTION.items()]
    if listed in _OWN:
        return [(option.key, option.text) for option in _OWN[listed]() if option.key]
    return [(code, term.name(language())) for code, term in pack.terms(listed).items()]
