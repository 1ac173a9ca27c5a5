import Domain

/// Takes apart multipart/form-data (RFC 7578) as it arrives: bytes in, cut anywhere; parts and their contents out.
///
/// A pure state machine that holds no more than one pushed piece and a delimiter. Names of files are not looked at.
struct MultipartReader: Sendable {
    enum Event: Sendable, Equatable {
        /// A part begins; the name of its field.
        case part(String)
        /// Some of the part's bytes, never empty.
        case data([UInt8])
        case partEnded
        /// The last delimiter; what follows it does not count.
        case ended
    }

    private enum State { case preamble, delimiter, headers, content, ended }

    static let partsMax = 16
    private static let headerBytesMax = 8_192
    private static let boundaryBytesMax = 70

    /// CR LF, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    /// Begins with a line break of our own, so that a first line that is a delimiter looks like any other.
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var place = 0
    private var parts = 0

    /// - Parameter contentType: the header's value.
    /// - Throws: `Failure.invalid` where it is not multipart/form-data with a boundary (RFC 2046, section 5.1.1).
    init(contentType: String?) throws(Failure) {
        let pieces = (contentType ?? "").utf8.split(separator: UInt8(ascii: ";"))
        let type = pieces.first.map { HeaderParameters.trimmed($0).map(\.asciiLowered) }
        let boundary = HeaderParameters.value(of: "boundary", in: pieces.dropFirst()) ?? []
        guard type == Array("multipart/form-data".utf8), (1...Self.boundaryBytesMax).contains(boundary.count),
            boundary.allSatisfy({ $0 > 0x1F && $0 < 0x7F }), boundary.last != UInt8(ascii: " ")
        else { throw .invalid("Content-Type", "Send the form as multipart/form-data with its boundary.") }
        delimiter = [0x0D, 0x0A, UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
    }

    mutating func push(_ bytes: some Collection<UInt8>) {
        buffer.removeFirst(place)
        place = 0
        buffer.append(contentsOf: bytes)
    }

    /// The next event; nil where more bytes are needed, or after the end.
    mutating func next() throws(Failure) -> Event? {
        while true {
            switch state {
            case .preamble:
                guard let found = find() else {
                    place = max(place, buffer.count - delimiter.count + 1)
                    return nil
                }
                place = found + delimiter.count
                state = .delimiter
            case .delimiter:
                guard try passDelimiter() else { return nil }
                if state == .ended { return .ended }
            case .headers:
                guard let name = try readHeaders() else { return nil }
                state = .content
                return .part(name)
            case .content: return content()
            case .ended: return nil
            }
        }
    }

    private mutating func content() -> Event? {
        let found = find()
        if found == place {
            place += delimiter.count
            state = .delimiter
            return .partEnded
        }
        let end = found ?? buffer.count - delimiter.count + 1
        guard end > place else { return nil }
        defer { place = end }
        return .data(Array(buffer[place..<end]))
    }

    /// What follows a delimiter: two hyphens at the end of all, or blanks and a line break.
    private mutating func passDelimiter() throws(Failure) -> Bool {
        guard buffer.count >= place + 2 else { return false }
        if buffer[place] == UInt8(ascii: "-"), buffer[place + 1] == UInt8(ascii: "-") {
            state = .ended
            return true
        }
        var next = place
        while next < buffer.count, buffer[next] == UInt8(ascii: " ") || buffer[next] == 0x09 { next += 1 }
        guard next - place <= 64 else { throw Self.damaged }
        guard buffer.count >= next + 2 else { return false }
        guard buffer[next] == 0x0D, buffer[next + 1] == 0x0A else { throw Self.damaged }
        parts += 1
        guard parts <= Self.partsMax else { throw .invalid("form", "The form has more than \(Self.partsMax) parts.") }
        place = next + 2
        state = .headers
        return true
    }

    /// The name in a part's Content-Disposition; nil where the headers are not whole yet.
    private mutating func readHeaders() throws(Failure) -> String? {
        var lines: [[UInt8]] = []
        var start = place
        while let end = lineEnd(from: start) {
            if end == start {
                place = end + 2
                return try Self.name(in: lines)
            }
            lines.append(Array(buffer[start..<end]))
            start = end + 2
        }
        guard buffer.count - place <= Self.headerBytesMax else { throw Self.damaged }
        return nil
    }

    private func lineEnd(from start: Int) -> Int? {
        var place = start
        while place + 1 < buffer.count {
            if buffer[place] == 0x0D, buffer[place + 1] == 0x0A { return place }
            place += 1
        }
        return nil
    }

    private static func name(in lines: [[UInt8]]) throws(Failure) -> String {
        for line in lines {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].map(\.asciiLowered) == Array("content-disposition".utf8) else { continue }
            let pieces = HeaderParameters.pieces(of: parts[1])
            guard pieces.first.map({ HeaderParameters.trimmed($0).map(\.asciiLowered) }) == Array("form-data".utf8),
                let name = HeaderParameters.value(of: "name", in: pieces.dropFirst())
            else { break }
            return String(decoding: name, as: UTF8.self)
        }
        throw damaged
    }

    /// Where the delimiter stands at or after `place`.
    private func find() -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            guard bytes.count - place >= delimiter.count else { return nil }
            let last = bytes.count - delimiter.count
            var at = place
            while at <= last {
                guard let mark = bytes[at...last].firstIndex(of: 0x0D) else { return nil }
                if bytes[mark..<mark + delimiter.count].elementsEqual(delimiter) { return mark }
                at = mark + 1
            }
            return nil
        }
    }

    static let damaged = Failure.invalid(
        "form", "The form's parts cannot be told apart. Choose the file and send it again.")
}
