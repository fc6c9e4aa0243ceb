"""One call of the Web API, as its handler sees it: parameters, body, account and the pages of an answer."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from sptui.simulator.messages import Json, Refusal, Request, Response, bad_request
from sptui.simulator.world import World

Answer = Response | Json | list[Any]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that passed the token and scope checks; `ids` are the variable parts of its path."""

    request: Request
    world: World
    scopes: frozenset[str]
    ids: tuple[str, ...]

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters."""
        return self.request.query

    def whole_number(self, name: str, default: int | None, low: int, high: int) -> int:
        """A parameter between two bounds. Refusal 400 when it is missing without a default, no number or outside."""
        text = self.query.get(name)
        if text is None and default is not None:
            return default
        if text is None:
            raise bad_request(f"Missing required field: {name}")
        try:
            number = int(text)
        except ValueError:
            raise bad_request(f"Invalid {name}") from None
        if not low <= number <= high:
            raise bad_request(f"Invalid {name}")
        return number

    def require(self, name: str) -> str:
        """A parameter that must be there. Refusal 400."""
        if not (value := self.query.get(name)):
            raise bad_request(f"Missing required field: {name}")
        return value

    def need_scope(self, *alternatives: str) -> None:
        """Refusal 403 unless one of the scopes was granted. Source: concepts, "Scopes"."""
        if self.scopes.isdisjoint(alternatives):
            raise Refusal(403, "Insufficient client scope")

    def body(self) -> Json:
        """The JSON object of the body, {} for none. Refusal 400 when it is something else."""
        value = self.json()
        if not isinstance(value, dict):
            raise bad_request("Malformed json")
        return value

    def json(self) -> object:
        """The body's JSON, {} for none. Refusal 400 when it is none."""
        if not self.request.body.strip():
            return {}
        try:
            value: object = json.loads(self.request.body)
        except ValueError:
            raise bad_request("Malformed json") from None
        return value

    def page(
        self,
        rows: Sequence[Row],
        shape: Callable[[Row], Json | None],
        *,
        default: int = 20,
        most: int = 50,
        total: int | None = None,
    ) -> Json:
        """The reference's paging object over the rows that `limit` and `offset` ask for. Refusal 400."""
        limit = self.whole_number("limit", default, 1, most)
        offset = self.whole_number("offset", 0, 0, 100_000)
        return {
            "href": self.link(limit=limit, offset=offset),
            "items": [shape(row) for row in rows[offset : offset + limit]],
            "limit": limit,
            "next": self.link(limit=limit, offset=offset + limit) if offset + limit < len(rows) else None,
            "offset": offset,
            "previous": self.link(limit=limit, offset=max(0, offset - limit)) if offset else None,
            "total": len(rows) if total is None else total,
        }

    def link(self, **changed: object) -> str:
        """The address of this call with some parameters changed."""
        return f"{self.request.origin}{self.request.path}?{urlencode({**self.query, **changed})}"


def first_page(href: str, rows: Sequence[Row], shape: Callable[[Row], Json | None], limit: int) -> Json:
    """The page that an object carries of the rows that belong to it."""
    return {
        "href": f"{href}?offset=0&limit={limit}",
        "items": [shape(row) for row in rows[:limit]],
        "limit": limit,
        "next": f"{href}?offset={limit}&limit={limit}" if len(rows) > limit else None,
        "offset": 0,
        "previous": None,
        "total": len(rows),
    }


def iso(seconds: float, *, fraction: bool = False) -> str:
    """A time as the service writes it, in UTC with a Z."""
    text = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds" if fraction else "seconds")
    return text.replace("+00:00", "Z")
