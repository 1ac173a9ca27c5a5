package import Hummingbird

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

    /// The largest body that is collected where a route does not say otherwise.
    package var maxUploadSize: Int { 1_048_576 }
}
