"""What every call sends: exactly this, and nothing that the service's own description does not know."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest

from sptui.spotify.client import API_URL, Spotify
from sptui.spotify.endpoints.base import SCOPES, Endpoints
from tests.contract.calls import CALLS, ROWS, Row

Spec = dict[str, Any]

SCOPES_THAT_DIFFER = {
    "playlists.one": "the description asks for no scope, but private playlists are shown only with this one",
    "users.me": "its two scopes only add fields that Development Mode apps lost; the profile itself needs none",
}
"""Where the fact sheet (chapter 2, scopes by feature) corrects the description."""


async def sent_by(row: Row) -> httpx.Request:
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json=row.promise)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        await row.call(Spotify(http))
    (request,) = requests
    return request


def public_calls() -> Iterator[tuple[str, str]]:
    """The name and the qualified name of every call that a `Spotify` has."""
    for namespace, chapter in vars(Spotify(httpx.AsyncClient())).items():
        if not isinstance(chapter, Endpoints):
            continue
        for name, function in inspect.getmembers(type(chapter), inspect.iscoroutinefunction):
            if name == "__call__":
                yield namespace, function.__qualname__
            elif not name.startswith("_"):
                yield f"{namespace}.{name}", function.__qualname__


def operation_of(spec: Spec, row: Row) -> Spec:
    operation: Spec = spec["paths"][row.template][row.method.lower()]
    return operation


def resolved(spec: Spec, node: Spec) -> Spec:
    for name in node.get("$ref", "#").split("/")[1:]:
        spec = spec[name]
    return spec if "$ref" in node else node


def typed(schema: Spec, text: str) -> object:
    """A query parameter's text as the JSON value that its schema speaks of."""
    match schema["type"]:
        case "integer":
            return int(text)
        case "boolean":
            return {"true": True, "false": False}[text]
        case "array":
            return text.split(",")
        case _:
            return text


def check(spec: Spec, schema: Spec, value: object) -> None:
    jsonschema.Draft4Validator({**schema, "components": spec["components"]}).validate(value)


rows = pytest.mark.parametrize("row", ROWS, ids=[f"{row.name}-{number}" for number, row in enumerate(ROWS)])


def test_every_call_has_a_row_and_every_row_a_call() -> None:
    assert dict(public_calls()).keys() == CALLS.keys()


@rows
async def test_a_call_sends_exactly_this(row: Row) -> None:
    request = await sent_by(row)

    assert request.method == row.method
    assert str(request.url).partition("?")[0] == API_URL + row.path
    assert request.url.params.multi_items() == list(row.query.items())
    content_type = request.headers.get("content-type")
    if row.content is not None:
        assert (content_type, request.content) == ("image/jpeg", row.content)
    elif row.body is not None:
        assert (content_type, json.loads(request.content)) == ("application/json", row.body)
    else:
        assert (content_type, request.content) == (None, b"")


def test_every_call_names_its_scope() -> None:
    named = {name: SCOPES.get(qualified) for name, qualified in public_calls()}

    assert named == {name: row.scope for name, row in CALLS.items()}


@rows
async def test_a_request_is_as_the_description_wants_it(row: Row, openapi: Spec) -> None:
    operation = operation_of(openapi, row)
    known = {
        parameter["name"]: parameter
        for parameter in (resolved(openapi, node) for node in operation.get("parameters", ()))
        if parameter["in"] == "query"
    }
    query = dict((await sent_by(row)).url.params)

    assert query.keys() <= known.keys()
    assert {name for name, parameter in known.items() if parameter.get("required")} <= query.keys()
    for name, text in query.items():
        check(openapi, known[name]["schema"], typed(known[name]["schema"], text))
    accepted = operation.get("requestBody", {}).get("content", {})
    if row.body is not None:
        check(openapi, accepted["application/json"]["schema"], row.body)
    if row.content is not None:
        assert "image/jpeg" in accepted


@pytest.mark.parametrize("row", CALLS.values(), ids=CALLS)
def test_a_scope_is_one_that_the_operation_accepts(row: Row, openapi: Spec) -> None:
    accepted = [scope for way in operation_of(openapi, row)["security"] for scope in way["oauth_2_0"]]

    agrees = row.scope in accepted if accepted else row.scope is None
    assert agrees != (row.name in SCOPES_THAT_DIFFER)


@rows
async def test_no_deprecated_operation_is_ever_requested(row: Row, openapi: Spec) -> None:
    request = await sent_by(row)
    path = str(request.url).partition("?")[0].removeprefix(API_URL)
    template = min(
        (known for known in openapi["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", known), path)),
        key=lambda known: known.count("{"),  # the service prefers a literal segment
    )

    assert template == row.template
    assert not openapi["paths"][template][request.method.lower()].get("deprecated", False)


def test_the_description_marks_what_development_mode_lost(openapi: Spec) -> None:
    assert openapi["paths"]["/albums"]["get"]["deprecated"] is True
    assert openapi["paths"]["/me/tracks"]["put"]["deprecated"] is True
