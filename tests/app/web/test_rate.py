"""How often something may happen, in windows of a minute, by a clock that the test turns."""

import pytest
from django.test import Client

from inspectorate_app.rate import WINDOW, TooOften, Window, address_of


class Clock:
    """Says the second it was set to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(clock: Clock) -> Window:
    return Window(length=60, clock=clock)


def tries(window: Window, number: int) -> list[bool]:
    """Which of so many tries, with two allowed, came through."""
    passed = []
    for _ in range(number):
        try:
            window.count("address", 2)
            passed.append(True)
        except TooOften:
            passed.append(False)
    return passed


def test_the_third_of_two_is_refused_and_told_when_the_window_ends(window, clock):
    assert tries(window, 3) == [True, True, False]
    clock.now = 45
    with pytest.raises(TooOften) as refused:
        window.count("address", 2)
    assert refused.value.seconds == 15


def test_the_next_window_counts_anew(window, clock):
    assert tries(window, 3) == [True, True, False]
    clock.now = 60
    assert tries(window, 3) == [True, True, False]


def test_after_forgetting_a_whole_window_begins(window, clock):
    """59 s into a window, what is forgotten leaves no second of it: the tries that follow fall into one window."""
    window.count("somebody else", 2)
    clock.now = 59
    window.forget()
    assert tries(window, 2) == [True, True]
    clock.now = 61
    assert tries(window, 1) == [False]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("", ""),
    ],
)
def test_of_ipv6_the_network_of_one_connection_is_counted(address, counted):
    assert address_of({"REMOTE_ADDR": address}, 0) == counted
    assert address_of({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"192.0.2.1, {address}"}, 1) in {
        counted,
        "192.0.2.1",
    }


@pytest.mark.django_db
def test_published_files_are_counted_apart_and_to_ten_times_as_many(settings):
    """Two pages a minute: a whole office still has twenty files."""
    settings.REQUESTS_A_MINUTE = 2
    WINDOW.forget()
    client, file = Client(), "/register/publications/nowhere/1/report.pdf"
    assert [client.get(file).status_code for _ in range(21)] == [404] * 20 + [429]
    assert client.get("/register/units/pdu/cumbria").status_code == 200
    WINDOW.forget()
