internal import Crypto
internal import Storage

/// The installation's own signing keys (Ed25519), one of each kind, in the key store, wrapped by the root.
///
/// A key is made when it is first needed, and stays the same for good: what strangers verify with does not change when
/// the root is rotated.
struct InstallationSigner: Sendable {
    enum Kind: String {
        /// Signs the entries of the erasure ledger.
        case ledger
        /// Signs the checkpoints of the organizations' evidence.
        case checkpoint
        /// Signs certificates of erasure.
        case certificate

        /// The same on every node, so that two that begin at once make one key.
        var id: UUIDValue { .named("signing_key." + rawValue) }
    }

    let key: Curve25519.Signing.PrivateKey
    /// 32 bytes.
    let publicKey: [UInt8]

    init(_ bytes: SealingKey) throws {
        key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes.bytes)
        publicKey = [UInt8](key.publicKey.rawRepresentation)
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] { [UInt8](try key.signature(for: message)) }
}

extension SealedPlace {
    /// A wrapped signing key, whatever its kind.
    static func signingKey(_ id: UUIDValue) -> SealedPlace {
        SealedPlace("signing_key.wrapped", organization: .installation, owner: id)
    }
}

extension UUIDValue {
    /// In associated data, the place of an organization's id where something is the installation's own.
    package static let installation = UUIDValue(high: 0, low: 0)
}

extension KeyStore {
    /// The installation's key of that kind; nil where there is none yet. Reads on the calling thread.
    func signerNow(_ kind: InstallationSigner.Kind) throws -> InstallationSigner? {
        let row = try database.readNow { db in
            try db.first(SigningKeySQL.byID, [.blob(kind.id.bytes)]) { ($0.blob(0), $0.blob(1)) }
        }
        return try row.map { root, wrapped in
            try InstallationSigner(roots.key(root).unwrap(wrapped, for: .signingKey(kind.id)))
        }
    }

    /// Keeps the first key of a kind.
    /// - Returns: the kept one: another node's where that was first.
    func keepNow(
        _ key: SealingKey, as kind: InstallationSigner.Kind, at now: Int64
    ) throws -> InstallationSigner {
        let wrapper = wrapper
        let values: [Value] = [
            .blob(kind.id.bytes), .text(kind.rawValue), .blob(try InstallationSigner(key).publicKey),
            .blob(wrapper.fingerprint), .blob(try wrapper.wrap(key, for: .signingKey(kind.id))), .integer(now),
        ]
        try database.writeNow { db in _ = try db.run(SigningKeySQL.insert, values) }
        guard let signer = try signerNow(kind) else { throw ByteReader.damaged }
        return signer
    }
}

enum SigningKeySQL {
    static let insert: SQL = """
        INSERT INTO signing_key (id, kind, public, root, wrapped, created_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
        """
    static let byID: SQL = "SELECT root, wrapped FROM signing_key WHERE id = $1"
}
