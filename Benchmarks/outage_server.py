"""A server on this machine that is healthy, slow, broken or dead, as lines on its standard input tell it.

It prints its port, which it keeps.
"""

from __future__ import annotations

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW_S = 0.8

state = "healthy"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if state == "slow":
            time.sleep(SLOW_S)
        try:
            self.send_response_only(500 if state == "broken" else 200)
            self.end_headers()
        except OSError:
            pass  # who called has gone

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            pass


class Server(ThreadingHTTPServer):
    request_queue_size = 1024


def begin(port: int) -> Server:
    server = Server(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


first = begin(0)
server: Server | None = first
port = first.server_address[1]
print(port, flush=True)
for line in sys.stdin:
    state = line.strip()
    if state == "dead" and server:
        server.shutdown()
        server.socket.close()
        server = None
    elif state != "dead" and not server:
        server = begin(port)
