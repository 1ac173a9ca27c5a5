import Web

/// Where it is safe to listen, and how.
extension Configuration {
    /// Refuses to put sign-in links and tokens on the wire in the clear, and to print links that lead nowhere.
    /// - Throws: `UsageError` that says what to do.
    func requireSafeListening() throws(UsageError) {
        let isWildcard = host == "0.0.0.0" || host == "::"
        if edge.certificate == nil, edge.trustedProxies.isEmpty, !ServerOptions.isLoopback(host) {
            throw UsageError(
                message: """
                    Other machines could reach \(host) without TLS; give --tls-cert FILE --tls-key FILE, or name the proxy \
                    that speaks TLS by --behind-proxy ADDRESS.
                    """)
        }
        if isWildcard, url == nil {
            throw UsageError(
                message: "\(host) is no address to be asked for; say how people reach it: --url https://NAME.")
        }
        if edge.certificate != nil, let url, url.utf8.starts(with: "http://".utf8) {
            throw UsageError(message: "With a certificate the address begins with https; give --url https://NAME.")
        }
    }
}
