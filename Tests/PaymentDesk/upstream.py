"""The upstream of the payment desks: takes each order once, keeps a durable journal, and dies on request.

    upstream.py --port 0 --journal FILE --port-file FILE [--die-after N --down SECONDS --times K]

The supervisor starts the server as a child. After N new orders the child dies in the middle of a request: the order is
in the journal, and nobody is told. It is started again on the same port after SECONDS, and so K times. SIGTERM ends
both.
"""

import argparse
import json
import os
import re
import signal
import socket
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

LONGEST_BODY = 65_536
DIED_AS_TOLD = 3
TRANSACTION = re.compile(r"0x(?:[0-9a-f]{2})+", re.ASCII)


class Journal:
    """One JSON line for each order, on disk before anybody is told of it."""

    def __init__(self, path: Path, orders_to_live: int | None) -> None:
        self.lock = threading.Lock()
        self.orders_to_live = orders_to_live
        self.transactions: dict[str, str] = {}
        self.file = open(path, "a+b")
        self.file.seek(0)
        whole = 0
        for line in self.file:
            if not line.endswith(b"\n"):
                break  # torn: nobody was told of it
            entry = json.loads(line)
            self.transactions[entry["id"]] = entry["transaction"]
            whole += len(line)
        self.file.truncate(whole)

    def take(self, identifier: str, transaction: str) -> int:
        """The HTTP status to answer with."""
        with self.lock:
            known = self.transactions.get(identifier)
            if known is not None:
                return 200 if known == transaction else 409
            entry = {"id": identifier, "transaction": transaction}
            self.file.write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
            self.file.flush()
            os.fsync(self.file.fileno())
            self.transactions[identifier] = transaction
            if self.orders_to_live is not None:
                self.orders_to_live -= 1
                if self.orders_to_live == 0:
                    os._exit(DIED_AS_TOLD)
            return 201


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    journal: Journal

    def do_POST(self) -> None:
        try:
            length = int(self.headers.get("Content-Length", ""))
        except ValueError:
            length = -1
        if not 0 <= length <= LONGEST_BODY:
            self.close_connection = True  # what follows may be a body of unknown length
            return self.answer(400)
        body = self.rfile.read(length)
        prefix, separator, name = self.path.partition("/orders/")
        if prefix or not separator:
            return self.answer(404)
        try:
            identifier = unquote(name, errors="strict")
            document = json.loads(body)
        except (ValueError, RecursionError):
            return self.answer(400)
        transaction = document.get("transaction") if isinstance(document, dict) and len(document) == 1 else None
        if not identifier or not isinstance(transaction, str) or not TRANSACTION.fullmatch(transaction):
            return self.answer(400)
        self.answer(self.journal.take(identifier, transaction))

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a desk that is killed resets its connections
            traceback.print_exc()


def write_port(path: Path, port: int) -> None:
    """In one step: whoever sees the file finds a server behind it."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(f"{port}\n")
    unfinished.replace(path)


def serve(port: int, options: argparse.Namespace, orders_to_live: int | None, lifeline: int) -> None:
    """The child; never returns."""

    def end_with_supervisor() -> None:
        os.read(lifeline, 1)  # returns when the supervisor is gone, however it went
        os._exit(0)

    threading.Thread(target=end_with_supervisor, daemon=True).start()
    Handler.journal = Journal(options.journal, orders_to_live)
    server = Server(("127.0.0.1", port), Handler)
    write_port(options.port_file, port)
    server.serve_forever()


def supervise(options: argparse.Namespace) -> int:
    # Bound and not listening: nobody else gets the port while the server is down, and those who call are refused.
    holder = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", options.port))
    port: int = holder.getsockname()[1]
    lifeline, held_open = os.pipe()
    child = 0

    def stop(number: int, frame: object) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os._exit(0)

    deaths = 0
    while True:
        # A signal between fork and the assignment of its result would leave the child behind.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
            os.close(held_open)
            try:
                serve(port, options, options.die_after if deaths < options.times else None, lifeline)
            except Exception as error:
                print(f"upstream: {error}", file=sys.stderr, flush=True)
            os._exit(1)
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
        # Waits without reaping, so that the number that stop() kills is always that of the child.
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
        os.waitpid(child, 0)
        child = 0
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
        if ended is None or ended.si_code != os.CLD_EXITED or ended.si_status != DIED_AS_TOLD:
            return 1
        deaths += 1
        time.sleep(options.down)


def main() -> int:
    parser = argparse.ArgumentParser(description="The upstream of the payment desks, and its supervisor.")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--port-file", type=Path, required=True, help="written when the server listens")
    parser.add_argument("--die-after", type=int, metavar="N", help="new orders that each server takes before it dies")
    parser.add_argument("--down", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--times", type=int, metavar="K", help="how often a server dies; 1 with --die-after")
    options = parser.parse_args()
    if options.die_after is not None and options.die_after < 1:
        parser.error("--die-after: 1 or more")
    if options.times is None:
        options.times = 0 if options.die_after is None else 1
    return supervise(options)


if __name__ == "__main__":
    sys.exit(main())
