internal import Crypto
internal import Foundation

/// The public half of the key that signs a log's checkpoints, written as `name+hash+base64(0x01 ‖ key)` (C2SP
/// signed-note). Whoever holds on to this text can check checkpoints and bundles without asking anyone.
package struct VerifierKey: Sendable, Equatable, CustomStringConvertible {
    /// The log's origin.
    package let name: String
    private let ed25519: [UInt8]

    private static let algorithm: UInt8 = 1

    /// - Parameter ed25519: 32 bytes.
    init(name: String, ed25519: [UInt8]) {
        self.name = name
        self.ed25519 = ed25519
    }

    /// Nil for anything but the one spelling of an Ed25519 key.
    package init?(_ text: some StringProtocol) {
        let parts = Array(text.utf8.prefix(1_024)).split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(parts[0]), let key = Base64.decode(parts[2]), key.count == 33,
            key[0] == Self.algorithm
        else { return nil }
        self.init(name: String(decoding: parts[0], as: UTF8.self), ed25519: Array(key[1...]))
        guard decodeHexadecimal(parts[1]) == hash else { return nil }
    }

    package var description: String {
        let digits = String(decoding: encodeHexadecimal(hash), as: UTF8.self)
        return "\(name)+\(digits)+\(Base64.encode([Self.algorithm] + ed25519))"
    }

    /// The first 4 bytes of `SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key)`.
    var hash: [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, Self.algorithm] + ed25519).prefix(4))
    }

    /// What a note's signatures say about this key.
    enum Judgement: Equatable {
        case valid
        /// Nothing of this name is there.
        case absent
        /// Another key of this name signed it.
        case otherKey
        case wrong
    }

    func judge(_ note: SignedNote) -> Judgement {
        let named = note.signatures.filter { $0.name.utf8.elementsEqual(name.utf8) }
        guard !named.isEmpty else { return .absent }
        let own = named.filter { $0.keyHash == hash }
        guard !own.isEmpty else { return .otherKey }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: ed25519) else { return .wrong }
        let text = Array(note.text.utf8)
        return own.allSatisfy { key.isValidSignature($0.bytes, for: text) } ? .valid : .wrong
    }

    /// Not empty, and without spaces, `+` and control characters.
    static func isName(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.count <= 256 && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "+") }
    }
}

/// Signs a log's checkpoints. One key serves an installation; the name that goes into each signature is the log's.
struct CheckpointSigner: Sendable {
    private let installation: InstallationSigner
    let verifier: VerifierKey

    init(name: String, _ installation: InstallationSigner) {
        self.installation = installation
        verifier = VerifierKey(name: name, ed25519: installation.publicKey)
    }

    /// - Parameter text: ends with a newline.
    func sign(_ text: String) throws -> SignedNote {
        let signature = SignedNote.Signature(
            name: verifier.name, keyHash: verifier.hash, bytes: try installation.sign(Array(text.utf8)))
        return SignedNote(text: text, signatures: [signature])
    }
}
