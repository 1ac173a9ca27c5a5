@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Organizations are apart")
struct IsolationTests {
    @Test("What belongs to one is unknown in the other, and nothing of the other moves", arguments: Engine.allCases)
    func foreignIDs(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ours = try await installation.company("havn")
            let theirs = try await installation.company("kaveri")
            let people = try await theirs.create(8)
            let person = try await theirs.person(of: people[0].id)
            let crew = try await theirs.createGroup("Crew", people)
            let proposed = try await theirs.propose(staffFile([("bo", "Clerk")]))
            try await theirs.deactivate(people.prefix(6))
            let staged = try #require(try await theirs.staged().first)
            let before = try await theirs.deeds()
            let (reading, sync, see) = (try ours.reading, try ours.sync(), try ours.permit(SeeStaff.self))
            let (manage, decide) = (try ours.permit(ManageConnections.self), try ours.permit(DecideChanges.self))
            let id = people[0].id
            let customer = ours.customer
            let attempts: [(String, () async throws -> Any)] = [
                ("record", { try await customer.read { try $0.record(id, reading) } }),
                ("update", { try await ours.update(id) { $0.active = false } }),
                ("remove", { try await ours.remove(id) }),
                ("group", { try await ours.group(crew.id) }),
                ("update group", { try await ours.updateGroup(crew.id) { $0.members = [] } }),
                ("remove group", { try await customer.write { try $0.removeGroup(crew.id, if: nil, sync) } }),
                ("person", { try await customer.write { try $0.person(person, see) } }),
                (
                    "members",
                    { try await customer.write { try $0.members(of: crew.id, offset: 0, limit: 9, see).total } }
                ),
                ("apply", { try await ours.apply(proposed) }),
                ("decide", { try await customer.write { try $0.decide(staged.id, apply: true, decide) } }),
                ("revoke", { try await customer.write { try $0.revokeToken(theirs.token.id, manage) } }),
                ("issue", { try await customer.write { try $0.issueToken(.bearer, for: theirs.connection, manage) } }),
            ]
            for (name, attempt) in attempts { #expect(await failure(attempt) == .notFound, "\(name)") }
            #expect(try await customer.read { try $0.records(where: .id(id), reading) }.isEmpty)
            let member = GroupDraft(displayName: "Ours", members: [id])
            #expect(
                await failure { try await customer.write { try $0.createGroup(member, sync) } }
                    == .invalid(field: "members"))
            #expect(try await theirs.deeds() == before)
            #expect(try await theirs.staged().map(\.leavers) == [6])
        }
    }

    @Test("Tokens, links and logins of one open nothing in the other", arguments: Engine.allCases)
    func secrets(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ours = try await installation.company("havn")
            let theirs = try await installation.company("kaveri")
            let token = theirs.token.secret
            #expect(
                await failure { try await ours.customer.read { try $0.admit(token, to: ReadDirectory.self) } }
                    == .unauthenticated)
            #expect(await failure { try await SignInTests.signIn(ours, theirs.link.secret) } == .unauthenticated)
            let cookie = try await SignInTests.signIn(theirs, theirs.link.secret)
            #expect(try await SignInTests.login(ours, cookie) == nil)
            #expect(try await SignInTests.login(theirs, cookie) != nil)
        }
    }

    @Test(
        "The same name has another index in each, and the same row opens in neither but its own",
        arguments: Engine.allCases)
    func sealedApart(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ours = try await installation.company("havn")
            let theirs = try await installation.company("kaveri")
            let indexes = [ours, theirs].map { $0.customer.keys.index.of("freja@havn.example", as: .userName) }
            #expect(indexes[0] != indexes[1])
            let made = try await theirs.create(.staff("ada"))
            let person = try await theirs.person(of: made.id)
            let profile = try await theirs.customer.read { tx in
                try found(
                    try tx.db.first("SELECT profile FROM person WHERE id = $1", [.blob(person.bytes)]) { $0.blob(0) })
            }
            let target = try #require(ours.administrator.id)
            try await ours.customer.write { tx in
                _ = try tx.db.run(
                    "UPDATE person SET profile = $1 WHERE id = $2", [.blob(profile), .blob(target.bytes)])
            }
            let see = try ours.permit(SeeStaff.self)
            #expect(await failure { try await ours.customer.write { try $0.person(target, see) } } == .unavailable)
        }
    }
}
