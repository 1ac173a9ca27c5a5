package import Domain
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore

/// The program's own router, called without a connection: the way in of its probes.
package struct ProgramDoor: CanaryDoor {
    private let respond: @Sendable (Request, WebContext) async throws -> Response
    private let authority: String
    private let scheme: String
    private let log: Logger

    /// - Parameter base: the program's public address, by whose name it is asked for.
    package init(_ responder: some HTTPResponder<WebContext>, base: String, log: Logger) {
        respond = { try await responder.respond(to: $0, context: $1) }
        let parts = base.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        scheme = base.utf8.starts(with: "https:".utf8) ? "https" : "http"
        authority = parts.count > 1 ? String(decoding: Array(parts[1]), as: UTF8.self) : "127.0.0.1"
        self.log = log
    }

    package func send(
        _ method: String, _ path: String, headers: [(name: String, value: String)], body: [UInt8]
    ) async throws -> CanaryAnswer {
        var fields = HTTPFields()
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields[name] = header.value }
        }
        fields[.contentLength] = String(body.count)
        let request = Request(
            head: HTTPRequest(
                method: HTTPRequest.Method(method) ?? .get, scheme: scheme, authority: authority, path: path,
                headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        var log = log
        log[metadataKey: "hb.request.id"] = "probe"
        let response = try await respond(request, WebContext(ownRequest: log))
        let collected = CollectedBody()
        try await response.body.write(CollectingWriter(into: collected))
        return CanaryAnswer(status: response.status.code, body: await collected.bytes)
    }
}

/// What an answer writes.
private actor CollectedBody {
    private(set) var bytes: [UInt8] = []

    func append(_ more: [UInt8]) { bytes += more }
}

private struct CollectingWriter: ResponseBodyWriter {
    private let body: CollectedBody

    init(into body: CollectedBody) { self.body = body }

    mutating func write(_ buffer: ByteBuffer) async throws { await body.append(Array(buffer.readableBytesView)) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
