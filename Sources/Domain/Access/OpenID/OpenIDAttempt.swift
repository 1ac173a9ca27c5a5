internal import Crypto

/// A sign-in on its way to the provider and back: what only the browser that began it brings again (RFC 9700, section
/// 4.7).
///
/// It is kept in a sealed cookie of that browser, named for the organization, and is used up by the first answer.
package struct OpenIDAttempt: Sendable, Concealed {
    /// Ten minutes.
    package static let lifetime = 10 * Clock.minute
    private static let version: UInt8 = 1
    private static let secretBytes = 32
    private static let headBytes = 1 + 8 + 3 * secretBytes

    /// Of the provider that was asked.
    package let issuer: String
    /// Milliseconds UTC.
    package let startedAt: Int64
    private let stateBytes: [UInt8]
    private let nonceBytes: [UInt8]
    private let verifierBytes: [UInt8]

    /// 256 random bits each for state, nonce and the verifier of PKCE.
    init(issuer: String, startedAt: Int64) {
        self.issuer = issuer
        self.startedAt = startedAt
        (stateBytes, nonceBytes, verifierBytes) = (Self.randomBytes(), Self.randomBytes(), Self.randomBytes())
    }

    /// From ``encoded``.
    ///
    /// - Throws: `OpenIDRefusal.attemptMalformed` for anything else.
    package init(_ bytes: [UInt8]) throws(OpenIDRefusal) {
        let issuerBytes = bytes.dropFirst(Self.headBytes)
        guard bytes.first == Self.version, (1...OpenIDSettings.issuerBytesMax).contains(issuerBytes.count),
            let issuer = String(validating: issuerBytes, as: UTF8.self),
            let startedAt = Int64(exactly: bytes[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        else { throw .attemptMalformed }
        self.issuer = issuer
        self.startedAt = startedAt
        let secrets = (0..<3).map { place in
            Array(bytes.dropFirst(9 + place * Self.secretBytes).prefix(Self.secretBytes))
        }
        (stateBytes, nonceBytes, verifierBytes) = (secrets[0], secrets[1], secrets[2])
    }

    /// One byte of version, eight of time (big-endian), 32 each of state, nonce and verifier, then the issuer: at
    /// most 617 bytes.
    package var encoded: [UInt8] {
        let time = (0..<8).map { UInt8(truncatingIfNeeded: startedAt >> (56 - 8 * Int64($0))) }
        return [Self.version] + time + stateBytes + nonceBytes + verifierBytes + Array(issuer.utf8)
    }

    var state: String { Base64URL.encode(stateBytes) }
    var nonce: String { Base64URL.encode(nonceBytes) }
    /// 43 characters (RFC 7636, section 4.1).
    var verifier: String { Base64URL.encode(verifierBytes) }
    /// The method S256 (RFC 7636, section 4.2).
    var challenge: String { Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) }

    /// A clock that is up to a minute behind the one that began it is another node's.
    func isLiving(at now: Int64) -> Bool {
        startedAt <= now + Clock.minute && now - startedAt <= Self.lifetime
    }

    private static func randomBytes() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
    }
}
