import Storage
import TestSupport
import Testing

@Suite struct CancelTests {
    @Test("A write that is cancelled while it waits never runs", arguments: Engine.allCases)
    func whileQueued(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let started = Latch()
            let gate = Latch()
            let blocker = Task {
                try await db.write { _ in
                    started.open()
                    gate.waitBlocking()
                }
            }
            await started.wait()
            let waiting = Task { try await db.write { try $0.insert(1) } }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            gate.open()
            try await blocker.value
            #expect(try await db.write { try $0.count() } == 0)
        }
    }

    @Test("A write that has started goes on to its end when its caller is cancelled", arguments: Engine.allCases)
    func onceStarted(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let started = Latch()
            let gate = Latch()
            let writing = Task {
                try await db.write { db in
                    started.open()
                    gate.waitBlocking()
                    try db.insert(1)
                }
            }
            await started.wait()
            writing.cancel()
            gate.open()
            try await writing.value
            #expect(try await db.read { try $0.count() } == 1)
        }
    }

    @Test("A task that is cancelled already reads and writes nothing", arguments: Engine.allCases)
    func before(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                await #expect(throws: CancellationError.self) { try await db.write { try $0.insert(1) } }
                await #expect(throws: CancellationError.self) { try await db.read { try $0.count() } }
            }
            await task.value
            let count = try await db.read { try $0.count() }
            #expect(count == 0)
        }
    }

    @Test("A closed database refuses, after what was queued is done", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await withDatabase(engine, migrations: sampleMigrations) { db in
            let started = Latch()
            let writing = Task {
                try await db.write { db in
                    started.open()
                    try db.insert(1)
                    return try db.count()
                }
            }
            await started.wait()
            await db.close()
            let count = try await writing.value
            #expect(count == 1)
            await #expect(throws: StorageError.unavailable("closed")) { try await db.read { try $0.count() } }
            await #expect(throws: StorageError.unavailable("closed")) { try await db.write { try $0.insert(2) } }
            #expect(throws: StorageError.unavailable("closed")) { try db.readNow { try $0.count() } }
            #expect(throws: StorageError.unavailable("closed")) { try db.writeNow { try $0.insert(2) } }
            await db.close()
        }
    }
}
