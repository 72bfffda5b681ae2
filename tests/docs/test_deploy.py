"""What the files under ``deploy`` name is there: settings and commands. Their own validators check the rest."""

import re

import pytest

from inspectorate_app.configuration import VARIABLES
from tests.docs.commands import commands
from tests.docs.places import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
SETTINGS = {each.name for each in VARIABLES}
#: Of the proxy and of the compose file itself.
OTHERS = {"INSPECTORATE_HOST", "INSPECTORATE_SERVERS"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DEPLOY).as_posix())
def test_every_setting_in_it_is_one(path):
    named = set(re.findall(r"\bINSPECTORATE_[A-Z0-9_]+\b|\bDATABASE_URL\b", path.read_text(encoding="utf-8")))
    assert named <= SETTINGS | OTHERS


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("systemd/*.service")), ids=lambda path: path.name)
def test_every_unit_runs_a_command_with_options_that_there_are(path):
    started = re.search(r"^ExecStart=/opt/inspectorate/bin/inspectorate (.+)$", path.read_text(), re.MULTILINE)
    assert started
    words = started[1].split()
    known = dict(commands())
    name = next(" ".join(words[:count]) for count in (2, 1) if " ".join(words[:count]) in known)
    options = {option for each in known[name].params for option in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def test_no_file_holds_a_secret():
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            given = re.match(
                r"\s*#?(INSPECTORATE_SECRET_KEY|INSPECTORATE_METRICS_TOKEN|POSTGRES_PASSWORD)[=:]\s*(.*)", line
            )
            assert not given or given[2] in ("",) or given[2].startswith("${"), line


@pytest.mark.parametrize("name", ["proxy/nginx.conf", "proxy/Caddyfile"])
def test_a_proxy_passes_on_no_header_of_a_caller_and_keeps_metrics_inside(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "/metrics" in text
    assert "proxy_add_x_forwarded_for" not in text
    assert "trusted_proxies" not in text


def test_nginx_logs_nothing_of_surveys_and_of_addresses_that_are_keys_and_says_of_every_request_by_what_name_it_came():
    text = (DEPLOY / "proxy/nginx.conf").read_text(encoding="utf-8")
    survey = re.search(r"location /survey \{(.*?)\}", text, re.DOTALL)
    assert survey
    assert "access_log off;" in survey[1]
    keys = re.search(r"location ~ (\S+) \{(.*?)\n    \}", text, re.DOTALL)
    assert keys
    assert "access_log off;" in keys[2]
    for address in (
        "/embargoed/abc",
        "/account/invitation/abc",
        "/register/subscribe/leave/abc",
        "/register/cy/subscribe/confirm/abc",
    ):
        assert re.search(keys[1], address), address
    assert not re.search(keys[1], "/register/units/pdu/cumbria")
    # A location inherits the headers of the server only where it sets none of its own.
    inside = re.findall(r"location [^{]*\{(.*?)\}", text, re.DOTALL)
    assert not any("proxy_set_header" in each for each in inside)
    for name in ("Host $host", "X-Forwarded-For $remote_addr", "X-Forwarded-Proto https"):
        assert f"proxy_set_header {name};" in text


def test_the_command_reads_the_settings_that_the_units_read():
    text = (DEPLOY / "systemd/inspectorate-command").read_text(encoding="utf-8")
    units = [path.read_text(encoding="utf-8") for path in DEPLOY.glob("systemd/*.service")]
    settings = re.search(r"^\. (\S+)$", text, re.MULTILINE)
    assert settings
    assert all(f"EnvironmentFile={settings[1]}\n" in each for each in units)
    started = re.search(r'runuser -u (\S+) -- (\S+) "\$@"', text)
    assert started
    assert all(f"User={started[1]}\n" in each and f"ExecStart={started[2]} " in each for each in units)
