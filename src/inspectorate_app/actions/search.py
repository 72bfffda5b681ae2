"""What someone may find in an inspection: the kinds of text, and the action by which the page of each is opened.

The one place where this is said. A kind that someone may not open is not looked through: neither hits nor counts tell
of it. Within a kind the same rows are left out as on its pages: cases withheld, sources of findings of other kinds,
words that nobody has checked, emerging findings that were not opened, second readings of a case that one read first or
is to read blind.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from inspectorate.inspection import Phase
from inspectorate.search import wanted as typed_words
from inspectorate.search.fold import comparable
from inspectorate.search.snippet import Piece, marked, snippet
from inspectorate.search.wanted import Wanted
from inspectorate_app.actions import permission, policy, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.grounds import told
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.store.queries import finding
from inspectorate_app.store.queries import search as query
from inspectorate_app.store.queries import search_case as of_cases
from inspectorate_app.store.queries import search_document as of_documents
from inspectorate_app.store.queries import search_draft as of_drafts
from inspectorate_app.store.queries import search_quality as of_quality
from inspectorate_app.store.queries import search_recommendation as of_recommendations
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.search import Text
from inspectorate_app.store.queries.search_case import CaseName

#: Hits on one page.
SIZE = 20


@dataclass(frozen=True)
class Asking:
    """Who looks for what in which inspection."""

    actor: Actor
    inspection: InspectionFacts
    wanted: Wanted

    @cached_property
    def cases(self) -> list[CaseName]:
        """Every case of the inspection."""
        return of_cases.names(self.inspection.id)

    @cached_property
    def readable(self) -> dict[int, CaseName]:
        """The cases that they may read, as ``web.assessment.room`` lets them in, by the ids of their rows."""
        slug, person = self.inspection.slug, self.actor.person
        if not permission.may(self.actor, Action.SEE_OWN_CASES, slug):
            return {}
        if not permission.may(self.actor, Action.SEE_ALL_CASES, slug):
            own = of_cases.names(self.inspection.id, person) if person is not None else []
            return {case.id: case for case in own}
        held_back = withheld.reasons(self.actor, self.inspection.id)
        return {case.id: case for case in self.cases if case.number not in held_back or case.allocated_to == person}


@dataclass(frozen=True)
class Kind:
    """A kind of text: what hits of it are called, the action that opens its page, and the texts of an inspection."""

    title: str
    action: Action
    texts: Callable[[Asking], Iterable[Text]]


def _simply(texts: Callable[[InspectionFacts], Iterable[Text]]) -> Callable[[Asking], Iterable[Text]]:
    return lambda asking: texts(asking.inspection)


def _findings(asking: Asking) -> Iterator[Text]:
    """Findings that stand, with what they rest on as far as whoever asks may see it."""
    inspection = asking.inspection
    headings = {each.id: each for each in finding.headings(inspection)}
    for one, sources in told(asking.actor, inspection, finding.findings(inspection)):
        heading = headings.get(one.heading)
        yield Text(
            f"Finding {one.number}, {finding.KINDS[one.kind].lower()}: {heading.title if heading else one.heading}",
            query.joined([one.text, *(text for tied in sources for text in (tied.title, tied.words, tied.why))]),
            "finding",
            {"inspection": inspection.slug, "finding": one.number},
            standards=frozenset({heading.standard} if heading and heading.standard else ()),
            title_alone=False,
        )


def _cases(asking: Asking) -> Iterable[Text]:
    return of_cases.cases(asking.inspection, asking.readable.values(), "case", "number")


def _sampled(asking: Asking) -> Iterable[Text]:
    """Cases of the sample whose own page someone may not open, but that of the sample."""
    rest = [each for each in asking.cases if each.id not in asking.readable]
    return of_cases.cases(asking.inspection, rest, "sample_case", "case")


def _emerging_seen(asking: Asking) -> Iterable[Text]:
    """Only while the phase lets them be opened, and once this person has: that they did is recorded there."""
    person = asking.actor.person
    if person is None or not policy.now(Action.OPEN_EMERGING_FINDINGS, Phase(asking.inspection.phase)):
        return ()
    return query.emerging_seen(asking.inspection, person)


_ROLES = {role.value: role.label for role in Role}
#: The kinds in the order in which hits that are as good are shown.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "finding": Kind("Findings", Action.SEE_FINDINGS, _findings),
        "recommendation": Kind(
            "Recommendations", Action.SEE_RECOMMENDATIONS, _simply(of_recommendations.recommendations)
        ),
        "previous_recommendation": Kind(
            "Previous recommendations", Action.SEE_RECOMMENDATIONS, _simply(of_recommendations.previous)
        ),
        "draft": Kind("Drafts of documents", Action.SEE_DRAFTS, _simply(of_drafts.parts)),
        "emerging": Kind("Emerging findings", Action.SEE_INSPECTED_SERVICE, _simply(query.emerging)),
        "standard": Kind("Judgements of standards", Action.SEE_RESULTS, _simply(query.judgements)),
        "panel": Kind("Decisions of the panel", Action.SEE_PANEL, _simply(query.decisions)),
        "case": Kind("Cases", Action.SEE_OWN_CASES, _cases),
        "sample": Kind("Cases of the sample", Action.SEE_SAMPLE, _sampled),
        "reason": Kind(
            "Reasons and notes on cases",
            Action.SEE_OWN_CASES,
            lambda asking: of_cases.reasons(asking.inspection, asking.readable, asking.wanted),
        ),
        "case_interview": Kind(
            "Interviews on cases",
            Action.SEE_OWN_CASES,
            lambda asking: of_cases.interviews(asking.inspection, asking.readable),
        ),
        "replacement": Kind("Withdrawn cases", Action.SEE_SAMPLE, _simply(of_cases.replacements)),
        "blind_reading": Kind(
            "Your blind readings",
            Action.SEE_OWN_READINGS,
            lambda asking: of_quality.own(asking.inspection, asking.actor.person),
        ),
        "second_reading": Kind(
            "Second readings",
            Action.SEE_QUALITY,
            lambda asking: of_quality.second_readings(asking.inspection, asking.actor.person),
        ),
        "exercise": Kind("Benchmarking exercises", Action.SEE_QUALITY, _simply(of_quality.exercises)),
        "note": Kind(
            "Notes of meetings", Action.SEE_MEETING_NOTES, lambda asking: query.notes(asking.inspection, asking.wanted)
        ),
        "meeting": Kind("Meetings", Action.SEE_MEETINGS, _simply(query.meetings)),
        "document": Kind(
            "Documents",
            Action.SEE_EVIDENCE,
            lambda asking: of_documents.documents(asking.inspection, asking.wanted),
        ),
        "reading": Kind("Notes on documents", Action.SEE_EVIDENCE, _simply(query.readings)),
        "request": Kind(
            "Requests for evidence",
            Action.SEE_EVIDENCE,
            lambda asking: query.requests(asking.inspection, "evidence_request"),
        ),
        "quotation": Kind("Quotations", Action.SEE_SURVEYS, _simply(query.quotations)),
        "question": Kind("Questions of surveys", Action.SEE_SURVEYS, _simply(query.questions)),
        "context": Kind("Context data", Action.SEE_CONTEXT, _simply(query.figures)),
        "announcement": Kind(
            "Announcement",
            Action.SEE_INSPECTED_SERVICE,
            lambda asking: query.announcement(asking.inspection, "inspected_service"),
        ),
        "interview": Kind(
            "Interviews to arrange",
            Action.SEE_INSPECTED_SERVICE,
            lambda asking: query.interviews(asking.inspection, "inspected_service"),
        ),
        "person": Kind("Team", Action.SEE_INSPECTION, lambda asking: query.people(asking.inspection, _ROLES)),
        "service_person": Kind(
            "People of the service",
            Action.SEE_INSPECTED_SERVICE,
            lambda asking: query.people(asking.inspection, _ROLES, of_the_service=True),
        ),
        "timetable": Kind("Timetable", Action.SEE_INSPECTION, _simply(query.timetable)),
        "move": Kind("Moves between phases", Action.SEE_INSPECTION, _simply(query.moves)),
        # what the inspected service finds
        "service_emerging": Kind("Emerging findings", Action.OPEN_EMERGING_FINDINGS, _emerging_seen),
        "service_announcement": Kind(
            "Announcement", Action.SEE_SERVICE_PAGES, lambda asking: query.announcement(asking.inspection, "service")
        ),
        "service_request": Kind(
            "Requests", Action.SEE_SERVICE_PAGES, lambda asking: query.requests(asking.inspection, "service_request")
        ),
        "service_document": Kind(
            "Documents that you sent",
            Action.SEE_SERVICE_PAGES,
            lambda asking: of_documents.supplied(asking.inspection, asking.wanted),
        ),
        "service_interview": Kind(
            "Interviews",
            Action.SEE_SERVICE_PAGES,
            lambda asking: query.interviews(asking.inspection, "service_interviews"),
        ),
        "service_date": Kind("Timetable", Action.SEE_SERVICE_PAGES, _simply(query.dates)),
    }
)


@dataclass(frozen=True)
class Hit:
    """A text in which all was found that was looked for, and how well it fits."""

    kind: str
    text: Text
    score: float


@dataclass(frozen=True)
class Shown:
    """A hit as it is shown: its kind, title and the words round what was found, marked, and the way to it."""

    kind: str
    title: tuple[Piece, ...]
    words: tuple[Piece, ...]
    standards: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Found:
    """One page of what was found: ``total`` hits as they were narrowed, and how many of each kind and standard.

    Each list of counts is narrowed by the other choice alone, so that it tells what a choice would give. ``titles`` are
    those of kinds and standards.
    """

    shown: tuple[Shown, ...]
    total: int
    everything: int
    page: int
    pages: int
    kinds: Mapping[str, int]
    standards: Mapping[str, int]
    titles: Mapping[str, str]


def kinds_seen(actor: Actor, inspection: str) -> dict[str, Kind]:
    """The kinds of text whose pages someone may open."""
    return {name: kind for name, kind in KINDS.items() if permission.may(actor, kind.action, inspection)}


def search(
    actor: Actor, inspection: InspectionFacts, words: str, kind: str = "", standard: str = "", page: int = 1
) -> Found:
    """A page of what someone may find, the best first. Raises ``BadInput`` where nothing can be looked for.

    A kind, standard or page that is not there gives nothing, or the nearest page.
    """
    permission.require(actor, Action.SEE_FOUND, inspection.slug)
    wanted = typed_words.read(words)
    hits = _hits(Asking(actor, inspection, wanted))
    chosen = [hit for hit in hits if _is_of(hit, kind, standard)]
    pages = max(1, -(-len(chosen) // SIZE))
    page = min(max(1, page), pages)
    titles = query.titles_of(inspection)
    kinds = Counter(hit.kind for hit in hits if _is_of(hit, "", standard))
    standards = Counter(name for hit in hits if _is_of(hit, kind, "") for name in hit.text.standards)
    return Found(
        shown=tuple(_shown(hit, wanted, titles) for hit in chosen[(page - 1) * SIZE : page * SIZE]),
        total=len(chosen),
        everything=len(hits),
        page=page,
        pages=pages,
        kinds={name: kinds[name] for name in KINDS if kinds[name]},
        standards={name: standards[name] for name in titles if standards[name]},
        titles={**{name: each.title for name, each in KINDS.items()}, **titles},
    )


def _hits(asking: Asking) -> list[Hit]:
    """Everything found, the best first; of those that are as good in the order of the kinds and of their rooms."""
    found = [
        Hit(name, text, score)
        for name, kind in kinds_seen(asking.actor, asking.inspection.slug).items()
        for text in kind.texts(asking)
        if (score := _score(text, asking.wanted))
    ]
    return sorted(found, key=lambda hit: -hit.score)


def _score(text: Text, wanted: Wanted) -> float:
    words = comparable(text.words) if text.folded is None else text.folded
    return wanted.score(comparable(text.title), words, text.title_alone)


def _is_of(hit: Hit, kind: str, standard: str) -> bool:
    return (not kind or hit.kind == kind) and (not standard or standard in hit.text.standards)


def _shown(hit: Hit, wanted: Wanted, titles: Mapping[str, str]) -> Shown:
    words = hit.text.shown() if hit.text.shown else hit.text.words
    standards = tuple(title for name, title in titles.items() if name in hit.text.standards)
    return Shown(hit.kind, marked(hit.text.title, wanted), snippet(words, wanted), standards, hit.text)
