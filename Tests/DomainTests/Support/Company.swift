@testable import Domain
import Storage
import Testing

/// An organization under test: its customer, its first administrator, and a directory that is connected to it.
struct Company: Sendable {
    let platform: Platform
    let customer: Customer
    let clock: TestClock
    let mailbox: Mailbox
    /// The first administrator's one-time link.
    let link: SignInLink
    let administrator: Principal
    /// The SCIM connection “Entra ID”, which has a living token.
    let connection: UUIDValue
    let token: IssuedToken

    init(platform: Platform, slug: String, link: SignInLink, clock: TestClock, mailbox: Mailbox) async throws {
        self.mailbox = mailbox
        let customer = try await platform.customer(slug)
        let manage = try Policy.permit(ManageConnections.self, to: .command, in: customer.organization.id)
        let (administrator, connection, token) = try await customer.write { tx in
            let connection = try tx.scimConnection(named: "Entra ID", manage)
            let person = try #require(try tx.findPerson(email: "freja@havn.example"))
            return (person, connection, try tx.issueToken(.bearer, for: connection, manage))
        }
        self.platform = platform
        self.customer = customer
        self.clock = clock
        self.link = link
        self.administrator = .person(administrator, roles: [.administrator, .privacyOfficer])
        self.connection = connection
        self.token = token
    }

    func permit<A: Action>(_ action: A.Type, to principal: Principal? = nil) throws -> Permit<A> {
        try Policy.permit(action, to: principal ?? administrator, in: customer.organization.id)
    }

    /// What the directory may do; another connection where one is named.
    func sync(_ other: UUIDValue? = nil) throws -> Permit<SyncDirectory> {
        try permit(SyncDirectory.self, to: .connection(other ?? connection))
    }

    var reading: Permit<ReadDirectory> {
        get throws { try permit(ReadDirectory.self, to: .connection(connection)) }
    }

    /// Another SCIM connection, with a living token.
    func connect(_ name: String) async throws -> (connection: UUIDValue, token: IssuedToken) {
        let manage = try permit(ManageConnections.self)
        return try await customer.write { tx in
            let connection = try tx.scimConnection(named: name, manage)
            return (connection, try tx.issueToken(.bearer, for: connection, manage))
        }
    }
}

/// The directory's verbs, one transaction each.
extension Company {
    @discardableResult
    func create(_ draft: RecordDraft, from other: UUIDValue? = nil) async throws -> DirectoryRecord {
        let permit = try sync(other)
        return try await customer.write { tx in try tx.createRecord(draft, permit) }
    }

    /// Creates `count` people `prefix0@…` in one transaction.
    @discardableResult
    func create(_ count: Int, _ prefix: String = "staff") async throws -> [DirectoryRecord] {
        let permit = try sync()
        return try await customer.write { tx in
            try (0..<count).map { try tx.createRecord(.staff("\(prefix)\($0)", [.title: "Clerk \($0)"]), permit) }
        }
    }

    @discardableResult
    func update(
        _ id: UUIDValue, if condition: VersionCondition? = nil, from other: UUIDValue? = nil,
        _ change: @escaping @Sendable (inout RecordDraft) throws -> Void
    ) async throws -> DirectoryRecord {
        let permit = try sync(other)
        return try await customer.write { tx in try tx.updateRecord(id, if: condition, permit, change) }
    }

    func remove(_ id: UUIDValue, from other: UUIDValue? = nil) async throws {
        let permit = try sync(other)
        try await customer.write { tx in try tx.removeRecord(id, if: nil, permit) }
    }

    func deactivate(_ records: some Sequence<DirectoryRecord>) async throws {
        for record in records { try await update(record.id) { $0.active = false } }
    }

    func record(_ id: UUIDValue) async throws -> DirectoryRecord {
        let permit = try reading
        return try await customer.read { tx in try tx.record(id, permit) }
    }

    func find(_ lookup: DirectoryLookup) async throws -> [DirectoryRecord] {
        let permit = try reading
        return try await customer.read { tx in try tx.records(where: lookup, permit) }
    }

    @discardableResult
    func createGroup(_ name: String, _ members: [DirectoryRecord] = []) async throws -> DirectoryGroup {
        let permit = try sync()
        let draft = GroupDraft(displayName: name, members: members.map(\.id).sorted())
        return try await customer.write { tx in try tx.createGroup(draft, permit) }
    }

    func group(_ id: UUIDValue) async throws -> DirectoryGroup {
        let permit = try reading
        return try await customer.read { tx in try tx.group(id, permit) }
    }

    @discardableResult
    func updateGroup(
        _ id: UUIDValue, _ change: @escaping @Sendable (inout GroupDraft) throws -> Void
    ) async throws -> DirectoryGroup {
        let permit = try sync()
        return try await customer.write { tx in try tx.updateGroup(id, if: nil, permit, change) }
    }
}

extension RecordDraft {
    /// `name@havn.example`, with that as the work e-mail too, and a display name.
    static func staff(_ name: String, _ more: [Attribute: String] = [:], active: Bool = true) -> RecordDraft {
        var draft = RecordDraft(active: active)
        draft.attributes[.userName] = "\(name)@havn.example"
        draft.attributes[.workEmail] = "\(name)@havn.example"
        draft.attributes[.displayName] = name
        for (attribute, value) in more { draft.attributes[attribute] = value }
        return draft
    }
}
