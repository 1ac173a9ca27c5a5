import HTTPTypes
import Hummingbird

/// What every answer carries for browsers (ASVS 3.4.1 to 3.4.6).
///
/// No header says what may be read by other origins: nothing may (ASVS 3.4.2). No header names the server's software.
struct SecurityHeaders: Sendable {
    /// The strict Content-Security-Policy of every page (ASVS 3.4.3, 3.4.6). A page that needs another, such as a form
    /// that leads to a provider's sign-in, sets its own.
    static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "font-src 'self'",
        "connect-src 'self'", "object-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    private static let ofPages = fields([
        ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ])
    private static let ofAll = fields([
        ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ])
    /// A year, on every name below ours (RFC 6797; ASVS 3.4.1).
    private static let strictTransport = fields([
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    ])

    /// Whether people reach the program by https.
    let isSecure: Bool

    /// - Parameter isOverTLS: whether this answer's way is TLS; nil where that is unknown. Elsewhere browsers have to
    ///   ignore Strict-Transport-Security (RFC 6797, section 7.2).
    func set(on response: inout Response, for precinct: Precinct, isOverTLS: Bool?) {
        var more = Self.ofAll
        if isSecure, isOverTLS ?? true { more += Self.strictTransport }
        if precinct != .scim {
            if response.headers[.contentSecurityPolicy] == nil {
                response.headers[.contentSecurityPolicy] = Self.policy
            }
            more += Self.ofPages
        }
        for field in more { response.headers[field.name] = field.value }
    }

    private static func fields(_ pairs: [(String, String)]) -> [HTTPField] {
        pairs.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
    }
}
