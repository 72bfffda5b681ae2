"""An inspection as a file for research, checked before it is given away."""

import tempfile
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from inspectorate.aggregation.anonymity import TooFew
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.anonymised_reading import findings
from inspectorate_app.actions.archive import Exported
from inspectorate_app.actions.archive_file import ANONYMISED, lines, packed
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.queries import anonymised as query
from inspectorate_app.store.queries.archive_content import EDITION
from inspectorate_app.store.queries.inspection import facts_of


def export(actor: Actor, inspection: str) -> Exported:
    """The inspection as a file from which nobody can be told, once no case is read any more.

    Each file has other references and numbers. Raises ``NotAllowed``; ``NotNow`` where there are too few cases, or the
    check finds anything.
    """
    action = Action.ARCHIVE_ON_SERVER if actor.via == "command" else Action.EXPORT_ANONYMISED
    with change_in(actor, action, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        try:
            found = query.content_of(facts)
        except TooFew as error:
            raise NotNow(
                _("There are too few submitted cases for anyone to be hidden among them: {error}.").format(error=error)
            ) from error
        members = {
            **{name: lines(rows) for name, rows in found.members.items()},
            **{f"{EDITION}{name}": text.encode() for name, text in found.edition.items()},
        }
        content = packed(ANONYMISED, found.about, members)
        _require_anonymous(content, query.told_of(facts.id))
        made = Exported("anonymised-inspection.zip", content, sha256(content).hexdigest())
        kept = {"sha256": made.sha256, "cases": found.about["cases"], "suppressed": found.about["suppressed"]}
        under_way.note("anonymised archive", after=kept)
        return made


def _require_anonymous(content: bytes, source: frozenset[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anonymised.zip"
        path.write_bytes(content)
        found = findings(path, source)
    if found:
        raise NotNow(
            _("The file would not be anonymous: {value}.").format(
                value="; ".join(sorted({each.problem for each in found}))
            )
        )
