import Domain
import TestSupport
import Testing

@testable import Web

@Suite struct BrakeTests {
    /// 20 people, of whom a directory deactivates eight within a minute; the path of what the brake staged.
    private static func staged(_ world: ConsoleWorld, _ browser: Browser) async throws -> String {
        try await stagedRecords(world, browser).change
    }

    private static func stagedRecords(
        _ world: ConsoleWorld, _ browser: Browser
    ) async throws -> (change: String, connection: UUIDValue, records: [DirectoryRecord]) {
        let connection = try await world.connection()
        let records = try await world.arrive(20, from: connection.id)
        try await world.sync(connection.id) { tx, permit in
            _ = try tx.createGroup(
                GroupDraft(displayName: "Warehouse", members: records.prefix(9).map(\.id).sorted()), permit)
        }
        for record in records.prefix(8) {
            try await world.sync(connection.id) { tx, permit in
                _ = try tx.updateRecord(record.id, if: nil, permit) { $0.active = false }
            }
        }
        let page = try await browser.get(world.path(.directory)).text
        let mark = "data-dialog=\"apply-"
        let id = try #require(page.split(separator: mark, maxSplits: 1).dropFirst().first).prefix(36)
        return (world.path(.change(id: String(id), ChangeQuery())), connection.id, records)
    }

    private static func counts(_ world: ConsoleWorld) async throws -> StaffCounts {
        let organization = world.organization.id
        return try await world.customer.read { tx in
            try tx.staffCounts(
                try Policy.permit(SeeOverview.self, to: .person(.random(), roles: [.learner]), in: organization))
        }
    }

    @Test("What the brake stopped waits on the directory page, on its own page and on the overview")
    func shown() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let change = try await Self.staged(world, browser)
            let directory = try await browser.get(world.path(.directory)).text
            #expect(directory.contains("8 people would be deactivated at once"))
            #expect(directory.contains("<bdi>Warehouse</bdi>"))
            #expect(directory.contains("5 people or 10"))
            #expect(directory.contains("class=\"nav-count\">1<"))
            let own = try await browser.get(change).text
            #expect(own.contains("Stopped by the brake"))
            #expect(own.contains("Person Number8"))
            #expect(try await browser.get("/o/havn").text.contains("One change is waiting for you."))
            #expect(try await browser.get("/o/havn/staff?state=held").text.contains("8 of 21"))
        }
    }

    @Test(
        "Applying deactivates them, discarding gives access back; each is asked first and decided once",
        arguments: Engine.allCases)
    func decided(_ engine: Engine) async throws {
        for isApplied in [true, false] {
            try await ConsoleWorld.run(engine) { world in
                let browser = try await world.administrator()
                let change = try await Self.staged(world, browser)
                let token = try await browser.csrf(at: world.path(.overview))
                #expect(try await Self.counts(world).held == 8)
                let deed = change + (isApplied ? "/approval" : "/rejection")
                #expect(try await browser.get(deed).status == 200)
                #expect(try await Self.counts(world).held == 8, "asking does nothing")
                #expect(try await browser.get(change).text.contains("Discard and restore access"))
                let done = try await browser.post(deed, ["csrf": token])
                #expect(done.status == 303)
                #expect(done.location == change)
                let counts = try await Self.counts(world)
                #expect(counts.held == 0)
                #expect(counts.inactive == (isApplied ? 8 : 0))
                #expect(counts.active == (isApplied ? 13 : 21))
                let page = try await browser.get(change).text
                #expect(page.contains(isApplied ? "Applied by" : "Discarded by"))
                #expect(page.contains("freja@havn.example"))
                #expect(try await browser.post(deed, ["csrf": token]).status == 409)
            }
        }
    }

    @Test("A decided change stays on the directory page, in the past")
    func recent() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            #expect(try await browser.get("/o/havn/directory").text.contains("No directory is connected"))
            let change = try await Self.staged(world, browser)
            #expect(try await browser.get("/o/havn/directory").text.contains("nothing was stopped yet"))
            let token = try await browser.csrf(at: world.path(.overview))
            try await browser.post(change + "/approval", ["csrf": token])
            let page = try await browser.get("/o/havn/directory").text
            #expect(page.contains("<a href=\"\(change)\">8 people were deactivated</a>"))
            #expect(try await browser.get(change).text.contains("The rows are deleted once a change is decided"))
        }
    }

    @Test("Values that many lose at once are staged without a word about signing in, and come back")
    func blanked() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let connection = try await world.connection()
            for record in try await world.arrive(20, from: connection.id).prefix(8) {
                try await world.sync(connection.id) { tx, permit in
                    _ = try tx.updateRecord(record.id, if: nil, permit) { $0.attributes[.title] = nil }
                }
            }
            let directory = try await browser.get("/o/havn/directory").text
            #expect(directory.contains("8 people would lose a value or a group at once"))
            #expect(directory.contains("Nobody’s access has ended."))
            #expect(directory.contains("Apply exactly these 8"))
            #expect(!directory.contains("be deactivated") && !directory.contains("cannot sign in"))
            #expect(try await browser.get("/o/havn").text.contains("8 people would lose a value or a group at once"))
            let mark = "data-dialog=\"discard-"
            let id = try #require(directory.split(separator: mark, maxSplits: 1).dropFirst().first).prefix(36)
            let change = world.path(.change(id: String(id), ChangeQuery()))
            let token = try await browser.csrf(at: world.path(.overview))
            try await browser.post(change + "/rejection", ["csrf": token])
            let page = try await browser.get(change).text
            #expect(page.contains("<b>Discarded.</b> What 8 people lost is given back."))
            #expect(page.contains("<h1>Discarded: 8 people kept a value or a group</h1>"))
        }
    }

    @Test("What the directory takes back itself is not said to be decided by anyone")
    func withdrawn() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let (change, connection, records) = try await Self.stagedRecords(world, browser)
            try await world.sync(connection) { tx, permit in
                for record in records.prefix(8) {
                    _ = try tx.updateRecord(record.id, if: nil, permit) { $0.active = true }
                }
            }
            let page = try await browser.get(change).text
            #expect(page.contains("<h1>Taken back by the directory</h1>"))
            #expect(!page.contains("Discarded by"))
        }
    }

    @Test("A person whose access is held leads to the change that holds it")
    func held() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let change = try await Self.staged(world, browser)
            let list = try await browser.get("/o/havn/staff?state=held").text
            let id = try #require(list.split(separator: "/o/havn/staff/").dropFirst().first?.prefix(36))
            let page = try await browser.get(world.path(.person(id: String(id)))).text
            #expect(page.contains("href=\"\(change)\""))
        }
    }
}
