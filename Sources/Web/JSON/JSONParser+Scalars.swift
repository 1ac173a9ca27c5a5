import Domain

/// Strings and numbers: what most bytes of a document are.
extension JSONParser {
    /// Reads a string from its opening quote on, and stands behind the closing one.
    mutating func string() throws(Failure) -> String {
        let opening = position
        position += 1
        let start = position
        var ascii: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let slice = UnsafeBufferPointer(rebasing: bytes[start..<position])
                position += 1
                if ascii < 0x80 { return String(decoding: slice, as: UTF8.self) }
                return try validated(slice, opening)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start, opening: opening) }
            guard byte >= 0x20 else { throw controlFailure() }
            ascii |= byte
            position += 1
        }
        throw failure("this string has no closing quote.", at: opening)
    }

    private func controlFailure() -> Failure {
        failure("a control character stands in a string; write it as an escape such as \\n.")
    }

    private func validated(_ slice: UnsafeBufferPointer<UInt8>, _ opening: Int) throws(Failure) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw failure("this string is not valid UTF-8; send the text in UTF-8.", at: opening)
        }
        return text
    }

    /// The slow path: from the first backslash on, bytes are gathered in ``scratch``.
    private mutating func escapedString(from start: Int, opening: Int) throws(Failure) -> String {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                guard let text = String(validating: scratch, as: UTF8.self) else {
                    throw failure("this string is not valid UTF-8; send the text in UTF-8.", at: opening)
                }
                return text
            }
            guard byte >= 0x20 else { throw controlFailure() }
            position += 1
            if byte == UInt8(ascii: "\\") { try escape() } else { scratch.append(byte) }
        }
        throw failure("this string has no closing quote.", at: opening)
    }

    private mutating func escape() throws(Failure) {
        let place = position - 1
        guard position < bytes.count else { throw failure("this string has no closing quote.", at: place) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): try unicodeEscape(place)
        default: throw failure("there is no such escape; use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.", at: place)
        }
    }

    private mutating func unicodeEscape(_ place: Int) throws(Failure) {
        var code = UInt32(try fourDigits(place))
        if code >= 0xD800, code <= 0xDBFF {
            guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw surrogateFailure(place) }
            position += 2
            let low = UInt32(try fourDigits(place))
            guard low >= 0xDC00, low <= 0xDFFF else { throw surrogateFailure(place) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0 else { throw failure("U+0000 stands in a string; remove it.", at: place) }
        guard let scalar = Unicode.Scalar(code) else { throw surrogateFailure(place) }
        scratch.append(contentsOf: scalar.utf8)
    }

    private func surrogateFailure(_ place: Int) -> Failure {
        failure("half of a surrogate pair stands alone; send both halves or the character itself.", at: place)
    }

    private mutating func fourDigits(_ place: Int) throws(Failure) -> UInt16 {
        guard position + 4 <= bytes.count else { throw failure("\\u needs four hexadecimal digits.", at: place) }
        var code: UInt16 = 0
        for offset in 0..<4 {
            let digit: UInt8
            switch bytes[position + offset] {
            case let byte where byte >= 0x30 && byte <= 0x39: digit = byte - 0x30
            case let byte where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66: digit = byte | 0x20 - 0x61 + 10
            default: throw failure("\\u needs four hexadecimal digits.", at: place)
            }
            code = code << 4 | UInt16(digit)
        }
        position += 4
        return code
    }

    /// A number, kept exact: as Int64 where it is one, as its text otherwise.
    mutating func number() throws(Failure) -> JSON {
        let start = position
        var isInteger = true
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let whole = position
        try digits(start)
        guard position == whole + 1 || bytes[whole] != UInt8(ascii: "0") else {
            throw failure("a number begins with 0; remove the leading zeros.", at: start)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits(start)
        }
        if position < bytes.count, bytes[position].asciiLowered == UInt8(ascii: "e") {
            isInteger = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits(start)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        return .number(text)
    }

    private mutating func digits(_ start: Int) throws(Failure) {
        let first = position
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        guard position > first else { throw failure("this number lacks digits.", at: start) }
    }
}
