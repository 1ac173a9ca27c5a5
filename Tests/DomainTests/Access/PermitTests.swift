@testable import Domain
import TestSupport
import Testing

@Suite("A permit counts in its own organization only")
struct PermitTests {
    @Test("Every verb that takes a permit asks first whether it belongs here")
    func everyVerb() throws {
        var verbs = 0
        for source in try domainSources() {
            for part in source.text.split(separator: "    package func ").dropFirst() {
                guard let end = part.firstRange(of: " {\n"), part[..<end.lowerBound].contains("Permit<") else {
                    continue
                }
                let name = part.prefix { $0 != "(" && $0 != "<" }
                // They make one, or hand it to a verb that asks.
                if ["admit", "apply", "applyInBackground", "countDropped"].contains(name) { continue }
                verbs += 1
                let body = part[end.upperBound...].drop { $0 == " " }
                // The platform's own verbs ask its operator's organization, or work on that of the permit.
                let asks =
                    body.hasPrefix("try accept(permit)") || body.hasPrefix("try await accept(permit)")
                    || body.contains("permit.organization")
                #expect(asks, "\(source.name): \(name)")
            }
        }
        #expect(verbs > 30)
    }

    @Test("A permit of one organization is refused in another", arguments: Engine.allCases)
    func foreign(engine: Engine) async throws {
        try await withCompany(engine) { ours in
            let record = try await ours.create(.staff("ada"))
            let stranger = UUIDValue.random()
            let sync = try Policy.permit(SyncDirectory.self, to: .connection(ours.connection), in: stranger)
            let reading = try Policy.permit(ReadDirectory.self, to: .connection(ours.connection), in: stranger)
            let see = try Policy.permit(SeeStaff.self, to: ours.administrator, in: stranger)
            let importing = try Policy.permit(ImportStaff.self, to: ours.administrator, in: stranger)
            #expect(
                await failure { try await ours.customer.write { try $0.createRecord(.staff("eve"), sync) } }
                    == .forbidden)
            #expect(
                await failure { try await ours.customer.write { try $0.removeRecord(record.id, if: nil, sync) } }
                    == .forbidden)
            #expect(await failure { try await ours.customer.read { try $0.record(record.id, reading) } } == .forbidden)
            #expect(await failure { try await ours.customer.write { try $0.staff(StaffQuery(), see) } } == .forbidden)
            let proposal = StaffImport(ours.customer, importing)
            #expect(await failure { try await proposal.propose(file("Work email\nada@havn.example\n")) } == .forbidden)
            #expect(try await ours.count("SELECT count(*) FROM change_set") == 0)
            #expect(try await ours.record(record.id).version == 1)
        }
    }
}
