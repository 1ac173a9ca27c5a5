/// The header `Forwarded` (RFC 7239, section 4): one element a hop, in the order of the hops.
enum ForwardedHeader {
    struct Element: Sendable, Equatable {
        /// `for`
        var node: String?
        var host: String?
        var proto: String?
    }

    /// - Returns: nil where a line is not well-formed, or has a parameter twice: then nothing of it can be believed.
    static func elements(_ lines: [String]) -> [Element]? {
        var elements: [Element] = []
        for line in lines {
            var rest = Array(line.utf8)[...]
            repeat {
                guard let element = element(&rest) else { return nil }
                elements.append(element)
            } while take(UInt8(ascii: ","), &rest)
            guard rest.isEmpty else { return nil }
        }
        return elements
    }

    private static func element(_ rest: inout ArraySlice<UInt8>) -> Element? {
        var element = Element()
        var seen: Set<String> = []
        repeat {
            skipSpace(&rest)
            let name = String(decoding: token(&rest), as: UTF8.self).lowercased()
            guard !name.isEmpty, seen.insert(name).inserted, take(UInt8(ascii: "="), &rest), let value = value(&rest)
            else { return nil }
            switch name {
            case "for": element.node = value
            case "host": element.host = value
            case "proto": element.proto = value
            default: break
            }
            skipSpace(&rest)
        } while take(UInt8(ascii: ";"), &rest)
        return element
    }

    /// A token, or a quoted string with its escapes undone (RFC 9110, section 5.6.4).
    private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard take(UInt8(ascii: "\""), &rest) else {
            let token = token(&rest)
            return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                bytes.append(escaped)
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private static func token(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let token = rest.prefix { byte in byte > 0x20 && byte < 0x7F && !"\",;=()<>@\\{}".utf8.contains(byte) }
        rest = rest.dropFirst(token.count)
        return token
    }

    private static func skipSpace(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == 0x09 }
    }

    private static func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }
}
