"""The file of an archive: a zip with a manifest that names every member with its SHA-256. Written and read here.

What stands in the members is ``store.queries.archive_content`` and ``anonymised``. The same members give the same
bytes: no moment of writing stands in the file.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.register.opening.archive import open_archive, read_member
from inspectorate.register.opening.limits import Limits
from inspectorate_app.store.queries import archive_version

Json = dict[str, Any]
MANIFEST = "manifest.json"
#: The two kinds of archive, as ``format`` says it.
WHOLE, ANONYMISED = "inspectorate-archive", "inspectorate-anonymised-archive"
#: The version that is written of each, raised by whatever an older product could not read. Earlier ones are read too.
VERSIONS: Mapping[str, int] = MappingProxyType({WHOLE: archive_version.LATEST, ANONYMISED: 1})
LIMITS = Limits(file_bytes=1_000_000_000, uncompressed_bytes=4_000_000_000, members=50_000)
_AGAIN = "export it again where it came from, and copy it whole"
_NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")
#: The day that a zip can name first.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Opened:
    """An archive whose members are what its manifest says; ``sha256`` is of the file."""

    file: str
    manifest: Json
    members: Mapping[str, bytes]
    sha256: str

    @property
    def version(self) -> int:
        """The version of the form, one that is read."""
        return int(self.manifest["version"])

    def place(self, member: str) -> str:
        """A member as faults name it."""
        return f"{self.file}!{member}"


def canonical(value: object) -> str:
    """JSON in the one form in which archives hold it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def lines(rows: Iterable[object]) -> bytes:
    """JSON Lines: a row each."""
    return "".join(f"{canonical(row)}\n" for row in rows).encode()


def packed(form: str, about: Mapping[str, Any], members: Mapping[str, bytes]) -> bytes:
    """The bytes of an archive: its manifest first, then its members by name."""
    listed = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        | ({"rows": content.count(b"\n")} if name.endswith(".jsonl") else {})
        for name, content in sorted(members.items())
    }
    manifest = {
        "format": form,
        "version": VERSIONS[form],
        "product": version("inspectorate"),
        **about,
        "members": listed,
    }
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in [(MANIFEST, text.encode()), *sorted(members.items())]:
            entry = ZipInfo(name, _NO_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, content, ZIP_DEFLATED, 6)
    return written.getvalue()


def opened(path: Path, form: str) -> Opened:
    """An archive of a form, read whole. Raises ``BadInput`` with all that is wrong with the file."""
    name = path.name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput([Fault(name, 0, "", _("it cannot be read"), _("check the path"))]) from error
    try:
        members = _unpacked(name, content)
    except BadInput as error:
        raise BadInput(replace(each, mend=_AGAIN) for each in error.faults) from error
    manifest = _manifest(name, members.pop(MANIFEST, b""), form)
    _require_as_listed(name, manifest["members"], members)
    return Opened(name, manifest, members, hashlib.sha256(content).hexdigest())


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    with open_archive(name, BytesIO(content), LIMITS) as archive:
        entries = archive.infolist()
        names = [each.filename for each in entries]
        log = FaultLog(name)
        for each in sorted({one for one in names if not _NAME.fullmatch(one) or names.count(one) > 1}):
            log.add(
                _("the member {each!r} stands in it twice, or has no name that an archive gives").format(
                    each=each[:80]
                ),
                _AGAIN,
            )
        log.raise_if_any()
        return {each.filename: _member(name, archive, each) for each in entries}


def _member(name: str, archive: ZipFile, entry: ZipInfo) -> bytes:
    content = read_member(f"{name}!{entry.filename}", archive, entry, LIMITS)
    if len(content) > LIMITS.file_bytes:
        raise BadInput([Fault(f"{name}!{entry.filename}", 0, "", _("it is larger than an archive may hold"), _AGAIN)])
    return content


def _manifest(name: str, content: bytes, form: str) -> Json:
    place = f"{name}!{MANIFEST}"
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput([Fault(place, 0, "", _("there is none, or it is no JSON"), _AGAIN)]) from error
    if not isinstance(found, dict) or found.get("format") != form or not isinstance(found.get("members"), dict):
        told = found.get("format") if isinstance(found, dict) else None
        mend = _("give an archive of this product; an anonymised one is checked with --anonymised, and never imported")
        raise BadInput(
            [Fault(place, 0, "format", _("it is {told!r}, where {form!r} is read").format(told=told, form=form), mend)]
        )
    said = found.get("version")
    if type(said) is not int or not 1 <= said <= VERSIONS[form]:
        problem = _("it is {value!r}, and this product reads up to {version}").format(
            value=said, version=VERSIONS[form]
        )
        raise BadInput([Fault(place, 0, "version", problem, _("use the product that wrote it, or a later one"))])
    return found


def _require_as_listed(file: str, listed: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
    log = FaultLog(file)
    for name in sorted(listed.keys() | members.keys()):
        if name not in members:
            log.add(_("the manifest names {name!r}, which is not in it").format(name=name[:80]), _AGAIN)
        elif name not in listed:
            log.add(_("{name!r} is in it, and the manifest does not name it").format(name=name), _AGAIN)
        elif not _is(listed[name], members[name]):
            log.faults.append(Fault(f"{file}!{name}", 0, "", _("it is not what the manifest says (SHA-256)"), _AGAIN))
    log.raise_if_any()


def _is(said: Any, content: bytes) -> bool:
    return isinstance(said, dict) and said.get("sha256") == hashlib.sha256(content).hexdigest()


def rows_of(
    archive: Opened, member: str, log: FaultLog, keys: Sequence[str], lacking: Mapping[str, Any] = MappingProxyType({})
) -> list[Json]:
    """The rows of a member, each an object with just these keys; what is none is noted with its line.

    Of the keys, rows may lack those of ``lacking``, and then have the values given there.
    """
    content = archive.members.get(member)
    if content is None:
        log.faults.append(Fault(archive.place(member), 0, "", _("it is missing"), _AGAIN))
        return []
    found = []
    for number, line in enumerate(content.split(b"\n")[:-1] if content.endswith(b"\n") else [content], start=1):
        if not content:
            break
        try:
            found.append(_row(line, keys, lacking))
        except (ValueError, RecursionError) as error:
            log.faults.append(Fault(archive.place(member), number, "", str(error), _AGAIN))
    return found


def _row(line: bytes, keys: Sequence[str], lacking: Mapping[str, Any]) -> Json:
    try:
        row = json.loads(line)
        text = canonical(row)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON") from error
    if text.encode("utf-8", "replace") != line or "\\u0000" in text:
        raise ValueError("it is not as an archive writes it")
    if isinstance(row, dict):
        row = {**lacking, **row}
    if not isinstance(row, dict) or row.keys() != set(keys):
        told = ", ".join(sorted(set(row) ^ set(keys))) if isinstance(row, dict) else _("no object")
        raise ValueError(f"its fields are not those of its table ({told[:200]})")
    return row
