import Domain
import Logging
import Testing

@testable import instructors

@Suite("The demonstration")
struct DemonstrationTests {
    private let log = Logger(label: "instructors") { _ in SwiftLogNoOpLogHandler() }

    @Test(
        "Three companies with a history, one held mass change, and a link for each administrator",
        arguments: [1, 60, 250])
    func history(staff: Int) async throws {
        let scratch = try Scratch()
        try DataFolder.make(scratch.data)
        let place = StoragePlace(folder: scratch.data)
        let made = CapturedOutput()
        try await DemonstrationHistory(place: place, staff: staff, log: log).make { made.print($0) }
        #expect(made.output.lineCount == 3)
        let platform = try await Platform.open(place, log: log)
        let organizations = try await platform.organizations()
        #expect(organizations.map(\.slug) == ["havn", "kaveri", "klinikum"])
        #expect(organizations.allSatisfy { $0.createdAt < Clock.system.now - 8 * Clock.day })
        let havn = try await platform.customer("havn")
        let permit = try Policy.permit(SeeDirectory.self, to: .command, in: havn.organization.id)
        let states = try await havn.read { tx in try tx.changeSets(permit).map(\.state) }
        #expect(states == [.staged, .applied, .applied])
        #expect(try await platform.size(of: havn.organization).activeStaff >= Int64(staff))
        let catalogue = try await havn.read { tx in try tx.catalogue() }
        #expect(catalogue.allows(.department) && catalogue.allows(.manager) && !catalogue.allows(.workPhone))
        let lines = try await DemonstrationGreeting(platform: platform, base: "http://b", data: "d").lines()
        #expect(lines.count { $0.hasPrefix("  http://b/o/") } == 4, "three administrators and the operator")
        for administrator in DemonstrationCompany.all.map(\.administrator) {
            let names = [administrator.familyName, administrator.givenName, administrator.email]
            #expect(!lines.contains { line in names.contains { line.contains($0) } })
        }
        await platform.close()
    }

    @Test("A second start makes nothing anew, and its links need no reason although someone has signed in")
    func again() async throws {
        let scratch = try Scratch()
        try DataFolder.make(scratch.data)
        let place = StoragePlace(folder: scratch.data)
        try await DemonstrationHistory(place: place, staff: 20, log: log).make { _ in }
        let platform = try await Platform.open(place, log: log)
        let before = try await DemonstrationGreeting(platform: platform, base: "", data: "d").lines()
        let link = try #require(before.first { $0.hasPrefix("  /o/havn/") })
        let secret = Secret(presented: String(link.dropFirst("  /o/havn/sign-in/".count)))
        _ = try await platform.customer("havn").write { tx in try tx.signIn(with: secret, from: nil, in: .unknown) }
        await platform.close()
        let made = CapturedOutput()
        try await DemonstrationHistory(place: place, staff: 20, log: log).make { made.print($0) }
        #expect(made.output == "")
        let reopened = try await Platform.open(place, log: log)
        let after = try await DemonstrationGreeting(platform: reopened, base: "", data: "d").lines()
        #expect(after.count == before.count && after != before)
        await reopened.close()
    }
}
