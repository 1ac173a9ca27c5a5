import CLibpq

/// The values of one statement in PostgreSQL's binary form. Its arrays are kept from one statement to the next.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    /// Where each value begins in `bytes`; -1 for NULL.
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    /// - Throws: `StorageError.zeroInText`.
    mutating func set(_ values: [Value]) throws {
        types.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        for value in values {
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let integer):
                withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(let text):
                bytes.append(contentsOf: text.utf8)
                if bytes[start...].contains(0) { throw StorageError.zeroInText }
            case .blob(let blob): bytes.append(contentsOf: blob)
            }
            types.append(value.postgresType)
            offsets.append(value == .null ? -1 : start)
            lengths.append(Int32(bytes.count - start))
        }
        // One byte more, so that an empty last value has an address too.
        bytes.append(0)
        if formats.count < values.count { formats = Array(repeating: 1, count: values.count) }
    }

    /// Calls `body` with the count, values, lengths and formats, as libpq takes them.
    mutating func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            pointers.removeAll(keepingCapacity: true)
            for offset in offsets { pointers.append(offset < 0 ? nil : start?.advanced(by: offset)) }
            return body(Int32(offsets.count), pointers, lengths, formats)
        }
    }

    /// The types of a statement that many rows share: in each column that of the first value that is not NULL.
    static func types(of rows: ArraySlice<[Value]>) -> [Oid] {
        guard let first = rows.first else { return [] }
        return first.indices.map { column in
            rows.lazy.compactMap { $0.indices.contains(column) ? $0[column] : nil }
                .first { $0 != .null }?.postgresType ?? 0
        }
    }
}

extension Value {
    /// 0, for NULL, lets the server infer it.
    fileprivate var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: OID.int8
        case .text: OID.text
        case .blob: OID.bytea
        }
    }
}
