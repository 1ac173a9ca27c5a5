/// Metrics as Prometheus reads them: text exposition format 0.0.4.
extension MetricsRegistry {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All metrics and what the system knows of the process, in order of name.
    package func exposition() -> [UInt8] {
        var output: [UInt8] = []
        let families = snapshot.map { (name: Self.name($0.key, $0.value.kind), family: $0.value) }
            .sorted { Self.precedes($0.name, $1.name) }
        for (name, family) in families {
            output.line("# TYPE \(name) \(family.kind.rawValue)")
            let cells = family.cells.map { (labels: Self.labels($0.key), cell: $0.value) }
                .sorted { Self.precedes($0.labels, $1.labels) }
            for (labels, cell) in cells { output.sample(name, labels, cell.reading) }
        }
        for figure in ProcessFigures.now.lines { output.line(figure) }
        return output
    }

    /// A name of letters, digits, `_` and `:`; a counter ends in `_total`.
    static func name(_ label: String, _ kind: Kind) -> String {
        var bytes = label.utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "_") }
        if bytes.isEmpty || isDigit(bytes[0]) { bytes.insert(UInt8(ascii: "_"), at: 0) }
        let name = String(decoding: bytes, as: UTF8.self)
        return kind == .counter && !name.utf8.suffix(6).elementsEqual("_total".utf8) ? name + "_total" : name
    }

    /// `method="GET",status="200"`, without braces.
    static func labels(_ labels: Labels) -> String {
        var bytes: [UInt8] = []
        for pair in labels.pairs {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: pair.name.utf8.map { isNameByte($0) && $0 != colon ? $0 : UInt8(ascii: "_") })
            bytes.append(contentsOf: "=\"".utf8)
            for byte in pair.value.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
                case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
                case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
                default: bytes.append(byte)
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower) || isDigit(byte) || byte == UInt8(ascii: "_")
            || byte == colon
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static let colon = UInt8(ascii: ":")
}

extension [UInt8] {
    fileprivate mutating func line(_ text: String) {
        append(contentsOf: text.utf8)
        append(UInt8(ascii: "\n"))
    }

    fileprivate mutating func sample(_ name: String, _ labels: String, _ reading: CellReading) {
        let braced = labels.utf8.isEmpty ? "" : "{\(labels)}"
        switch reading {
        case .integer(let value): line("\(name)\(braced) \(value)")
        case .number(let value): line("\(name)\(braced) \(value)")
        case .histogram(let bounds, let counts, let sum):
            let before = labels.utf8.isEmpty ? "" : labels + ","
            var count: UInt64 = 0
            for (bound, inBucket) in zip(bounds, counts) {
                count += inBucket
                line("\(name)_bucket{\(before)le=\"\(bound)\"} \(count)")
            }
            count += counts.last ?? 0
            line("\(name)_bucket{\(before)le=\"+Inf\"} \(count)")
            line("\(name)_sum\(braced) \(sum)")
            line("\(name)_count\(braced) \(count)")
        }
    }
}
