@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("The inventory of stored columns")
struct InventoryTests {
    @Test("Every column of every database is declared, and no declaration is stale", arguments: Engine.allCases)
    func live(engine: Engine) async throws {
        for (store, migrations) in Self.schemas {
            let columns = try await withDatabase(engine, migrations: migrations) {
                try await SchemaReader.columns(of: $0)
            }
            #expect(columns.count > 3)
            #expect(Inventory.undeclared(columns, in: store).isEmpty, "\(store)")
            #expect(Inventory.stale(columns, in: store).isEmpty, "\(store)")
        }
    }

    @Test("A column that nobody declared is named, and so is a declaration without its column")
    func differences() {
        let declared = Inventory.tables(of: .platform).flatMap { table in
            table.columns.map { (table: table.name, column: $0.name) }
        }
        #expect(Inventory.undeclared(declared + [("organization", "secret")], in: .platform) == ["organization.secret"])
        #expect(Inventory.stale(Array(declared.dropFirst()), in: .platform) == ["organization.id"])
    }

    @Test("No column is declared twice, and each has a purpose")
    func declarations() {
        for store in Inventory.Store.allCases {
            let names = Inventory.tables(of: store).flatMap { table in table.columns.map { "\(table.name).\($0.name)" }
            }
            #expect(Set(names).count == names.count)
            #expect(!Inventory.tables(of: store).flatMap(\.columns).contains { $0.purposes.isEmpty })
        }
    }

    @Test("The platform's database and the key store name no staff member but by keys")
    func noStaff() {
        let tables = Inventory.tables(of: .platform) + Inventory.tables(of: .keys)
        let staff = tables.filter { $0.subject == .staffMember }
        #expect(staff.map(\.name) == ["person_key"])
        #expect(staff.flatMap(\.columns).allSatisfy { $0.category == .key })
    }

    @Test("The data map is the reviewed one")
    func dataMap() throws {
        try expectGolden("data-map.txt", Inventory.dataMap)
    }

    @Test("Migrating from nothing gives the reviewed schema", arguments: Engine.allCases)
    func schema(engine: Engine) async throws {
        var text = ""
        for (store, migrations) in Self.schemas {
            let dump = try await withDatabase(engine, migrations: migrations) { try await SchemaReader.dump($0) }
            text += "# \(store.rawValue)\n\n\(dump)\n"
        }
        try expectGolden("schema-\(engine.rawValue).txt", text)
    }

    private static let schemas: [(Inventory.Store, [Migration])] = [
        (.customer, CustomerSchema.migrations), (.platform, PlatformSchema.migrations), (.keys, KeyStoreSQL.migrations),
    ]
}
