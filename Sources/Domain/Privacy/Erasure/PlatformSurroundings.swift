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
        certificate.lines.joined(separator: "\n") + "\n"
    }
}

extension Platform {
    var surroundings: any ErasureSurroundings { PlatformSurroundings(platform: self) }
}
