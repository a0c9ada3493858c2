"""A server that is set up wrong does not start, and says in one sentence what to do."""

import re
from pathlib import Path

import pytest

from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.settings import Settings, SettingsError, read_settings

RIGHT = {
    "SAMVERKAN_DATABASE": "samverkan.db",
    "SAMVERKAN_HOST_NAME": "avtal.linden.se",
    "SAMVERKAN_TRUSTED_PROXIES": "10.0.0.5/32, fd00::/64",
}


def test_the_least_that_must_be_said_is_enough() -> None:
    settings = read_settings({**RIGHT, "PATH": "/bin", "SAMVERKAN_PORT": ""})
    assert (settings.listen, settings.port, settings.processes) == ("127.0.0.1", 8000, 1)
    assert settings.host_name == ("avtal.linden.se",)
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.5/32", "fd00::/64"]


@pytest.mark.parametrize("way_out", ["/", "/oauth2/sign_out?rd=%2F", "https://inloggning.linden.se/ut"])
def test_signing_out_goes_on_at_the_proxy(way_out: str) -> None:
    assert read_settings({**RIGHT, "SAMVERKAN_LEAVE_TO": way_out}).leave_to == way_out


WRONG = {
    "no database": ({"DATABASE": ""}, "--database"),
    "no name": ({"HOST_NAME": ""}, "--host-name"),
    "a whole address": ({"HOST_NAME": "https://avtal.linden.se"}, "--host-name"),
    "any name": ({"HOST_NAME": "*"}, "--host-name"),
    "no proxy": ({"TRUSTED_PROXIES": ""}, "--trusted-proxy"),
    "no proxy, and heard by all": ({"TRUSTED_PROXIES": "", "LISTEN": "0.0.0.0"}, "--trusted-proxy"),
    "all of the internet": ({"TRUSTED_PROXIES": "10.0.0.5/32,0.0.0.0/0"}, "hela internet"),
    "all of the new internet": ({"TRUSTED_PROXIES": "::/0"}, "hela internet"),
    "no network": ({"TRUSTED_PROXIES": "proxy.linden.se"}, "SAMVERKAN_TRUSTED_PROXIES"),
    "half a network": ({"TRUSTED_PROXIES": "10.0.0.5/16"}, "SAMVERKAN_TRUSTED_PROXIES"),
    "a port in words": ({"PORT": "åttatusen"}, "SAMVERKAN_PORT"),
    "no port": ({"PORT": "70000"}, "SAMVERKAN_PORT"),
    "no processes": ({"PROCESSES": "0"}, "SAMVERKAN_PROCESSES"),
    "a header with a line": ({"USER_HEADER": "X-User\r\nX"}, "bindestreck"),
    "a header with underscores": ({"USER_HEADER": "X_Forwarded_User"}, "bindestreck"),
    "one header for two things": ({"NAME_HEADER": "x-forwarded-email"}, "eget huvud"),
    "out to anywhere": ({"LEAVE_TO": "//annat.se/ut"}, "SAMVERKAN_LEAVE_TO"),
    "out in clear": ({"LEAVE_TO": "http://annat.se/ut"}, "SAMVERKAN_LEAVE_TO"),
    "no months": ({"KEEP_MONTHS": "0"}, "SAMVERKAN_KEEP_MONTHS"),
    "neither yes nor no": ({"EXPECT_DATA": "kanske"}, "SAMVERKAN_EXPECT_DATA"),
    "without https for others": ({"PLAIN_HTTP": "1"}, "SAMVERKAN_PLAIN_HTTP"),
    "without https, heard by all": (
        {"PLAIN_HTTP": "1", "HOST_NAME": "localhost", "LISTEN": "0.0.0.0"},
        "SAMVERKAN_PLAIN_HTTP",
    ),
}


@pytest.mark.parametrize(("changes", "named"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_is_one_sentence_that_names_it(changes: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings({**RIGHT, **{f"SAMVERKAN_{name}": value for name, value in changes.items()}})
    assert named in str(told.value)
    assert "\n" not in str(told.value)


def test_a_setting_that_is_wrong_is_not_said_again() -> None:
    with pytest.raises(StorageError) as told:
        Database("mysql://anna:hemligt@db/samverkan")
    assert "hemligt" not in str(told.value)


def test_every_setting_is_in_the_guide_and_nothing_else_is() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "server.md").read_text("utf-8")
    named = set(re.findall(r"SAMVERKAN_[A-Z_]+", guide))
    assert named == {f"SAMVERKAN_{name.upper()}" for name in Settings.model_fields}
