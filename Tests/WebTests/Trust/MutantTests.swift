import TestSupport
import Testing

@testable import Domain

/// A control that cannot fail proves nothing: each guard is lifted once, and its declared probes have to notice.
@Suite("Promises and their mutants")
struct MutantTests {
    @Test("With every guard in place, every promise in force is kept", arguments: Engine.allCases)
    func standing(engine: Engine) async throws {
        try await TrustWorld.run(engine) { world in
            let runs = try await world.probe()
            #expect(Set(runs.keys) == Set(Promise.inForce.map(\.id)))
            for run in runs.values { #expect(run.outcome == .kept, "\(run.promise.rawValue): \(run.measured)") }
        }
    }

    @Test("Lifting a guard turns exactly its declared rows red", arguments: Promise.inForce.map(\.id), Engine.allCases)
    func lifted(promise: PromiseID, engine: Engine) async throws {
        let declared = try #require(Promise[promise]).turnsRed
        try await TrustWorld.run(engine, lifting: [promise]) { world in
            let runs = try await world.probe()
            let red = Set(runs.values.filter { $0.outcome == .broken }.map(\.promise))
            #expect(red == declared, "\(runs.values.filter { red.contains($0.promise) }.map(\.measured))")
            for run in runs.values where !declared.contains(run.promise) {
                #expect(run.outcome == .kept, "\(run.promise.rawValue): \(run.measured)")
            }
        }
    }

    @Test("The day leaves nothing behind that the next one would stumble over")
    func again() async throws {
        try await TrustWorld.run { world in
            for _ in 0..<3 {
                for run in try await world.probe().values {
                    #expect(run.outcome == .kept, "\(run.promise.rawValue): \(run.measured)")
                }
                world.clock.pass(Clock.day)
                try await world.platform.runDueJobs()
            }
        }
    }

    @Test("Only the guards' own file and tests can lift one")
    func source() throws {
        var named: [String] = []
        for file in try projectSources(below: "Sources") where file.text.contains("lifting") {
            named.append(file.name)
        }
        #expect(Set(named) == ["Guards.swift"])
    }
}
