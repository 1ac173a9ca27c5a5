"""Who owns a domain: a web server for it on this machine, at the port that https has."""

import http.server
import ssl
import threading
from pathlib import Path

from support.certificates import certificate

PORT = 443


class DomainOwner:
    """Serves files at `https://DOMAIN/…`. Only names below `.localhost` lead here without asking a name server."""

    def __init__(self, domain: str, folder: Path):
        """Raises PermissionError or OSError where the port cannot be had."""
        self.domain = domain
        self.files: dict[str, tuple[int, str]] = {}
        self.asked: list[str] = []
        self.certificate, key = certificate(folder, "owner", f"DNS:{domain}")
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(owner):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                owner.asked.append(self.path)
                status, text = owner.files.get(self.path, (404, "nothing here"))
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", text)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *words):
                pass

        return Handler
