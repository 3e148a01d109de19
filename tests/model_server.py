"""A small OpenAI-compatible server that answers as a test has written it, and fails as the test wants."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from assistant.settings import Settings

#: the pieces to stream for a prompt
Script = Callable[[str], Sequence[str]]


@dataclass
class ModelServer:
    url: str
    script: Script
    status: list[int] = field(default_factory=list)  #: of the next calls; 200 once it is empty
    error: str = "as the test wants"
    pause: float = 0.0  #: seconds before each piece
    cut: bool = False  #: ends the stream in the middle of a chunk
    garbled: bool = False  #: ends the stream with a chunk that is no JSON
    asked: list[dict[str, Any]] = field(default_factory=list)  #: bodies of the calls
    keys: list[str] = field(default_factory=list)
    left: Event = field(default_factory=Event)  #: set when a caller hung up

    def settings(self, **values: Any) -> Settings:
        return Settings(**{"llm_base_url": self.url, "llm_model": "scripted", "llm_timeout": 20, **values})

    def prompt(self, call: int = -1) -> str:
        return "\n".join(message["content"] for message in self.asked[call]["messages"])


@contextmanager
def model_server(script: Script | Sequence[str]) -> Iterator[ModelServer]:
    handler = type("Handler", (_Handler,), {})
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    server = ModelServer(f"http://127.0.0.1:{http.server_port}/v1", script if callable(script) else lambda _: script)
    handler.server_of_test = server
    Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    server_of_test: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        test = self.server_of_test
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        test.asked.append(body)
        test.keys.append(self.headers.get("Authorization", ""))
        status = test.status.pop(0) if test.status else 200
        if status != 200:
            said = json.dumps({"error": {"message": test.error, "type": "error"}}).encode()
            self._head(status, "application/json", len(said))
            self.wfile.write(said)
            return
        self._head(200, "text/event-stream", None)
        try:
            for piece in test.script(test.prompt()):
                time.sleep(test.pause)
                self._send("data: " + json.dumps(_chunk(piece), ensure_ascii=False) + "\n\n")
            if test.garbled:
                self._send('data: {"choices": [{"delta"\n\n')
            if test.cut:
                self.wfile.write(b'ff\r\ndata: {"id"')
                self.wfile.flush()
                return
            self._send("data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            test.left.set()
        finally:
            self.close_connection = True

    def _head(self, status: int, kind: str, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


def _chunk(piece: str) -> dict[str, Any]:
    return {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}],
    }
