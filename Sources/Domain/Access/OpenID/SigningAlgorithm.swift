internal import Crypto

/// The signatures that are accepted (RFC 7518, section 3.1; RFC 8037, section 3.1), and no others: neither `none` nor a
/// keyed hash, whose key would be one that everybody knows.
enum SigningAlgorithm: String, Sendable, CaseIterable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case es256 = "ES256"
    case es384 = "ES384"
    case edDSA = "EdDSA"

    /// Names are case-sensitive.
    init?(name: String) {
        guard let algorithm = Self.allCases.first(where: { $0.rawValue.isExactly(name) }) else { return nil }
        self = algorithm
    }

    /// The left half of a hash by the algorithm's own hash function, in base64url: `at_hash` and `c_hash`
    /// (OpenID Connect Core, sections 3.1.3.6 and 3.3.2.11; Ed25519 hashes with SHA-512).
    func leftHalfHash(of text: String) -> String {
        let bytes = Array(text.utf8)
        switch self {
        case .rs256, .ps256, .es256: return Base64URL.encode(SHA256.hash(data: bytes).prefix(16))
        case .rs384, .es384: return Base64URL.encode(SHA384.hash(data: bytes).prefix(24))
        case .rs512, .edDSA: return Base64URL.encode(SHA512.hash(data: bytes).prefix(32))
        }
    }
}
