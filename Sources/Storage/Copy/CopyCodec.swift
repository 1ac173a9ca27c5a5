/// Reads a frame's bytes; bounded, damaged input throws.
struct CopyReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var rest: [UInt8] { Array(bytes[place...]) }
    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(CopyError) -> UInt8 {
        guard place < bytes.count else { throw .malformed }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number(max: Int) throws(CopyError) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 56, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 {
                guard value <= UInt64(max) else { throw .malformed }
                return Int(value)
            }
        }
        throw .malformed
    }

    mutating func counted() throws(CopyError) -> [UInt8] {
        let count = try number(max: bytes.count - place)
        guard count <= bytes.count - place else { throw .malformed }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    mutating func text() throws(CopyError) -> String {
        guard let text = String(validating: try counted(), as: UTF8.self) else { throw .malformed }
        return text
    }

    mutating func value(_ kind: CopiedColumn.Kind) throws(CopyError) -> Value {
        let found = try byte()
        if found == 0 { return .null }
        guard found == kind.rawValue else { throw .malformed }
        switch kind {
        case .integer:
            var word: UInt64 = 0
            for _ in 0..<8 { word = word << 8 | UInt64(try byte()) }
            return .integer(Int64(bitPattern: word))
        case .text: return .text(try text())
        case .blob: return .blob(try counted())
        }
    }
}

extension [UInt8] {
    /// LEB128: seven bits a byte, lowest first.
    mutating func append(number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    mutating func append(counted bytes: [UInt8]) {
        append(number: UInt64(bytes.count))
        append(contentsOf: bytes)
    }

    mutating func append(copied value: Value) {
        switch value {
        case .null: append(0)
        case .integer(let integer):
            append(CopiedColumn.Kind.integer.rawValue)
            let word = UInt64(bitPattern: integer)
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                append(UInt8(truncatingIfNeeded: word >> shift))
            }
        case .text(let text):
            append(CopiedColumn.Kind.text.rawValue)
            append(counted: Array(text.utf8))
        case .blob(let bytes):
            append(CopiedColumn.Kind.blob.rawValue)
            append(counted: bytes)
        }
    }
}
