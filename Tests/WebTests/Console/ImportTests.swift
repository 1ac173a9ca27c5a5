import Domain
import TestSupport
import Testing

@testable import Web

@Suite struct ImportTests {
    private static let file = """
        Email,First name,Last name,Job title
        amara@havn.example,Amara,Okonkwo,Shift lead
        jonas@havn.example,Jonas,Lind,Driver
        """

    private static func people(_ world: ConsoleWorld) async throws -> Int64 {
        let organization = world.organization.id
        return try await world.customer.read { tx in
            try tx.staffCounts(
                try Policy.permit(SeeOverview.self, to: .person(.random(), roles: [.learner]), in: organization)
            ).active
        }
    }

    @Test("A file becomes a difference, and applying it makes exactly that", arguments: Engine.allCases)
    func journey(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let form = world.path(.imports)
            let token = try await browser.csrf(at: form)
            let sent = try await browser.upload(form, csrf: token, file: Self.file)
            #expect(sent.status == 303)
            let change = try #require(sent.location)
            let page = try await browser.get(change).text
            #expect(page.contains("Amara Okonkwo"))
            #expect(page.contains("2 new"))
            #expect(try await Self.people(world) == 1, "nothing is stored before it is applied")
            #expect(try await browser.get(change + "?kind=leaver").text.contains("No rows of this kind"))

            #expect(try await browser.get(change + "/approval").status == 200)
            let applied = try await browser.post(change + "/approval", ["csrf": token])
            #expect(applied.status == 303)
            #expect(applied.location == change)
            let result = try await browser.get(change).text
            #expect(result.contains("<b>Applied.</b> 2 new."))
            #expect(result.contains("freja@havn.example"))
            #expect(try await Self.people(world) == 3)
            #expect(try await browser.post(change + "/approval", ["csrf": token]).status == 409)
            #expect(try await browser.get(change + "/rejection").status == 409)

            let same = try await browser.upload(form, csrf: token, file: Self.file)
            #expect(same.location == world.path(.directory))
            #expect(try await browser.get(world.path(.directory)).text.contains("Nothing to do."))

            let second = Self.file.replacing("Driver", with: "Lead driver").replacing("amara", with: "amina")
            let moved = try #require(try await browser.upload(form, csrf: token, file: second).location)
            let difference = try await browser.get(moved).text
            #expect(difference.contains("<del><bdi>Driver</bdi></del>"))
            #expect(difference.contains("<ins><bdi>Lead driver</bdi></ins>"))
            #expect(difference.contains("1 new"))
            #expect(difference.contains("removed"))
            #expect(!difference.contains("restore access"), "nobody's access was suspended")
            #expect(try await browser.get(moved + "/rejection").text.contains("restore access") == false)
            let discarded = try await browser.post(moved + "/rejection", ["csrf": token])
            #expect(discarded.status == 303)
            #expect(try await browser.get(moved).text.contains("<b>Discarded.</b> Nothing was changed."))
            #expect(try await Self.people(world) == 3)
        }
    }

    @Test("A file whose leavers trip the brake says so, and leads to where it is decided")
    func stopped() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let form = world.path(.imports)
            let token = try await browser.csrf(at: form)
            func apply(_ people: ClosedRange<Int>) async throws -> String {
                let rows = people.map { "n\($0)@havn.example,Name \($0)" }.joined(separator: "\n")
                let sent = try await browser.upload(form, csrf: token, file: "email,name\n" + rows)
                let change = try #require(sent.location)
                #expect(try await browser.get("/o/havn/directory").text.contains("href=\"\(change)\""))
                try await browser.post(change + "/approval", ["csrf": token])
                return try await browser.get(change).text
            }
            #expect(!(try await apply(1...40).contains("The brake has stopped")))
            let page = try await apply(1...20)
            #expect(page.contains("<b>Applied.</b> 20 people held by the brake until somebody decides."))
            #expect(page.contains("The brake has stopped a part of it: 20 people wait"))
            let directory = try await browser.get("/o/havn/directory").text
            #expect(directory.contains("20 people would be removed at once"))
            #expect(directory.contains("This file made 20 changes") && !directory.contains("deactivated"))
        }
    }

    @Test("Rows with errors are named with line and reason, and the others can still be applied")
    func errors() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory/import")
            let file = Self.file + "\nnot an address,X,Y,Z\n"
            let change = try #require(
                try await browser.upload("/o/havn/directory/import", csrf: token, file: file).location)
            let page = try await browser.get(change).text
            #expect(page.contains("Rows that were not taken"))
            #expect(page.contains("“Email”: this is no e-mail address"))
            #expect(!page.contains("not an address"))
        }
    }

    @Test("A file that cannot be read brings the form back with the reason")
    func unreadable() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = "/o/havn/directory/import"
            let token = try await browser.csrf(at: path)
            for file in ["", "first,second\n1,2\n", "PK\u{3}\u{4}zip", "Email\n\"never closed"] {
                let refused = try await browser.upload(path, csrf: token, file: file)
                #expect(refused.status == 400, "\(file)")
                #expect(refused.text.contains("aria-invalid=\"true\""))
            }
            let other = try await browser.upload(path, csrf: token, file: Self.file, name: "picture")
            #expect(other.status == 400)
            #expect(try await browser.post(path, ["csrf": token]).status == 400)
        }
    }

    @Test("A file without the form's token, or with its token after the file, is refused before it is read")
    func forgery() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let path = "/o/havn/directory/import"
            #expect(try await browser.upload(path, csrf: nil, file: Self.file).status == 403)
            #expect(try await browser.upload(path, csrf: "guess", file: Self.file).status == 403)
            #expect(try await world.browser().upload(path, csrf: "guess", file: Self.file).status == 401)
        }
    }

    @Test("A difference that the staff have outrun is refused whole")
    func outrun() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory/import")
            let change = try #require(
                try await browser.upload("/o/havn/directory/import", csrf: token, file: Self.file).location)
            let connection = try await world.connection()
            try await world.sync(connection.id) { tx, permit in
                var attributes = Attributes()
                attributes[.userName] = "amara@havn.example"
                _ = try tx.createRecord(RecordDraft(attributes: attributes), permit)
            }
            #expect(try await browser.post(change + "/approval", ["csrf": token]).status == 409)
            #expect(try await Self.people(world) == 2)
        }
    }

    @Test("More than 2,000 changes are begun, shown with their progress, and finished by the jobs")
    func large() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            let token = try await browser.csrf(at: "/o/havn/directory/import")
            let rows = (1...2_100).map { "n\($0)@havn.example,Name \($0)" }.joined(separator: "\n")
            let change = try #require(
                try await browser.upload("/o/havn/directory/import", csrf: token, file: "email,name\n" + rows).location)
            #expect(try await browser.get(change).text.contains("applied in batches"))
            #expect(try await browser.get(change + "?page=42").text.contains("2,051 to 2,100 of 2,100"))
            try await browser.post(change + "/approval", ["csrf": token])
            let progress = try await browser.get(change).text
            #expect(progress.contains("data-progress"))
            #expect(progress.contains("0 of 2,100 changes applied"))
            try await world.platform.runDueJobs()
            #expect(try await browser.get(change).text.contains("data-progress") == false)
            #expect(try await Self.people(world) == 2_101)
        }
    }
}
