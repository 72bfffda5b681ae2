"""What is counted for Prometheus, where someone asked for it: nothing is, and nothing is loaded, until ``begin``.

Nothing that is counted names a person, an inspection or a case. The processes of one ``inspectorate serve`` count in
files of one folder (``share``), so that whichever of them is asked tells for all.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram
    from prometheus_client.core import GaugeMetricFamily

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
#: By this prometheus_client knows, when it is first loaded, where processes count together.
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: Seconds. A page takes some hundredths; a draw from a large caseload may take many.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True)
class _Counted:
    registry: "CollectorRegistry"
    requests: "Counter"
    seconds: "Histogram"
    changes: "Counter"
    refusals: "Counter"


_counted: _Counted | None = None


@dataclass(frozen=True)
class Figure:
    """A figure that is looked up when it is asked for: its values by the words of its label, or one without."""

    name: str
    purpose: str
    values: Mapping[str, float]
    label: str = ""


@contextmanager
def share() -> Iterator[None]:
    """Let all processes that are started inside count together."""
    folder = tempfile.mkdtemp(prefix="inspectorate-metrics-")
    os.environ[_FOLDER] = folder
    try:
        yield
    finally:
        del os.environ[_FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


def begin() -> None:
    """Count from now on, in this process."""
    global _counted
    if _counted is not None:
        return
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry, about = CollectorRegistry(), ("method", "route")
    _counted = _Counted(
        registry,
        Counter("inspectorate_requests", "Requests answered", (*about, "status"), registry=registry),
        Histogram("inspectorate_request_seconds", "Time to an answer", about, registry=registry, buckets=_BUCKETS),
        Counter("inspectorate_changes", "Changes made, as the audit trail names them", ("action",), registry=registry),
        Counter("inspectorate_refusals", "Actions refused, and why", ("kind",), registry=registry),
    )


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request by the pattern of its address."""
    if _counted is None:
        return
    method = method if method in _METHODS else "other"
    _counted.requests.labels(method, route or "none", str(status)).inc()
    _counted.seconds.labels(method, route or "none").observe(seconds)


def changed(action: str) -> None:
    """Count a change that was made: saves, submissions and all else that is in the audit trail."""
    if _counted is not None:
        _counted.changes.labels(action).inc()


def refused(kind: str) -> None:
    """Count an action that was refused."""
    if _counted is not None:
        _counted.refusals.labels(kind).inc()


def told(figures: Iterable[Figure]) -> bytes:
    """All that was counted, by every process that counts together, and figures beside it; as Prometheus reads it."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    registry.register(_Figures(figures))
    if _FOLDER in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it says nothing of its types
        return bytes(generate_latest(registry))
    return bytes(generate_latest(registry)) + (bytes(generate_latest(_counted.registry)) if _counted else b"")


class _Figures:
    """As prometheus_client wants to be told of figures."""

    def __init__(self, figures: Iterable[Figure]):
        self._figures = tuple(figures)

    def collect(self) -> "Iterator[GaugeMetricFamily]":
        """Each figure with its values."""
        from prometheus_client.core import GaugeMetricFamily

        for each in self._figures:
            family = GaugeMetricFamily(each.name, each.purpose, labels=[each.label] if each.label else [])
            for word, value in each.values.items():
                family.add_metric([word] if each.label else [], value)
            yield family
