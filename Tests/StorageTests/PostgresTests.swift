import Storage
import TestSupport
import Testing

@Suite struct PostgresTests {
    @Test("A stopped server is `unavailable`, and works again once it is back, with all that was acknowledged")
    func stopAndStart() async throws {
        try await withOwnCluster { cluster in
            let server = PostgresServer(url: cluster.url, poolSize: 3, waitLimitSeconds: 5)
            try await server.createSchema(named: "customer")
            let db = try server.database(schema: "customer")
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            try await db.write { try $0.insert(1) }

            let started = Latch()
            let stopped = Latch()
            let interrupted = Task {
                try await db.write { db in
                    try db.insert(2)
                    started.open()
                    stopped.waitBlocking()
                    try db.insert(3)
                }
            }
            await started.wait()
            try cluster.stop()
            stopped.open()
            await expectUnavailable { try await interrupted.value }
            await expectUnavailable { try await db.write { try $0.insert(4) } }
            await expectUnavailable { _ = try await db.read { try $0.count() } }
            await expectUnavailable { _ = try db.readNow { try $0.count() } }

            try cluster.resume()
            #expect(try await db.read { try $0.ids() } == [1])
            try await db.write { try $0.insert(5) }
            #expect(try db.readNow { try $0.ids() } == [1, 5])
            await db.close()
            await server.close()
        }
    }

    @Test("A server that restarted while nobody looked is noticed before it is used")
    func restart() async throws {
        try await withOwnCluster { cluster in
            let server = PostgresServer(url: cluster.url, poolSize: 2, waitLimitSeconds: 5)
            let before = try await server.systemIdentifier()
            try cluster.stop()
            try cluster.resume()
            #expect(try await server.systemIdentifier() == before)
            await server.close()
        }
    }

    @Test("Who finds no free connection within the limit is told so, and all others are served")
    func exhausted() async throws {
        let server = PostgresServer(url: try await Servers.dataURL(), poolSize: 2, waitLimitSeconds: 0.3)
        try await withSchema(on: server) { db, _ in
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            let gate = Latch()
            var holders: [Task<Int64, any Error>] = []
            for _ in 0..<2 {
                let started = Latch()
                holders.append(
                    Task {
                        try await db.read { db in
                            started.open()
                            gate.waitBlocking()
                            return try db.count()
                        }
                    }
                )
                // One after the other: two that wait together share a connection.
                await started.wait()
            }
            await expectUnavailable { _ = try await db.read { try $0.count() } }
            await expectUnavailable { try await db.write { try $0.insert(1) } }
            await expectUnavailable { _ = try db.readNow { try $0.count() } }
            gate.open()
            for holder in holders { #expect(try await holder.value == 0) }
            #expect(try await db.read { try $0.count() } == 0)
        }
        await server.close()
    }

    @Test("Two schemas are apart: neither sees the other's tables, by any name")
    func schemasApart() async throws {
        let server = try await Servers.data()
        try await withSchema(on: server) { one, oneName in
            try await withSchema(on: server) { two, _ in
                for db in [one, two] { try await Migrator(sampleMigrations).migrate(db, now: 0) }
                try await one.write { try $0.insert(1) }
                #expect(try await two.read { try $0.ids() } == [])
                let foreign = SQLText.composed("SELECT id FROM \(oneName).item")
                let error = await #expect(throws: StorageError.self) {
                    try await two.read { try $0.all(foreign) { $0.integer(0) } }
                }
                guard case .other(code: "42501", _) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test("A transaction leaves nothing on its connection")
    func nothingLeft() async throws {
        let server = PostgresServer(url: try await Servers.dataURL(), poolSize: 1, waitLimitSeconds: 5)
        try await withSchema(on: server) { db, name in
            let inside = try await db.write {
                try $0.first("SELECT current_user, current_schema()") { [$0.text(0), $0.text(1)] }
            }
            #expect(inside == [name, name])
            // The only connection there is, now without a transaction of that schema.
            #expect(try await server.schemaNames().contains(name))
            #expect(try await server.systemIdentifier() != "")
        }
        await server.close()
    }

    @Test("Schemas are created once, by many at once too, listed and dropped")
    func schemas() async throws {
        let server = try await Servers.data()
        let url = try await Servers.dataURL()
        let nodes = (0..<4).map { _ in PostgresServer(url: url, poolSize: 1, waitLimitSeconds: 30) }
        let name = newSchemaName()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes { group.addTask { try await node.createSchema(named: name) } }
            try await group.waitForAll()
        }
        for node in nodes { await node.close() }
        try await server.createSchema(named: name)
        #expect(try await server.schemaNames().contains(name))
        try await server.dropSchema(named: name)
        try await server.dropSchema(named: name)
        #expect(try await !server.schemaNames().contains(name))
    }

    @Test(
        "A name that is not plain is refused everywhere",
        arguments: ["", "1a", "A", "a-b", "a\"b", "a b", "ä", "a;", "pg_\u{0}", String(repeating: "a", count: 64)]
    )
    func names(name: String) async throws {
        let server = try await Servers.data()
        #expect(throws: StorageError.self) { try server.database(schema: name) }
        await #expect(throws: StorageError.self) { try await server.createSchema(named: name) }
        await #expect(throws: StorageError.self) { try await server.dropSchema(named: name) }
    }

    @Test("Two clusters have two identifiers, one cluster has one")
    func identifiers() async throws {
        try await withTwoClusters { data, keys in
            let again = PostgresServer(url: try await Servers.dataURL(), poolSize: 1, waitLimitSeconds: 5)
            #expect(try await data.systemIdentifier() == again.systemIdentifier())
            #expect(try await data.systemIdentifier() != keys.systemIdentifier())
            await again.close()
        }
    }

    @Test("Two nodes that write to one schema lose nothing and do not starve", arguments: [true, false])
    func twoNodes(hasGate: Bool) async throws {
        let other = PostgresServer(url: try await Servers.dataURL(), poolSize: 4, waitLimitSeconds: 30)
        try await withSchema(on: try await Servers.data()) { db, name in
            try await Migrator(sampleMigrations).migrate(db, now: 0)
            let nodes = [
                try await Servers.data().database(schema: name, hasGate: hasGate),
                try other.database(schema: name, hasGate: hasGate),
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask { for _ in 0..<10 { try await increment(nodes[task % 2]) } }
                }
                try await group.waitForAll()
            }
            let counter = try await db.read { try $0.first("SELECT counter FROM gate") { $0.integer(0) } }
            #expect(counter == 80)
            for node in nodes { await node.close() }
        }
        await other.close()
    }

    @Test("An address where nothing listens is `unavailable`, and its password is not told")
    func nothingListens() async throws {
        let server = PostgresServer(
            url: "postgres://someone:geheim@127.0.0.1:1/none", poolSize: 1, waitLimitSeconds: 2
        )
        let error = await #expect(throws: StorageError.self) { try await server.systemIdentifier() }
        guard case .unavailable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.contains("geheim"))
        await server.close()
    }
}

private func increment(_ db: any Database) async throws {
    _ = try await db.write { db in
        let counter = try db.first("SELECT counter FROM gate WHERE id = 1") { $0.integer(0) } ?? 0
        return try db.run("UPDATE gate SET counter = $1 WHERE id = 1", [.integer(counter + 1)])
    }
}

private func expectUnavailable(
    _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) async {
    do {
        try await body()
        Issue.record("it did not throw", sourceLocation: sourceLocation)
    } catch StorageError.unavailable {
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
