/// A table as a copy carries it: its name, and its columns in the order of each row's values.
package struct CopiedTable: Sendable, Equatable {
    package let name: String
    package let columns: [CopiedColumn]

    package init(name: String, columns: [CopiedColumn]) {
        self.name = name
        self.columns = columns
    }
}

package struct CopiedColumn: Sendable, Equatable {
    /// The three types that both engines have. Raw values are stored: never change one.
    package enum Kind: UInt8, Sendable {
        case integer = 1
        case text = 2
        case blob = 3
    }

    package let name: String
    package let kind: Kind

    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Some rows of one table, as bytes that mean the same whatever engine they come from.
///
/// An empty table is one frame without rows. Rows are in the order of the table's primary key, each encoded by itself:
/// the same rows give the same bytes in `rows`, however they are cut into frames.
package struct CopyFrame: Sendable, Equatable {
    package let table: CopiedTable
    package let rowCount: Int
    /// The rows, one after the other: for each value a byte for its type (0 is NULL), then the value.
    package let rows: [UInt8]

    /// A row may be as large as a chunk of an import; more than this is damage.
    package static let bytesMax = 128 << 20

    package init(table: CopiedTable, rowCount: Int, rows: [UInt8]) {
        self.table = table
        self.rowCount = rowCount
        self.rows = rows
    }

    package init(table: CopiedTable, values: [[Value]]) {
        var rows: [UInt8] = []
        for row in values { for value in row { rows.append(copied: value) } }
        self.init(table: table, rowCount: values.count, rows: rows)
    }

    /// The whole frame.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(rows.count + 256)
        output.append(counted: Array(table.name.utf8))
        output.append(number: UInt64(table.columns.count))
        for column in table.columns {
            output.append(column.kind.rawValue)
            output.append(counted: Array(column.name.utf8))
        }
        output.append(number: UInt64(rowCount))
        output.append(contentsOf: rows)
        return output
    }

    /// - Throws: `CopyError.malformed`.
    package init(bytes: [UInt8]) throws(CopyError) {
        var reader = CopyReader(bytes)
        let name = try reader.text()
        let columns = try reader.number(max: 1_000)
        var kinds: [CopiedColumn] = []
        for _ in 0..<columns {
            guard let kind = CopiedColumn.Kind(rawValue: try reader.byte()) else { throw .malformed }
            kinds.append(CopiedColumn(name: try reader.text(), kind: kind))
        }
        // Each value takes a byte at least.
        let count = try reader.number(max: bytes.count)
        self.init(table: CopiedTable(name: name, columns: kinds), rowCount: count, rows: reader.rest)
    }

    /// The rows, each with as many values as the table has columns.
    /// - Throws: `CopyError.malformed`.
    package func values() throws(CopyError) -> [[Value]] {
        var reader = CopyReader(rows)
        var result: [[Value]] = []
        result.reserveCapacity(rowCount)
        for _ in 0..<rowCount {
            var row: [Value] = []
            row.reserveCapacity(table.columns.count)
            for column in table.columns { row.append(try reader.value(column.kind)) }
            result.append(row)
        }
        guard reader.isAtEnd else { throw .malformed }
        return result
    }
}

/// Why a copy was not written. Nothing of it is there then.
package enum CopyError: Error, Sendable, Equatable {
    /// The bytes are no frames.
    case malformed
    /// The database is of another schema version than the copy.
    case differentVersion(found: Int, expected: Int)
    /// The table has other columns here, or is not here at all.
    case differentTable(String)
    /// A column has a type that a copy cannot carry, as `table.column`.
    case unknownType(String)
}
