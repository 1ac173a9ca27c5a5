internal import Foundation
internal import Storage

/// An installation's ledger, backups and signature, for the erasures of its customers.
struct PlatformSurroundings: ErasureSurroundings {
    let platform: Platform

    func enter(_ erasure: ErasureEntry) async throws -> Int64 {
        let receipt = try await platform.ledger.append(
            .erased(
                LedgerErasure(
                    organization: erasure.organization, keyID: erasure.keyID, person: erasure.person,
                    marks: erasure.marks, until: erasure.until)))
        return receipt.sequence
    }

    func residualUntil() async throws -> Int64? { try await platform.residualUntil() }

    func certify(_ certificate: ErasureCertificate) async throws -> String {
        try await platform.signed(certificate.lines)
    }
}

extension Platform {
    var surroundings: any ErasureSurroundings { PlatformSurroundings(platform: self) }

    /// A certificate: its lines, an empty line, and the installation's Ed25519 signature over all before it.
    func signed(_ lines: [String]) async throws -> String {
        let text = lines.joined(separator: "\n") + "\n"
        let (store, now) = (keyStore, clock.now)
        do {
            let signer = try await store.database.read { _ in
                try store.signerNow(.certificate) ?? store.keepNow(.random(), as: .certificate, at: now)
            }
            let signature = Data(try signer.sign(Array(text.utf8))).base64EncodedString()
            let key = Data(signer.publicKey).base64EncodedString()
            return text + "\n— ed25519 \(key) \(signature)\n"
        } catch {
            throw Failure(storage: error)
        }
    }
}
