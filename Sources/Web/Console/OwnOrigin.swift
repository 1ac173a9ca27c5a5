import Domain
import HTTPTypes

/// The program's own origin, by which a form of ours is told from anyone else's (ASVS 3.5.1).
struct OwnOrigin: Sendable {
    /// Whether people reach the program by https.
    let isSecure: Bool
    private let accepted: Set<String>

    private static let loopback = ["127.0.0.1", "localhost", "[::1]"]
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// - Parameter base: the public address, such as `https://learn.example`.
    init(base: String) {
        isSecure = base.utf8.starts(with: "https://".utf8)
        let origin = Self.origin(of: base) ?? ""
        var accepted: Set<String> = [origin]
        // On one's own machine the three names of it are one place; a login's cookie still belongs to one of them.
        for name in Self.loopback where Self.host(of: origin) == name {
            for other in Self.loopback { accepted.insert(origin.replacing("//" + name, with: "//" + other)) }
        }
        self.accepted = accepted
    }

    /// What the browser says about where a request comes from has to agree, and has to say something: `Origin`, or
    /// `Sec-Fetch-Site`, or `Referer`.
    /// - Throws: `Failure.forbidden`.
    func require(_ headers: HTTPFields) throws(Failure) {
        let site = Self.fetchSite.flatMap { headers[$0] }
        let origin = headers[.origin].flatMap { $0 == "null" ? nil : $0 }
        var isOwn = site == nil || site == "same-origin"
        if let origin {
            isOwn = isOwn && accepted.contains(Self.origin(of: origin) ?? "")
        } else if site == nil {
            isOwn = headers[.referer].flatMap(Self.origin).map(accepted.contains) ?? false
        }
        guard isOwn else {
            throw Failure(
                .forbidden,
                "This came from another site's page, so nothing was done. Open the page here and send it again.")
        }
    }

    /// Scheme, host and port, in lower case and without the scheme's own port; nil for what is no http address.
    private static func origin(of address: String) -> String? {
        let lowered = address.lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] where lowered.utf8.starts(with: scheme.utf8) {
            let rest = lowered.utf8.dropFirst(scheme.utf8.count)
            let authority = rest.prefix { !"/?#".utf8.contains($0) }
            guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
            let text = String(decoding: authority, as: UTF8.self)
            let isDefault = text.utf8.count > port.utf8.count && text.hasSuffix(port)
            return scheme + (isDefault ? String(text.dropLast(port.count)) : text)
        }
        return nil
    }

    private static func host(of origin: String) -> String {
        let authority = origin.utf8.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
        if authority.first == UInt8(ascii: "[") {
            let end = authority.firstIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
            return String(decoding: authority[...end], as: UTF8.self)
        }
        return String(decoding: authority.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }
}
