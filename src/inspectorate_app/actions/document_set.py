"""All documents of an inspection taken out by a command on the server."""

from django.utils.translation import gettext as _

from inspectorate.language import is_english
from inspectorate.report.edition_language import document_language
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.letter import readable
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.queries.document_set import Composed, composed_set
from inspectorate_app.store.queries.draft_check import evidence, mark_of
from inspectorate_app.store.queries.inspection import edition_used, facts_of


def compose(actor: Actor, inspection: str, language: str = "en") -> Composed:
    """The documents as they stand, "Draft" and the number of the draft on each page; the audit trail keeps that it was.

    Raises ``NotThere``, ``NotAllowed``, ``BadInput`` for a language that the edition does not speak, and ``NotNow``
    before the ratings are signed off.
    """
    with change_in(actor, Action.MAKE_DOCUMENTS_ON_SERVER, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        said = document_language(language, edition_used(facts))
        mark, known = mark_of(facts, "report", said), evidence(facts, readable(actor, facts, under_way.action))
        made = composed_set(facts, known, mark=mark, language=said)
        if made is None:
            raise NotNow(
                _("Documents are written once the ratings are signed off: until then their numbers may change.")
            )
        kinds = [each.kind for each in made.documents]
        told = {"mark": mark_of(facts, "report"), "documents": kinds}
        under_way.note("all documents", after=told if is_english(said) else {**told, "language": said})
        return made
