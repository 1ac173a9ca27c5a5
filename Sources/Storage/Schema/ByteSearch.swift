internal import Foundation

/// Looks for byte strings in everything that a database holds, to show that something is not there.
package enum ByteSearch {
    /// Reads every column of every row of every table, in one read transaction.
    /// - Returns: the places in `needles` of those that were found.
    package static func search(_ database: any Database, for needles: [[UInt8]]) async throws -> Set<Int> {
        let tables = Dictionary(grouping: try await SchemaReader.columns(of: database), by: \.table)
        let statements = tables.map { table, columns in
            // Names come from the catalogue of this very database.
            let list = columns.map { quoted($0.column) }.joined(separator: ", ")
            return (SQL(composed: "SELECT \(list) FROM \(quoted(table))"), columns.count)
        }
        return try await database.read { db in
            var found: Set<Int> = []
            for (sql, count) in statements {
                try db.each(sql, []) { row in
                    for column in 0..<count where !row.isNull(column) {
                        let bytes = row.blob(column)
                        for (place, needle) in needles.enumerated() where !found.contains(place) {
                            if contains(bytes, needle) { found.insert(place) }
                        }
                    }
                }
            }
            return found
        }
    }

    package static func contains(_ bytes: [UInt8], _ text: String) -> Bool { contains(bytes, Array(text.utf8)) }

    /// Whether `needle`, which is not empty, stands anywhere in `bytes`.
    package static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool { first(bytes, needle) != nil }

    /// Where a text begins for the first time.
    package static func first(_ bytes: [UInt8], _ text: String) -> Int? { first(bytes, Array(text.utf8)) }

    private static func first(_ bytes: [UInt8], _ needle: [UInt8]) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        return bytes.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { needle in
                guard let start = hay.baseAddress, let sought = needle.baseAddress else { return nil }
                var place = 0
                let last = hay.count - needle.count
                while place <= last, let found = memchr(start + place, Int32(first), last - place + 1) {
                    let at = UnsafeRawPointer(found) - UnsafeRawPointer(start)
                    if memcmp(found, sought, needle.count) == 0 { return at }
                    place = at + 1
                }
                return nil
            }
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
