/// One piece of the talk between a command and the server that runs it: a kind byte, the payload's length as four
/// bytes (big-endian), the payload.
///
/// The command sends its arguments. The server sends what the command prints, asks for bytes of its file as it needs
/// them (the command answers each time with some, or with the end), and at last the exit status.
struct Frame: Equatable, Sendable {
    enum Kind: UInt8, Sendable {
        /// From the command: the protocol's version, then each argument with its length.
        case arguments = 1
        /// From the command: bytes of its file; none at the end.
        case input = 2
        /// From the command: its file cannot be read on.
        case inputFailed = 3
        case standardOutput = 16
        case standardError = 17
        /// From the server: the next bytes of the file, please.
        case wantInput = 18
        /// From the server: one byte, the exit status; nothing follows.
        case exit = 19
    }

    /// Wrong framing: the other side is no instructors of this version.
    struct Malformed: Error {}

    static let version: UInt8 = 1
    static let headBytes = 5
    /// Of a payload.
    static let bytesMax = 1 << 20
    static let argumentsMax = 1_000

    let kind: Kind
    let payload: [UInt8]

    init(_ kind: Kind, _ payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    /// Head and payload, at most `bytesMax` of it.
    var bytes: [UInt8] {
        let count = UInt32(payload.count)
        return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + payload
    }

    /// Reads a head.
    /// - Returns: the kind and the payload's length.
    static func head(_ bytes: some Collection<UInt8>) throws(Malformed) -> (kind: Kind, count: Int) {
        guard bytes.count == headBytes, let kind = bytes.first.flatMap(Kind.init(rawValue:)) else { throw Malformed() }
        let count = bytes.dropFirst().reduce(0) { $0 << 8 | Int($1) }
        guard count <= bytesMax else { throw Malformed() }
        return (kind, count)
    }
}

extension Frame {
    /// What a command starts with.
    init(arguments: [String]) {
        var payload = [Self.version]
        for argument in arguments {
            let bytes = Array(argument.utf8)
            payload += (0..<4).map { UInt8(truncatingIfNeeded: UInt32(bytes.count) >> (24 - 8 * $0)) } + bytes
        }
        self.init(.arguments, payload)
    }

    /// - Throws: `Malformed` also for another version's.
    func arguments() throws(Malformed) -> [String] {
        guard kind == .arguments, payload.first == Self.version else { throw Malformed() }
        var rest = payload.dropFirst()
        var arguments: [String] = []
        while !rest.isEmpty {
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard rest.count >= 4, count <= rest.count - 4, arguments.count < Self.argumentsMax,
                let argument = String(validating: rest.dropFirst(4).prefix(count), as: UTF8.self)
            else { throw Malformed() }
            arguments.append(argument)
            rest = rest.dropFirst(4 + count)
        }
        return arguments
    }

    /// Printed bytes as frames, none larger than a frame may be.
    static func printed(_ bytes: [UInt8], to stream: OutputStream) -> [Frame] {
        let kind: Kind = stream == .standardOutput ? .standardOutput : .standardError
        return stride(from: 0, to: bytes.count, by: bytesMax).map { start in
            Frame(kind, Array(bytes[start..<min(start + bytesMax, bytes.count)]))
        }
    }
}
