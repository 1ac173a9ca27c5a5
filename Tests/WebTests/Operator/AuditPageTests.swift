import Storage
import Testing

@testable import Domain
@testable import Web

@Suite("The security audit on its pages")
struct AuditPageTests {
    @Test("The operator runs it, is told how it ended, and sees each check with what to do")
    func run() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let path = Address.operatorRoom(.audit).path
            #expect(try await kim.get(path).text.contains("No audit yet"))
            try await Self.leaveBackup(on: world)
            let answer = try await kim.deed(path, [])
            #expect(answer.status == 303)
            let page = try await kim.get(path).text
            #expect(page.contains("Not every control holds"))
            #expect(page.contains("<li id=\"II-605\" class=\"is-bad\">"))
            #expect(page.contains("Delete the files of expired backups"))
            for check in AuditCheck.all { #expect(page.contains("id=\"\(check.id)\""), "\(check.id)") }
            // One run: a full red bar for what failed, a tick for what held.
            #expect(page.contains("The last runs: held 0, failed 1."))
            #expect(page.contains("The last runs: held 1, failed 0."))
            #expect(try await kim.get(path).text.contains("Not every control holds") == false, "said once")
        }
    }

    /// One that has expired, and is not removed.
    private static func leaveBackup(on world: OperatorWorld) async throws {
        let now = world.clock.clock.now
        _ = try await world.platform.database.write { db in
            try db.run(
                """
                INSERT INTO backup (id, at, expires_at, folder, root, organizations, bytes, verified_at)
                VALUES ($1, $2, $3, 'x', $4, 1, 1, $5)
                """,
                [
                    .blob(UUIDValue.random().bytes), .integer(now), .integer(now - 1), .blob([1]), .integer(now),
                ])
        }
    }

    @Test("A customer sees its own part, and nothing of others or of the machine")
    func part() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let administrator = try await world.administrator()
            let path = Address.room(slug: "havn", .audit).path
            #expect(try await administrator.get(path).text.contains("No audit has looked at your database yet"))
            try await kim.deed(Address.operatorRoom(.audit).path, [])
            let answer = try await administrator.get(path)
            #expect(answer.status == 200)
            for check in AuditCheck.all {
                #expect(answer.text.contains("id=\"\(check.id)\"") == check.isOfCustomers, "\(check.id)")
            }
            #expect(!answer.text.contains("operator:") && !answer.text.contains("root.key"))
        }
    }

    @Test("An overdue audit is said above the page")
    func overdue() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let path = Address.operatorRoom(.audit).path
            try await kim.deed(path, [])
            world.clock.pass(9 * Clock.day)
            let link = try await world.platform.createOperator(email: "kim@operator.example").link
            let later = world.browser()
            try await later.post("/o/operator/sign-in/\(link.secret.revealed)", [:])
            let page = try await later.get(path).text
            #expect(page.contains("The audit is overdue: the last run was 9 days ago."))
        }
    }

    @Test("An auditor sees the audits and runs none")
    func auditor() async throws {
        try await OperatorWorld.run { world in
            let kim = try await world.kim()
            let path = Address.operatorRoom(.audit).path
            try await kim.deed(path, [])
            let auditor = try await world.newcomer(.operatorAuditor, by: kim)
            let answer = try await auditor.get(path)
            #expect(answer.status == 200 && !answer.text.contains("Run it now"))
            let token = try await auditor.csrf(at: "/operator")
            #expect(try await auditor.post(path, [("csrf", token)]).status == 403)
        }
    }
}
