import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Domain

/// What the sweep costs, for whoever asks (`INSTRUCTORS_MEASURE=1`): figures, no verdict on them.
@Suite("The sweep, measured", .enabled(if: ProcessInfo.processInfo.environment["INSTRUCTORS_MEASURE"] != nil))
struct SweepMeasurement {
    @Test("A million expired uses go while others write", arguments: Engine.allCases)
    func million(engine: Engine) async throws {
        try await withCompany(engine) { company in
            var people: [UUIDValue] = []
            for record in try await company.create(200) { people.append(try await company.person(of: record.id)) }
            for number in 0..<100 { try await company.use(people[number], times: 10_000) }
            company.clock.advance(by: 90 * Clock.day)
            try await company.customer.write { tx in try tx.sweepIsDue(at: tx.now) }
            let customer = company.customer
            let writer = Task {
                var waits: [Double] = []
                while !Task.isCancelled {
                    let began = ContinuousClock.now
                    _ = try await customer.write { tx in try tx.db.run(GateSQL.instructGrace, [.integer(30)]) }
                    waits.append(Self.milliseconds(ContinuousClock.now - began))
                    try? await Task.sleep(for: .milliseconds(5))
                }
                return waits.sorted()
            }
            let began = ContinuousClock.now
            try await company.runJobs()
            let seconds = Self.milliseconds(ContinuousClock.now - began) / 1_000
            writer.cancel()
            let waits = try await writer.value
            #expect(try await company.count("SELECT count(*) FROM usage") == 0)
            let (p50, p99) = (waits[waits.count / 2], waits[min(waits.count - 1, waits.count * 99 / 100)])
            print(
                "\(engine): 1,000,000 swept in \(seconds) s; \(waits.count) other writes, p50 \(p50) ms, p99 \(p99) ms")
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
    }
}
