import Synchronization
import Testing

@testable import Storage

/// The batching by itself, on an engine that fails when it is told to.
@Suite struct BatchTests {
    @Test("Callers go on only after COMMIT")
    func acknowledgement() async throws {
        let engine = FakeEngine()
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        let calls = (1...3).map { FakeCall("\($0)", engine) }
        engine.submitTogether(calls, to: batcher)
        await batcher.close()
        #expect(
            engine.events == [
                "begin", "savepoint", "run 1", "release", "savepoint", "run 2", "release", "savepoint", "run 3",
                "release", "commit", "settle 1: done", "settle 2: done", "settle 3: done",
            ]
        )
    }

    @Test("Where COMMIT fails, each closure is rerun in a transaction of its own")
    func commitFails() async throws {
        let engine = FakeEngine()
        engine.commitFailures = [StorageError.full, nil, StorageError.full]
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        let calls = (1...3).map { FakeCall("\($0)", engine) }
        engine.submitTogether(calls, to: batcher)
        await batcher.close()
        #expect(engine.settled == ["settle 1: done", "settle 2: full", "settle 3: done"])
        #expect(engine.events.count { $0 == "run 1" } == 2)
        #expect(engine.events.count { $0 == "rollback" } == 2)
    }

    @Test("Where the outcome of COMMIT is unknown, nothing is rerun and everybody is told")
    func unknownOutcome() async throws {
        let engine = FakeEngine()
        engine.commitFailures = [UnknownOutcome()]
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        let calls = (1...2).map { FakeCall("\($0)", engine) }
        engine.submitTogether(calls, to: batcher)
        await batcher.close()
        #expect(engine.settled.count == 2)
        #expect(engine.settled.allSatisfy { $0.hasSuffix("outcome unknown") })
        #expect(engine.events.count { $0.hasPrefix("run") } == 2)
    }

    @Test("A batch that cannot be serialized is rerun whole, and without end it fails each call")
    func serialization() async throws {
        let engine = FakeEngine()
        engine.commitFailures = [StorageError.serialization, StorageError.serialization]
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        batcher.submit(FakeCall("1", engine))
        await batcher.close()
        #expect(engine.settled == ["settle 1: done"])
        #expect(engine.events.count { $0 == "run 1" } == 3)

        let hopeless = FakeEngine()
        hopeless.commitFailures = Array(repeating: StorageError.serialization, count: 100)
        let second = WriteBatcher(source: hopeless, threads: EngineThreads(countMax: 1))
        second.submit(FakeCall("1", hopeless))
        await second.close()
        #expect(hopeless.settled == ["settle 1: serialization"])
        #expect(hopeless.events.count { $0 == "run 1" } == serializationTriesMax)
    }

    @Test("A closure that fails is rolled back to its savepoint, and its neighbours commit")
    func savepoints() async throws {
        let engine = FakeEngine()
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        let calls = [FakeCall("1", engine), FakeCall("2", engine, error: .full), FakeCall("3", engine)]
        engine.submitTogether(calls, to: batcher)
        await batcher.close()
        #expect(engine.settled == ["settle 1: done", "settle 2: full", "settle 3: done"])
        #expect(engine.events.count { $0 == "rollback to" } == 1)
        #expect(engine.events.count { $0 == "commit" } == 1)
    }

    @Test("No more calls wait than the bound, no more are in a batch than its bound")
    func bounds() async throws {
        let engine = FakeEngine()
        let batcher = WriteBatcher(
            source: engine, threads: EngineThreads(countMax: 1), batchSizeMax: 4, waitingMax: 8
        )
        engine.holding {
            // Up to four are taken at once and wait for the engine; eight more can wait in the queue.
            for number in 1...20 { batcher.submit(FakeCall("\(number)", engine)) }
        }
        await batcher.close()
        let refused = engine.settled.filter { $0.hasSuffix("too many calls are waiting") }
        let done = engine.settled.filter { $0.hasSuffix("done") }
        #expect(refused.count + done.count == 20)
        #expect((8...12).contains(done.count))
        for batch in engine.events.split(separator: "begin") { #expect(batch.count { $0.hasPrefix("run") } <= 4) }
    }

    @Test("A call that is cancelled in the queue is settled once, and not run")
    func cancelled() async throws {
        let engine = FakeEngine()
        let batcher = WriteBatcher(source: engine, threads: EngineThreads(countMax: 1))
        let calls = (1...3).map { FakeCall("\($0)", engine) }
        engine.holding {
            batcher.submit(calls[0])
            // Started, so that it stands in the engine's way for certain.
            engine.awaitBorrower()
            batcher.submit(calls[1])
            batcher.submit(calls[2])
            calls[0].cancel()
            calls[1].cancel()
        }
        await batcher.close()
        #expect(engine.settled.sorted() == ["settle 1: done", "settle 2: CancellationError()", "settle 3: done"])
        #expect(!engine.events.contains("run 2"))
    }
}
