import Glibc
import TestSupport

/// Servers with certificates of a test's own. Their certificate is its own authority.
struct TLSServer {
    enum Kind: String { case https, smtps, starttls }

    let port: UInt16
    /// PEM; who trusts this file trusts the server.
    let certificate: String
    private let process: pid_t

    /// - Parameter name: the subject alternative name that the certificate is for, such as `DNS:localhost`.
    init(_ kind: Kind, name: String, in folder: String) throws {
        certificate = folder + "/certificate.pem"
        let made = Command.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-keyout", folder + "/key.pem", "-out", certificate, "-subj", "/CN=test", "-addext",
            "subjectAltName=\(name)",
        ])
        guard made == 0 else { throw TestSupportError("openssl makes no certificate: \(made)") }
        let program =
            "exec python3 -c '\(Self.program)' \(kind.rawValue) \(certificate) \(folder)/key.pem \(folder)/port"
        let started = Command.run(["sh", "-c", "(\(program)) > \(folder)/log 2>&1 & echo $! > \(folder)/process"])
        guard started == 0, let process = Self.number(folder + "/process", attempts: 1) else {
            throw TestSupportError("the TLS server does not start")
        }
        self.process = process
        guard let port = Self.number(folder + "/port", attempts: 3_000) else {
            kill(process, SIGKILL)
            throw TestSupportError("the TLS server does not listen")
        }
        self.port = UInt16(port)
    }

    /// The threads of a test may have blocked gentler signals, and children inherit that.
    func stop() { kill(process, SIGKILL) }

    /// A number that another program writes into a file.
    private static func number(_ path: String, attempts: Int) -> Int32? {
        for _ in 0..<attempts {
            if let file = fopen(path, "r") {
                defer { fclose(file) }
                var text = [UInt8](repeating: 0, count: 16)
                let count = fread(&text, 1, text.count, file)
                let digits = text.prefix(count).filter { $0 >= 0x30 && $0 <= 0x39 }
                if let number = Int32(String(decoding: digits, as: UTF8.self)) { return number }
            }
            usleep(10_000)
        }
        return nil
    }

    /// One connection at a time; a handshake that is broken off ends that connection only.
    private static let program = """
        import os, socket, ssl, sys
        kind, certificate, key, place = sys.argv[1:]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

        def mail(wire, is_plain):
            said = lambda text: wire.sendall((text + "\\r\\n").encode())
            said("220 test ESMTP")
            lines = wire.makefile("rb")
            is_data = False
            for line in lines:
                word = line[:4].upper()
                if is_data:
                    if line == b".\\r\\n":
                        is_data = False
                        said("250 over TLS" if not is_plain else "250 in the clear")
                elif word == b"EHLO":
                    said("250-test\\r\\n250 STARTTLS" if is_plain else "250 test")
                elif word == b"STAR":
                    said("220 go")
                    return mail_after(context.wrap_socket(wire, server_side=True))
                elif word == b"DATA":
                    said("354 go on")
                    is_data = True
                elif word == b"QUIT":
                    return said("221 bye")
                else:
                    said("250 ok")

        def mail_after(wire):
            # No greeting after STARTTLS: it is swallowed here.
            send = wire.sendall
            class Quiet:
                first = True
                def sendall(self, data):
                    if not self.first: send(data)
                    self.first = False
                makefile = wire.makefile
            mail(Quiet(), False)

        def web(wire):
            said = b""
            while b"\\r\\n\\r\\n" not in said:
                more = wire.recv(65536)
                if not more: return
                said += more
            wire.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\ntls")

        listener = socket.create_server(("127.0.0.1", 0))
        with open(place + ".new", "w") as file: file.write(str(listener.getsockname()[1]))
        os.rename(place + ".new", place)
        while True:
            plain = listener.accept()[0]
            try:
                if kind == "starttls": mail(plain, True)
                elif kind == "smtps": mail(context.wrap_socket(plain, server_side=True), False)
                else: web(context.wrap_socket(plain, server_side=True))
            except OSError: pass
            plain.close()
        """
}

/// Runs `body` with such a server, and stops it.
func withTLSServer<Result>(
    _ kind: TLSServer.Kind, name: String = "DNS:localhost", _ body: (TLSServer) async throws -> Result
) async throws -> Result {
    try await withScratchFolder { folder in
        let server = try TLSServer(kind, name: name, in: folder)
        defer { server.stop() }
        return try await body(server)
    }
}
