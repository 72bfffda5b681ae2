"""The register's reader finds in a composed report what it was composed from; `make composed` asks a thousand."""

import pytest

from inspectorate.report.house import product_house
from inspectorate.report.report import report
from tests.composed.inspection import made_up
from tests.composed.reading import report_differs


@pytest.mark.parametrize("seed", range(10))
def test_everything_in_a_report_is_read_and_nothing_contradicts(seed):
    base = made_up(seed).base
    assert report_differs(report(base, {}, product_house()), base) == []
