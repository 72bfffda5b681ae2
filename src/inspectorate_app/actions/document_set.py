"""All documents of an inspection taken out by a command on the server."""

from django.utils.translation import gettext as _

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.letter import readable
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.queries.document_set import Composed, composed_set
from inspectorate_app.store.queries.draft_check import evidence, mark_of
from inspectorate_app.store.queries.inspection import facts_of


def compose(actor: Actor, inspection: str) -> Composed:
    """The documents as they stand, "Draft" and the number of the draft on each page; the audit trail keeps that it was.

    Raises ``NotThere``, ``NotAllowed``, and ``NotNow`` before the ratings are signed off.
    """
    with change_in(actor, Action.MAKE_DOCUMENTS_ON_SERVER, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        mark = mark_of(facts, "report")
        made = composed_set(facts, evidence(facts, readable(actor, facts, under_way.action)), mark=mark)
        if made is None:
            raise NotNow(
                _("Documents are written once the ratings are signed off: until then their numbers may change.")
            )
        under_way.note("all documents", after={"mark": mark, "documents": [each.kind for each in made.documents]})
        return made
