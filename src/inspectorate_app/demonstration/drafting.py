"""An inspection of the demonstration from its last case to signed-off ratings: what its documents will tell."""

import datetime

from inspectorate.inspection import Phase
from inspectorate_app.actions import finding, panel, recommendation, standard
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.phase import to_judge
from inspectorate_app.store.queries.recommendation import addressees_of

#: What is judged of the standards on the organisation, in turn.
_RATINGS = ("Requires improvement", "Inadequate", "Good")
_REASON = "Synthetic: what inspectors saw, read and were told, and why it comes to this rating, would stand here."
#: Findings by heading and kind. No number is typed; those of cases come from the evidence.
_FINDINGS = (
    ("P 1.1", "strength", "Synthetic: partners know the plans of leaders and have helped to write them."),
    (
        "P 1.1",
        "improvement",
        "Synthetic: oversight was judged effective in {{case:management_oversight | count}} cases.",
    ),
    ("P 1.2", "strength", "Synthetic: colleagues support each other, and new staff are not left alone."),
    ("P 1.2", "improvement", "Synthetic: posts stay vacant for a long time, and the work of others grows."),
    ("P 1.3", "strength", "Synthetic: a wide range of services can be reached without long journeys."),
    ("P 1.3", "improvement", "Synthetic: practitioners do not hear what became of a referral."),
    ("people-on-probation", "strength", "Synthetic: those who spoke to us knew what was expected of them."),
    (
        "diversity-and-inclusion",
        "improvement",
        "Synthetic: records say little about what background means for a sentence.",
    ),
    ("P 2.1", "strength", "Synthetic: strengths were identified in {{case:P 2.1.2b | count}} cases."),
    (
        "P 2.1",
        "improvement",
        "Synthetic: risk of harm was analysed clearly in {{case:P 2.1.3a | count}} relevant cases.",
    ),
    (
        "P 2.2",
        "improvement",
        "Synthetic: contingency arrangements were set out in {{case:P 2.2.3d | count}} relevant cases.",
    ),
    ("P 2.3", "strength", "Synthetic: requirements started when they should in {{case:P 2.3.1a | count}} cases."),
    (
        "P 2.4",
        "improvement",
        "Synthetic: reviews dealt with changes in risk in {{case:P 2.4.3a | count}} relevant cases.",
    ),
    ("outcomes", "improvement", "Synthetic: progress was reasonable in {{case:outcomes.1 | count}} cases."),
)
#: Recommendations by the kind of their addressee.
_RECOMMENDATIONS = (
    ("PDU", "ask the police and children’s services for information before an assessment is finished"),
    ("PDU", "write into each plan what is done when the risk of harm rises"),
    ("PDU", "give each practitioner protected time for supervision and learning"),
    ("region", "tell practitioners what became of each referral to a service"),
    ("HMPPS", "shorten the time for which posts of practitioners stay vacant"),
)


def sign_off(actors: Actors, inspection: InspectionFacts) -> None:
    """Judge, write findings and recommendations, hold the ratings panel, and move on to drafting."""
    lead, slug = actors["lead"], inspection.slug
    for place, each in enumerate(to_judge(edition_used(inspection), inspection.service)):
        standard.judge(lead, slug, each.id, rating=_RATINGS[place % len(_RATINGS)], reason=_REASON, version=0)
    for heading, kind, text in _FINDINGS:
        finding.write(lead, slug, heading=heading, kind=kind, text=text)
    inspections.move_phase(lead, slug, Phase.ANALYSIS)
    names = {each.kind: each.name for each in addressees_of(inspection)}
    for to, text in _RECOMMENDATIONS:
        recommendation.write(lead, slug, addressed_as=names[to], text=text)
    inspections.move_phase(lead, slug, Phase.PANEL)
    held_on = inspection.fieldwork_to + datetime.timedelta(weeks=6)
    panel.open_panel(lead, slug, held_on=held_on, members=[actors["panel"].person or 0])
    panel.sign_off(actors["panel"], slug)
    inspections.move_phase(lead, slug, Phase.DRAFTING)
