"""Addresses of pages by the names of their routes."""

import pytest
from django.urls import NoReverseMatch
from django.urls.base import clear_script_prefix, set_script_prefix

from inspectorate_app.web.address import address


def test_an_address_is_that_of_its_route_and_what_it_names():
    assert address("case", inspection="a-2022", number=7) == "/inspections/a-2022/cases/7"
    assert address("case", inspection="a-2022", number=8) == "/inspections/a-2022/cases/8"
    with pytest.raises(NoReverseMatch):
        address("no_such_page")


def test_behind_a_path_of_the_server_it_begins_with_that():
    assert address("account") == "/account/"
    set_script_prefix("/below/")
    try:
        assert address("account") == "/below/account/"
    finally:
        clear_script_prefix()
    assert address("account") == "/account/"
