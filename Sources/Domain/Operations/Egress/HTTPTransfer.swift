internal import CLibcurl

/// An HTTP request and what comes back.
///
/// `@unchecked Sendable`: as its superclass says.
final class HTTPTransfer: Transfer, @unchecked Sendable {
    private let request: OutgoingRequest
    private let target: String
    private var sentCount = 0
    private var code: Int?
    private var headers: [(name: String, value: String)] = []
    private var headerBytes = 0
    private var body: [UInt8] = []

    /// - Parameter target: path and query.
    init(id: UInt64, _ request: OutgoingRequest, origin: Origin, target: String, rules: EgressRules) {
        self.request = request
        self.target = target
        super.init(
            id: id, recipient: request.recipient, purpose: request.purpose, origin: origin, limits: request.limits,
            rules: rules)
    }

    /// Once the transfer is done.
    var response: OutgoingResponse { OutgoingResponse(status: code ?? 0, headers: headers, body: body) }

    override var status: Int? { code }
    override var bytesOut: Int { sentCount }

    override func configure(_ easy: EasyHandle) throws {
        try easy.set(CURLOPT_URL, "\(origin)\(target)")
        try easy.set(CURLOPT_PATH_AS_IS, 1)
        try easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try easy.set(CURLOPT_USERAGENT, "InteractiveInstructors")
        if request.method == .head {
            try easy.set(CURLOPT_NOBODY, 1)
        } else if request.method.takesBody {
            try easy.set(CURLOPT_POST, 1)
            try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, size: request.body.count)
            try easy.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        // libcurl would otherwise wait for a go-ahead, and claim that every body is a form.
        var lines = ["Expect:"]
        if !request.headers.contains(where: { HTTPField.lowercased($0.0) == "content-type" }) {
            lines.append("Content-Type:")
        }
        for (name, value) in request.headers {
            // A field without a value is spelt with a semicolon there; with a colon, it would take a field away.
            lines.append(value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? "\(name);" : "\(name): \(value)")
        }
        try easy.set(CURLOPT_HTTPHEADER, lines: lines)
    }

    override func giveBody(to place: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(place.count, request.body.count - sentCount)
        place.copyBytes(from: request.body[sentCount..<sentCount + count])
        sentCount += count
        return count
    }

    override func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        bytesIn += line.count
        guard headerBytes <= limits.headerBytesMax else {
            cause = .size
            return false
        }
        if line.starts(with: "HTTP/".utf8) {
            // An interim answer (1xx) is followed by another; its fields do not count.
            code = Self.code(line)
            headers = []
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].allSatisfy(HTTPField.isTokenByte) {
            let name = String(decoding: line[..<colon], as: UTF8.self)
            headers.append((HTTPField.lowercased(name), Self.trimmed(line[(colon + 1)...])))
        }
        return true
    }

    override func takeBody(_ part: UnsafeRawBufferPointer) -> Bool {
        bytesIn += part.count
        guard body.count + part.count <= limits.bodyBytesMax else {
            cause = .size
            return false
        }
        body.append(contentsOf: part)
        return true
    }

    /// From `HTTP/1.1 200 OK`.
    private static func code(_ line: UnsafeRawBufferPointer) -> Int? {
        guard let blank = line.firstIndex(of: 0x20) else { return nil }
        return Int(String(decoding: line[(blank + 1)...].prefix(3), as: UTF8.self))
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        let start = bytes.drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
        return String(decoding: start[..<end], as: UTF8.self)
    }
}
