"""Benchmarking exercises: opened for some people, read by each alone, closed by a quality lead."""

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.assessment.questionnaire import questions_asked
from inspectorate.case import Case
from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.reader import bar, second_readers
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import BlindReading, Exercise
from inspectorate_app.store.queries import blind_reading as readings
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import exercise as query
from inspectorate_app.store.queries.allocation import Reader
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of

#: The longest title and the longest scenario, in characters.
LONGEST_TITLE, LONGEST_SCENARIO = 120, 10_000


def open_exercise(
    actor: Actor,
    inspection: str,
    *,
    title: str,
    readers: Sequence[int],
    case: int | None = None,
    scenario: str = "",
    standards: Sequence[str] = (),
    reference: bool = False,
) -> int:
    """Open an exercise on a case of the inspection by its number, or on a written ``scenario``; gives its id.

    ``standards`` are the ids of those whose questions are asked, none for all. With ``reference`` whoever opens it
    gives the answers that they hold right, as a reading of their own. Raises ``BadInput`` with all that is wrong.
    """
    with change_in(actor, Action.RUN_EXERCISE, inspection) as under_way:
        facts, log = facts_of(under_way.inspection), FaultLog("exercise")
        known = {each.person: each for each in second_readers(facts)}
        _check_words(log, title, scenario, case)
        _check_standards(log, facts, standards)
        if not readers or not set(readers) <= set(known) or (reference and under_way.person in readers):
            log.add(
                _("nobody is chosen, or yourself beside your reference answers"), _("choose others"), field="readers"
            )
        case_id = _case(log, facts, case, [known[each] for each in readers if each in known])
        log.raise_if_any()
        _check_questions(log, facts, case, standards)
        log.raise_if_any()
        row = Exercise.objects.create(
            inspection=under_way.inspection,
            title=title.strip(),
            case_id=case_id,
            scenario=scenario.strip(),
            standards=sorted(set(standards)),
            opened_by_id=under_way.person,
        )
        under_way.note(
            f"exercise {row.pk}",
            after={
                "state": "open",
                "title": kept_out(row.title),
                "case": case,
                "scenario": kept_out(row.scenario),
                "readers": sorted(set(readers)),
                "reference": reference,
            },
        )
        _give(under_way, row, {**dict.fromkeys(readers, "exercise"), **_reference(under_way, reference)})
        tell(under_way, "exercise_opened", readers)
        return row.pk


def close(actor: Actor, inspection: str, exercise: int) -> None:
    """Close an exercise: what was not submitted is taken back, and the answers may be seen beside each other.

    Raises ``NotNow`` where fewer than two people have submitted: there would be nothing to compare.
    """
    with change_in(actor, Action.RUN_EXERCISE, inspection) as under_way:
        found = query.find(under_way.inspection.pk, exercise)
        if found is None:
            raise NotThere
        if found.state == "closed":
            raise NotNow(_("This exercise was closed before."))
        if found.submitted < 2:
            raise NotNow(_("Fewer than two people have submitted, so there is nothing to compare yet."))
        rows = BlindReading.objects.filter(exercise_id=exercise, state__in=readings.UNDER_WAY)
        left = sorted(rows.values_list("reader_id", flat=True))
        rows.update(state="withdrawn")
        Exercise.objects.filter(pk=exercise).update(
            state="closed", closed_by_id=under_way.person, closed_at=timezone.now()
        )
        under_way.note(
            f"exercise {exercise}",
            before={"state": "open"},
            after={"state": "closed", "submitted": found.submitted, "not submitted": left},
        )
        submitted = BlindReading.objects.filter(exercise_id=exercise, state="submitted")
        tell(under_way, "exercise_closed", submitted.values_list("reader_id", flat=True))


def _check_words(log: FaultLog, title: str, scenario: str, case: int | None) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        log.add(
            _("there is no title"),
            _("give one of {longest_title} characters or fewer").format(longest_title=LONGEST_TITLE),
            field="title",
        )
    if "\0" in title + scenario:
        log.add(_("it holds a character that cannot be kept"), _("type it again"), field="scenario")
    if len(scenario) > LONGEST_SCENARIO:
        log.add(
            _("it has {scenario} characters").format(scenario=len(scenario)),
            _("shorten it to {longest_scenario:,} or fewer").format(longest_scenario=LONGEST_SCENARIO),
            field="scenario",
        )
    if (case is None) != bool(scenario.strip()):
        log.add(
            _("it needs one thing to read"), _("give the number of a case or write a scenario, not both"), field="case"
        )


def _check_standards(log: FaultLog, facts: InspectionFacts, standards: Collection[str]) -> None:
    known = {each.id for each in edition_used(facts).standards if each.kind == "case"}
    for unknown in sorted(set(standards) - known):
        log.add(
            _("there is no standard {unknown} that cases are read on").format(unknown=unknown),
            _("choose from the list"),
            field="standards",
        )


def _check_questions(log: FaultLog, facts: InspectionFacts, number: int | None, standards: Collection[str]) -> None:
    """Note where nothing would be asked: a standard that has a sample of its own is not asked of other cases."""
    edition, found = edition_used(facts), cases.find(facts.id, number) if number is not None else None
    case = Case(found.reference, found.characteristics) if found else Case("scenario")
    asked = questions_asked(edition, case, found.module if found else "", facts.service)
    wanted = {
        question.id
        for standard in edition.standards
        if standard.id in standards
        for key_question in standard.key_questions
        for question in (key_question, *key_question.prompts)
    }
    if standards and wanted.isdisjoint(asked):
        log.add(
            _("no question of these standards is asked of it"), _("choose others, or another case"), field="standards"
        )


def _case(log: FaultLog, facts: InspectionFacts, number: int | None, readers: Sequence[Reader]) -> int | None:
    """The id of the case, once nobody is kept from it who is to read it."""
    if number is None:
        return None
    case = cases.find(facts.id, number)
    if case is None or case.role != "main":
        log.add(
            _("there is no case {number} in the sample").format(number=number),
            _("give the number of a case"),
            field="case",
        )
        return None
    touched = readings.touched(facts.id, [number])[number]
    for reader in readers:
        why = _("they read it first") if reader.person in touched else bar(facts, case, reader)
        if why:
            log.add(
                _("{name} cannot read case {number}: {why}").format(name=reader.name, number=number, why=why),
                _("leave them out"),
                field="readers",
            )
    return case.id


def _reference(under_way: InspectionChange, wanted: bool) -> Mapping[int, str]:
    return {under_way.person: "reference"} if wanted else {}


def _give(under_way: InspectionChange, exercise: Exercise, purposes: Mapping[int, str]) -> None:
    BlindReading.objects.bulk_create(
        BlindReading(
            inspection=under_way.inspection,
            case_id=exercise.case_id,
            exercise=exercise,
            purpose=purpose,
            reader_id=person,
            chosen_by_id=under_way.person,
        )
        for person, purpose in sorted(purposes.items())
    )
