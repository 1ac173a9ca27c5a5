/// Writes JSON (RFC 8259) over bytes, in the order in which it is told.
struct JSONText: Sendable, Concealed {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init() {}

    /// Gives out what was written and forgets it; for streaming.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func open() { begin(UInt8(ascii: "{")) }
    mutating func close() { end(UInt8(ascii: "}")) }
    mutating func openArray() { begin(UInt8(ascii: "[")) }
    mutating func closeArray() { end(UInt8(ascii: "]")) }

    mutating func object(_ body: (inout JSONText) throws -> Void) rethrows {
        open()
        try body(&self)
        close()
    }

    mutating func array<Element>(
        _ elements: [Element], _ body: (inout JSONText, Element) throws -> Void
    ) rethrows {
        openArray()
        for element in elements { try body(&self, element) }
        closeArray()
    }

    mutating func field(_ name: String, _ value: (inout JSONText) throws -> Void) rethrows {
        text(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        try value(&self)
    }

    mutating func text(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func number(_ number: Int64) { word(String(number)) }
    mutating func null() { word("null") }
    mutating func flag(_ flag: Bool) { word(flag ? "true" : "false") }

    private mutating func word(_ word: String) {
        separate()
        bytes.append(contentsOf: word.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func begin(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func end(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }
}
