"""Every action takes who acts first, and opens a change; a change that notes nothing is undone (``test_change``).

The modules that are no actions, and functions that belong to another's transaction, are named with the reason: what is
not named is an action, and must keep to it.
"""

import ast
import inspect
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from inspectorate_app import actions

FOLDER = Path(actions.__file__).parent
#: Modules that hold what actions are made of.
MACHINERY = {
    "actor": "who acts",
    "action_plan_change": "part of changes of a plan, and of their transactions",
    # archive
    "anonymised_reading": "reads and checks a file",
    "archive_file": "reads and writes a file",
    "archive_reading": "reads and checks a file",
    "archive_shape": "checks what a file holds",
    "answer": "part of saving, and of its transaction",
    "audit": "appends and checks entries",
    "backup_file": "writes and reads a file",
    "caseload_file": "reads a file",
    "change": "the transaction itself",
    "draw": "computes a draw",
    "embargo_mail": "what a mail says; part of making and revoking copies, and of their transaction",
    "embargo_opening": "nobody is signed in: the link of a copy says whose it is",
    "edition": "part of setting up, and of its transaction",
    "grounds": "what someone may see of what findings rest on",
    "due": "what is due for someone",
    "mail": "sends a mail",
    "mail_text": "what a mail says",
    "subscriber_text": "what a mail says",
    "notification_kind": "what people are told",
    "notification_reading": "what someone was told and may still see",
    "quiet": "computes quiet hours",
    "digest": "computes the days of a mail",
    "context_file": "reads a file",
    "meeting_text": "checks texts",
    "once": "does another action once",
    "permission": "who may",
    "plan": "checks what is to be set up",
    "policy": "when",
    "round": "does another action in each inspection",
    "reader": "who may read which case, and how the trail is told of a text",
    "refusal": "why not",
    "retry": "part of a write, and of its transaction",
    "tally": "part of submitting, and of its transaction",
    "search": "what someone may find",
    "survey_pool": "seals answers; part of answering, and of its transaction",
    "team": "checks a team",
    "wording": "checks texts",
    "withheld": "what someone must not read",
}
#: Functions that nobody who is signed in calls, or that write nothing.
WITHOUT_ACTOR = {
    "action_plan.ask": "part of publishing, and of its transaction",
    "action_plan.told": "computes",
    "action_plan_decision.public": "computes",
    "person.accept": "the person comes to be by it",
    "person.sha256_of": "computes",
    "sign_in.failed": "nobody is signed in yet",
    "organisation_account.may_use": "nobody is signed in yet",
    "release.require_told": "reads, and writes nothing",
    "release.follow": "part of moving the phase, and of its transaction",
    "sign_in.second_factor_failed": "nobody is signed in yet",
    "standard.check_reason": "checks a text",
    "source.forget": "part of what deletes a source, and of its transaction",
    "source.standing": "part of what changes a finding, and of its transaction",
    "source.require_not_published": "part of what changes a finding, and of its transaction",
    "recommendation.sound_findings": "part of what ties findings, and of its transaction",
    "further_sample.follow": "part of what changes the main sample, and of its transaction",
    "meeting.find": "part of a change in a meeting",
    "meeting.require_version": "part of a change in a meeting",
    "meeting.subject": "names a meeting",
    "survey_answer.answer": "nobody answers: who does is not known",
    "subscriber.sign_up": "nobody signs up: who does has no account",
    "subscriber.confirm": "the same",
    "subscriber.follow": "the same",
    "subscriber.leave": "the same",
    "subscriber.tell": "part of publishing, and of its transaction",
    "survey_answer.sha256_of": "computes",
    "allocation.take_back": "part of a change in the team, and of its transaction",
    "person.make_invitation": "part of a change, and of its transaction",
    "person.end_invitation": "part of a change, and of its transaction",
    "evidence.request_row": "part of a change, and of its transaction",
    "evidence.came": "part of an upload, and of its transaction",
    "document.sound_name": "computes",
    "document.require_own": "part of an upload",
    # the factual accuracy check
    "accuracy.proposed_day": "computes",
    "accuracy.find": "part of a change in a check",
    "accuracy.mark_for": "names a copy",
    "document.keep_file": "part of an upload; its row is written in a change",
    "document_removal.delete_given": "part of what deletes files, and of its transaction",
    # quality review, legal holds, embargoed copies
    "hold.require_none": "part of what brings something outside, and of its transaction",
    "hold.require_none_covered": "part of what brings a letter outside, and of its transaction",
    "embargo.revoke_all": "part of withdrawing an approval, and of its transaction",
    "embargo.sha256_of": "computes",
    "embargo_expiry.forget_due": "a job: its actor is the job",
    "embargo_expiry.forget_recipients_that_are_due": "a job: its actor is the job",
    "embargo_expiry.ask_for_forgetting": "puts that job on its queue",
    # notifications
    "notification.tell": "part of what happens, and of its transaction",
    "notification.retract": "part of what happens, and of its transaction",
    "notification.retract_cases": "part of what happens, and of its transaction",
    "notification.forget": "part of what closes an inspection to someone, and of its transaction",
    "allocation.tell_taken": "part of what takes a case from someone, and of its transaction",
    "mail_round.send_mail_that_is_due": "a job: its actor is the job",
    "mail_round.ask_for_mail": "puts that job on its queue",
    "reminder.remind_everyone": "a job: its actor is the job",
    "reminder.ask_for_reminders": "puts that job on its queue",
    "document.wrong_files": "reads, and writes nothing",
    # the room of publication
    "publication.row_of": "reads within a change",
    "publication.next_number": "reads within a change",
    "publication.named": "what the audit trail calls it",
    "publication.due_at": "reckons, and writes nothing",
    "publication_files.make_files": "a job: its actor is the job",
    "publication_files.seal": "reckons, and writes nothing",
    "publication_files.is_as_kept": "a question",
    "publication_files.made_at": "a question",
    "publication_files.wrong_files": "reads, and writes nothing",
    "publication_files.content_of_file": "reads, and writes nothing",
    "publication_round.publish_what_is_due": "a job: its actor is the job",
    "publication_round.ask_for_publishing": "puts that job on its queue",
    "document.sweep": "removes files that never were documents",
    "document.sweep_orphans": "that as a job",
    # search
    "document_text.forget": "part of an upload, and of its transaction",
    "document_text.read_for_search": "a job: its actor is the job",
    "document_text.ask_for_reading": "puts that job on its queue",
    "document.ask_for_sweep": "puts that job on its queue",
    "document_removal.ask_for_deletion": "puts that job on its queue",
    "document_removal.delete_due": "a job: its actor is the job",
    "document_removal.delete_documents_that_are_due": "a job: its actor is the job",
    "token.revoke_all": "part of another change of a person, and of its transaction",
    "expiry.ask_for_clearing": "puts that job on its queue",
    "expiry.clear_what_has_expired": "a job: its actor is the job",
    "name.ask_for_deletion": "puts that job on its queue",
    "name.delete_names_due": "a job: its actor is the job",
    "name.delete_names_that_are_due": "a job: its actor is the job",
}
WRITES_NOTHING = {
    "review.why_not": "a question",
    "letter.evidence": "a question",
    "letter.may_be_covered": "a question",
    "letter.readable": "a question",
    "letter.require_all": "a question",
    "letter.withheld": "a question",
    "publication.first_possible": "computes",
    "backup.differences": "a question",
    "backup.documents": "a question",
    "assessment.may_assess": "a question",
    "approval.why_it_stands": "a question",
}


@cache
def module(name: str) -> ast.Module:
    return ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))


@cache
def found() -> dict[str, ast.FunctionDef]:
    return {
        f"{path.stem}.{node.name}": node
        for path in sorted(FOLDER.glob("*.py"))
        if path.stem not in {*MACHINERY, "__init__"}
        for node in module(path.stem).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


ACTIONS = [name for name in found() if name not in {*WITHOUT_ACTOR, *WRITES_NOTHING}]


def opens_a_change(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function opens a change, itself or through functions of the same module or another action."""
    file, _, function = name.partition(".")
    functions = {node.name: node for node in module(file).body if isinstance(node, ast.FunctionDef)}
    calls = [node.func for node in ast.walk(functions[function]) if isinstance(node, ast.Call)]
    called = {each.id for each in calls if isinstance(each, ast.Name)}
    if called & {"change", "change_in"}:
        return True
    return any(
        opens_a_change(f"{file}.{each}", seen | {name})
        for each in called & functions.keys()
        if f"{file}.{each}" not in seen
    )


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_takes_who_acts_first_and_opens_a_change(name: str) -> None:
    first = found()[name].args.args[:1]
    assert [each.arg for each in first] == ["actor"], f"{name} takes no actor: nobody would be named for what it does"
    assert opens_a_change(name), f"{name} opens no change: it would leave no audit entry"
    file, _, function = name.partition(".")
    assert inspect.getdoc(getattr(import_module(f"inspectorate_app.actions.{file}"), function))


@pytest.mark.parametrize("name", [*WITHOUT_ACTOR, *WRITES_NOTHING])
def test_what_is_excused_is_still_there(name: str) -> None:
    assert name in found()


@pytest.mark.parametrize("name", MACHINERY)
def test_machinery_that_is_named_is_still_there(name: str) -> None:
    assert (FOLDER / f"{name}.py").is_file()


def test_there_are_actions_to_walk() -> None:
    assert len(ACTIONS) > 25
