"""Answering a survey by a link, once, as nobody: what is written says neither who nor when.

docs/adr/0018-anonymous-surveys.md holds what each line here is for.
"""

import hashlib
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.survey.answer import read_answers
from inspectorate_app.actions.actor import nobody
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.actions.survey_pool import add
from inspectorate_app.store.models import Survey, SurveyLink
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import survey as query


def sha256_of(word: str) -> str:
    """What is kept of the word of a link, however it was typed."""
    return hashlib.sha256("".join(each for each in word.casefold() if each.isalnum()).encode()).hexdigest()


def answer(word: str, given: Mapping[str, Sequence[str]]) -> None:
    """Send the answers of one respondent, and end their link. Of both no time, no order and no entry is kept.

    Raises ``BadInput`` with every fault by question; ``NotThere`` where the link was used, ended or never was, or the
    survey is not open today.
    """
    with change(nobody(), Action.ANSWER_SURVEY) as under_way:
        link = query.link_with(sha256_of(word))
        row = Survey.objects.select_for_update().filter(pk=link.survey_id).first() if link else None
        if link is None or row is None or row.closed or not row.opens_on <= timezone.localdate() <= row.closes_on:
            raise NotThere(_("This link cannot be used."))
        facts = inspections.facts_of(link.survey.inspection)
        log = FaultLog("answers")
        answers = read_answers(query.questionnaire_of(facts, row.questionnaire), given, log)
        if not answers and not log.faults:
            log.add(_("no question is answered"), _("answer one question or more"))
        log.raise_if_any()
        deleted, _other = SurveyLink.objects.filter(pk=link.pk).delete()
        if not deleted:  # another press of the same button was quicker
            raise NotThere(_("This link cannot be used."))
        add(row, [answers])
        row.answered += 1
        row.save(update_fields=["answered"])
        under_way.leaves_no_trace()
