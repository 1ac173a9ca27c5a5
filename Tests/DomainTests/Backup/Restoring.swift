@testable import Domain
import Foundation
import Logging
import TestSupport
import Testing

extension Installation {
    /// Makes a backup below the data folder, where no other test has its own.
    @discardableResult
    func backUp(to folder: String? = nil) async throws -> BackupReport {
        try await platform.backUp(to: folder ?? place.folder + "/backups", BackupTests.permit())
    }
}

/// Restores a backup into an empty installation on `engine` that has the other's root key and ledger, and opens it.
/// - Parameter ask: changes the request before it is made.
@discardableResult
func restore<Result>(
    _ backup: String, from other: Installation, to engine: Engine,
    _ ask: @escaping (inout RestoreRequest) -> Void = { _ in },
    _ body: (Installation, RestoreReport) async throws -> Result
) async throws -> Result {
    try await withEmptyPlace(engine, ledger: other.place.ledger) { place in
        try copyRoots(from: other.place, to: place)
        var request = RestoreRequest(directory: backup)
        ask(&request)
        let report = try await Restore(request, into: place, clock: other.clock.clock, log: Logger(label: "tests"))
            .run()
        return try await withOpened(place, clock: other.clock) { try await body($0, report) }
    }
}

/// The root key, and old ones.
func copyRoots(from: StoragePlace, to: StoragePlace) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: from.folder) where name.hasPrefix("root.key") {
        try FileManager.default.copyItem(atPath: from.folder + "/" + name, toPath: to.folder + "/" + name)
    }
}
