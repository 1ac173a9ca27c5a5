internal import Crypto

/// A random secret that is shown once and stored as its hash: tokens, one-time links, logins.
package struct Secret: Concealed, Sendable {
    /// As it is sent: prefix, then 43 characters of base64url (256 random bits).
    package let revealed: String
    let hash: [UInt8]

    /// - Parameter prefix: says what it is to a reader and to secret scanners, such as `iis_`.
    static func random(prefix: String) -> Secret {
        let key = SymmetricKey(size: .bits256)
        return Secret(presented: prefix + key.withUnsafeBytes { Base64URL.encode($0) })
    }

    /// What a caller presented.
    package init(presented: String) {
        revealed = presented
        hash = SHA256.hash(data: Array(presented.utf8)).withUnsafeBytes { [UInt8]($0) }
    }

    /// What only the holder of this secret can say for one use, such as in a form; it tells nothing about the secret.
    package func derived(for use: String) -> String {
        let key = SymmetricKey(data: Array(revealed.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array(use.utf8), using: key)
        return Base64URL.encode(code)
    }

    /// Whether `presented` is what this secret says for that use; takes as long for a near miss as for a far one.
    package func hasDerived(_ presented: String, for use: String) -> Bool {
        let expected = Array(derived(for: use).utf8)
        let given = Array(presented.utf8)
        guard given.count == expected.count else { return false }
        return zip(given, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The first characters, by which people tell tokens apart.
    var shownPrefix: String { String(decoding: Array(revealed.utf8.prefix(12)), as: UTF8.self) }
}
