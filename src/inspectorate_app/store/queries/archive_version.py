"""What each version of the format of archives added to the tables, so that archives of earlier ones are read too.

Whoever adds a table or a field to those of an inspection raises ``LATEST`` once a release, and adds a line to ``ADDED``
with what a row of before has there. ``tests/app/actions/test_archive_version.py`` holds them against the migrations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The version that is written. Version 1 is what migration 0009 had, and was written for a while after it too.
LATEST = 6


@dataclass(frozen=True)
class Added:
    """What a ``version`` added: a ``field`` of a table with its ``value`` in rows of before, or with none a table."""

    version: int
    table: str
    field: str = ""
    value: Any = None


ADDED: tuple[Added, ...] = (
    # migration 0010: a file is deleted on its day
    Added(2, "inspection", "documents_delete_on"),
    Added(2, "documentversion", "removed_at"),
    # migration 0014: results by characteristic that were told before fieldwork was opened again
    Added(3, "release"),
    # migration 0015: whoever answers for an interview names the answer that they saw
    Added(3, "interview", "version", 1),
    # recommendations
    Added(3, "recommendation"),
    Added(3, "recommendationfinding"),
    Added(3, "previousrecommendation"),
    Added(3, "progressfinding"),
    # migration 0017: drafts of documents
    Added(3, "draftpart"),
    Added(3, "draftversion"),
    Added(3, "draftcomment"),
    Added(3, "claimsupport"),
    # migration 0018: publications
    Added(4, "publication"),
    Added(4, "publishedfile"),
    # the letter to a region
    Added(4, "letter"),
    # the factual accuracy check
    Added(4, "accuracycheck"),
    Added(4, "accuracycomment"),
    Added(4, "accuracyfile"),
    # migration 0021: action plans
    Added(4, "actionplan"),
    Added(4, "actionplanversion"),
    Added(4, "recommendationanswer"),
    Added(4, "plannedaction"),
    Added(4, "actionreport"),
    Added(4, "publicactionplan"),
    # migration 0022: quality review, legal holds, embargoed copies
    Added(4, "review"),
    Added(4, "hold"),
    Added(4, "embargoedcopy"),
    Added(4, "embargoedopening"),
    # migration 0026: what was answered where a person could be recognised
    Added(4, "disclosureanswer"),
    # migration 0027: of which numbers a claim does not speak
    Added(5, "claimsupport", "other_than", []),
    # migration 0028: documents that are made in Welsh too
    Added(6, "publication", "also_in", ""),
    Added(6, "publishedfile", "language", "en"),
    # migration 0029: the ISBN of a report
    Added(6, "publication", "isbn", ""),
)


def missing_fields(table: str, version: int) -> Mapping[str, Any]:
    """What rows of a table may lack in an archive of a version, each with the value that it then has."""
    return {each.field: each.value for each in ADDED if each.table == table and each.field and each.version > version}


def may_lack(table: str, version: int) -> bool:
    """Whether an archive of a version may be without a table at all."""
    return any(each.table == table and not each.field and each.version > version for each in ADDED)
