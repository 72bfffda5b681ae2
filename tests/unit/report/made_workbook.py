"""The data workbook of the inspection that is made up, and its files: made once, by whichever test first asks."""

from functools import cache

from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.house import product_house
from inspectorate.report.workbook import Workbook
from inspectorate.report.writers import ods, xlsx
from tests.unit.report.inspected import BASE


@cache
def workbook() -> Workbook:
    """As a draft."""
    return data_workbook(BASE, product_house(), mark="Draft 3")


@cache
def xlsx_file() -> bytes:
    return xlsx.xlsx(workbook())


@cache
def ods_file() -> bytes:
    return ods.ods(workbook())
