"""The simulator as an httpx transport: no socket, no thread."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from sptui.simulator.faults import Disconnected, Failure
from sptui.simulator.messages import Request
from sptui.simulator.simulator import Simulator

ERRORS: dict[Failure, type[httpx.TransportError]] = {
    "connect": httpx.ConnectError,
    "read": httpx.ReadError,
    "timeout": httpx.ReadTimeout,
}


class SimulatorTransport(httpx.AsyncBaseTransport):
    """Serves any host: paths under /v1 are the Web API, /authorize and /api/token the accounts service, and /api/get
    and /api/search LRCLIB.

    `latency` gives the seconds that each answer takes, `sleep` is what waits for them.
    """

    def __init__(
        self,
        simulator: Simulator,
        *,
        latency: Callable[[], float] = lambda: 0.0,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._simulator = simulator
        self._latency = latency
        self._sleep = sleep

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; the delay passes after it was carried out, as on a slow way back."""
        body = await request.aread()
        headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            response = self._simulator.handle(Request(request.method, str(request.url), headers, body))
        except Disconnected as lost:
            error = ERRORS[lost.failure]
            raise error(f"Simulated: {lost.failure}", request=request) from None
        delay = self._latency() + response.delay
        if delay > 0:
            await self._sleep(delay)
        sized = (*response.headers, ("content-length", str(len(response.body))))
        return httpx.Response(response.status, headers=sized, stream=httpx.ByteStream(response.body), request=request)
