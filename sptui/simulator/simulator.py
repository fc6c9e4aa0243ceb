"""The service as one function from requests to responses."""

import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from sptui.simulator import control, covers, lyrics
from sptui.simulator.accounts import ALL_SCOPES, Accounts
from sptui.simulator.call import Call
from sptui.simulator.faults import Disconnected, Faults
from sptui.simulator.limits import Limits
from sptui.simulator.messages import Json, Refusal, Request, Response, answer
from sptui.simulator.routes import match
from sptui.simulator.world import World

LOG_LENGTH = 100_000
OWNER_NOT_PREMIUM = (
    "Active premium subscription required for the owner of the app. "
    "When the subscription status changes, it can take a few hours before requests are allowed again."
)


class Simulator:
    """A Spotify account in memory, with the Web API under /v1; the accounts service, the host of covers and LRCLIB
    beside it.

    `lag` is how many seconds reads of the player stay behind writes; a `world` of one's own brings its own seed
    and lag, and must use the same clock. `rate` is the number of requests allowed in 30 s, `quota` that in 24 h
    (None for no limit). `log` holds (time, method, path, status) of what was asked, with status 0 for requests
    that got no answer.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.time,
        seed: int = 1,
        lag: float = 0.4,
        world: World | None = None,
        rate: int | None = None,
        quota: int | None = None,
    ) -> None:
        self._clock = clock
        self.world = world or World(clock=clock, seed=seed, lag=lag)
        self.accounts = Accounts(clock=clock, rng=random.Random(seed))  # noqa: S311 - simulated tokens
        self.faults = Faults()
        self.limits = Limits(clock=clock, rate=rate, quota=quota)
        self.log: deque[tuple[float, str, str, int]] = deque(maxlen=LOG_LENGTH)

    def sign_in(self, scopes: tuple[str, ...] = ALL_SCOPES) -> Json:
        """The token response of a fresh login: what POST /api/token answers."""
        return self.accounts.sign_in(scopes)

    def handle(self, request: Request) -> Response:
        """Answer one request. Raises Disconnected when a fault says that no answer comes."""
        if request.path.startswith("/_simulator/"):
            return control.handle(self, request)
        try:
            response = self._handle(request)
        except Disconnected:
            self._note(request, 0)
            raise
        self._note(request, response.status)
        return response

    def _note(self, request: Request, status: int) -> None:
        self.log.append((self._clock(), request.method, request.path, status))

    def _handle(self, request: Request) -> Response:
        fault = self.faults.take(request)
        if fault is None:
            return self._serve(request)
        if fault.failure == "connect":
            raise Disconnected(fault.failure)
        response = fault.answer or self._serve(request)
        if fault.failure is not None:
            raise Disconnected(fault.failure)
        return fault.spoil(response)

    def _serve(self, request: Request) -> Response:
        try:
            if request.path.startswith("/v1/"):
                return self._api(request)
            if (request.method, request.path) == ("GET", "/authorize"):
                return self.accounts.authorize(request)
            if (request.method, request.path) == ("POST", "/api/token"):
                return self.accounts.token(request)
            return self._beside(request)
        except Refusal as refusal:
            return refusal.response

    def _beside(self, request: Request) -> Response:
        """What is asked of others than Spotify's services."""
        if request.method == "GET" and request.path in lyrics.PATHS:
            return lyrics.handle(self.world.catalogue, request)
        if request.origin == f"https://{covers.HOST}":
            return covers.answer(request)
        return Refusal(404, "Not found").response

    def _api(self, request: Request) -> Response:
        scopes = self.accounts.scopes_of(request)
        self.limits.check()
        self._check_account()
        route, ids = match(request.method, request.path.removeprefix("/v1"))
        call = Call(request, self.world, scopes, ids)
        if route.scopes:
            call.need_scope(*route.scopes)
        if route.needs_premium and not self.world.premium:
            raise Refusal(403, "Player command failed: Premium required", "PREMIUM_REQUIRED")
        result = route.handler(call)
        if isinstance(result, Response):
            return result
        return _unless_known(request, answer(result, cache=route.cache))

    def _check_account(self) -> None:
        if not self.world.owner_premium:
            raise Refusal(403, OWNER_NOT_PREMIUM)
        if not self.world.registered:
            raise Refusal(403, "User not registered in the Developer Dashboard")


def _unless_known(request: Request, response: Response) -> Response:
    known = request.headers.get("if-none-match")
    if known is None or ("etag", known) not in response.headers:
        return response
    return replace(response, status=304, body=b"")
