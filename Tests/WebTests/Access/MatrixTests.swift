import Domain
import Logging
import TestSupport
import Testing

@testable import Web

/// Every route, asked by everyone, for what is one's own and for what is another organization's.
@Suite("The access matrix, route by route")
struct MatrixTests {
    @Test("Every route of the router stands in the table, and the table has no other")
    func listing() async throws {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let platform = try await Platform.open(StoragePlace(folder: folder), log: log)
            let server = Server(platform: platform, options: ServerOptions(), metrics: MetricsRegistry(), log: log)
            let routes = Set(try server.listing().split(separator: "\n").map(String.init))
            let table = MatrixRoute.all.map(\.name)
            for route in routes.subtracting(table).sorted() {
                Issue.record("\(route): say in MatrixRoutes.swift who may, and how it is called")
            }
            for route in Set(table).subtracting(routes).sorted() { Issue.record("\(route): there is no such route") }
            #expect(Set(table).count == table.count)
            await platform.close()
        }
    }

    @Test("Whom the matrix admits is let in, everyone else is refused, and nothing of another organization is met")
    func sqlite() async throws {
        try await MatrixWorld.run(.sqlite) { world in
            let walk = try await MatrixWalk(world)
            for route in MatrixRoute.all {
                try await walk.prepare(route)
                try await walk.refuse(route)
                try await walk.admit(route)
            }
            try await walk.expectTheOthersLive()
        }
    }

    @Test("On PostgreSQL, too, nothing of another organization is met")
    func postgres() async throws {
        try await MatrixWorld.run(.postgres) { world in
            let walk = try await MatrixWalk(world)
            for route in MatrixRoute.all {
                try await walk.prepare(route)
                try await walk.substitute(route)
            }
            try await walk.expectTheOthersLive()
        }
    }
}
