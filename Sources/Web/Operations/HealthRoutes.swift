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
/// | /metrics | Prometheus text |
struct HealthRoutes: Sendable {
    let platform: Platform
    let metrics: MetricsRegistry

    func register(on router: Router<WebContext>) {
        router.get("health/live") { _, _ in Self.text("live\n") }
        router.get("health/ready") { _, _ in
            try await platform.requireReady()
            return Self.text("ready\n")
        }
        router.get("metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(bytes: metrics.exposition())))
        }
    }

    private static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
