import Crypto
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// For machines: whether the program lives, whether it can serve, and its figures.
///
/// | Path | Answer |
/// |---|---|
/// | /health/live | 200 while the program runs |
/// | /health/ready | 200 where its database answers, else 503 |
/// | /metrics | Prometheus text, for this machine and for whoever shows the operator's token; else 404 |
struct HealthRoutes: Sendable {
    let platform: Platform
    let metrics: MetricsRegistry
    /// The token for `/metrics`; nil: only this machine reads them.
    let token: String?

    func register(on router: Router<WebContext>) {
        router.get("health/live") { _, _ in Self.text("live\n") }
        router.get("health/ready") { _, _ in
            try await platform.requireReady()
            return Self.text("ready\n")
        }
        let expected = token.map { SHA256.hash(data: Array($0.utf8)) }
        router.get("metrics") { request, context in
            guard Self.isOnThisMachine(context) || Self.shows(expected, request) else {
                throw Failure.notFound("There is nothing at this address.")
            }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(bytes: metrics.exposition())))
        }
    }

    /// Not through a proxy, which may be on this machine while its client is not.
    private static func isOnThisMachine(_ context: WebContext) -> Bool {
        context.peer.isLoopback && !context.isForwarded
    }

    /// Compared as hashes, which takes as long for a near miss as for a far one.
    private static func shows(_ expected: SHA256.Digest?, _ request: Request) -> Bool {
        guard let expected, let shown = request.headers[.authorization].map({ Array($0.utf8) }), shown.count <= 512,
            shown.prefix(7).map(\.asciiLowered) == Array("bearer ".utf8)
        else { return false }
        return SHA256.hash(data: shown[7...]) == expected
    }

    private static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
