"""Surveys as pages, the API and findings need them: figures of closed ones, and words that were checked."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from inspectorate.framework.model import Edition
from inspectorate.framework.survey import Survey as Questionnaire
from inspectorate.framework.survey import SurveyQuestion
from inspectorate.framework.translation import translated
from inspectorate.survey.answer import Answers
from inspectorate.survey.hint import telling
from inspectorate.survey.result import Beside, Results
from inspectorate_app.store.models import Quotation, Sample, Survey, SurveyLink, SurveyResponse
from inspectorate_app.store.queries.edition import said_in
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of
from inspectorate_app.store.queries.source import Source
from inspectorate_app.store.seal import unseal
from inspectorate_app.store.statement import Given, Rows

#: The language in which editions are written.
ENGLISH = "en"
#: How a survey stands: waiting for its first day, open, past its last day, closed.
Standing = Literal["waiting", "open", "ended", "closed"]


@dataclass(frozen=True)
class SurveyFacts:
    """A survey of an inspection. ``answered`` are all its answers, ``by_link`` those that came by a link.

    ``to_check`` are texts that nobody but the checker may read, ``quotations`` those that were checked. Nothing is told
    of fewer people than ``fewest``.
    """

    id: int
    number: int
    questionnaire: Questionnaire
    fewest: int
    opens_on: datetime.date
    closes_on: datetime.date
    invited: int | None
    links_made: int
    links_left: int
    answered: int
    by_link: int
    closed: bool
    answers_kept: bool
    closed_at: datetime.datetime | None
    checker: int | None
    checker_name: str
    to_check: int
    quotations: int

    @property
    def title(self) -> str:
        """As respondents read it."""
        return self.questionnaire.title

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        today = timezone.localdate()
        if self.closed:
            return "closed"
        return "waiting" if today < self.opens_on else "open" if today <= self.closes_on else "ended"

    @property
    def asked(self) -> int | None:
        """How many were asked, where that is known: as was said, or else a link each."""
        return self.invited or self.links_made or None


@dataclass(frozen=True)
class Words:
    """What someone wrote: the id, the question, and the text as it may be read."""

    id: uuid.UUID
    question: SurveyQuestion
    text: str


def questionnaire_of(inspection: InspectionFacts, name: str) -> Questionnaire:
    """A questionnaire of the edition that an inspection uses. Raises ``KeyError``."""
    return edition_used(inspection).survey_by_id[name]


def surveys(inspection: InspectionFacts) -> list[SurveyFacts]:
    """The surveys of an inspection, by number. One query beside the edition's."""
    edition = edition_used(inspection)
    return [_facts(edition, row) for row in _ALL.all(inspection=inspection.id)]


def in_language(survey: SurveyFacts, language: str) -> SurveyFacts | None:
    """A survey with its questionnaire in another language; None where not all of it is translated."""
    if language == ENGLISH:
        return survey
    said = translated(survey.questionnaire, said_in(language))
    return replace(survey, questionnaire=said) if said else None


def find(inspection: InspectionFacts, number: int) -> SurveyFacts | None:
    """A survey of an inspection by its number; None where there is none."""
    row = _NUMBERED.first(inspection=inspection.id, number=number)
    return _facts(edition_used(inspection), row) if row else None


_LINKED = Rows(
    lambda: (
        SurveyLink.objects.filter(sha256=Given("sha256"))
        .select_related("survey__inspection__edition")
        .defer("survey__inspection__edition__files")
    )
)


def link_with(sha256: str) -> SurveyLink | None:
    """The row of a link by the hash of its word, with its survey and its inspection; for actions."""
    return _LINKED.first(sha256=sha256)


def by_link(sha256: str) -> tuple[InspectionFacts, SurveyFacts] | None:
    """The survey to which the word of a link leads, with its inspection; None where no such link is left."""
    link = link_with(sha256)
    if link is None:
        return None
    inspection = facts_of(link.survey.inspection)
    found = find(inspection, link.survey.number)
    return (inspection, found) if found else None


def responses(survey: SurveyFacts) -> list[Answers]:
    """The answers of each respondent, their own words apart; of a closed survey alone."""
    return list(SurveyResponse.objects.filter(survey_id=survey.id).values_list("answers", flat=True))


def results(survey: SurveyFacts) -> Results | None:
    """A survey counted; None where it is not closed, or had too few answers."""
    from inspectorate.survey.result import count

    if not (survey.closed and survey.answers_kept):
        return None
    return count(survey.questionnaire, responses(survey), survey.fewest)


def quotations(survey: SurveyFacts) -> list[Words]:
    """The texts of a survey that were checked, by question."""
    return _words(survey, "checked")


def to_check(survey: SurveyFacts, checker: int | None) -> list[Words]:
    """The texts that wait to be checked, for the checker of the survey; for anyone else none."""
    return _words(survey, "waiting") if checker is not None and checker == survey.checker else []


def names_known(inspection: int) -> frozenset[str]:
    """Names of people in cases and of who supervises them, references, teams and areas, while they are kept.

    Without the words by which most of a kind are called, which tell nobody apart: "Practitioner 07", "Team North".
    """
    from inspectorate_app.store.models import Case, Identity

    people = Identity.objects.filter(case__inspection_id=inspection)
    family, first, practitioners, ids = _columns(
        people.values_list("family_name", "first_name", "practitioner", "person_id"), 4
    )
    cases = Case.objects.filter(inspection_id=inspection)
    references, teams, areas = _columns(cases.values_list("reference", "team", "area"), 3)
    kinds = (family, first, set(practitioners), set(ids), set(references), set(teams), set(areas))
    return frozenset[str]().union(*map(telling, kinds))


def _columns(rows: Iterable[tuple[str, ...]], width: int) -> list[list[str]]:
    """What stands in each column of some rows, blanks left out."""
    found: list[list[str]] = [[] for _place in range(width)]
    for row in rows:
        for place, text in enumerate(row):
            if text:
                found[place].append(text)
    return found


def caseload_counts(inspection: InspectionFacts, characteristic: str) -> tuple[datetime.date, Mapping[str, int]] | None:
    """The eligible cases of the latest caseload by a characteristic, with its day; None before a sample was drawn."""
    rows = Sample.objects.filter(inspection_id=inspection.id, module="").exclude(state="superseded")
    found = rows.order_by("-id").values_list("caseload__as_of", "record__cases").first()
    if found is None or not found[1]:
        return None
    values = (case["characteristics"].get(characteristic, "") for case in found[1])
    return found[0], Counter(values)


@dataclass(frozen=True)
class Compared:
    """Who answered beside who is supervised, by one question; ``as_of`` is the day of the caseload, if any."""

    question: SurveyQuestion
    as_of: datetime.date | None
    rows: Sequence[Beside]


def beside(inspection: InspectionFacts, survey: SurveyFacts) -> list[Compared]:
    """Each question about the respondents of a closed survey; beside the caseload where its words are the same."""
    from inspectorate.survey.result import beside_caseload

    given, found = responses(survey), []
    for question in choices_about(survey):
        caseload = caseload_counts(inspection, question.characteristic) if question.characteristic else None
        as_of, cases = caseload or (None, {})
        found.append(Compared(question, as_of, beside_caseload(given, question, cases, survey.fewest)))
    return found


def sources(inspection: InspectionFacts) -> list[Source]:
    """What a finding may rest on: each question of a closed survey with its counts, and each checked quotation."""
    found: list[Source] = []
    for survey in surveys(inspection):
        if survey.closed and survey.answers_kept:
            found += [*_figures(inspection, survey), *_quoted(inspection, survey)]
    return found


def _figures(inspection: InspectionFacts, survey: SurveyFacts) -> list[Source]:
    from inspectorate.survey.wording import counts_words, favourable_words

    counted = results(survey)
    return [
        Source(
            "survey",
            f"{survey.number}/{result.question.id}",
            f"{survey.title}: {result.question.text}",
            f"{counts_words(result.favourable)}, {favourable_words(survey.questionnaire, result)}",
            "survey_results",
            {"inspection": inspection.slug, "survey": survey.number},
            frozenset(result.question.standards),
        )
        for result in (counted.questions.values() if counted else ())
        if result.favourable is not None
    ]


def _quoted(inspection: InspectionFacts, survey: SurveyFacts) -> list[Source]:
    return [
        Source(
            "survey",
            f"{survey.number}/quotation/{each.id}",
            f"{survey.title}: quotation, {each.question.text}",
            f"“{each.text}”",
            "survey_quotations",
            {"inspection": inspection.slug, "survey": survey.number},
            frozenset(each.question.standards),
        )
        for each in quotations(survey)
    ]


def _words(survey: SurveyFacts, state: str) -> list[Words]:
    questions = survey.questionnaire.question_by_id
    rows = Quotation.objects.filter(survey_id=survey.id, state=state).order_by("id")
    order = list(questions)
    waiting = state == "waiting"
    found = [Words(row.pk, questions[row.question], unseal(row.text).decode() if waiting else row.text) for row in rows]
    return sorted(found, key=lambda each: order.index(each.question.id))


def _rows(**only: Given) -> QuerySet[Survey, Survey]:
    return (
        Survey.objects.filter(**only)
        .select_related("checker")
        .annotate(
            left=Count("links", distinct=True),
            waiting=Count("quotations", filter=Q(quotations__state="waiting"), distinct=True),
            checked=Count("quotations", filter=Q(quotations__state="checked"), distinct=True),
        )
        .order_by("number")
    )


_ALL = Rows(lambda: _rows(inspection_id=Given("inspection")))
_NUMBERED = Rows(lambda: _rows(inspection_id=Given("inspection"), number=Given("number")))


def _facts(edition: Edition, row: Survey) -> SurveyFacts:
    counted: Mapping[str, int] = vars(row)
    return SurveyFacts(
        id=row.pk,
        number=row.number,
        questionnaire=edition.survey_by_id[row.questionnaire],
        fewest=edition.fewest,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        invited=row.invited,
        links_made=row.links_made,
        links_left=counted["left"],
        answered=row.answered + row.imported,
        by_link=row.answered,
        closed=row.closed,
        answers_kept=row.answers_kept,
        closed_at=row.closed_at,
        checker=row.checker_id,
        checker_name=row.checker.name if row.checker else "",
        to_check=counted["waiting"],
        quotations=counted["checked"],
    )


def choices_about(survey: SurveyFacts) -> Sequence[SurveyQuestion]:
    """The questions of a survey about its respondents."""
    return [question for question in survey.questionnaire.question_by_id.values() if question.about_you]
