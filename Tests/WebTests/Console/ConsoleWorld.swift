import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import TestSupport

@testable import Web

/// A running console with one organization, its administrator's link, and a clock that tests move.
struct ConsoleWorld: Sendable {
    static let base = "http://127.0.0.1:8080"

    let platform: Platform
    let customer: Customer
    let organization: Organization
    /// The administrator's one-time link.
    let link: Secret
    let clock: MovedClock
    let client: any TestClientProtocol
    let base: String

    var slug: String { organization.slug }

    static func run<Result: Sendable>(
        _ engine: Engine = .sqlite, base: String = base,
        _ body: @escaping @Sendable (ConsoleWorld) async throws -> Result
    ) async throws -> Result {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let clock = MovedClock()
            var place = StoragePlace(folder: folder)
            if engine == .postgres {
                try shareRootKey(in: folder)
                place = StoragePlace(
                    folder: folder, databaseURL: try await Servers.dataURL(), keysURL: try await Servers.keysURL(),
                    ledger: try await Servers.ledger())
            }
            let platform = try await Platform.open(
                place, clock: clock.clock, log: log)
            let errors = ErrorAnswers(log: log)
            let router = Router(context: WebContext.self)
            router.add(middleware: Edge(errors: errors))
            ConsoleRoutes(platform: platform, base: base, errors: errors).register(on: router)
            let (organization, link) = try await platform.create(try draft("havn", engine))
            let customer = try await platform.customer(organization.slug)
            let result = try await Application(responder: router.buildResponder()).test(.router) { client in
                try await body(
                    ConsoleWorld(
                        platform: platform, customer: customer, organization: organization, link: link.secret,
                        clock: clock, client: client, base: base))
            }
            await platform.close()
            return result
        }
    }

    /// The tests of one PostgreSQL server share its platform: each has a slug of its own.
    static func draft(_ slug: String, _ engine: Engine = .sqlite) throws -> OrganizationDraft {
        let tail = engine == .postgres ? "-" + String(UInt32.random(in: 0...UInt32.max), radix: 36) : ""
        return try OrganizationDraft(
            slug: slug + tail, name: "Havn Logistics", domain: "\(slug + tail).example",
            administratorEmail: "freja@havn.example")
    }

    func browser() -> Browser { Browser(client: client, origin: base) }

    /// A browser in which the administrator is signed in.
    func administrator() async throws -> Browser {
        let browser = browser()
        try await browser.post(path(.signIn(token: link.revealed)), ["csrf": ""])
        return browser
    }

    func path(_ room: Address.Room) -> String { Address.room(slug: slug, room).path }

    // MARK: - A directory that sends

    /// A SCIM connection with a bearer token.
    func connection(named name: String = "Entra ID") async throws -> (id: UUIDValue, token: Secret) {
        let organization = organization.id
        return try await customer.write { tx in
            let permit = try Policy.permit(ManageConnections.self, to: .command, in: organization)
            let id = try tx.scimConnection(named: name, permit)
            return (id, try tx.issueToken(.bearer, for: id, permit).secret)
        }
    }

    /// Runs verbs as that connection.
    func sync<Result: Sendable>(
        _ connection: UUIDValue, _ verbs: @escaping @Sendable (Writing, Permit<SyncDirectory>) throws -> Result
    ) async throws -> Result {
        let organization = organization.id
        return try await customer.write { tx in
            try verbs(tx, try Policy.permit(SyncDirectory.self, to: .connection(connection), in: organization))
        }
    }

    /// Creates that many people through the connection.
    @discardableResult
    func arrive(_ count: Int, from connection: UUIDValue) async throws -> [DirectoryRecord] {
        try await sync(connection) { tx, permit in
            try (1...count).map { number in
                try tx.createRecord(RecordDraft(attributes: Self.person(number)), permit)
            }
        }
    }

    static func person(_ number: Int) -> Attributes {
        var attributes = Attributes()
        attributes[.userName] = "p\(number)@havn.example"
        attributes[.workEmail] = "p\(number)@havn.example"
        attributes[.displayName] = "Person Number\(number)"
        attributes[.givenName] = "Person"
        attributes[.familyName] = "Number\(number)"
        attributes[.title] = number % 2 == 0 ? "Forklift operator" : "Shift lead"
        return attributes
    }
}

/// A clock that stands still until it is moved.
final class MovedClock: Sendable {
    private let instant = Mutex<Int64>(1_795_514_400_000)

    var clock: Clock { Clock { [self] in instant.withLock { $0 } } }

    func pass(_ milliseconds: Int64) { instant.withLock { $0 += milliseconds } }
}

/// A browser as far as the console needs one: it keeps cookies, follows nothing, and sends its origin with forms.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let origin: String
    private let jar = Mutex<[String: String]>([:])

    init(client: any TestClientProtocol, origin: String) {
        self.client = client
        self.origin = origin
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    @discardableResult
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(path, .get, headers, nil)
    }

    /// - Parameter headers: what the browser says about where the form stands; by default the truth.
    @discardableResult
    func post(
        _ path: String, _ fields: KeyValuePairs<String, String>, headers: HTTPFields? = nil
    ) async throws -> Answer {
        try await post(path, fields.map { ($0.key, $0.value) }, headers: headers)
    }

    @discardableResult
    func post(_ path: String, _ fields: [(String, String)], headers: HTTPFields? = nil) async throws -> Answer {
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        var all = headers ?? [.origin: origin]
        all[.contentType] = "application/x-www-form-urlencoded"
        return try await send(path, .post, all, ByteBuffer(string: body))
    }

    /// A form with a file, as browsers send it.
    func upload(_ path: String, csrf: String?, file: String, name: String = "file") async throws -> Answer {
        let boundary = "----boundary0123456789"
        var body = ""
        if let csrf {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n"
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"staff.csv\"\r\n"
        body += "Content-Type: text/csv\r\n\r\n\(file)\r\n--\(boundary)--\r\n"
        let headers: HTTPFields = [.origin: origin, .contentType: "multipart/form-data; boundary=\(boundary)"]
        return try await send(path, .post, headers, ByteBuffer(string: body))
    }

    /// The token that the page's forms carry.
    func csrf(at path: String) async throws -> String {
        let page = try await get(path).text
        let mark = "name=\"csrf\" value=\""
        guard let start = page.range(of: mark)?.upperBound else { return "" }
        return String(decoding: page[start...].utf8.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    }

    private func send(
        _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer?
    ) async throws -> Answer {
        var headers = headers
        let sent = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !sent.isEmpty { headers[.cookie] = sent }
        let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isGone = cookie.contains("Max-Age=0")
            jar.withLock { $0[String(pair[0])] = isGone ? nil : String(pair[1]) }
        }
        return Answer(
            status: response.status.code, headers: response.headers, text: String(buffer: response.body),
            bytes: Array(response.body.readableBytesView))
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    /// Of what is no text; only browsers keep it.
    var bytes: [UInt8] = []

    var location: String? { headers[.location] }
    var setCookies: [String] { headers[values: .setCookie] }
}

extension String {
    /// The range of a text within this one, compared by bytes.
    fileprivate func range(of other: String) -> Range<Index>? {
        let (mine, theirs) = (Array(utf8), Array(other.utf8))
        guard mine.count >= theirs.count else { return nil }
        for start in 0...(mine.count - theirs.count) where mine[start..<start + theirs.count].elementsEqual(theirs) {
            let from = utf8.index(utf8.startIndex, offsetBy: start)
            return from..<utf8.index(from, offsetBy: theirs.count)
        }
        return nil
    }
}
