/// How the program serves.
package struct ServerOptions: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// The address that people and directories use, without a slash at its end; nil: made of host and port.
    package var publicURL: String?
    package var isDemonstration = false
    /// Indexed SCIM operations a second that all directory connections together may ask for.
    package var scimRate: Double = 50_000
    /// Nil: plain HTTP.
    package var certificate: CertificateFiles?
    /// Proxies whose word about their clients counts.
    package var trustedProxies: [AddressBlock] = []
    /// Names under which the program may be asked for beside that of its public address.
    package var hosts: [String] = []
    /// Whom to tell of a weakness: a `mailto:` or `https:` address.
    package var securityContact: String?
    /// The bearer token that opens `/metrics` to others than this machine.
    package var metricsToken: String?
    package var connections = ConnectionSettings()
    package var rates = RateSettings()

    package init() {}

    package var base: String {
        if let publicURL { return publicURL }
        let shown =
            host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(certificate == nil ? "http" : "https")://\(shown):\(port)"
    }
}

extension ServerOptions {
    /// Whether only this machine can reach what listens on that host.
    package static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || (AddressText.parse(host.utf8)?.isLoopback ?? false)
    }

    /// Whether a request's `Host` can be that name, which has no port.
    package static func isHostName(_ text: String) -> Bool { HostList.name(of: text) == text.lowercased() }
}
