import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Domain
@testable import Web

@Suite("Legal holds in the console")
struct HoldPageTests {
    @Test("A hold is placed from the person's page, shown, asked for once more and ended", arguments: Engine.allCases)
    func whole(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            try await world.arrive(1, from: world.connection().id)
            let person = try await world.customer.read { tx in try #require(try tx.findPerson(email: "p1@havn.example"))
            }
            let (list, new) = (world.path(.holds(.list)), world.path(.holds(.new(person: "\(person)"))))
            #expect(try await browser.get(list).text.contains("Nothing is held"))
            #expect(try await browser.get(world.path(.person(id: "\(person)"))).text.contains("href=\"\(new)\""))
            let form = try await browser.get(new)
            #expect(form.status == 200 && Markup.faults(in: form.text).isEmpty)
            #expect(form.text.contains("value=\"title\"") && !form.text.contains("Shift lead"), "fields, no values")
            let token = try await browser.csrf(at: new)
            let done = try await browser.post(
                new, [("csrf", token), ("field", "title"), ("until", "2027-06-30"), ("reason", "Dangerous <goods>")])
            #expect(done.status == 303 && done.location == list)
            let shown = try await browser.get(list).text
            #expect(shown.contains("<b>Held.</b>") && shown.contains("Person Number1"))
            #expect(shown.contains("Until 30 June 2027") && shown.contains("Dangerous &lt;goods&gt;"))
            let id = try #require(shown.split(separator: "\(list)/").dropFirst().first).prefix(36)
            let hold = world.path(.holds(.hold(id: String(id))))
            #expect(try await browser.get(hold).text.contains("nothing is kept apart yet"))
            #expect(try await browser.get(world.path(.holds(.kept(id: String(id))))).status == 404)
            let asked = try await browser.get(hold + "/end")
            #expect(asked.status == 200 && asked.text.contains("End this hold?"))
            #expect(try await browser.post(hold + "/end", ["csrf": token]).status == 303)
            #expect(try await browser.get(list).text.contains("No hold is in force."))
            #expect(try await browser.get(hold + "/end").status == 409)
            #expect(try await browser.post(hold + "/end", ["csrf": token]).status == 404)
        }
    }

    @Test("What cannot be held is said beside the field that is wrong, and what was typed stays")
    func refused() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            try await world.arrive(1, from: world.connection().id)
            let person = try await world.customer.read { tx in try #require(try tx.findPerson(email: "p1@havn.example"))
            }
            let new = world.path(.holds(.new(person: "\(person)")))
            let token = try await browser.csrf(at: new)
            func post(_ field: String, _ until: String, _ reason: String) async throws -> Answer {
                try await browser.post(
                    new, [("csrf", token), ("field", field), ("until", until), ("reason", reason)])
            }
            let none = try await post("salary", "2027-06-30", "Law")
            #expect(none.status == 400 && none.text.contains("id=\"fields-e\">Name at least one field"))
            #expect(none.text.contains("value=\"2027-06-30\"") && none.text.contains(">Law</textarea>"))
            let past = try await post("title", "2020-01-01", "Law")
            #expect(past.status == 400 && past.text.contains("id=\"until-e\">A hold ends on a day to come"))
            #expect(past.text.contains("value=\"title\" checked"))
            #expect(try await post("title", "30.6.2027", "Law").text.contains("id=\"until-e\">Write the day"))
            #expect(try await post("title", "2099-06-30", "Law").status == 400)
            #expect(try await post("title", "2027-06-30", " ").text.contains("id=\"reason-e\">Name the law"))
            #expect(try await browser.get(world.path(.holds(.list))).text.contains("Nothing is held"))
            #expect(try await browser.get(world.path(.holds(.new(person: "\(UUIDValue.random())")))).status == 404)
        }
    }

    @Test(
        "What is left of someone who was erased is shown, each look is on record, and the end takes it",
        arguments: Engine.allCases)
    func kept(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let permit = try Policy.permit(
                HoldData.self, to: .person(.random(), roles: [.privacyOfficer]), in: world.organization.id)
            let end = world.clock.clock.now + 90 * Clock.day
            let erasure = try await world.eraseFirst { tx, person in
                _ = try tx.hold([.title], of: person, until: end, reason: "Dangerous goods", permit)
            }
            try await world.platform.runDueJobs()
            let list = try await browser.get(world.path(.holds(.list))).text
            #expect(list.contains("Someone who was erased") && !list.contains("Number1"))
            let id = try #require(list.split(separator: "\(world.path(.holds(.list)))/").dropFirst().first).prefix(36)
            let hold = world.path(.holds(.hold(id: String(id))))
            let page = try await browser.get(hold).text
            #expect(page.contains("These fields are all that is left") && !page.contains("Shift lead"))
            let count = { try await world.seen() }
            let before = try await count()
            let kept = try await browser.get(hold + "/kept")
            #expect(kept.status == 200 && kept.text.contains("Shift lead") && !kept.text.contains("Number1"))
            #expect(Markup.faults(in: kept.text).isEmpty)
            #expect(try await count() == before + 1)
            let certificate = try await browser.get(world.path(.erasures(.erasure(id: "\(erasure)")))).text
            #expect(certificate.contains("What a law keeps") && certificate.contains("<li>title until "))
            let token = try await browser.csrf(at: hold + "/end")
            #expect(try await browser.post(hold + "/end", ["csrf": token]).status == 303)
            try await world.platform.runDueJobs()
            #expect(try await browser.get(hold + "/kept").status == 404)
        }
    }

    @Test(
        "A last day ends with the organization's midnight",
        arguments: [
            ("2026-11-24", "Europe/Berlin", "2026-11-24T22:59:59Z"), ("2027-06-30", "UTC", "2027-06-30T23:59:59Z"),
            ("2027-03-28", "Europe/Berlin", "2027-03-28T21:59:59Z"),
            ("2027-10-31", "Europe/Berlin", "2027-10-31T22:59:59Z"),
            ("2028-02-29", "Asia/Kolkata", "2028-02-29T18:29:59Z"),
            ("2027-12-31", "Pacific/Auckland", "2027-12-31T10:59:59Z"),
        ])
    func lastDay(day: String, zone: String, end: String) throws {
        let instant = try #require(LastDay(day)).end(in: zone)
        #expect(CivilTime.instant(instant) == end && instant % 1_000 == 999)
    }

    @Test(
        "What names no day is none",
        arguments: [
            "", "2027-02-29", "2027-13-01", "2027-00-10", "2027-01-00", "2027-1-01", "+027-01-01", "2027-06-31",
            "2027/06/30", "20270-06-3", "2027-06-30 ", "２027-06-30",
        ])
    func noDay(text: String) { #expect(LastDay(text) == nil) }
}

extension ConsoleWorld {
    /// How many events say that one person was seen.
    fileprivate func seen() async throws -> Int64 {
        try await customer.read { tx in
            try tx.db.first("SELECT count(*) FROM evidence WHERE deed = 'person.seen'") { $0.integer(0) } ?? 0
        }
    }
}
