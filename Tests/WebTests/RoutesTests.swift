import Domain
import Logging
import TestSupport
import Testing

@testable import Web

@Suite("The routes")
struct RoutesTests {
    @Test("Every route is in the golden listing, and the listing has no other")
    func listing() async throws {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let platform = try await Platform.open(StoragePlace(folder: folder), log: log)
            let server = Server(platform: platform, options: ServerOptions(), metrics: MetricsRegistry(), log: log)
            try expectGolden("routes.txt", try server.listing())
            await platform.close()
        }
    }
}
