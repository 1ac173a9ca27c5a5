import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite struct MultipartTests {
    private static let type = "multipart/form-data; boundary=\"xY\""

    private static func body(_ content: String) -> [UInt8] {
        Array(
            """
            preamble\r\n--xY\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc\r\n--xY \t\r\n\
            content-type: text/csv\r\nCONTENT-DISPOSITION: form-data; name="file"; filename="a;b.csv"\r\n\r\n\
            \(content)\r\n--xY--\r\nepilogue
            """.utf8)
    }

    /// What a reader makes of pieces: names, contents, and whether it came to the end.
    private static func read(_ pieces: [ArraySlice<UInt8>]) throws -> (parts: [(String, [UInt8])], isEnded: Bool) {
        var reader = try MultipartReader(contentType: type)
        var parts: [(String, [UInt8])] = []
        for piece in pieces {
            reader.push(piece)
            while let event = try reader.next() {
                switch event {
                case .part(let name): parts.append((name, []))
                case .data(let bytes): parts[parts.count - 1].1 += bytes
                case .partEnded: break
                case .ended: return (parts, true)
                }
            }
        }
        return (parts, false)
    }

    @Test(
        "Parts are the same wherever the bytes are cut",
        arguments: [
            "a,b\r\n1,2\r\n", "", "\r\n", "\r\n--x", "--xY", "\r\n--x\r\n--xX\r\n-\r\n", "\r\r\n\r\n--",
            "é\u{0}\u{1F600}",
        ])
    func cuts(_ content: String) throws {
        let bytes = Self.body(content)
        for size in 1...bytes.count {
            let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
            let (parts, isEnded) = try Self.read(pieces)
            #expect(isEnded)
            #expect(parts.map(\.0) == ["csrf", "file"])
            #expect(parts[0].1 == Array("abc".utf8))
            #expect(parts[1].1 == Array(content.utf8), "pieces of \(size)")
        }
        for cut in 0...bytes.count {
            let (parts, isEnded) = try Self.read([bytes[..<cut], bytes[cut...]])
            #expect(isEnded && parts.count == 2 && parts[1].1 == Array(content.utf8), "cut at \(cut)")
        }
    }

    @Test("Random contents that are made of the delimiter's own bytes come out as they went in")
    func random() throws {
        var generator = SystemRandomNumberGenerator()
        let letters: [String] = ["\r", "\n", "-", "x", "Y", "\r\n", "\r\n--x", "a"]
        for _ in 0..<300 {
            let count = Int.random(in: 0...40, using: &generator)
            let content = (0..<count).map { _ in letters.randomElement(using: &generator) ?? "" }.joined()
            // The delimiter itself cannot stand in a content.
            guard !Array((content + "\r\n").utf8).contains(Array("\r\n--xY".utf8)) else { continue }
            let bytes = Self.body(content)
            var pieces: [ArraySlice<UInt8>] = []
            var place = 0
            while place < bytes.count {
                let next = min(bytes.count, place + Int.random(in: 1...9, using: &generator))
                pieces.append(bytes[place..<next])
                place = next
            }
            #expect(try Self.read(pieces).parts.last?.1 == Array(content.utf8), "\(content.debugDescription)")
        }
    }

    @Test("Memory does not grow with a part: what is pushed comes out at once, but for a delimiter's length")
    func bounded() throws {
        var reader = try MultipartReader(contentType: Self.type)
        reader.push(Array("--xY\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".utf8))
        while try reader.next() != nil {}
        for _ in 0..<100 {
            reader.push([UInt8](repeating: 0x0D, count: 10_000))
            var out = 0
            while case .data(let bytes) = try reader.next() { out += bytes.count }
            #expect(out >= 9_990)
        }
    }

    @Test(
        "A type without a proper boundary is refused",
        arguments: [
            nil, "", "text/csv", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=\"", "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
        ])
    func types(_ type: String?) {
        #expect(throws: Failure.self) { try MultipartReader(contentType: type) }
    }

    @Test(
        "Parts without a name, with endless headers, or without end are refused",
        arguments: [
            "--xY\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n", "--xY\r\n\r\nbody", "--xYZ\r\n",
            "--xY\r\nA: " + String(repeating: "b", count: 9_000),
            String(repeating: "--xY\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n", count: 17),
        ])
    func damaged(_ text: String) {
        #expect(throws: Failure.self) { try Self.read([Array(text.utf8)[...]]) }
    }

    // MARK: - As a stream

    private static func request(_ pieces: [[UInt8]]) -> Request {
        let stream = AsyncStream<ByteBuffer> { continuation in
            for piece in pieces { continuation.yield(ByteBuffer(bytes: piece)) }
            continuation.finish()
        }
        var head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
        head.headerFields[.contentType] = type
        return Request(head: head, body: RequestBody(asyncSequence: stream))
    }

    @Test("The fields come before the file, and the file as a stream after them")
    func stream() async throws {
        let bytes = Self.body("one\r\ntwo")
        var body = try MultipartBody(Self.request(bytes.map { [$0] }))
        #expect(try await body.fields(["csrf"], before: "file").one("csrf") == "abc")
        var content: [UInt8] = []
        for try await piece in MultipartContent(body: body) { content += piece }
        #expect(content == Array("one\r\ntwo".utf8))
    }

    @Test("A file that breaks off, is missing, or comes with other parts is refused")
    func refused() async throws {
        let whole = Self.body("one,two")
        var cutOff = try MultipartBody(Self.request([Array(whole.prefix(whole.count - 24))]))
        _ = try await cutOff.fields(["csrf"], before: "file")
        let left = cutOff
        await #expect(throws: Failure.self) {
            for try await _ in MultipartContent(body: left) {}
        }
        var other = try MultipartBody(Self.request([whole]))
        await #expect(throws: Failure.self) { try await other.fields(["name"], before: "file") }
        var missing = try MultipartBody(Self.request([whole]))
        await #expect(throws: Failure.self) { try await missing.fields(["csrf", "file"], before: "picture") }
    }
}
