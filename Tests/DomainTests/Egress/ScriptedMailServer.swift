@testable import Domain
import Synchronization

/// What a mail server of a test says. A reply that is nil is none: the server waits until the other side ends. An empty
/// one ends the connection.
struct MailScript: Sendable {
    var greeting: String? = "220 test ESMTP"
    var extensions = ["8BITMIME"]
    var auth: String? = "235 2.7.0 ok"
    var mail: String? = "250 2.1.0 ok"
    var recipients: String? = "250 2.1.5 ok"
    var data: String? = "354 go on"
    var end: String? = "250 2.0.0 queued as 4711"
    var quit: String? = "221 bye"
}

/// What a mail server of a test was told.
final class MailLog: Sendable {
    private let state = Mutex<(lines: [String], messages: [String])>(([], []))

    var lines: [String] { state.withLock { $0.lines } }
    /// As they came over the wire: leading dots are still doubled.
    var messages: [String] { state.withLock { $0.messages } }

    func add(line: String) { state.withLock { $0.lines.append(line) } }
    func add(message: String) { state.withLock { $0.messages.append(message) } }
}

/// Runs `body` with a mail server that follows `script`.
func withMailServer<Result>(
    _ script: MailScript, _ body: (ScriptedServer, MailLog) async throws -> Result
) async throws -> Result {
    let log = MailLog()
    return try await withServer { wire in
        guard say(script.greeting, wire) else { return }
        while let line = wire.line() {
            log.add(line: line)
            guard answer(line, script, wire, log) else { return }
        }
    } _: { server in
        try await body(server, log)
    }
}

private func answer(_ line: String, _ script: MailScript, _ wire: Wire, _ log: MailLog) -> Bool {
    switch line.prefix(4).uppercased() {
    case "EHLO":
        let words = ["test"] + script.extensions
        let lines = words.enumerated().map { "250\($0 == words.count - 1 ? " " : "-")\($1)\r\n" }
        return wire.write(lines.joined())
    case "AUTH":
        guard say("334 ", wire), let response = wire.line() else { return false }
        log.add(line: response)
        return say(script.auth, wire)
    case "MAIL": return say(script.mail, wire)
    case "RCPT": return say(script.recipients, wire)
    case "DATA":
        guard say(script.data, wire) else { return false }
        guard script.data?.hasPrefix("354") == true else { return true }
        guard let message = wire.read(until: "\r\n.\r\n") else { return false }
        log.add(message: String(decoding: message.dropLast(3), as: UTF8.self))
        return say(script.end, wire)
    case "QUIT": return say(script.quit, wire)
    default: return say("502 no", wire)
    }
}

/// - Returns: false where the connection is to end.
private func say(_ reply: String?, _ wire: Wire) -> Bool {
    guard let reply else {
        wire.drain()
        return false
    }
    return !reply.isEmpty && wire.write("\(reply)\r\n")
}
