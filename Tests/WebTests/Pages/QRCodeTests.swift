import Testing

@testable import Web

/// The fixtures were made by another encoder, with the mask that ours chooses.
@Suite("QR codes")
struct QRCodeTests {
    private static let otpauth =
        "otpauth://totp/Havn:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Havn&algorithm=SHA1&digits=6&period=30"

    @Test("A payment's first lines, module by module")
    func small() throws {
        let code = try #require(QRCode("BCD\n002\n1\nSCT"))
        let expected = """
            #######....#..#######
            #.....#.###...#.....#
            #.###.#..###..#.###.#
            #.###.#..#.##.#.###.#
            #.###.#.##..#.#.###.#
            #.....#..##.#.#.....#
            #######.#.#.#.#######
            ...........##........
            #.#.#.#...##....#..#.
            #..##..#.#.#.###.#.#.
            ####.####...#...##.##
            ..#....#...#.#.##..##
            .#.#..#.#..###..#.#.#
            ........#.#..#..#..#.
            #######..######.#.###
            #.....#.....##.#.#...
            #.###.#.#.#.#.#.#.##.
            #.###.#..#.#.##.####.
            #.###.#.#####...#...#
            #.....#.....#..#.#.#.
            #######.##..###.##.##
            """
        #expect(Self.drawn(code) == expected)
    }

    @Test(
        "Larger ones, by the hash of their modules",
        arguments: [
            ("otpauth://totp/Havn:ada", QRCode.Level.medium, 2, 0x9f7c_8f53_92f2_ce43),
            (otpauth, .medium, 7, 0x55fb_b4ae_52ac_131b),
            (String(repeating: "ä", count: 164), .medium, 13, 0x47bd_1425_2bc8_466d),
            (String(repeating: "x", count: 400), .high, 21, 0xfd79_2167_5267_ed15),
            (String(repeating: "Ü", count: 250), .quartile, 21, 0xbe26_39be_1a3a_2ab3),
            (String(repeating: "0a", count: 700), .low, 27, 0xa703_e131_dac5_9c21),
            (String(repeating: "y", count: 1_453), .medium, 32, 0xf151_753a_2c33_c3a7),
            (String(repeating: "x", count: 1_273), .high, 40, 0x5e40_f6a3_a4f1_cbbf),
            (String(repeating: "x", count: 2_953), .low, 40, 0xef47_7708_b9f6_fd89),
        ] as [(String, QRCode.Level, Int, UInt64)])
    func larger(text: String, level: QRCode.Level, version: Int, hash: UInt64) throws {
        let code = try #require(QRCode(text, level: level))
        #expect(code.version == version && code.size == 17 + 4 * version)
        let found = code.modules.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ ($1 ? 1 : 0)) &* 0x100_0000_01B3 }
        #expect(found == hash)
    }

    @Test("The longest text of each level fits, and one byte more does not")
    func limits() {
        for (level, bytes) in zip(QRCode.Level.allCases, [2_953, 2_331, 1_663, 1_273]) {
            #expect(QRCapacity(40, level).holds(bytes))
            #expect(QRCode(String(repeating: "x", count: bytes + 1), level: level) == nil)
        }
    }

    @Test("The picture has its quiet zone, a name, and no style attribute")
    func picture() throws {
        let code = try #require(QRCode("a"))
        let html = String(decoding: code.html(label: "Scan <this>").bytes, as: UTF8.self)
        #expect(html.contains("viewBox=\"0 0 29 29\"") && html.contains("aria-label=\"Scan &lt;this&gt;\""))
        #expect(html.contains("M4 4h7v1h-7z") && !html.contains("style="))
    }

    private static func drawn(_ code: QRCode) -> String {
        (0..<code.size).map { row in
            String((0..<code.size).map { code[row, $0] ? "#" : "." })
        }.joined(separator: "\n")
    }
}
