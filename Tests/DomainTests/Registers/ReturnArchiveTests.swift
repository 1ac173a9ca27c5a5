@testable import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite("Everything an organization gets back")
struct ReturnArchiveTests {
    @Test(
        "Every table comes back readable, nothing that opens a door does, and other programs read the archive",
        arguments: Engine.allCases)
    func complete(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let ada = try await company.create(.staff("ada", [.title: "=Driver", .displayName: "Ada \"A\" Å"]))
            try await company.createGroup("Night shift", [ada])
            let permit = try company.permit(ReturnData.self)
            let archive = try await installation.platform.returnArchive(permit)
            let bytes = try await archive.write(to: Collected()).bytes
            let files = try Self.unpacked(bytes, in: installation.place.folder)
            let person = try #require(files["tables/person.json"])
            #expect(person.contains("\"displayName\":\"Ada \\\"A\\\" Å\""))
            #expect(!person.contains("key_id"))
            #expect(try #require(files["tables/person.csv"]).contains("'=Driver"))
            #expect(try #require(files["tables/staff_group.json"]).contains("\"displayName\":\"Night shift\""))
            #expect(try #require(files["tables/connection.json"]).contains("\"Entra ID\""))
            let evidence = try #require(files["tables/evidence.json"])
            #expect(evidence.contains("\"deed\":\"data.returned\"") && evidence.contains("\"detail\":[\"everything\"]"))
            #expect(!evidence.contains("\"detail\":null"))
            #expect(try #require(files["tables/token.json"]).contains("hash") == false)
            let manifest = try #require(files["manifest.json"])
            #expect(manifest.contains("\"table\":\"token\",\"columns\":{\"hash\":"))
            for table in Inventory.tables(of: .customer) {
                let isReturned = table.columns.contains { column in
                    column.treatment.export != .omitted
                        && !SealedColumn.passing.contains("\(table.name).\(column.name)")
                }
                let line = isReturned ? "\"name\":\"tables/\(table.name).json\"" : "\"table\":\"\(table.name)\""
                #expect(manifest.contains(line), "\(table.name)")
            }
            #expect(try await company.deeds().contains("data.returned"))
        }
    }

    @Test("The staff list is one that this program imports", arguments: Engine.allCases)
    func importable(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            try await company.create(.staff("ada", [.title: "Driver"]))
            let archive = try await installation.platform.returnArchive(try company.permit(ReturnData.self))
            let files = try Self.unpacked(
                try await archive.write(to: Collected()).bytes, in: installation.place.folder)
            var file = StaffCSV(catalogue: Catalogue(instructed: Set(Attribute.instructable)))
            file.push(Array(try #require(files["staff.csv"]).utf8))
            file.finish()
            var titles: [String] = []
            while let row = try file.next() {
                if let title = row.draft.attributes[.title] { titles.append(title) }
            }
            #expect(file.errors.count == 0 && file.rowCount == 2 && titles == ["Driver"])
        }
    }

    @Test("More rows than a batch come back once each", arguments: Engine.allCases)
    func batches(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let records = try await company.create(1_100)
            try await company.createGroup("All", Array(records.prefix(1_050)))
            let archive = try await installation.platform.returnArchive(try company.permit(ReturnData.self))
            let files = try Self.unpacked(
                try await archive.write(to: Collected()).bytes, in: installation.place.folder)
            func lines(_ name: String) -> Int { (files[name] ?? "").utf8.split(separator: 0x0A).count - 1 }
            #expect(lines("tables/person.csv") == 1_101)
            #expect(lines("tables/membership.csv") == 1_050)
        }
    }

    @Test(
        "The operator takes it only from a closed organization, with a reason on both records",
        arguments: Engine.allCases)
    func byOperator(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let platform = installation.platform
            _ = try await installation.company()
            let house = try await OperatorHouse(platform)
            let permit = try house.permit(ReturnData.self)
            func take(_ reason: String) async throws -> Int {
                try await platform.returnArchive(of: "havn", reason: reason, permit).write(to: Collected()).bytes.count
            }
            #expect(await failure { try await take("Letter of 1 March") } == .conflict(.state))
            _ = try await platform.close("havn")
            #expect(await failure { try await take(" ") } == .invalid(field: "reason"))
            #expect(try await take("Letter of 1 March") > 1_000)
            #expect(try await house.deeds().contains("data.returned"))
        }
    }

    @Test("Every sealed column that is returned is opened, and the list of them is not stale")
    func declared() throws {
        let tables = Inventory.tables(of: .customer)
        for sealed in SealedColumn.all {
            let parts = sealed.name.split(separator: ".").map(String.init)
            let table = try #require(tables.first { $0.name == parts[0] }, "\(sealed.name)")
            let column = table.columns.first { $0.name == parts[1] }
            #expect(column.map { $0.treatment.export != .omitted } == true, "\(sealed.name)")
        }
    }

    @Test(
        "A date is read strictly",
        arguments: [
            ("1970-01-01", 0), ("2026-11-24", 1_795_478_400_000), ("2028-02-29", 1_835_395_200_000),
            ("2027-02-29", nil), ("2026-13-01", nil), ("2026-1-01", nil), ("2026-11-24 ", nil), ("", nil),
            ("١٩٧٠-01-01", nil),
        ] as [(String, Int64?)])
    func dates(text: String, instant: Int64?) {
        #expect(CivilDate(text)?.instant == instant)
        if let instant { #expect(CivilDate(instant + 1).text == text) }
    }

    /// What another program finds in the archive.
    private static func unpacked(_ bytes: [UInt8], in folder: String) throws -> [String: String] {
        let (archive, target) = (folder + "/returned.zip", folder + "/returned")
        try Data(bytes).write(to: URL(fileURLWithPath: archive))
        try #require(Command.run(["python3", "-m", "zipfile", "-t", archive]) == 0)
        try #require(Command.run(["python3", "-m", "zipfile", "-e", archive, target]) == 0)
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: target) {
            if let data = FileManager.default.contents(atPath: target + "/" + name), !data.isEmpty {
                files[name] = String(decoding: data, as: UTF8.self)
            }
        }
        return files
    }
}

/// Keeps what it is given.
struct Collected: ArchiveSink {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ part: [UInt8]) async throws { bytes += part }
}
