import Domain
import HTTPTypes

/// The console's cookies: the login of one organization; what to say once on the next page; what binds a mailed link, and
/// a way to the employer's provider and back, to this browser.
///
/// `HttpOnly`, `SameSite=Lax`, `Path=/`; on https `Secure` with the prefix `__Host-`, so that no other host or path can
/// plant one (ASVS 3.3). Each organization has a login of its own.
struct Cookies: Sendable {
    private static let flashSecondsMax = 60
    private static let valueBytesMax = 128
    private static let attemptBytesMax = 2_048

    let isSecure: Bool

    private var prefix: String { isSecure ? "__Host-" : "" }

    private func loginName(_ slug: String) -> String { "\(prefix)ii-\(slug)" }

    /// A dot, which no slug has.
    private var flashName: String { "\(prefix)ii.flash" }

    private var askingName: String { "\(prefix)ii.asking" }
    private func attemptName(_ slug: String) -> String { "\(prefix)ii.sso-\(slug)" }

    /// The secret of the browser that asked for a link by mail.
    func asking(in headers: HTTPFields) -> Secret? { value(askingName, in: headers).map { Secret(presented: $0) } }

    func set(asking secret: Secret, on headers: inout HTTPFields) {
        add(askingName, secret.revealed, seconds: Int(SignInLink.lifetime / 1_000), to: &headers)
    }

    /// The sealed attempt to sign in at the employer's provider.
    func attempt(_ slug: String, in headers: HTTPFields) -> String? {
        value(attemptName(slug), in: headers, bytesMax: Self.attemptBytesMax)
    }

    func set(attempt sealed: String, for slug: String, on headers: inout HTTPFields) {
        add(attemptName(slug), sealed, seconds: Int(SignInLink.lifetime / 1_000), to: &headers)
    }

    func clearAttempt(_ slug: String, on headers: inout HTTPFields) {
        add(attemptName(slug), "", seconds: 0, to: &headers)
    }

    func login(_ slug: String, in headers: HTTPFields) -> Secret? {
        value(loginName(slug), in: headers).map { Secret(presented: $0) }
    }

    func flash(in headers: HTTPFields) -> Flash? { value(flashName, in: headers).flatMap(Flash.init(code:)) }

    func set(_ login: Secret, for slug: String, on headers: inout HTTPFields) {
        add(loginName(slug), login.revealed, seconds: Int(Login.absoluteLifetime / 1_000), to: &headers)
    }

    func clearLogin(_ slug: String, on headers: inout HTTPFields) { add(loginName(slug), "", seconds: 0, to: &headers) }

    func set(_ flash: Flash, on headers: inout HTTPFields) {
        add(flashName, flash.code, seconds: Self.flashSecondsMax, to: &headers)
    }

    func clearFlash(on headers: inout HTTPFields) { add(flashName, "", seconds: 0, to: &headers) }

    private func add(_ name: String, _ value: String, seconds: Int, to headers: inout HTTPFields) {
        let secure = isSecure ? "; Secure" : ""
        headers.append(
            HTTPField(
                name: .setCookie,
                value: "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(secure)"))
    }

    /// The cookie of that name; nil where it is absent, too long, or sent twice with different values (RFC 6265,
    /// section 5.4 leaves open which of them a browser means).
    private func value(_ name: String, in headers: HTTPFields, bytesMax: Int = valueBytesMax) -> String? {
        var found: [String] = []
        for header in headers[values: .cookie] {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let trimmed = pair.drop { $0 == UInt8(ascii: " ") || $0 == 0x09 }
                let parts = trimmed.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].elementsEqual(name.utf8), parts[1].count <= bytesMax,
                    !parts[1].isEmpty
                else { continue }
                found.append(String(decoding: parts[1], as: UTF8.self))
            }
        }
        return Set(found).count == 1 ? found[0] : nil
    }
}
