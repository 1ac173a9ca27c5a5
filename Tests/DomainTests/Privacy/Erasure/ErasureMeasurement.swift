import Foundation
import TestSupport
import Testing

@testable import Domain

/// Runs where `INSTRUCTORS_MEASURE` is set; prints, and asserts nothing about time.
@Suite("Measuring erasures", .enabled(if: ProcessInfo.processInfo.environment["INSTRUCTORS_MEASURE"] != nil))
struct ErasureMeasurement {
    @Test("The CPU of one erasure, with its search, its ledger line and its certificate", arguments: Engine.allCases)
    func cpu(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let count = 50
            var people: [UUIDValue] = []
            for record in try await company.create(count) { people.append(try await company.person(of: record.id)) }
            try await company.runJobs()
            let before = clock()
            for person in people { _ = try await company.erase(person) }
            try await company.runJobs()
            let each = Double(clock() - before) / 1_000 / Double(count)
            #expect(try await company.count("SELECT count(*) FROM erasure WHERE state = 'complete'") == Int64(count))
            print("\(engine): \(each) ms of CPU for each of \(count) erasures")
        }
    }
}
