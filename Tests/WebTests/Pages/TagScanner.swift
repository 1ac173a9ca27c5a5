/// One tag of a page, as a browser would see it.
struct Tag: Equatable {
    let name: String
    let isEnd: Bool
    let attributes: [String: String]

    /// The tags of a document, in order. Strict: an attribute without quotes or a stray `<` is nil.
    static func all(in html: String) -> [Tag]? {
        let bytes = Array(html.utf8)
        var tags: [Tag] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                place += 1
                continue
            }
            if bytes.dropFirst(place).starts(with: "<!doctype html>".utf8) {
                place += 15
                continue
            }
            guard let (tag, end) = one(bytes, place + 1) else { return nil }
            tags.append(tag)
            place = end
        }
        return tags
    }

    private static func one(_ bytes: [UInt8], _ start: Int) -> (Tag, Int)? {
        var place = start
        let isEnd = place < bytes.count && bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        let name = word(bytes, &place)
        guard !name.isEmpty else { return nil }
        var attributes: [String: String] = [:]
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ">"): return (Tag(name: name, isEnd: isEnd, attributes: attributes), place + 1)
            case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "\n"): place += 1
            default:
                let key = word(bytes, &place)
                guard !key.isEmpty, attributes[key] == nil else { return nil }
                attributes[key] = ""
                guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "=") else { continue }
                guard bytes[place + 1] == UInt8(ascii: "\""),
                    let close = bytes[(place + 2)...].firstIndex(of: UInt8(ascii: "\""))
                else { return nil }
                attributes[key] = String(decoding: bytes[(place + 2)..<close], as: UTF8.self)
                place = close + 1
            }
        }
        return nil
    }

    private static func word(_ bytes: [UInt8], _ place: inout Int) -> String {
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                place += 1
            default: return String(decoding: bytes[start..<place], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }
}
