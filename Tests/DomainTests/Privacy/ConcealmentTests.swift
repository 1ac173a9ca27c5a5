@testable import Domain
import Logging
import Synchronization
import Testing

/// `Personal`, and everything that carries what a person said or is called, stays silent wherever values are shown by
/// accident. That it does not encode is the compiler's: `JSONEncoder().encode(Personal("Freja"))` does not compile,
/// since nothing here is `Encodable`; the last test holds that for values whose type was erased.
@Suite("Concealment")
struct ConcealmentTests {
    private static let marker = "Freja-Lindqvist-93c1"
    private static let id = UUIDValue.random()

    private static var values: [any Sendable] {
        let draft = RecordDraft.staff(marker, [.title: marker, .workPhone: marker])
        let field = Profile.Field(attribute: .title, value: marker, source: id, at: 0)
        let profile = Profile(fields: [field])
        let opened = Opened(profile, for: ServicePurpose.self)
        let record = DirectoryRecord(id: id, draft: draft, version: 1, createdAt: 0, changedAt: 0, groups: [])
        let change = Change(
            kind: .mover, line: 1, record: id, version: 1, before: draft, after: draft, groups: [marker])
        var query = StaffQuery()
        query.text = marker
        return [
            Personal(marker), Personal([marker]), draft, draft.attributes, field, profile, opened,
            opened.sourcedFields, record, change, query, Secret(presented: marker), CSVRow(line: 1, draft: draft),
            DirectoryLookup.userName(marker),
            GroupLookup.displayName(marker),
            Login(
                id: id, principal: .person(id, roles: []), name: Personal(marker), method: .mail, need: .nothing,
                hasFactor: false, provedAt: 0, expiresAt: 0, seenAt: 0),
            LinkRequest(email: marker, browser: Secret(presented: marker), address: marker, language: .english),
            VouchedIdentity(issuer: marker, subject: marker, claimed: marker, hasMFA: false),
            FactorDraft(secret: marker, address: marker), Mail.signInLink(address: marker),
            RoleHolder(
                person: id, name: marker, state: .active, given: [], followed: [], manages: [], hasFactor: false),
            SignInLink(secret: Secret(presented: marker), expiresAt: 0),
            IssuedToken(id: id, connection: id, secret: Secret(presented: marker), expiresAt: 0),
            StagedDeparture(
                person: id, name: marker, title: marker, kind: "blanked", lost: [.title], group: marker, at: 0),
            StaffMember(
                id: id, name: marker, nativeName: marker, title: marker, workEmail: marker, department: marker,
                state: .active, isRestricted: false, source: nil,
                arrivedAt: 0, changedAt: 0, eraseAt: nil),
            StaffIndex.Entry(
                id: id, name: marker, nativeName: marker, sortKey: marker, searchText: marker, title: nil,
                workEmail: nil, department: nil,
                state: .active, source: nil, arrivedAt: 0, changedAt: 0, eraseAt: nil),
            [Optional(Personal(marker))], ["key": draft], (1, profile),
        ]
    }

    @Test("print, dump, interpolation, reflection and debugging show nothing of it")
    func shown() {
        for value in Self.values {
            var printed = ""
            print(value, terminator: "", to: &printed)
            debugPrint(value, to: &printed)
            dump(value, to: &printed)
            printed += "\(value)" + String(describing: value) + String(reflecting: value)
            #expect(!printed.contains(Self.marker), "\(type(of: value))")
            #expect(!printed.contains("[70, 114, 101, 106, 97"), "bytes of \(type(of: value))")
        }
    }

    @Test("A key shows none of its bytes")
    func key() {
        let key = SealingKey.random()
        var printed = "\(key) \([key]) \(String(reflecting: key))"
        dump(key, to: &printed)
        dump(MintedPair(key: key), to: &printed)
        #expect(!printed.contains("SymmetricKey"))
        #expect(!printed.contains("\(key.bytes)".dropFirst().dropLast()))
        #expect(printed.contains("‹personal›"))
    }

    private struct MintedPair {
        let key: SealingKey
    }

    @Test("A mirror finds nothing in it, at any depth")
    func mirrored() {
        func texts(_ value: Any, _ depth: Int = 0) -> [String] {
            guard depth < 12 else { return [] }
            if let text = value as? String { return [text] }
            return Mirror(reflecting: value).children.flatMap { texts($0.value, depth + 1) }
        }
        for value in Self.values {
            #expect(!texts(value).contains { $0.contains(Self.marker) }, "\(type(of: value))")
        }
        #expect(texts((1, ["a": Self.marker])).contains(Self.marker), "the search itself finds what is there")
    }

    @Test("An administrator's draft does not show who that is")
    func organizationDraft() throws {
        let draft = try OrganizationDraft(
            slug: "havn", name: "Havn", domain: "havn.example", administratorEmail: "\(Self.marker)@havn.example")
        var printed = "\(draft)"
        dump(draft, to: &printed)
        #expect(!printed.contains(Self.marker))
    }

    @Test("Logging metadata show nothing of it")
    func logged() {
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in Recorder { line in lines.withLock { $0.append(line) } } }
        for value in Self.values {
            logger.error("\(value)", metadata: ["value": "\(value)", "nested": ["\(value)"]])
        }
        let all = lines.withLock { $0 }
        #expect(all.count == Self.values.count)
        #expect(!all.contains { $0.contains(Self.marker) })
    }

    @Test("None of it can be encoded")
    func encoded() {
        for value in Self.values.prefix(Self.values.count - 3) {
            #expect(!(value is any Encodable) || value is [SourcedField], "\(type(of: value))")
        }
        #expect(!(SourcedField.self is any Encodable.Type))
    }

    private struct Recorder: LogHandler {
        let write: @Sendable (String) -> Void
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        init(_ write: @escaping @Sendable (String) -> Void) {
            self.write = write
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            write("\(event.message) \(event.metadata ?? [:])")
        }
    }
}
