"""How far each of several inspections is, in a few queries however many they are: what a person's first page shows."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from inspectorate.inspection import Phase
from inspectorate_app.store.models import (
    BlindReading,
    Case,
    Inspection,
    Invitation,
    Membership,
    Milestone,
    Panel,
    Person,
    Publication,
    Sample,
    StandardJudgement,
)
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries.blind_reading import UNDER_WAY
from inspectorate_app.store.queries.conflict import closed_to, closed_to_all
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.phase import to_judge
from inspectorate_app.store.queries.publication import UNDER_WAY as UNDER_WAY_TO_PUBLICATION
from inspectorate_app.store.queries.second_reading import open_for
from inspectorate_app.store.queries.waiting import Waiting, waiting


@dataclass(frozen=True)
class Standing:
    """One inspection with what is open in it.

    ``roles`` are those of the person asked for; ``my_cases`` are theirs to submit, and ``to_read_blind`` their blind
    readings, and ``to_settle`` second readings whose differences they settle; ``sample`` is blank, drawn or approved;
    ``panel`` blank, open or signed_off; ``fieldwork_due`` the day by which cases are to be submitted; ``overdue`` the
    phases that should have ended, with their days; ``waiting`` what waits in the rooms; ``no_approver`` whether a
    publication waits for approval, and no chief inspector may approve it.
    """

    inspection: InspectionFacts
    roles: frozenset[str]
    has_lead: bool
    samples: bool
    sample: str
    cases: int
    unallocated: int
    submitted: int
    my_cases: int
    to_read_blind: int
    to_settle: int
    to_judge: int
    panel: str
    fieldwork_due: datetime.date
    due_on: datetime.date | None
    overdue: tuple[tuple[Phase, datetime.date], ...]
    waiting: Waiting
    no_approver: bool = False


def of_member(person: int, today: datetime.date) -> tuple[Standing, ...]:
    """The inspections in whose team someone has a role, those with the earliest fieldwork first.

    One from which a conflict of interest keeps them off is not among them: they cannot open it.
    """
    places = Membership.objects.filter(person_id=person).exclude(role__in=OF_THE_INSPECTED)
    rows = Inspection.objects.filter(pk__in=places.values("inspection"))
    rows = rows.exclude(slug__in=closed_to(person))
    return _standings(rows.select_related("edition").defer("edition__files"), person, today)


def under_way(person: int, today: datetime.date, most: int = 200) -> tuple[Standing, ...]:
    """Every inspection that has not been published, for who plans them all; the earliest first, not more than some.

    None from which a conflict of interest keeps them off: somebody else sees to that.
    """
    rows = Inspection.objects.exclude(phase__in=[Phase.PUBLISHED, Phase.FOLLOW_UP, Phase.CLOSED])
    rows = rows.exclude(slug__in=closed_to(person))
    return _standings(rows.select_related("edition").defer("edition__files")[:most], None, today)


def to_publish(person: int, today: datetime.date) -> tuple[Standing, ...]:
    """The inspections on their way to publication, for someone of an office that publishes; the earliest first.

    That is those whose factual accuracy is checked, and those of which a publication, or a correction, is on its way.
    None from which a conflict of interest keeps them off: somebody else sees to that.
    """
    on_its_way = Publication.objects.filter(state__in=UNDER_WAY_TO_PUBLICATION).values("inspection")
    rows = Inspection.objects.filter(Q(phase=Phase.FACTUAL_ACCURACY) | Q(pk__in=on_its_way))
    rows = rows.exclude(slug__in=closed_to(person))
    return _standings(rows.select_related("edition").defer("edition__files"), None, today)


def pending_invitations(now: datetime.datetime) -> int:
    """How many invitations wait to be accepted."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now).count()


def _standings(found: Iterable[Inspection], person: int | None, today: datetime.date) -> tuple[Standing, ...]:
    rows = list(found)
    if not rows:
        return ()
    ids = [row.pk for row in rows]
    teams, cases = _teams(ids), _cases(ids, person)
    samples = dict(Sample.objects.filter(inspection__in=ids, module="").order_by("pk").values_list(*_STATE))
    panels = dict(Panel.objects.filter(inspection__in=ids).order_by("pk").values_list(*_STATE))
    judged, ahead, blind, rooms = _judged(ids), _ahead(ids), _blind(ids, person), waiting(ids, person, today)
    settles = [row for row in rows if (person, "quality_lead") in teams[row.pk] and rooms[row.pk].second_readings]
    stuck = _without_approver([row for row in rows if rooms[row.pk].publication == "prepared"])
    to_settle = open_for(person, {row.pk: edition_of(row.edition.sha256) for row in settles}) if settles else {}
    return tuple(
        Standing(
            inspection=facts_of(row),
            roles=frozenset(role for who, role in teams[row.pk] if who == person),
            has_lead=any(role == "lead_inspector" for _, role in teams[row.pk]),
            samples=edition_of(row.edition.sha256).sampling is not None,
            sample=_sample_state(samples.get(row.pk, "")),
            to_read_blind=blind.get(row.pk, 0),
            to_settle=to_settle.get(row.pk, 0),
            to_judge=_unjudged(row, judged[row.pk]),
            panel=_panel_state(panels.get(row.pk, "")),
            fieldwork_due=dict(ahead[row.pk]).get(Phase.FIELDWORK, row.fieldwork_to),
            due_on=dict(ahead[row.pk]).get(Phase(row.phase)),
            overdue=tuple((phase, day) for phase, day in ahead[row.pk] if day < today),
            waiting=rooms[row.pk],
            no_approver=row.pk in stuck,
            **cases.get(row.pk, _NO_CASES),
        )
        for row in rows
    )


def _without_approver(prepared: Collection[Inspection]) -> frozenset[int]:
    """Those whose publication waits for a chief inspector who may approve it: with no conflict, and not their own."""
    if not prepared:
        return frozenset()
    chiefs = Person.objects.filter(office="chief_inspector", is_active=True).values_list("pk", flat=True)
    kept_off = closed_to_all(chiefs)
    made = Publication.objects.filter(inspection__in=prepared, state="prepared")
    prepared_by = dict(made.values_list("inspection_id", "prepared_by_id"))
    return frozenset(
        row.pk
        for row in prepared
        if all(row.slug in closed or chief == prepared_by.get(row.pk) for chief, closed in kept_off.items())
    )


_STATE = ("inspection", "state")
_NO_CASES = {"cases": 0, "unallocated": 0, "submitted": 0, "my_cases": 0}


def _sample_state(state: str) -> str:
    return "" if state == "superseded" else state


def _panel_state(state: str) -> str:
    return "" if state == "reopened" else state


def _teams(inspections: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Who has which role in the team of each inspection."""
    teams: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Membership.objects.filter(inspection__in=inspections, person__is_active=True)
    for inspection, who, role in rows.exclude(role__in=OF_THE_INSPECTED).values_list("inspection", "person", "role"):
        teams[inspection].append((who, role))
    return teams


def _cases(inspections: Collection[int], person: int | None) -> dict[int, dict[str, int]]:
    """Counts of the cases of approved samples, the reserves and those withdrawn apart."""
    submitted = Q(assessment__state="submitted")
    rows = (
        Case.objects.filter(inspection__in=inspections, role="main", sample__state="approved")
        .order_by()
        .values("inspection")
        .annotate(
            cases=Count("pk"),
            unallocated=Count("pk", filter=Q(allocated_to=None)),
            submitted=Count("pk", filter=submitted),
            mine=Count("pk", filter=Q(allocated_to=person)),
            mine_submitted=Count("pk", filter=submitted & Q(allocated_to=person)),
        )
    )
    return {
        row["inspection"]: {
            "cases": row["cases"],
            "unallocated": row["unallocated"],
            "submitted": row["submitted"],
            "my_cases": row["mine"] - row["mine_submitted"] if person is not None else 0,
        }
        for row in rows
    }


def _blind(inspections: Collection[int], person: int | None) -> dict[int, int]:
    """How many readings someone has still to submit, in each inspection."""
    rows = BlindReading.objects.filter(inspection__in=inspections, reader_id=person, state__in=UNDER_WAY)
    return dict(rows.order_by().values_list("inspection").annotate(Count("pk")))


def _judged(inspections: Collection[int]) -> dict[int, set[str]]:
    judged: dict[int, set[str]] = defaultdict(set)
    rows = StandardJudgement.objects.filter(inspection__in=inspections)
    for inspection, standard in rows.values_list("inspection", "standard"):
        judged[inspection].add(standard)
    return judged


def _unjudged(row: Inspection, judged: Collection[str]) -> int:
    return sum(standard.id not in judged for standard in to_judge(edition_of(row.edition.sha256), row.service))


def _ahead(inspections: Collection[int]) -> dict[int, list[tuple[Phase, datetime.date]]]:
    """The phases of each inspection that have not ended, with the days by which they are due."""
    ahead: dict[int, list[tuple[Phase, datetime.date]]] = defaultdict(list)
    rows = Milestone.objects.filter(inspection__in=inspections, done_on=None)
    for inspection, phase, day in rows.values_list("inspection", "phase", "due_on"):
        ahead[inspection].append((Phase(phase), day))
    return ahead
