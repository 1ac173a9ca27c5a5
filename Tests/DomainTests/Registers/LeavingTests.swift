@testable import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite("The end of a contract")
struct LeavingTests {
    @Test(
        "Notice, the service’s end, thirty days to take the data, then nothing but a certificate",
        arguments: Engine.allCases)
    func wholeWay(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let company = try await installation.company()
            _ = try await OperatorHouse(platform)
            try await company.create(3)
            let permit = try company.permit(ReturnData.self)
            #expect(await failure { try await platform.giveNotice(days: 31, permit) } == .invalid(field: "days"))
            try await platform.giveNotice(days: 14, permit)
            #expect(await failure { try await platform.giveNotice(days: 1, permit) } == .conflict(.state))
            try await platform.takeNoticeBack(permit)
            try await platform.giveNotice(days: 14, permit)
            installation.clock.advance(by: 14 * Clock.day - 1)
            try await platform.findWork()
            #expect(try await platform.customer("havn").organization.state == .active)
            installation.clock.advance(by: 1)
            try await platform.findWork()
            #expect(await failure { try await platform.customer("havn") } == .notFound)
            let leaving = try await platform.leaving(permit)
            #expect(leaving.organization.ending.retrieveUntil == installation.clock.now + 30 * Clock.day)
            #expect(try await platform.leavingCustomer("havn").organization.isLeaving)
            try await platform.runDueJobs()
            await platform.post.settle()
            #expect(installation.mailbox.letters.map(\.subject) == ["Take your data"])
            installation.clock.advance(by: 30 * Clock.day - 1)
            try await platform.findWork()
            #expect(try await platform.organization("havn")?.ending.destroyingAt == nil)
            installation.clock.advance(by: 1)
            try await platform.findWork()
            try await Self.expectDestroyed(company, installation)
        }
    }

    @Test("Early deletion takes two natural persons, one of them of the organization", arguments: Engine.allCases)
    func early(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let company = try await installation.company()
            let house = try await OperatorHouse(platform)
            let (own, theirs) = (try company.permit(ReturnData.self), try house.permit(ReturnData.self))
            #expect(await failure { try await platform.approveDeletion(own) } == .conflict(.state))
            _ = try await platform.close("havn")
            try await platform.approveDeletion(of: "havn", theirs)
            #expect(await failure { try await platform.approveDeletion(of: "havn", theirs) } == .conflict(.state))
            // Another account of the same mailbox is the same person.
            let lou = try await house.customer.write { tx in
                try tx.enrol(operator: "Kim+home@operator.example", as: .operator, by: .command).person
            }
            let alias = try Policy.permit(
                ReturnData.self, to: .person(lou, roles: [.operator]), in: house.customer.organization.id)
            #expect(await failure { try await platform.approveDeletion(of: "havn", alias) } == .conflict(.state))
            try await platform.findWork()
            #expect(try await platform.organization("havn")?.ending.destroyedAt == nil)
            try await platform.approveDeletion(own)
            try await platform.findWork()
            try await Self.expectDestroyed(company, installation)
            #expect(await failure { try await platform.leaving(own) } == .notFound)
        }
    }

    @Test("Two of the operator’s people alone delete nothing early", arguments: Engine.allCases)
    func operatorsAlone(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            _ = try await installation.company()
            let house = try await OperatorHouse(platform)
            _ = try await platform.close("havn")
            let lou = try await house.customer.write { tx in
                try tx.enrol(operator: "lou@operator.example", as: .operator, by: .command).person
            }
            for person in [house.kim, lou] {
                try await platform.approveDeletion(
                    of: "havn",
                    Policy.permit(
                        ReturnData.self, to: .person(person, roles: [.operator]), in: house.customer.organization.id))
            }
            try await platform.findWork()
            #expect(try await platform.organization("havn")?.ending.destroyingAt == nil)
        }
    }

    @Test(
        "A destruction that stopped half-way is carried on, and done again where a backup brought it back",
        arguments: Engine.allCases)
    func resumed(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            let company = try await installation.company()
            try await company.create(2)
            let id = company.customer.organization.id
            _ = try await platform.close("havn")
            _ = try await platform.stored { db in
                try db.run(
                    LeavingSQL.beginDestroying,
                    [
                        .integer(installation.clock.now), .blob(Array("Certificate of destruction\npeople: 3\n".utf8)),
                        .blob(id.bytes),
                    ])
            }
            let closed = try #require(try await platform.organization("havn"))
            #expect(await failure { try await platform.openCustomer(closed).organization } == .notFound)
            try await platform.findWork()
            try await Self.expectDestroyed(company, installation)
            // As a restore of an older backup has to do.
            try await platform.replayDestruction(of: id, at: installation.clock.now)
            #expect(try await platform.organization("havn")?.ending.destroyedAt == installation.clock.now)
            // Another organization is whole.
            let other = try await installation.company("other", administrator: "freja@havn.example")
            try await platform.destroyAgain(id)
            try await other.create(1)
        }
    }

    @Test("The command still closes at once, and says until when the data can be taken", arguments: Engine.allCases)
    func closedByCommand(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let closed = try await installation.platform.close("havn")
            #expect(closed.ending.retrieveUntil == installation.clock.now + Platform.retrievalPeriod)
            let handle = try await installation.platform.leavingCustomer("havn")
            let deeds = try await handle.read { tx in
                try tx.db.all("SELECT deed FROM evidence ORDER BY position DESC LIMIT 1") { $0.text(0) }
            }
            #expect(deeds == ["organization.closed"])
            #expect(
                await failure { try await company.platform.giveNotice(days: 1, company.permit(ReturnData.self)) }
                    == .conflict(.state))
        }
    }

    /// No key, no file or schema, no domain; a certificate that counts.
    private static func expectDestroyed(_ company: Company, _ installation: Installation) async throws {
        let platform = installation.platform
        let id = company.customer.organization.id
        let organization = try #require(try await platform.organization("havn"))
        #expect(organization.ending.destroyedAt == installation.clock.now)
        #expect(organization.domains.isEmpty)
        let keys = try await platform.keyStore.database.read { db in
            try db.first(
                """
                SELECT (SELECT count(*) FROM organization_key WHERE organization = $1),
                    (SELECT count(*) FROM key_batch WHERE organization = $1)
                """, [.blob(id.bytes)]
            ) { [$0.integer(0), $0.integer(1)] }
        }
        #expect(keys == [0, 0])
        #expect(await failure { try await platform.leavingCustomer("havn") } == .notFound)
        #expect(!FileManager.default.fileExists(atPath: installation.place.folder + "/customers/\(id).sqlite"))
        let certificate = try #require(
            try await platform.read { db in
                try db.first(LeavingSQL.certificate, [.blob(id.bytes)]) { $0.text(0) }
            } ?? nil)
        let text = String(decoding: Array(certificate.utf8), as: UTF8.self)
        #expect(text.contains("people:") && text.contains("residual in encrypted backups until: none"))
        #expect(text.contains("\n\n— ed25519 ") && !text.contains("freja"))
    }
}
