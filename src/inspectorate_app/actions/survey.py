"""Surveys: opening one, its links, answers from a file, closing it, taking its results out.

Answering is ``survey_answer``, words are checked in ``quotation``. Nothing here notes or keeps who answered what, or
when: docs/adr/0018-anonymous-surveys.md.
"""

import datetime
import secrets
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.framework.survey import Survey as Questionnaire
from inspectorate.survey.answer import Answers
from inspectorate_app.actions import caseload_file, permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.survey_answer import sha256_of
from inspectorate_app.actions.survey_pool import add, in_any_order, seal, unseal
from inspectorate_app.store.models import Quotation, Survey, SurveyLink, SurveyPool, SurveyResponse
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.seal import seal as sealed

#: How long a survey may be open.
LONGEST = datetime.timedelta(days=366)
#: Links that are made at once.
MOST_LINKS = 1_000
#: Letters and digits that are not taken for one another when they are typed from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _IN_A_GROUP = 5, 4


def open_survey(
    actor: Actor,
    inspection: str,
    *,
    questionnaire: str,
    opens_on: datetime.date,
    closes_on: datetime.date,
    invited: int | None = None,
) -> int:
    """Put a questionnaire of the edition to people; gives the survey's number within the inspection.

    ``invited`` is how many are asked, where that is known. Raises ``BadInput``.
    """
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        edition = inspections.edition_used(inspections.facts_of(under_way.inspection))
        _check_opening(questionnaire, edition.survey_by_id, opens_on, closes_on, invited)
        surveys = Survey.objects.filter(inspection=under_way.inspection)
        last: int | None = surveys.aggregate(last=Max("number"))["last"]
        row = Survey.objects.create(
            inspection=under_way.inspection,
            number=(last or 0) + 1,
            questionnaire=questionnaire,
            opens_on=opens_on,
            closes_on=closes_on,
            invited=invited,
            opened_by_id=under_way.person,
        )
        SurveyPool.objects.create(survey=row, sealed=seal(()))
        under_way.note(f"survey {row.number}", after=_told(row))
        return row.number


def change_dates(
    actor: Actor,
    inspection: str,
    survey: int,
    *,
    opens_on: datetime.date,
    closes_on: datetime.date,
    invited: int | None = None,
) -> None:
    """Change from when until when a survey is open, and how many are asked. Raises ``BadInput``, ``NotNow``."""
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _open(under_way, survey)
        _check_opening(row.questionnaire, (row.questionnaire,), opens_on, closes_on, invited)
        before = _told(row)
        row.opens_on, row.closes_on, row.invited = opens_on, closes_on, invited
        row.save(update_fields=["opens_on", "closes_on", "invited"])
        under_way.note(f"survey {survey}", before=before, after=_told(row))


def make_links(actor: Actor, inspection: str, survey: int, count: int) -> list[str]:
    """Make so many links; gives their words, which are told this once. Raises ``BadInput``, ``NotNow``, ``NotThere``.

    Kept are their hashes alone, in the order of the hashes, which is not the order in which they are told.
    """
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _open(under_way, survey)
        if not 1 <= count <= MOST_LINKS:
            mend = _("make from 1 to {most_links:,} at once").format(most_links=MOST_LINKS)
            raise BadInput([Fault("links", 0, "count", _("{count:,} links cannot be made").format(count=count), mend)])
        words = [_word() for _other in range(count)]
        hashes = sorted(map(sha256_of, words))
        SurveyLink.objects.bulk_create([SurveyLink(sha256=each, survey=row) for each in hashes])
        row.links_made += count
        row.save(update_fields=["links_made"])
        under_way.note(f"survey {survey}", after={"links_made": count})
        return words


def withdraw_links(actor: Actor, inspection: str, survey: int) -> int:
    """End every link that was not used, as where a sheet was lost; how many. Raises ``NotNow``, ``NotThere``."""
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _open(under_way, survey)
        withdrawn, _other = SurveyLink.objects.filter(survey=row).delete()
        if not withdrawn:
            raise NotNow(_("No link of this survey is left to withdraw."))
        row.links_made -= withdrawn
        row.save(update_fields=["links_made"])
        under_way.note(f"survey {survey}", after={"links_withdrawn": withdrawn})
        return withdrawn


def import_file(actor: Actor, inspection: str, survey: int, *, file_name: str, content: bytes) -> int:
    """Take in answers that were collected elsewhere, from a CSV or XLSX file; how many.

    All of the file or nothing: raises ``BadInput`` with every fault by row and column. The file is not kept, nor the
    order of its rows. Fewer rows than the threshold for small groups are refused. Raises ``NotNow``, ``NotThere``.
    """
    return import_answers(actor, inspection, survey, lambda questionnaire: _read(content, file_name, questionnaire))


def import_answers(
    actor: Actor, inspection: str, survey: int, read: Callable[[Questionnaire], Sequence[Answers]]
) -> int:
    """The same of whatever ``read`` makes of the questionnaire; it is called before anything is locked."""
    permission.require(actor, Action.MANAGE_SURVEYS, inspection)
    facts = inspections.find(inspection)
    found = query.find(facts, survey) if facts else None
    if facts is None or found is None:
        raise NotThere
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    responses = read(found.questionnaire)
    if len(responses) < found.fewest:
        problem = ngettext("it has {responses} answer", "it has {responses} answers", len(responses)).format(
            responses=len(responses)
        )
        mend = _("collect {threshold} or more to import at once: fewer are not anonymous").format(
            threshold=found.fewest
        )
        raise BadInput([Fault("answers", 0, "", problem, mend)])
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _open(under_way, survey)
        add(row, responses)
        row.imported += len(responses)
        row.save(update_fields=["imported"])
        under_way.note(f"survey {survey}", after={"answers_imported": len(responses)})
        return len(responses)


def close(actor: Actor, inspection: str, survey: int) -> bool:
    """Close a survey for good: its links end, and its answers are unsealed in an order drawn by lot.

    Where fewer answered than the threshold for small groups, their answers are destroyed unread; whether they were
    kept. Raises ``NotNow``, ``NotThere``.
    """
    with change_in(actor, Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _open(under_way, survey)
        facts = inspections.facts_of(under_way.inspection)
        questionnaire = query.questionnaire_of(facts, row.questionnaire)
        pool = SurveyPool.objects.filter(survey=row).first()
        responses = unseal(pool.sealed) if pool else []
        row.answers_kept = len(responses) >= inspections.edition_used(facts).fewest
        words = _keep(row, questionnaire, in_any_order(responses)) if row.answers_kept else 0
        SurveyPool.objects.filter(survey=row).delete()
        unused, _ = SurveyLink.objects.filter(survey=row).delete()
        row.closed, row.closed_at, row.closed_by_id = True, timezone.now(), under_way.person
        row.save(update_fields=["closed", "closed_at", "closed_by", "answers_kept"])
        after = {"closed": True, "answers": len(responses), "kept": row.answers_kept, "quotations": words}
        under_way.note(f"survey {survey}", before={"closed": False}, after={**after, "links_unused": unused})
        tell(under_way, "survey_closed", number=survey)
        if words:
            tell(under_way, "words_to_check", number=survey)
        return row.answers_kept


def _keep(row: Survey, questionnaire: Questionnaire, responses: list[Answers]) -> int:
    """Write responses and, apart from them, words; how many words there are."""
    in_words = {question.id for question in questionnaire.of_kind("text")}
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=row, answers={name: given for name, given in each.items() if name not in in_words})
        for each in responses
    )
    words = [(name, str(given)) for each in responses for name, given in each.items() if name in in_words]
    Quotation.objects.bulk_create(
        Quotation(survey=row, question=name, text=sealed(text.encode()).decode()) for name, text in in_any_order(words)
    )
    return len(words)


def _read(content: bytes, file_name: str, questionnaire: Questionnaire) -> tuple[Answers, ...]:
    """The responses of a file, which is on the disk for as long as it is read."""
    from inspectorate.survey.file import read_responses

    name = PurePath(file_name.replace("\\", "/")).name[-200:] or "answers"
    ending = caseload_file.ending(content, name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answers{ending}"
        path.write_bytes(content)
        try:
            return read_responses(path, questionnaire)
        except BadInput as error:
            raise BadInput(replace(fault, file=name) for fault in error.faults) from None


def _word() -> str:
    """A word of 20 letters and digits in groups: some 99 bits that nobody guesses."""
    letters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _IN_A_GROUP)]
    return "-".join("".join(letters[at : at + _IN_A_GROUP]) for at in range(0, len(letters), _IN_A_GROUP))


def _open(under_way: InspectionChange, survey: int) -> Survey:
    """The row of a survey that is not closed, locked: answers wait until the change is done."""
    row = Survey.objects.select_for_update().filter(inspection=under_way.inspection, number=survey).first()
    if row is None:
        raise NotThere
    if row.closed:
        raise NotNow(_("This survey is closed, and stays so."))
    return row


def _check_opening(
    questionnaire: str,
    known: Iterable[str],
    opens_on: datetime.date,
    closes_on: datetime.date,
    invited: int | None,
) -> None:
    log = FaultLog("survey")
    if questionnaire not in known:
        listed = ", ".join(known) or "none"
        problem = _("the edition has no survey '{questionnaire}'").format(questionnaire=questionnaire)
        log.add(problem, _("choose one that it has: {listed}").format(listed=listed), field="questionnaire")
    if closes_on < opens_on:
        log.add(_("the last day is before the first"), _("give a later day"), field="closes_on")
    elif closes_on < timezone.localdate():
        log.add(_("the last day has passed"), _("give today or a later day"), field="closes_on")
    elif closes_on - opens_on > LONGEST:
        log.add(_("the survey would be open for more than a year"), _("give an earlier last day"), field="closes_on")
    if invited is not None and not 1 <= invited <= 1_000_000:
        log.add(
            _("that cannot be how many are asked"), _("enter a number of 1 or more, or leave it blank"), field="invited"
        )
    log.raise_if_any()


def _told(row: Survey) -> dict[str, object]:
    return {
        "questionnaire": row.questionnaire,
        "opens_on": row.opens_on.isoformat(),
        "closes_on": row.closes_on.isoformat(),
        "invited": row.invited,
    }
