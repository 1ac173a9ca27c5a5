import Domain
import Foundation
import Logging
import Web

/// Writes one JSON object a line: `{"time":"2026-11-24T06:31:27.123Z","level":"info","label":"…","message":"…",…}`.
///
/// No personal data by construction: messages and metadata of ours are words of the program, ids of organizations and
/// jobs, and counts. Libraries may log what they were sent, addresses with a query among it, so that of theirs only
/// the message of warnings and errors is written; of an error object its type.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String
    private let clock: Clock
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes a whole line.
    init(
        label: String, level: Logger.Level, clock: Clock = .system,
        write: @escaping @Sendable ([UInt8]) -> Void = { line in Descriptor.write(line, to: STDERR_FILENO) }
    ) {
        self.label = label
        logLevel = level
        self.clock = clock
        self.write = write
    }

    /// The modules whose words are ours; a library says which one it is even through a logger that we gave it.
    private static let ownModules: Set<String> = ["instructors", "Web", "Domain", "Storage"]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let isOurs = Self.ownModules.contains(event.source)
        guard isOurs || event.level >= .warning else { return }
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.name("time")
        writer.string(Timestamp.instant(clock.now, withMilliseconds: true))
        writer.name("level")
        writer.string(event.level.rawValue)
        writer.name("label")
        writer.string(label)
        writer.name("message")
        writer.string("\(event.message)")
        if let error = event.error {
            writer.name("error")
            writer.string(String(reflecting: type(of: error)))
        }
        if isOurs {
            let all = metadata.merging(event.metadata ?? [:]) { _, later in later }
            for (key, value) in all.sorted(by: { $0.key < $1.key }) where !Self.reserved.contains(key) {
                writer.name(key)
                writer.string("\(value)")
            }
        }
        writer.endObject()
        write(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// Names that a line has already: twice would be no good JSON.
    private static let reserved: Set<String> = ["time", "level", "label", "message", "error"]
}
