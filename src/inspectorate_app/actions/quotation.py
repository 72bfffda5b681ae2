"""What people wrote in a survey: read by one checker alone until nobody can be told from it, and then by the team.

The trail keeps that a text was checked or destroyed, and nothing of what it says.
"""

import uuid

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.survey.answer import LONGEST
from inspectorate_app.actions import permission
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.actions.source import forget
from inspectorate_app.store.models import Quotation, Survey
from inspectorate_app.store.seal import unseal


def begin_checking(actor: Actor, inspection: str, survey: int) -> None:
    """Become the one who reads the words of a survey before anyone else.

    Raises ``NotNow`` where someone is already, or the survey is not closed; ``NotThere``.
    """
    with change_in(actor, Action.CHECK_QUOTATIONS, inspection) as under_way:
        row = _survey(under_way, survey)
        if not row.closed:
            raise NotNow(_("What people wrote is sealed until the survey is closed."))
        if row.checker_id is not None and row.checker_id != under_way.person:
            raise NotNow(_("Someone else checks the quotations of this survey."))
        row.checker_id = under_way.person
        row.save(update_fields=["checker"])
        under_way.note(f"survey {survey}", after={"checker": row.checker_id})


def hand_over(actor: Actor, inspection: str, survey: int) -> None:
    """Let someone else go on checking: the checker does, or who manages surveys. Raises ``NotNow``, ``NotThere``."""
    own = permission.may(actor, Action.CHECK_QUOTATIONS, inspection)
    with change_in(actor, Action.CHECK_QUOTATIONS if own else Action.MANAGE_SURVEYS, inspection) as under_way:
        row = _survey(under_way, survey)
        if row.checker_id is None:
            raise NotNow(_("Nobody checks the quotations of this survey."))
        if row.checker_id != under_way.person:
            permission.require(actor, Action.MANAGE_SURVEYS, inspection)
        before, row.checker_id = row.checker_id, None
        row.save(update_fields=["checker"])
        under_way.note(f"survey {survey}", before={"checker": before}, after={"checker": None})


def check(actor: Actor, inspection: str, quotation: uuid.UUID, text: str) -> None:
    """Release a text in words from which nobody can be told; the original is overwritten at once.

    Raises ``BadInput``, ``NotThere`` where it was checked already, ``NotAllowed`` for anyone but the checker.
    """
    with change_in(actor, Action.CHECK_QUOTATIONS, inspection) as under_way:
        row = _waiting(under_way, quotation)
        text = text.strip().replace("\r\n", "\n")
        log = FaultLog("quotation")
        if not text:
            mend = _("enter it without what tells of someone, or choose not to use it")
            log.add(_("the text is blank"), mend, field="text")
        elif len(text) > LONGEST or "\0" in text:
            log.add(
                _("the text cannot be kept"),
                _("use {longest:,} characters or fewer").format(longest=LONGEST),
                field="text",
            )
        log.raise_if_any()
        changed, row.text, row.state = text != unseal(row.text).decode(), text, "checked"
        row.save(update_fields=["text", "state"])
        under_way.note(f"survey {row.survey.number}", after={"quotation": "checked", "changed": changed})


def destroy(actor: Actor, inspection: str, quotation: uuid.UUID) -> None:
    """Do not use a text, and delete it. Raises ``NotThere``, ``NotAllowed`` for anyone but the checker."""
    with change_in(actor, Action.CHECK_QUOTATIONS, inspection) as under_way:
        row = _waiting(under_way, quotation)
        number = row.survey.number
        row.delete()
        under_way.note(f"survey {number}", after={"quotation": "destroyed"})


def remove(actor: Actor, inspection: str, survey: int, quotation: uuid.UUID) -> None:
    """Delete a text that was checked, where someone can be told from it after all; findings forget its words too.

    Raises ``NotThere``.
    """
    with change_in(actor, Action.REMOVE_QUOTATION, inspection) as under_way:
        row = Quotation.objects.filter(survey=_survey(under_way, survey), state="checked", pk=quotation).first()
        if row is None:
            raise NotThere
        row.delete()
        forget(under_way, "survey", f"{survey}/quotation/{quotation}")
        under_way.note(f"survey {survey}", after={"quotation": "removed"})


def _survey(under_way: InspectionChange, number: int) -> Survey:
    row = Survey.objects.select_for_update().filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    return row


def _waiting(under_way: InspectionChange, quotation: uuid.UUID) -> Quotation:
    rows = Quotation.objects.select_related("survey").filter(survey__inspection=under_way.inspection, state="waiting")
    row = rows.filter(pk=quotation).first()
    if row is None:
        raise NotThere
    if row.survey.checker_id != under_way.person:
        raise NotAllowed(_("One person checks the quotations of a survey, and nobody else reads them before."))
    return row
