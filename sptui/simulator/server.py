"""The simulator over real HTTP on loopback, for clients in other processes."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar, Self

from sptui.simulator.faults import Disconnected
from sptui.simulator.messages import Request, Response
from sptui.simulator.simulator import Simulator

WORTH_COMPRESSING = 1400  # bytes: less fits one packet anyway


class SimulatorServer:
    """Serves a simulator at `url`; as a context manager in a thread, or in the foreground with serve_forever().

    Port 0 takes any free port. The Web API lies at {url}/v1, the accounts service at {url}.
    """

    def __init__(self, simulator: Simulator, *, port: int = 0) -> None:
        handler = type("Handler", (_Handler,), {"simulator": simulator, "lock": threading.Lock()})
        self._server = _Server(("127.0.0.1", port), handler)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address without a trailing slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def serve_forever(self) -> None:
        """Serve until the process is interrupted."""
        self._server.serve_forever(poll_interval=0.05)

    def start(self) -> Self:
        """Serve from a thread."""
        self._thread = threading.Thread(target=self.serve_forever, name="simulator", daemon=True)
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop serving and free the port."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    simulator: ClassVar[Simulator]
    lock: ClassVar[threading.Lock]

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, self.rfile.read(length))
        try:
            with self.lock:
                response = self.simulator.handle(request)
        except Disconnected:
            self.close_connection = True
            return
        if response.delay:
            time.sleep(response.delay)
        self._send(_compressed(response, headers.get("accept-encoding", "")))

    do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - http.server's names

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        if response.status not in {204, 304}:
            self.send_header("content-length", str(len(response.body)))
        self.end_headers()
        self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Be quiet: the simulator keeps its own log."""


def _compressed(response: Response, accepted: str) -> Response:
    coded = any(name == "content-encoding" for name, _ in response.headers)
    if coded or "gzip" not in accepted or len(response.body) < WORTH_COMPRESSING:
        return response
    headers = (*response.headers, ("content-encoding", "gzip"), ("vary", "accept-encoding"))
    return Response(response.status, headers, gzip.compress(response.body, compresslevel=1))
