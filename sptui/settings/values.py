"""What the texts among the settings have to look like."""

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def _service_url(url: str) -> str:
    parts = urlsplit(url)
    if re.search(r"[\s\x00-\x1f]", url) or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        msg = "not the address of a service"
        raise ValueError(msg)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        msg = "the address must begin with https://"
        raise ValueError(msg)
    _ = parts.port  # raises ValueError when it is none
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _client_id(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-fA-F]{32}", text):
        msg = "not a client id"
        raise ValueError(msg)
    return text


def _colour(text: str) -> str:
    if text and not re.fullmatch(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|[a-z][a-z0-9_]*", text):
        msg = "not a colour"
        raise ValueError(msg)
    return text


ServiceUrl = Annotated[str, AfterValidator(_service_url)]
ClientId = Annotated[str, AfterValidator(_client_id)]
Colour = Annotated[str, AfterValidator(_colour)]
