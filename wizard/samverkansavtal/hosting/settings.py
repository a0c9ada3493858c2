"""What an operator says, from the environment or the command line; what cannot be right is told in one sentence.

Every setting is an environment variable, SAMVERKAN_ and its name; `samverkan serve` has an option for the
most common ones and hands all of them on to its processes the same way.
"""

import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from samverkansavtal.errors import SamverkanError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PREFIX = "SAMVERKAN_"
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


class SettingsError(SamverkanError):
    """The server cannot be started as it is set up."""


class Settings(BaseModel):
    """How a server is set up. Lists are written with commas between."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database: str = ""
    listen: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    processes: int = Field(1, ge=1, le=64)
    host_name: tuple[str, ...] = ()  # what the site is called from outside
    trusted_proxies: tuple[Network, ...] = ()  # who is believed about who is visiting
    user_header: str = "X-Forwarded-Email"
    name_header: str = ""
    organisation_header: str = ""  # without it, what comes after @ in who is visiting
    organisations: tuple[str, ...] = ()  # only these; empty: all
    leave_to: str = "/"
    keep_months: int = Field(12, ge=1, le=240)
    expect_data: bool = False
    plain_http: bool = False  # for trying out on one's own computer

    @field_validator("host_name", "trusted_proxies", "organisations", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )


WRONG = {
    "port": "Skriv ett tal från 1 till 65535.",
    "processes": "Skriv ett tal från 1 till 64.",
    "trusted_proxies": "Skriv nätverksadresser med komma mellan, till exempel 10.0.0.5/32.",
    "keep_months": "Skriv ett antal månader, från 1 till 240.",
    "expect_data": "Skriv 1 eller 0.",
    "plain_http": "Skriv 1 eller 0.",
}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings in *environment*, checked.

    Raises:
        SettingsError: one of them cannot be right.
    """
    given = {
        name: environment[key]
        for name in Settings.model_fields
        if (key := PREFIX + name.upper()) in environment and environment[key].strip()
    }
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise SettingsError(
            f"{PREFIX}{name.upper()} går inte att läsa. {WRONG.get(name, 'Rätta den.')}"
        ) from None
    for sentence in _mistakes(settings):
        raise SettingsError(sentence)
    return settings


def _mistakes(settings: Settings) -> list[str]:
    return [
        sentence
        for found in (
            _about_database,
            _about_names,
            _about_proxies,
            _about_headers,
            _about_leaving,
            _about_http,
        )
        if (sentence := found(settings))
    ]


def _about_database(settings: Settings) -> str:
    if settings.database:
        return ""
    return (
        "Säg var databasen finns: --database FIL, eller SAMVERKAN_DATABASE=postgresql://namn@dator/databas."
    )


def _about_names(settings: Settings) -> str:
    if not settings.host_name:
        return "Säg vad webbplatsen heter utifrån: --host-name avtal.bolaget.se."
    if any(not HOST.fullmatch(name) for name in settings.host_name):
        return "--host-name ska vara ett namn utan https:// och port, med små bokstäver: avtal.bolaget.se."
    return ""


def _about_proxies(settings: Settings) -> str:
    if not settings.trusted_proxies:
        return (
            "Säg vilken proxy som får tala om vem som är inloggad: --trusted-proxy 10.0.0.5/32. "
            "Utan det skulle vem som helst kunna säga sig vara någon annan."
        )
    if any(network.prefixlen == 0 for network in settings.trusted_proxies):
        return "--trusted-proxy får inte vara hela internet. Skriv adressen till er proxy, till exempel 10.0.0.5/32."
    return ""


def _about_headers(settings: Settings) -> str:
    headers = (settings.user_header, settings.name_header, settings.organisation_header)
    if any(header and not HEADER.fullmatch(header) for header in headers):
        return (
            "Ett huvuds namn får bara ha bokstäver, siffror och bindestreck, till exempel X-Forwarded-Email."
        )
    named = [header.casefold() for header in headers if header]
    return "Varje uppgift om den inloggade behöver ett eget huvud." if len(set(named)) < len(named) else ""


def _about_leaving(settings: Settings) -> str:
    if re.fullmatch(r"(https://[^/\s\\]+)?/[^/\s\\]\S*|/", settings.leave_to):
        return ""
    return "SAMVERKAN_LEAVE_TO ska börja med / eller https://, till exempel /oauth2/sign_out."


def _about_http(settings: Settings) -> str:
    if not settings.plain_http:
        return ""
    if settings.listen in ("127.0.0.1", "::1") and set(settings.host_name) <= {"127.0.0.1", "localhost"}:
        return ""
    return "SAMVERKAN_PLAIN_HTTP går bara på den egna datorn: --listen 127.0.0.1 och --host-name localhost."
