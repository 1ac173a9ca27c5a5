import Domain
import Foundation
import Logging
import Synchronization
import Testing

@testable import instructors

@Suite("Log lines")
struct LogTests {
    private final class Lines: Sendable {
        private let lines = Mutex<[[UInt8]]>([])
        func append(_ line: [UInt8]) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }
    }

    private func logger(_ label: String, _ lines: Lines, level: Logger.Level = .info) -> Logger {
        Logger(label: label) { label in
            JSONLogHandler(label: label, level: level, clock: Clock { 1_764_000_000_007 }, write: lines.append)
        }
    }

    @Test("A line is one JSON object with time, level, label, message and metadata in order")
    func shape() {
        let lines = Lines()
        logger("instructors", lines).info("A job ran", metadata: ["kind": "sweep", "count": "3"], source: "Domain")
        let expected =
            #"{"time":"2025-11-24T16:00:00.007Z","level":"info","label":"instructors","message":"A job ran","#
            + #""count":"3","kind":"sweep"}"# + "\n"
        #expect(lines.all == [expected])
    }

    @Test("Quotes, breaks and control characters are escaped over bytes, also before a combining mark")
    func escaping() throws {
        let lines = Lines()
        let text = "\"\u{301}\r\n\\\u{1}\u{2028}é"
        logger("instructors", lines).error("\(text)", metadata: ["a\"b": "\(text)"], source: "Web")
        let line = try #require(lines.all.first)
        #expect(line.lineCount == 1)
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        #expect(fields["message"].map { Array($0.utf8) } == Array(text.utf8))
        #expect(fields["a\"b"].map { Array($0.utf8) } == Array(text.utf8))
    }

    @Test("Below the level nothing is written")
    func level() {
        let lines = Lines()
        logger("instructors", lines, level: .warning).info("quiet", source: "Domain")
        #expect(lines.all.isEmpty)
    }

    @Test("Of a library only the message of warnings is written: its metadata may hold an address with a query")
    func libraries() {
        let lines = Lines()
        let log = logger("instructors", lines, level: .trace)
        log.info("GET /Users?filter=x", metadata: ["uri": "/Users?filter=x"], source: "Library")
        log.warning("Odd", metadata: ["uri": "/Users?filter=x"], source: "Library")
        #expect(lines.all.count == 1)
        #expect(!lines.all.joined().contains("filter"))
    }

    @Test("Metadata cannot take the place of a line's own fields")
    func reserved() {
        let lines = Lines()
        logger("instructors", lines).info("m", metadata: ["message": "other", "time": "never"], source: "instructors")
        #expect(!lines.all.joined().contains("other") && !lines.all.joined().contains("never"))
    }
}
