package import Hummingbird

/// What travels with each request.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The largest body that is collected where a route does not say otherwise.
    package var maxUploadSize: Int { 1_048_576 }
}
