@testable import Domain
import Foundation
import TestSupport
import Testing

@Suite("A raw search of what is stored")
struct RawSearchTests {
    private static let people = [
        (name: "wilhelmine", display: "Wilhelmine Rübsamen", title: "Hafenmeisterin"),
        (name: "anjali", display: "अंजलि देशपांडे", title: "Dock Planner Zeta"),
        (name: "kenji", display: "佐藤 健二", title: "Crane Operator Omega"),
    ]

    @Test("finds no name, e-mail or title in any file of the data folder")
    func files() async throws {
        try await withInstallation(.sqlite) { installation in
            _ = try await Self.fill(installation)
            let files = try Self.files(under: installation.place.folder)
            #expect(files.contains { $0.hasSuffix("/keys.sqlite") } && files.contains { $0.hasSuffix(".sqlite-wal") })
            let all = try files.reduce(into: [UInt8]()) { bytes, file in
                bytes += [UInt8](try Data(contentsOf: URL(filePath: file))) + Array(file.utf8)
            }
            #expect(contains(all, Array("Havn Logistics".utf8)), "the search finds what is there")
            for word in Self.words { #expect(!contains(all, Array(word.utf8)), "\(word)") }
        }
    }

    @Test("finds none in a dump of the PostgreSQL databases")
    func dumps() async throws {
        try await withInstallation(.postgres) { installation in
            let company = try await Self.fill(installation)
            var all: [UInt8] = []
            for url in [installation.place.databaseURL, installation.place.keysURL].compactMap(\.self) {
                let path = installation.place.folder + "/dump-\(all.count).sql"
                try #require(Command.run(["pg_dump", url], log: path) == 0)
                all += [UInt8](try Data(contentsOf: URL(filePath: path)))
            }
            #expect(contains(all, Array("Havn Logistics".utf8)), "the search finds what is there")
            #expect(contains(all, encodeHexadecimal(company.token.secret.hash)), "in either form")
            for word in Self.words {
                #expect(!contains(all, Array(word.utf8)), "\(word)")
                #expect(!contains(all, encodeHexadecimal(Array(word.utf8))), "\(word)")
            }
        }
    }

    private static var words: [String] {
        people.flatMap { [$0.display, $0.title, "\($0.name)@", "Nachtschicht", "Spätdienst"] } + ["freja@", "Entra ID"]
    }

    private static func files(under folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    /// Through every way in and out: SCIM, a file, groups, the brake, sign-in, reading.
    private static func fill(_ installation: Installation) async throws -> Company {
        let company = try await installation.company()
        var made: [DirectoryRecord] = []
        for person in people {
            made.append(
                try await company.create(.staff(person.name, [.displayName: person.display, .title: person.title])))
        }
        try await company.createGroup("Nachtschicht", made)
        try await company.importFile(
            "Work email,Display name,Job title,Groups\n"
                + people.map { "2\($0.name)@havn.example,\($0.display),\($0.title),Spätdienst\n" }.joined())
        _ = try await company.propose(staffFile([("3wilhelmine", "Hafenmeisterin")]))
        let others = try await company.create(12)
        for person in made + others.prefix(5) {
            try await company.update(person.id) { $0.attributes[.displayName] = nil }
        }
        try await company.remove(made[0].id)
        try await SignInTests.signIn(company, company.link.secret)
        let see = try company.permit(SeeStaff.self)
        _ = try await company.customer.write { try $0.staff(StaffQuery(), see) }
        await installation.platform.flushTallies()
        return company
    }
}
