"""The page that the browser shows when it comes back from Spotify: what came of the sign-in, and nothing to load."""

from html import escape
from string import Template
from typing import Final, NamedTuple

_PAGE: Final = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title · sptui</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --paper: #fbfcfb; --ink: #1b2220; --quiet: #4e5a56; --good: #0b6b56; --bad: #b02a22 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d0f10; --ink: #e4e8e7; --quiet: #9aa5a2; --good: #74d3b4; --bad: #f2857f }
}
* { margin: 0; box-sizing: border-box }
body { min-height: 100vh; display: grid; place-content: center; padding: 2rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif }
main { max-width: 32rem; border-left: 3px solid var(--$tone); padding-left: 1.5rem }
h1 { font-size: 1.5rem; line-height: 1.3; margin-bottom: .5rem }
p + p { margin-top: .75rem }
.quiet { color: var(--quiet) }
</style>
</head>
<body><main>
<h1><span style="color: var(--$tone)">$mark</span> $title</h1>
$paragraphs
</main></body>
</html>
""")
_HEAD: Final = """HTTP/1.1 {status}\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {length}\r
Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'\r
X-Content-Type-Options: nosniff\r
Referrer-Policy: no-referrer\r
Cache-Control: no-store\r
Connection: close\r
\r
"""
_CLOSE: Final = "You can close this tab."


class Page(NamedTuple):
    """What the browser is told: a title and sentences. `good` says whether it is what the user wanted."""

    title: str
    sentences: tuple[str, ...] = ()
    good: bool = False
    status: str = "200 OK"

    def as_http(self) -> bytes:
        """The whole answer, after which the connection is closed."""
        paragraphs = [f"<p>{escape(sentence)}</p>" for sentence in self.sentences]
        paragraphs.append(f'<p class="quiet">{_CLOSE}</p>')
        body = _PAGE.substitute(
            title=escape(self.title),
            tone="good" if self.good else "bad",
            mark="✓" if self.good else "✗",
            paragraphs="\n".join(paragraphs),
        ).encode()
        return _HEAD.format(status=self.status, length=len(body)).encode() + body


NOT_FOUND: Final = Page(
    "Nothing here", ("This address only waits for Spotify's answer to a sign-in.",), status="404 Not Found"
)
FOREIGN: Final = Page(
    "Not this sign-in",
    ("This answer belongs to another sign-in, and was ignored.", "Use the newest address that sptui shows."),
    status="400 Bad Request",
)
EMPTY: Final = Page(
    "Nothing in it",
    ("Spotify's answer holds neither a code nor an error.", "Open the address that sptui shows once more."),
    status="400 Bad Request",
)
OVER: Final = Page(
    "This sign-in is over",
    ("It was answered before, or sptui waits no more.", "If sptui still asks, use the newest address that it shows."),
    status="410 Gone",
)
