/// An installation's ledger, backups and signature, for the erasures of its customers.
struct PlatformSurroundings: ErasureSurroundings {
    let platform: Platform

    func enter(_ erasure: ErasureEntry) async throws -> Int64 { 0 }
    func residualUntil() async throws -> Int64? { nil }
    func certify(_ certificate: ErasureCertificate) async throws -> String {
        certificate.lines.joined(separator: "\n") + "\n"
    }
}

extension Platform {
    var surroundings: any ErasureSurroundings { PlatformSurroundings(platform: self) }
}
