/// A cell of a person's copy, ready to be written as JSON, in a table, or for reading.
enum ExportValue: Sendable, Equatable, Concealed {
    case none
    case flag(Bool)
    case number(Int64)
    case text(String)
    /// Milliseconds UTC.
    case instant(Int64)
    case list([ExportValue])
    case object([Member])

    struct Member: Sendable, Equatable {
        let name: String
        let value: ExportValue

        init(_ name: String, _ value: ExportValue) {
            self.name = name
            self.value = value
        }
    }

    static func optional(_ text: String?) -> ExportValue { text.map(ExportValue.text) ?? .none }

    /// As a cell of a table: one text.
    var cell: String {
        switch self {
        case .none: ""
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): text
        case .instant(let instant): Self.iso8601(instant)
        case .list, .object: String(decoding: json, as: UTF8.self)
        }
    }

    var json: [UInt8] {
        var bytes: [UInt8] = []
        writeJSON(to: &bytes)
        return bytes
    }

    /// Appends it as JSON (RFC 8259), without white space.
    func writeJSON(to bytes: inout [UInt8]) {
        switch self {
        case .none: bytes.append(contentsOf: "null".utf8)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: String(number).utf8)
        case .text(let text): Self.writeString(text, to: &bytes)
        case .instant(let instant):
            bytes.append(UInt8(ascii: "\""))
            Self.writeISO8601(instant, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                value.writeJSON(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.writeString(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.writeJSON(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    static func writeString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(contentsOf: encodeHexadecimal([byte]))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension ExportValue {
    /// `2026-11-24T13:52:07.250Z`.
    static func iso8601(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        writeISO8601(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func writeISO8601(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let time = CivilTime(milliseconds)
        let fraction = Int((milliseconds % 1_000 + 1_000) % 1_000)
        write(time.year, digits: 4, to: &bytes)
        for (mark, number) in [("-", time.month), ("-", time.day), ("T", time.hour), (":", time.minute)] {
            bytes.append(contentsOf: mark.utf8)
            write(number, digits: 2, to: &bytes)
        }
        bytes.append(UInt8(ascii: ":"))
        write(time.second, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        write(fraction, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func write(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while power > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
    }
}
