@testable import Domain
import Storage
import Testing

/// The evidence log of an organization under test.
extension Company {
    var evidence: Permit<SeeEvidence> { get throws { try permit(SeeEvidence.self) } }

    /// Sequences, and gives the checkpoint as a customer would keep it.
    @discardableResult
    func keepCheckpoint() async throws -> [UInt8] {
        try await customer.sequence()
        let permit = try evidence
        let newest = try await customer.read { try $0.checkpoint(permit) }
        return Array(try found(newest).signed.text.utf8)
    }

    func verify(earlier: [UInt8]? = nil, key: VerifierKey? = nil) async throws -> EvidenceVerification {
        try await customer.verifyEvidence(earlier: earlier, key: key, evidence)
    }

    func evidenceKey() async throws -> VerifierKey {
        let permit = try evidence
        return try found(try await customer.read { try $0.evidenceKey(permit) })
    }

    /// Changes what is stored, behind everyone's back.
    func tamper(_ sql: StaticString, _ values: [Value] = []) async throws {
        try await customer.write { tx in
            let count = try tx.db.run(SQL(stringLiteral: sql), values)
            try #require(count > 0)
        }
    }

    /// As someone would who rewrites the log: the tree and its checkpoints are to be made anew.
    func forgetTree() async throws {
        try await customer.write { tx in
            try tx.db.run("DELETE FROM evidence_tile")
            try tx.db.run("DELETE FROM checkpoint")
        }
    }

    func bundle(withDetails: Bool = false) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try await customer.exportEvidence(withDetails: withDetails, evidence) { bytes += $0 }
        return bytes
    }
}

/// Checks a bundle that comes in pieces of some size.
func check(
    _ bundle: [UInt8], key: VerifierKey? = nil, earlier: [UInt8]? = nil, pieces: Int = 1_000
) throws -> BundleAudit.Result {
    var audit = BundleAudit(key: key, earlier: earlier)
    for start in stride(from: 0, to: bundle.count, by: pieces) {
        audit.append(Array(bundle[start..<min(start + pieces, bundle.count)]))
    }
    return try audit.result()
}
