/// Query strings and form bodies (application/x-www-form-urlencoded), over bytes.
enum PercentDecoding {
    /// The pairs in order. `+` is a space; a `%` that begins no pair of digits stands for itself; invalid UTF-8 is repaired.
    static func items(_ text: some StringProtocol) -> [(name: String, value: String)] {
        text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0]), parts.count > 1 ? decode(parts[1]) : "")
        }
    }

    static func decode(_ encoded: some Sequence<UInt8>) -> String {
        var bytes: [UInt8] = []
        var pending: [UInt8] = []
        for byte in encoded {
            if pending.isEmpty {
                switch byte {
                case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
                case UInt8(ascii: "%"): pending = [byte]
                default: bytes.append(byte)
                }
            } else {
                pending.append(byte)
                guard digit(byte) != nil else {
                    bytes.append(contentsOf: pending)
                    pending = []
                    continue
                }
                if pending.count == 3, let high = digit(pending[1]), let low = digit(pending[2]) {
                    bytes.append(high << 4 | low)
                    pending = []
                }
            }
        }
        bytes.append(contentsOf: pending)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
