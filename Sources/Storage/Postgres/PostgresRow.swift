import CLibpq

/// A row of a result in binary form. Valid as long as the result.
struct PostgresRow: Row {
    let result: OpaquePointer
    let index: Int32

    func isNull(_ column: Int) -> Bool { PQgetisnull(result, index, Int32(column)) != 0 }

    /// Every integer type, Boolean and numeric (which `sum` of BIGINT gives); a text is read as a decimal number.
    func integer(_ column: Int) -> Int64 {
        let bytes = bytes(column)
        switch PQftype(result, Int32(column)) {
        case OID.numeric: return Self.numeric(bytes)
        case OID.text, OID.varchar, OID.name, OID.unknown:
            return Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
        case OID.oid: return bytes.reduce(0) { $0 << 8 | Int64($1) }
        default:
            guard let first = bytes.first else { return 0 }
            // Big-endian two's complement of 1, 2, 4 or 8 bytes.
            return bytes.dropFirst().reduce(Int64(Int8(bitPattern: first))) { $0 << 8 | Int64($1) }
        }
    }

    /// Text as it is; a number in decimal.
    func text(_ column: Int) -> String {
        switch PQftype(result, Int32(column)) {
        case OID.int8, OID.int4, OID.int2, OID.oid, OID.numeric:
            isNull(column) ? "" : String(integer(column))
        default: String(decoding: bytes(column), as: UTF8.self)
        }
    }

    func blob(_ column: Int) -> [UInt8] { Array(bytes(column)) }

    private func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, index, Int32(column)), count: Int(PQgetlength(result, index, Int32(column)))
        )
    }

    /// The integer part of a numeric: digit count, weight, sign and scale of 16 bits each, then digits to base 10,000.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        func word(_ index: Int) -> Int64 { Int64(Int16(bytes[index * 2]) << 8 | Int16(bytes[index * 2 + 1])) }
        guard bytes.count >= 8 else { return 0 }
        let count = min(Int(word(0)), bytes.count / 2 - 4)
        let weight = Int(word(1))
        let isNegative = word(2) == 0x4000
        var value: Int64 = 0
        // Built up on the negative side, which reaches one further.
        for place in stride(from: 0, through: weight, by: 1) {
            let digit = place < count ? word(4 + place) : 0
            let (product, overflows) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, overflowsToo) = product.subtractingReportingOverflow(digit)
            if overflows || overflowsToo { return isNegative ? .min : .max }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? .max : -value
    }
}

/// PostgreSQL's numbers for the types that are told apart (`pg_type.dat`).
enum OID {
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let unknown: Oid = 705
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
}
