import Crypto
import CryptoExtras
@testable import Domain
import Foundation

/// A key pair of a pretended provider, made when the tests start: what it publishes, and how it signs.
struct ProviderKey: Sendable {
    let id: String
    let algorithm: String
    /// The members of the JSON Web Key, as JSON.
    var published: [String: String]
    let sign: @Sendable ([UInt8]) throws -> [UInt8]

    static let first = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    static let second = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    static func rsa(
        _ algorithm: String = "RS256", id: String = "rsa", key: Result<_RSA.Signing.PrivateKey, any Error> = first
    ) throws -> ProviderKey {
        let key = try key.get()
        let numbers = try key.publicKey.getKeyPrimitives()
        let published = [
            "kid": jsonText(id), "kty": jsonText("RSA"), "use": jsonText("sig"),
            "n": jsonText(Base64URL.encode(numbers.modulus)), "e": jsonText(Base64URL.encode(numbers.publicExponent)),
        ]
        return ProviderKey(id: id, algorithm: algorithm, published: published) { input in
            let signature =
                switch algorithm {
                case "RS384": try key.signature(for: SHA384.hash(data: input), padding: .insecurePKCS1v1_5)
                case "RS512": try key.signature(for: SHA512.hash(data: input), padding: .insecurePKCS1v1_5)
                case "PS256": try key.signature(for: SHA256.hash(data: input), padding: .PSS)
                default: try key.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5)
                }
            return Array(signature.rawRepresentation)
        }
    }

    static func p256(id: String = "p256") -> ProviderKey {
        let key = P256.Signing.PrivateKey()
        let point = Array(key.publicKey.rawRepresentation)
        return ProviderKey(id: id, algorithm: "ES256", published: curve("EC", "P-256", id, point, half: 32)) { input in
            Array(try key.signature(for: input).rawRepresentation)
        }
    }

    static func p384(id: String = "p384") -> ProviderKey {
        let key = P384.Signing.PrivateKey()
        let point = Array(key.publicKey.rawRepresentation)
        return ProviderKey(id: id, algorithm: "ES384", published: curve("EC", "P-384", id, point, half: 48)) { input in
            Array(try key.signature(for: input).rawRepresentation)
        }
    }

    static func ed25519(id: String = "ed25519") -> ProviderKey {
        let key = Curve25519.Signing.PrivateKey()
        let point = Array(key.publicKey.rawRepresentation)
        let published = curve("OKP", "Ed25519", id, point, half: 32)
        return ProviderKey(id: id, algorithm: "EdDSA", published: published) { Array(try key.signature(for: $0)) }
    }

    /// One of each type that is accepted.
    static func all() throws -> [ProviderKey] {
        try [rsa("RS256"), rsa("RS384"), rsa("RS512"), rsa("PS256"), p256(), p384(), ed25519()]
    }

    /// What everybody knows of the first RSA key, in the spellings that someone could take for a shared secret.
    static func publicSpellings() throws -> [[UInt8]] {
        let key = try first.get().publicKey
        let modulus = try key.getKeyPrimitives().modulus
        return [Array(key.pemRepresentation.utf8), Array(key.derRepresentation), Array(modulus)]
    }

    func publishing(_ members: [String: String]) -> ProviderKey {
        var key = self
        key.published.merge(members) { $1 }
        return key
    }

    func withholding(_ member: String) -> ProviderKey {
        var key = self
        key.published[member] = nil
        return key
    }

    private static func curve(
        _ type: String, _ name: String, _ id: String, _ point: [UInt8], half: Int
    ) -> [String: String] {
        var members = [
            "kid": jsonText(id), "kty": jsonText(type), "crv": jsonText(name),
            "x": jsonText(Base64URL.encode(point.prefix(half))),
        ]
        if point.count > half { members["y"] = jsonText(Base64URL.encode(point.dropFirst(half))) }
        return members
    }
}

/// A string in JSON; the tests' own need no escaping.
func jsonText(_ text: String) -> String { "\"\(text)\"" }

/// An object in JSON, of members that are JSON already.
func jsonObject(_ members: [String: String]) -> String {
    "{" + members.sorted { $0.key < $1.key }.map { "\(jsonText($0)):\($1)" }.joined(separator: ",") + "}"
}
