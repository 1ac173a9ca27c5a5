/// Windows code page 1252, as western European spreadsheets write it.
enum Windows1252 {
    /// What 0x80 to 0x9F stand for (the WHATWG encoding standard's index, less its five C1 controls);
    /// 0 marks the five bytes that mean nothing. All other bytes are their own scalars.
    private static let high: [UInt16] = [
        0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017D, 0x0000,
        0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,
    ]

    static func means(_ byte: UInt8) -> Bool {
        !(0x80...0x9F).contains(byte) || high[Int(byte) - 0x80] != 0
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            guard byte >= 0x80 else {
                output.append(byte)
                continue
            }
            let scalar = byte <= 0x9F ? high[Int(byte) - 0x80] : UInt16(byte)
            if scalar >= 0x800 {
                output.append(0xE0 | UInt8(scalar >> 12))
                output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            } else {
                output.append(0xC0 | UInt8(scalar >> 6))
            }
            output.append(0x80 | UInt8(scalar & 0x3F))
        }
        return String(decoding: output, as: UTF8.self)
    }
}
