"""Texts of an inspection that a search looks through, room by room. Who may see which is ``actions.search``'s to say.

Each function gives what stands in its room now, from the rows themselves: what was deleted is nowhere else. Texts on
cases are in ``search_case``, and those of documents in ``search_document``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from inspectorate.framework.survey import Survey as Questionnaire
from inspectorate.meeting.kind import Kind
from inspectorate.sampling.dates import in_words
from inspectorate.search.fold import comparable
from inspectorate.search.wanted import Wanted
from inspectorate_app.store.models import (
    Announcement,
    EmergingFindings,
    EvidenceRequest,
    Interview,
    Meeting,
    MeetingNote,
    Membership,
    Panel,
    PanelDecision,
    Quotation,
    Reading,
    Survey,
)
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries import context, phase, service, standard
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.search_holding import holding_some
from inspectorate_app.store.statement import Given, Read, Rows


@dataclass(frozen=True)
class Text:
    """One text: what it is called, its words, and the page that shows it.

    ``standards`` are ids of those that it speaks on. Of one that is not ``title_alone`` the title is a mere label, and
    something must be found in its words. ``folded`` are its words as they are compared, where they are at hand;
    ``words`` are then fetched with ``shown`` when they are needed.
    """

    title: str
    words: str
    route: str
    arguments: Mapping[str, str | int]
    anchor: str = ""
    standards: frozenset[str] = field(default_factory=frozenset)
    title_alone: bool = True
    folded: str | None = None
    shown: Callable[[], str] | None = None


_REQUESTS = Read(
    lambda: (
        EvidenceRequest.objects.filter(inspection_id=Given("inspection"))
        .exclude(state="withdrawn")
        .values_list("number", "title", "standards", "why", "reason", "remark", "answered_by")
    )
)
_READINGS = Read(
    lambda: (
        Reading.objects.filter(version__document__inspection_id=Given("inspection"))
        .exclude(note="")
        .order_by("pk")
        .values_list("version__document__number", "version__document__title", "person__name", "standard", "note")
    )
)
_MEETINGS = Rows(lambda: Meeting.objects.filter(inspection_id=Given("inspection")))
_EMERGING = Rows(lambda: EmergingFindings.objects.filter(inspection_id=Given("inspection")))
_SITTINGS = Read(
    lambda: (
        Panel.objects.filter(inspection_id=Given("inspection"))
        .exclude(state="reopened")
        .order_by("-id")
        .values_list("pk")[:1]
    )
)
_DECISIONS = Read(
    lambda: PanelDecision.objects.filter(panel=Given("panel")).values_list("standard", "rating", "reason")
)
_QUOTATIONS = Read(
    lambda: (
        Quotation.objects.filter(survey__inspection_id=Given("inspection"), state="checked")
        .order_by("id")
        .values_list("survey__number", "question", "text")
    )
)
_SURVEYS = Read(
    lambda: (
        Survey.objects.filter(inspection_id=Given("inspection"))
        .order_by("number")
        .values_list("number", "questionnaire")
    )
)
_ANNOUNCED = Read(lambda: Announcement.objects.filter(inspection_id=Given("inspection")).values_list("text"))
_INTERVIEWS = Read(
    lambda: (
        Interview.objects.filter(inspection_id=Given("inspection"))
        .exclude(state="withdrawn")
        .values_list("whom", "day", "about", "place", "answer")
    )
)
_PEOPLE = Read(
    lambda: (
        Membership.objects.filter(inspection_id=Given("inspection"))
        .order_by("person__name", "pk")
        .values_list("person__name", "role")
    )
)


def requests(inspection: InspectionFacts, route: str) -> Iterator[Text]:
    """What is asked for in advance, and what was said about it; ``route`` leads to a request."""
    for number, title, standards, *words in _REQUESTS.rows(inspection=inspection.id):
        arguments = _at(inspection, number=number)
        yield Text(title, joined(words), route, arguments, standards=frozenset(standards))


def readings(inspection: InspectionFacts) -> Iterator[Text]:
    """What members of the team noted on documents."""
    for number, title, name, of, note in _READINGS.rows(inspection=inspection.id):
        label = _("{name} on ‘{title}’").format(name=name, title=title)
        where = _at(inspection, document=number)
        yield Text(label, note, "evidence_document", where, standards=_of(of), title_alone=False)


def meetings(inspection: InspectionFacts) -> Iterator[Text]:
    """Meetings, with who attends by role and the questions of their guides."""
    for each in _MEETINGS.all(inspection=inspection.id):
        attendees = (str(one["role"]) for one in each.attendees)
        guide = (str(one["text"]) for one in each.guide)
        yield Text(
            f"{_named(each.kind, each.number)}, {in_words(each.day)}: {each.title}",
            joined([each.place, *attendees, each.cancelled_because, *guide]),
            "meeting",
            _at(inspection, meeting=each.number),
            standards=frozenset(one["standard"] for one in each.guide if one.get("standard")),
        )


def notes(inspection: InspectionFacts, wanted: Wanted) -> Iterator[Text]:
    """Notes of meetings as they stand, those alone in which all may stand that is wanted."""
    rows = MeetingNote.objects.filter(meeting__inspection_id=inspection.id, removed_at=None)
    rows = holding_some(rows, "text", wanted)
    fields = ("meeting__kind", "meeting__number", "meeting__day", "number", "standard", "text")
    label = cache(lambda kind, meeting, day: f"{_named(kind, meeting)}, {in_words(day)}")
    for kind, meeting, day, number, of, text in rows.values_list(*fields):
        folded, title = (
            comparable(text),
            _("{meeting}, note {number}").format(meeting=label(kind, meeting, day), number=number),
        )
        if wanted.fits(comparable(title), folded):
            where = _at(inspection, meeting=meeting, note=number)
            yield Text(title, text, "meeting_note", where, standards=_of(of), title_alone=False, folded=folded)


def emerging(inspection: InspectionFacts) -> Iterator[Text]:
    """Emerging findings as the team sees them, drafts too."""
    for row in _EMERGING.all(inspection=inspection.id):
        words = _("Emerging findings {number}, shared") if row.shared_at else _("Emerging findings {number}, draft")
        label = words.format(number=row.number)
        yield from _emerging(inspection, label, row.texts, "inspected_service")


def emerging_seen(inspection: InspectionFacts, person: int) -> Iterator[Text]:
    """The latest emerging findings that were shared, for someone of the service who has opened them."""
    rows = EmergingFindings.objects.filter(inspection_id=inspection.id, shared_at__isnull=False)
    row = rows.order_by("-number").first()
    if row is not None and row.seen.filter(person_id=person).exists():
        yield from _emerging(inspection, _("Emerging findings"), row.texts, "service_findings")


def _emerging(inspection: InspectionFacts, label: str, texts: Mapping[str, str], route: str) -> Iterator[Text]:
    titles = titles_of(inspection)
    for name, words in texts.items():
        title = f"{label}: {titles.get(name, name)}"
        yield Text(title, words, route, _at(inspection), standards=_of(name), title_alone=False)


def judgements(inspection: InspectionFacts) -> Iterator[Text]:
    """Why standards were judged as they were."""
    titles = titles_of(inspection)
    for name, judged in standard.judgements(inspection).items():
        title = f"{titles.get(name, _('Overall rating'))}: {_(judged.rating)}"
        where = _at(inspection, standard=name)
        yield Text(title, judged.reason, "standard", where, standards=_of(name), title_alone=False)


def decisions(inspection: InspectionFacts) -> Iterator[Text]:
    """Why the ratings panel that stands decided as it did."""
    last = _SITTINGS.row(inspection=inspection.id)
    titles = titles_of(inspection)
    for name, rating, reason in _DECISIONS.rows(panel=last[0]) if last else ():
        title = _("Decided by the panel, {standard}: {rating}").format(
            standard=titles.get(name, _("overall rating")), rating=_(rating)
        )
        yield Text(title, reason, "panel", _at(inspection), standards=_of(name), title_alone=False)


def questions(inspection: InspectionFacts) -> Iterator[Text]:
    """What the surveys of an inspection ask."""
    for one in dict.fromkeys(_questionnaires(inspection).values()):
        where = _at(inspection, questionnaire=one.id)
        for each in one.question_by_id.values():
            standards = frozenset(each.standards)
            label = _("{survey}: question").format(survey=one.title)
            yield Text(label, each.text, "survey_questionnaire", where, standards=standards, title_alone=False)


def quotations(inspection: InspectionFacts) -> Iterator[Text]:
    """What people wrote in surveys in their own words, once it was checked for names."""
    surveys = _questionnaires(inspection)
    for number, name, text in _QUOTATIONS.rows(inspection=inspection.id):
        asked = surveys[number].question_by_id[name]
        label = f"{surveys[number].title}: {asked.text}"
        where = _at(inspection, survey=number)
        standards = frozenset(asked.standards)
        yield Text(label, text, "survey_quotations", where, standards=standards, title_alone=False)


def _questionnaires(inspection: InspectionFacts) -> dict[int, Questionnaire]:
    """What each survey of an inspection asks, by its number."""
    known = edition_used(inspection).survey_by_id
    return {number: known[name] for number, name in _SURVEYS.rows(inspection=inspection.id)}


def figures(inspection: InspectionFacts) -> Iterator[Text]:
    """Figures of context as they hold, with their sources."""
    levels = context.level_titles(inspection)
    for each in context.recorded(inspection.id):
        record = each.current.record
        title = f"{each.title}: {levels.get(record.level, '')}, {each.current.when}"
        words = joined([each.said, record.source, each.current.reason])
        yield Text(title, words, "context_figure", _at(inspection, figure=each.number))


def announcement(inspection: InspectionFacts, route: str) -> Iterator[Text]:
    """What the service was told when the inspection was announced."""
    for (text,) in _ANNOUNCED.rows(inspection=inspection.id):
        yield Text(_("Announcement"), text, route, _at(inspection))


def interviews(inspection: InspectionFacts, route: str) -> Iterator[Text]:
    """Interviews that the service is asked to arrange, and what it answered."""
    for whom, day, *words in _INTERVIEWS.rows(inspection=inspection.id):
        yield Text(
            _("Interview with {whom}, {day}").format(whom=whom, day=in_words(day)),
            joined(words),
            route,
            _at(inspection),
        )


def timetable(inspection: InspectionFacts) -> Iterator[Text]:
    """The phases of an inspection with their days."""
    for each in phase.milestones(inspection):
        words = _("{phase}: done on {day}") if each.done_on else _("{phase}: due by {day}")
        title = words.format(phase=each.phase.label, day=in_words(each.done_on or each.due_on))
        yield Text(title, each.assumed, "timetable", _at(inspection))


def moves(inspection: InspectionFacts) -> Iterator[Text]:
    """Why an inspection moved from phase to phase."""
    for each in phase.history(inspection.id):
        title = _("{before} to {after}, {by}").format(
            before=each.before.label, after=each.after.label.lower(), by=each.by
        )
        yield Text(title, each.reason, "inspection", _at(inspection), title_alone=False)


def dates(inspection: InspectionFacts) -> Iterator[Text]:
    """The days that concern the inspected service."""
    for words, day, _route in service.dates(inspection):
        yield Text(f"{words}: {in_words(day)}", "", "service_timetable", _at(inspection))


def people(inspection: InspectionFacts, roles: Mapping[str, str], of_the_service: bool = False) -> Iterator[Text]:
    """Who is in the team, or of the inspected service; ``roles`` what each role is called."""
    route = "inspected_service" if of_the_service else "team"
    for name, role in _PEOPLE.rows(inspection=inspection.id):
        if (role in OF_THE_INSPECTED) is of_the_service:
            yield Text(f"{name}, {roles.get(role, role).lower()}", "", route, _at(inspection))


def titles_of(inspection: InspectionFacts) -> dict[str, str]:
    """What the standards of an inspection are called, by id, in the order of the framework."""
    return {
        one.id: one.heading
        for one in edition_used(inspection).standards
        if one.service in (None, inspection.service or None)
    }


def joined(words: Iterable[str]) -> str:
    """Texts as one."""
    return " · ".join(filter(None, words))


def _named(kind: str, number: int) -> str:
    return f"{Kind(kind).label} {number}"


def _of(name: str) -> frozenset[str]:
    return frozenset({name} if name else ())


def _at(inspection: InspectionFacts, **more: str | int) -> dict[str, str | int]:
    return {"inspection": inspection.slug, **more}
