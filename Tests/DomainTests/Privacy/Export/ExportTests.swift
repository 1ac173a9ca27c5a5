import Crypto
import Foundation
import Storage
import TestSupport
import Testing

@testable import Domain

@Suite("The complete copy of a person")
struct ExportTests {
    @Test("gives every column that is declared as given, and finds each marker planted", arguments: Engine.allCases)
    func complete(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let planted = try await PlantedPerson(in: company)
            let copy = try await company.copy(of: planted.person)
            // A record is gone or not: the living one has no end.
            let never: Set<String> = ["directory_record.gone_at"]
            for table in PersonData.tables {
                let rows = try copy.rows(table.name)
                for column in table.columns where !never.contains("\(table.name).\(column.name)") {
                    let isThere = rows.contains { $0[column.name] != nil && !($0[column.name] is NSNull) }
                    // Whoever signs in is no visitor.
                    if table.name == "login", column.name == "visit" { continue }
                    #expect(isThere, "\(table.name).\(column.name)")
                }
            }
            let data = copy.text("data.json")
            for marker in PlantedPerson.markers { #expect(data.contains(marker), "\(marker)") }
            for word in ["other-marker", "zacharias"] {
                for (name, bytes) in copy.files {
                    #expect(!String(decoding: bytes, as: UTF8.self).contains(word), "\(word) in \(name)")
                }
            }
            #expect(!data.contains("deed-marker"), "what a deed to others says is about them")
            let because = try copy.rows("evidence").compactMap { $0["because"] as? String }
            #expect(Set(because) == ["of you", "you in a list", "by you"])
        }
    }

    @Test("has a manifest that its files hash to, and that says what is left out and why", arguments: Engine.allCases)
    func manifest(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let planted = try await PlantedPerson(in: company)
            let copy = try await company.copy(of: planted.person)
            let manifest = try copy.json("manifest.json")
            let files = try #require(manifest["files"] as? [[String: Any]])
            #expect(Set(files.compactMap { $0["name"] as? String } + ["manifest.json"]) == Set(copy.files.keys))
            for file in files {
                let bytes = try #require(copy.files[file["name"] as? String ?? ""])
                let hash = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
                #expect(file["sha256"] as? String == hash)
                #expect(file["bytes"] as? Int == bytes.count)
            }
            let out = try #require(manifest["left_out"] as? [[String: String]])
            let reasons = Dictionary(uniqueKeysWithValues: out.map { ($0["column"] ?? "", $0["reason"] ?? "") })
            #expect(reasons["login.hash"]?.contains("door") == true)
            #expect(reasons["directory_record.user_name"]?.contains("look-up") == true)
            #expect(!reasons.values.contains(""))
            #expect(manifest["schema_version"] as? Int == CustomerSchema.migrations.count)
        }
    }

    @Test("is an archive that others read", arguments: [Engine.sqlite])
    func others(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let planted = try await PlantedPerson(in: company)
            try await company.use(planted.person, times: 5_000)
            let file = try await company.export(planted.person)
            let permit = try company.permit(ExportPerson.self)
            let download = try await company.customer.write { tx in try tx.claimExport(file.id, login: nil, permit) }
            let bytes = try await Company.bytes(of: download)
            #expect(bytes.count == Int(file.bytes) && bytes.count > 4 * 256 * 1_024, "of more than one part")
            try await withScratchFolder { folder in
                let path = folder + "/copy.zip"
                try Data(bytes).write(to: URL(filePath: path))
                #expect(Command.run(["python3", "-m", "zipfile", "-t", path]) == 0)
                #expect(Command.run(["python3", "-m", "zipfile", "-e", path, folder + "/out"]) == 0)
                let csv = try Data(contentsOf: URL(filePath: folder + "/out/usage.csv"))
                #expect(CSVReading([UInt8](csv)).rows.count == 5_002, "a header, the planted one, and all")
            }
        }
    }

    @Test("reads back from its tables to what its data says, formulas disarmed", arguments: [Engine.sqlite])
    func tables(engine: Engine) async throws {
        try await withCompany(engine) { company in
            let planted = try await PlantedPerson(in: company)
            let copy = try await company.copy(of: planted.person)
            for table in PersonData.tables {
                let read = CSVReading(copy.files["\(table.name).csv"] ?? [])
                #expect(read.cells.first == table.columns.map(\.name), "\(table.name)")
                let rows = try copy.rows(table.name)
                #expect(read.cells.count == rows.count + 1)
                for (cells, row) in zip(read.cells.dropFirst(), rows) {
                    for (cell, column) in zip(cells, table.columns) {
                        let back = FormulaGuard.removed(from: cell)
                        switch row[column.name] {
                        case let text as String: #expect(back == text, "\(table.name).\(column.name)")
                        case is NSNull: #expect(back.isEmpty)
                        default: #expect(!back.isEmpty, "\(table.name).\(column.name)")
                        }
                    }
                }
            }
            let profile = CSVReading(copy.files["profile.csv"] ?? []).cells
            let title = try found(profile.first { $0.first == "title" })
            #expect(title[1] == "'=1+2 Hafenmeisterin", "a spreadsheet shows it and runs nothing")
        }
    }

    @Test("can be read: in both languages, with everything escaped and nothing from elsewhere")
    func readable() async throws {
        try await withCompany(.sqlite) { company in
            let record = try await company.create(.staff("ada", [.displayName: "<b>Ada</b> & \"Co\""]))
            let copy = try await company.copy(of: try await company.person(of: record.id))
            for (name, word) in [
                ("index.html", "What is held about you"), ("index.de.html", "Was über Sie gespeichert"),
            ] {
                let page = copy.text(name)
                #expect(page.contains(word))
                #expect(page.contains("&lt;b&gt;Ada&lt;/b&gt; &amp; &quot;Co&quot;"))
                for other in ["<script", "http:", "https:", "src=", "<b>Ada", "url("] { #expect(!page.contains(other)) }
            }
        }
    }

    @Test("is not made where a column is stored that nobody declared", arguments: Engine.allCases)
    func undeclared(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            try await company.use(person, times: 3)
            try await company.customer.write { tx in
                _ = try tx.db.run("ALTER TABLE usage ADD COLUMN address TEXT")
            }
            do {
                _ = try await company.export(person)
                Issue.record("A copy was made that cannot be complete.")
            } catch let failure as Failure {
                #expect(failure.kind == .unavailable)
                #expect(failure.detail?.contains("usage.address") == true)
            }
            #expect(try await company.count("SELECT count(*) FROM export_file") == 0)
        }
    }

    @Test("would be short of a table without its guard", arguments: [Engine.sqlite])
    func lifted(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let person = try await company.person(of: try await company.create(.staff("=ada")).id)
            try await company.use(person, times: 3)
            #expect(try await company.copy(of: person).rows("usage").count == 3)
            let platform = try await installation.open(lifting: [.r1, .r6])
            let customer = try await platform.customer("havn")
            let file = try await customer.makeExport(of: person, request: nil, by: company.officer)
            let permit = try company.permit(ExportPerson.self)
            let download = try await customer.write { tx in try tx.claimExport(file.id, login: nil, permit) }
            let copy = try Unpacked(try await Company.bytes(of: download))
            #expect(copy.files["usage.csv"] == nil)
            #expect(copy.text("profile.csv").contains(",=ada"), "and a formula would run")
            await platform.close()
        }
    }

    @Test("Reconciling names what is stored and not declared, and what is declared and not given")
    func reconciling() {
        let live = Inventory.tables(of: .customer).flatMap { table in
            table.columns.map { (table: table.name, column: $0.name) }
        }
        #expect(ExportReconciliation.differences(live: live).isEmpty)
        #expect(PersonData.tables.flatMap(ExportReconciliation.misread).isEmpty)
        #expect(
            ExportReconciliation.differences(live: live + [("login", "address")])
                == ["login.address is stored and not declared"])
        #expect(
            ExportReconciliation.differences(live: live, delivered: PersonData.delivered.subtracting(["usage.at"]))
                == ["usage.at is declared as given and not in the copy"])
        #expect(
            ExportReconciliation.differences(live: live, delivered: PersonData.delivered.union(["login.hash"]))
                == ["login.hash is in the copy and not declared as given"])
    }

    @Test("of someone with ten thousand uses has all of them")
    func many() async throws {
        try await withCompany(.sqlite) { company in
            let person = try await company.person(of: try await company.create(.staff("ada")).id)
            try await company.use(person, times: 10_000)
            let began = clock()
            let file = try await company.export(person)
            let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
            print("A copy with 10,000 uses: \(file.bytes) bytes, \(seconds) s of CPU")
            let permit = try company.permit(ExportPerson.self)
            let download = try await company.customer.write { tx in try tx.claimExport(file.id, login: nil, permit) }
            let copy = try Unpacked(try await Company.bytes(of: download))
            #expect(try copy.rows("usage").count == 10_000)
        }
    }
}
