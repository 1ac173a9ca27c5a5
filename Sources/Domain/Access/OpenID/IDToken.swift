/// An ID token taken apart (RFC 7515, section 7.1): its form and header are checked, its signature and claims are not
/// yet.
struct IDToken: Sendable, Concealed {
    static let bytesMax = 64 * 1_024
    private static let headerBytesMax = 4 * 1_024

    let algorithm: SigningAlgorithm
    /// Which key of the provider's signed it, where the header says so.
    let keyID: String?
    /// Nothing of it counts before the signature does.
    private let claims: StrictJSON
    private let input: [UInt8]
    private let signature: [UInt8]

    /// - Throws: an `OpenIDRefusal` of the group `token`.
    init(_ text: String) throws(OpenIDRefusal) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.bytesMax else { throw .tokenMalformed }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count <= Self.headerBytesMax, let header = Self.object(parts[0]) else {
            throw .tokenMalformed
        }
        (algorithm, keyID) = try Self.read(header)
        guard let claims = Self.object(parts[1]), let signature = Base64URL.decode(parts[2]) else {
            throw .tokenMalformed
        }
        guard !signature.isEmpty else { throw .tokenUnsigned }
        self.claims = claims
        self.signature = signature
        input = Array(bytes[..<parts[1].endIndex])
    }

    /// The claims of a token that one of the provider's own keys has signed.
    ///
    /// - Parameter accepted: the algorithms that the provider says it signs with.
    /// - Throws: `OpenIDRefusal.tokenKeyUnknown`, or `.tokenSignature`, where newer keys may help; any other refusal
    ///   is final.
    func verified(with keys: OpenIDKeys, accepted: Set<SigningAlgorithm>) async throws(OpenIDRefusal) -> IDTokenClaims {
        guard accepted.contains(algorithm) else { throw .tokenAlgorithm }
        let key = try keys.key(id: keyID, for: algorithm)
        guard await key.verifies(signature, of: input, by: algorithm) else { throw .tokenSignature }
        return IDTokenClaims(claims, algorithm: algorithm)
    }

    private static func object(_ part: ArraySlice<UInt8>) -> StrictJSON? {
        guard let bytes = Base64URL.decode(part), let json = StrictJSON(parsing: bytes), json.isObject else {
            return nil
        }
        return json
    }

    private static func read(
        _ header: StrictJSON
    ) throws(OpenIDRefusal) -> (algorithm: SigningAlgorithm, keyID: String?) {
        // A key that the token brings along, or an address of one, is its sender's and not the provider's.
        for name in ["jku", "jwk", "x5u", "x5c", "crit"] where header[name] != nil { throw .tokenHeader }
        guard let name = header["alg"]?.text else { throw .tokenMalformed }
        if name.foldsTo(ascii: "none") { throw .tokenUnsigned }
        guard let algorithm = SigningAlgorithm(name: name) else { throw .tokenAlgorithm }
        if let kind = header["typ"], !(kind.text?.foldsTo(ascii: "jwt") ?? false) { throw .tokenKind }
        guard let id = header["kid"] else { return (algorithm, nil) }
        guard let id = id.text, id.utf8.count <= 1_024 else { throw .tokenMalformed }
        return (algorithm, id)
    }
}
