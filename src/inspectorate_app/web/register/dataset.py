"""The open data as schema.org's ``Dataset``, which search engines and catalogues of data read."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from inspectorate.register.licence import LICENCE
from inspectorate_app.store.queries.register import Held
from inspectorate_app.store.queries.register_table import ALL
from inspectorate_app.web.register import address

_TYPES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}


def described(known: Held, forms: Sequence[str]) -> dict[str, Any]:
    """The data set with its version, licence and files, in English."""
    whens = sorted(one.when for one in known.register.inspections if one.when)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "Register of published inspections",
        "description": "Published inspections of probation and youth justice services in England and Wales: ratings, "
        "scores, percentages by key question, recommendations by addressee, the documents in which each was read, and "
        "what was corrected; of those published here the documents, and each recommendation with its progress. "
        "With a data dictionary.",
        "url": address.whole(address.of_register("data", "en")),
        "identifier": address.whole(address.of_register("data", "en")),
        "version": known.version,
        "dateModified": known.changed.isoformat(),
        "inLanguage": "en",
        "license": LICENCE.url,
        "creditText": LICENCE.attribution,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{whens[0][:4]}/{whens[-1][:4]}" if whens else "",
        "spatialCoverage": "England and Wales",
        "keywords": ["inspection", "probation", "youth justice", "ratings"],
        "creator": {"@type": "Organization", "name": "Inspectorate", "url": address.whole("/register/")},
        "variableMeasured": list(dict.fromkeys(column.name for table in ALL for column in table.columns)),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{table.name}.{form}",
                "encodingFormat": _TYPES[form],
                "contentUrl": address.whole(
                    reverse("register_table", kwargs={"table": table.name, "form": form}),
                ),
            }
            for table in ALL
            for form in forms
        ],
    }
