@testable import Domain
import TestSupport
import Testing

@Suite("Two nodes on one PostgreSQL")
struct ReplicaTests {
    @Test("Each sees what the other has changed, in records, lists and instructions")
    func changes() async throws {
        try await withInstallation(.postgres) { installation in
            let company = try await installation.company()
            let other = try await installation.open()
            let customer = try await other.customer("havn")
            let (reading, see) = (try company.reading, try company.permit(SeeStaff.self))
            #expect(try await customer.write { try $0.staff(StaffQuery(), see) }.total == 1)
            let made = try await company.create(.staff("ada", [.title: "Clerk"]))
            #expect(try await customer.read { try $0.record(made.id, reading) }.draft == made.draft)
            #expect(try await customer.write { try $0.staff(StaffQuery(), see) }.total == 2)
            let sync = try company.sync()
            _ = try await customer.write { tx in
                try tx.updateRecord(made.id, if: { $0 == 1 }, sync) { $0.attributes[.title] = "Head" }
            }
            #expect(try await company.record(made.id).version == 2)
            var query = StaffQuery()
            query.text = "head"
            let asked = query
            #expect(try await company.customer.write { try $0.staff(asked, see) }.members.count == 1)
            try await InstructionTests.instruct(company, [.department])
            #expect(try await customer.read { try $0.catalogue() }.allows(.department))
            await other.close()
        }
    }

    @Test("A key that one destroys is forgotten by the other")
    func erasure() async throws {
        try await withInstallation(.postgres) { installation in
            let company = try await installation.company()
            let other = try await installation.open()
            let customer = try await other.customer("havn")
            let (reading, see) = (try company.reading, try company.permit(SeeStaff.self))
            let made = try await company.create(.staff("ada"))
            _ = try await customer.read { try $0.record(made.id, reading) }
            #expect(try await customer.write { try $0.staff(StaffQuery(), see) }.members.count == 2)
            try await VaultTests.destroyKey(of: try await company.person(of: made.id), company)
            #expect(await failure { try await customer.read { try $0.record(made.id, reading) } } == .notFound)
            #expect(try await customer.write { try $0.staff(StaffQuery(), see) }.members.count == 1)
            await other.close()
        }
    }

    @Test("Both write at once: every write is there, counters and versions are right")
    func writers() async throws {
        try await withInstallation(.postgres) { installation in
            let company = try await installation.company()
            let other = try await installation.open()
            let nodes = [company.customer, try await other.customer("havn")]
            let sync = try company.sync()
            let shared = try await company.create(.staff("shared"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        _ = try await nodes[number % 2].write { tx in
                            _ = try tx.createRecord(.staff("p\(number)"), sync)
                            return try tx.updateRecord(shared.id, if: nil, sync) { $0.attributes[.title] = "\(number)" }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await company.record(shared.id).version == 41)
            #expect(try await company.count("SELECT count(*) FROM directory_record") == 42)
            try await company.expectConsistent()
            await other.close()
        }
    }

    @Test("A link that both are shown at once works once")
    func link() async throws {
        try await withInstallation(.postgres) { installation in
            let company = try await installation.company()
            let other = try await installation.open()
            let nodes = [company.customer, try await other.customer("havn")]
            let kinds = try await withThrowingTaskGroup(of: Failure.Kind?.self, returning: [Failure.Kind?].self) {
                group in
                for number in 0..<20 {
                    group.addTask {
                        await failure {
                            try await nodes[number % 2].write {
                                try $0.signIn(with: company.link.secret, from: nil, in: .unknown)
                            }
                        }
                    }
                }
                var kinds: [Failure.Kind?] = []
                for try await kind in group { kinds.append(kind) }
                return kinds
            }
            #expect(kinds.count { $0 == nil } == 1)
            await other.close()
        }
    }
}
