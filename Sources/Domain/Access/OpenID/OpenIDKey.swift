internal import JWTKit

/// A public key of a provider (RFC 7517), fit for verifying signatures.
struct OpenIDKey: Sendable {
    /// RFC 7518, section 3.3 asks for 2,048 bits; a longer modulus than any in use would only cost time.
    static let modulusBits = 2_048...8_192

    enum Material: Sendable {
        case rsa(Insecure.RSA.PublicKey)
        case p256(ES256PublicKey)
        case p384(ES384PublicKey)
        case ed25519(EdDSA.PublicKey)
    }

    let id: String?
    let material: Material
    /// The only algorithm that the key may be used with, where its owner names one.
    let algorithm: SigningAlgorithm?

    /// - Throws: `OpenIDRefusal.tokenKeyWeak`, or `.tokenKeyKind` for every other key that cannot verify a signature
    ///   here: one for encryption, a shared one (`oct`), one published with its private half, an unknown curve, a
    ///   broken one.
    init(_ key: StrictJSON) throws(OpenIDRefusal) {
        id = key["kid"]?.text
        let privateNames = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]
        guard key.isObject, !privateNames.contains(where: { key[$0] != nil }), Self.isForVerifying(key) else {
            throw .tokenKeyKind
        }
        material = try Self.material(key)
        if let name = key["alg"] {
            guard let algorithm = name.text.flatMap(SigningAlgorithm.init(name:)) else { throw .tokenKeyKind }
            self.algorithm = algorithm
            guard fits(algorithm) else { throw .tokenKeyKind }
        } else {
            algorithm = nil
        }
    }

    /// Whether tokens of that algorithm may be verified with this key: type, curve and the key's own `alg`.
    func fits(_ algorithm: SigningAlgorithm) -> Bool {
        guard self.algorithm == nil || self.algorithm == algorithm else { return false }
        switch (material, algorithm) {
        case (.rsa, .rs256), (.rsa, .rs384), (.rsa, .rs512), (.rsa, .ps256), (.p256, .es256), (.p384, .es384),
            (.ed25519, .edDSA):
            return true
        case (.rsa, _), (.p256, _), (.p384, _), (.ed25519, _): return false
        }
    }

    /// Whether this key made the signature (RFC 7515, section 5.2). Only the arithmetic is the library's: it sees
    /// neither header nor claims, and cannot choose anything by them.
    func verifies(_ signature: [UInt8], of input: [UInt8], by algorithm: SigningAlgorithm) async -> Bool {
        guard fits(algorithm) else { return false }
        let keys = JWTKeyCollection()
        switch material {
        case .rsa(let key) where algorithm == .ps256: await keys.add(pss: key, digestAlgorithm: .sha256)
        case .rsa(let key) where algorithm == .rs384: await keys.add(rsa: key, digestAlgorithm: .sha384)
        case .rsa(let key) where algorithm == .rs512: await keys.add(rsa: key, digestAlgorithm: .sha512)
        case .rsa(let key): await keys.add(rsa: key, digestAlgorithm: .sha256)
        case .p256(let key): await keys.add(ecdsa: key)
        case .p384(let key): await keys.add(ecdsa: key)
        case .ed25519(let key): await keys.add(eddsa: key)
        }
        return (try? await keys.getKey().verify(signature, signs: input)) ?? false
    }
}

extension OpenIDKey {
    /// `use` and `key_ops` (RFC 7517, sections 4.2 and 4.3), each where it is there.
    private static func isForVerifying(_ key: StrictJSON) -> Bool {
        if let use = key["use"], !(use.text?.isExactly("sig") ?? false) { return false }
        guard let operations = key["key_ops"] else { return true }
        return operations.texts?.contains { $0.isExactly("verify") } ?? false
    }

    /// RFC 7518, sections 6.2 and 6.3; RFC 8037, section 2.
    private static func material(_ key: StrictJSON) throws(OpenIDRefusal) -> Material {
        switch (key["kty"]?.text, key["crv"]?.text) {
        case ("RSA", _):
            guard let modulus = number(key["n"]), let exponent = number(key["e"]) else { throw .tokenKeyKind }
            guard modulusBits.contains(bits(of: modulus)) else { throw .tokenKeyWeak }
            guard bits(of: exponent) > 1 else { throw .tokenKeyWeak }
            return try built {
                .rsa(try .init(modulus: Base64URL.encode(modulus), exponent: Base64URL.encode(exponent)))
            }
        case ("EC", "P-256"):
            let (x, y) = (try coordinate(key["x"], bytes: 32), try coordinate(key["y"], bytes: 32))
            return try built { .p256(try .init(parameters: (x, y))) }
        case ("EC", "P-384"):
            let (x, y) = (try coordinate(key["x"], bytes: 48), try coordinate(key["y"], bytes: 48))
            return try built { .p384(try .init(parameters: (x, y))) }
        case ("OKP", "Ed25519"):
            let x = try coordinate(key["x"], bytes: 32)
            return try built { .ed25519(try .init(x: x, curve: .ed25519)) }
        default: throw .tokenKeyKind
        }
    }

    /// What the library cannot make a key of, such as a point that is not on its curve, is no key.
    private static func built(_ build: () throws -> Material) throws(OpenIDRefusal) -> Material {
        do { return try build() } catch { throw .tokenKeyKind }
    }

    private static func number(_ value: StrictJSON?) -> [UInt8]? {
        guard let bytes = value?.text.flatMap({ Base64URL.decode($0.utf8) }) else { return nil }
        let significant = Array(bytes.drop { $0 == 0 })
        return significant.isEmpty ? nil : significant
    }

    private static func bits(of number: [UInt8]) -> Int {
        number.count * 8 - (number.first?.leadingZeroBitCount ?? 0)
    }

    /// A coordinate of the curve's full length, in the one spelling that it has.
    private static func coordinate(_ value: StrictJSON?, bytes: Int) throws(OpenIDRefusal) -> String {
        guard let text = value?.text, Base64URL.decode(text.utf8)?.count == bytes else { throw .tokenKeyKind }
        return text
    }
}
