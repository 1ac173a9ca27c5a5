import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("Downloading a copy")
struct ExportDownloadTests {
    @Test("happens once, and again within ten minutes for the login that began it", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (person, file) = try await Self.copy(company)
            let (first, other) = (UUIDValue.random(), UUIDValue.random())
            let mine = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            let entries = try await company.customer.read { tx in try tx.ownExports(mine) }
            #expect(entries.map(\.id) == [file.id] && entries[0].fetchedAt == nil)
            #expect(try await Self.claim(company, file, by: first, mine) != nil)
            #expect(try await company.deeds().suffix(2) == ["export.made", "export.fetched"])
            #expect(try await Self.claim(company, file, by: first, mine) != nil, "it broke off")
            #expect(try await Self.claim(company, file, by: other, mine) == nil, "another browser")
            #expect(await failure { try await company.customer.write { try $0.claimExport(file.link) } } == .notFound)
            company.clock.advance(by: ExportFile.repeatWindow)
            #expect(try await Self.claim(company, file, by: first, mine) == nil)
            #expect(try await company.deeds().count { $0 == "export.fetched" } == 1)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM export_part") == 0, "nobody can use it any more")
        }
    }

    @Test("is the person's own, and opens by the link that was handed over", arguments: Engine.allCases)
    func link(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (_, file) = try await Self.copy(company)
            let bo = try await company.person(of: try await company.create(.staff("bo")).id)
            let foreign = try company.permit(SeeOwnData.self, to: .person(bo, roles: []))
            #expect(try await Self.claim(company, file, by: .random(), foreign) == nil)
            #expect(try await company.customer.read { tx in try tx.ownExports(foreign) }.isEmpty)
            let wrong = Secret(presented: "iic_wrong")
            #expect(await failure { try await company.customer.write { try $0.claimExport(wrong) } } == .notFound)
            let download = try await company.customer.write { try $0.claimExport(file.link) }
            #expect(try await Company.bytes(of: download).count == Int(file.bytes))
            let stored = try await company.customer.read { tx in
                try tx.db.all("SELECT hash FROM export_file") { $0.blob(0) }
            }
            #expect(stored == [file.link.hash], "only the hash is stored")
        }
    }

    @Test("is not possible after seven days, and the sweep takes it", arguments: Engine.allCases)
    func expired(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (person, file) = try await Self.copy(company)
            let mine = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            company.clock.advance(by: ExportFile.lifetime - 1)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM export_file") == 1)
            company.clock.advance(by: 1)
            #expect(try await Self.claim(company, file, by: .random(), mine) == nil)
            #expect(await failure { try await company.customer.write { try $0.claimExport(file.link) } } == .notFound)
            company.clock.advance(by: Writing.sweepRest)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM export_file") == 0)
            #expect(try await company.count("SELECT count(*) FROM export_part") == 0)
        }
    }

    @Test("ends with the person: what has begun cannot go on, and nothing of it opens", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (person, file) = try await Self.copy(company, uses: 4_000)
            let mine = try company.permit(SeeOwnData.self, to: .person(person, roles: []))
            let download = try #require(try await Self.claim(company, file, by: .random(), mine))
            var parts = download.makeAsyncIterator()
            #expect(try await parts.next()?.isEmpty == false)
            _ = try await company.customer.write { tx in
                try tx.beginErasure(of: person, cause: .grace, by: .program)
            }
            let next = await failure {
                var rest = parts
                return try await rest.next()
            }
            #expect(next == .notFound)
            #expect(await failure { try await company.export(person) } == .notFound)
            try await company.runJobs()
            #expect(try await company.count("SELECT count(*) FROM export_part") == 0)
            #expect(await failure { try await company.customer.write { try $0.claimExport(file.link) } } == .notFound)
        }
    }

    @Test("is for those who look after rights, and every list of them is noted", arguments: Engine.allCases)
    func officers(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let (_, file) = try await Self.copy(company)
            let permit = try company.permit(ExportPerson.self)
            let listed = try await company.customer.write { tx in try tx.exports(permit).map { ($0.entry.id, $0.name) }
            }
            #expect(listed.map(\.0) == [file.id] && listed[0].1.revealed == "ada")
            #expect(try await company.deeds().last == "staff.seen")
            let learner = Principal.person(.random(), roles: [.learner])
            #expect(
                await failure {
                    try await company.customer.makeExport(of: .random(), request: nil, by: learner)
                } == .forbidden)
            #expect(await failure { try await company.export(.random()) } == .notFound)
        }
    }

    private static func copy(_ company: Company, uses: Int = 10) async throws -> (UUIDValue, ExportFile) {
        let person = try await company.person(of: try await company.create(.staff("ada")).id)
        try await company.use(person, times: uses)
        return (person, try await company.export(person))
    }

    private static func claim(
        _ company: Company, _ file: ExportFile, by login: UUIDValue, _ permit: Permit<SeeOwnData>
    ) async throws -> ExportDownload? {
        do {
            return try await company.customer.write { tx in try tx.claimExport(file.id, login: login, permit) }
        } catch let failure as Failure where failure.kind == .notFound {
            return nil
        }
    }
}
