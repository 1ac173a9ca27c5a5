package import Hummingbird
import Logging

/// What travels with each request.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The connection's other end: the client, or a proxy.
    package let peer: ClientAddress
    /// Of the client, as far as named proxies can be believed; the edge fills it in. For limits only: it is neither stored
    /// nor logged (promise D3).
    package var client: ClientAddress
    /// Whether the request says that someone stands in between, be it true or not.
    package var isForwarded = false

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = ClientAddress(source.channel.remoteAddress)
        client = peer
    }

    /// For a request that the program makes of itself, without a connection.
    init(ownRequest logger: Logger) {
        coreContext = .init(source: OwnRequest(logger: logger))
        peer = .unknown
        client = .unknown
    }

    private struct OwnRequest: RequestContextSource {
        let logger: Logger
    }

    /// The largest body that is collected where a route does not say otherwise.
    package var maxUploadSize: Int { 1_048_576 }
}
