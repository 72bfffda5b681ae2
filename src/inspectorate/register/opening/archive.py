"""Zip files: what stands in them, looked at before anything is unpacked."""

import lzma
import os
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from inspectorate.register.opening.limits import Limits, megabytes, refusal

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
DAMAGE = (BadZipFile, OSError, EOFError, NotImplementedError, ValueError, struct.error, zlib.error, lzma.LZMAError)

_END = b"PK\x05\x06"  # of the record with which a zip ends: its members are counted here, and its directory measured
_END_BYTES = 22
_COMMENT_BYTES = 65_535
_ENTRY_BYTES = 512  # of the directory for one member, on average: 46 and a name


def open_archive(file: str, content: Path | BytesIO, limits: Limits) -> ZipFile:
    """A zip with its directory read and found within the limits; the caller closes it.

    Raises ``BadInput`` where it is damaged, or has too many members, or would unpack to too much.
    """
    try:
        if isinstance(content, Path):
            with content.open("rb") as stream:
                size = _check_directory(file, stream, limits)
        else:
            size = _check_directory(file, content, limits)
        archive = ZipFile(content)
    except DAMAGE as error:
        raise refusal(file, f"the zip is damaged ({error})", "make it again") from error
    try:
        _check_members(file, archive.infolist(), size, limits)
    except BaseException:
        archive.close()
        raise
    return archive


def read_member(file: str, archive: ZipFile, member: ZipInfo, limits: Limits) -> bytes:
    """The bytes of one member, never more than the limit of a document.

    Raises ``BadInput`` where it is damaged, or cannot be unpacked without a password.
    """
    if member.flag_bits & 1:
        raise refusal(file, "it is protected by a password", "make the zip again without one")
    try:
        with archive.open(member) as stream:
            return stream.read(limits.file_bytes + 1)
    except (*DAMAGE, RuntimeError) as error:
        raise refusal(file, f"it cannot be unpacked ({error})", "make the zip again") from error


def is_office(archive: ZipFile) -> bool:
    """Whether the zip is itself a document of an office program, and no archive of documents."""
    names = archive.namelist()
    return "[Content_Types].xml" in names or (bool(names) and names[0] == "mimetype")


def _check_directory(file: str, stream: BinaryIO, limits: Limits) -> int:
    """The size of the zip, its directory found small enough to be read at all."""
    size = stream.seek(0, os.SEEK_END)
    length = min(size, _END_BYTES + _COMMENT_BYTES)
    stream.seek(size - length)
    tail = stream.read(length)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise BadZipFile("its end is missing")
    members, directory = struct.unpack_from("<HL", tail, at + 10)
    _check_count(file, members, limits)
    if directory > limits.members * _ENTRY_BYTES:
        problem = f"the zip has a directory of {megabytes(directory)}; the limit is {limits.members:,} members"
        raise refusal(file, problem, "split it")
    return size


def _check_members(file: str, members: list[ZipInfo], size: int, limits: Limits) -> None:
    _check_count(file, len(members), limits)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.uncompressed_bytes:
        problem = f"the zip unpacks to {megabytes(unpacked)}; the limit is {megabytes(limits.uncompressed_bytes)}"
        raise refusal(file, problem, "split it")
    if unpacked > limits.ratio * size:
        problem = f"the zip unpacks to {unpacked // size:,} times its size; the limit is {limits.ratio} times"
        raise refusal(file, problem, "leave out what is not a document")


def _check_count(file: str, members: int, limits: Limits) -> None:
    if members > limits.members:
        raise refusal(file, f"the zip has {members:,} members; the limit is {limits.members:,}", "split it")
