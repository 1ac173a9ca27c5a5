import Storage

@testable import Domain

/// An organization with one of everything that an address, a form or a body can name.
struct MatrixHouse: Sendable {
    let platform: Platform
    let organization: Organization
    let customer: Customer
    /// Occurs in the names of its staff, its groups and its connections, and nowhere else.
    let mark: String
    /// How many people the brake holds: 6 or 7.
    private let leavers: Int
    /// What stands for each thing in addresses and texts.
    var things: [String: String] = [:]
    /// People, by what they are for.
    private(set) var people: [String: UUIDValue] = [:]
    /// Of its directory connection; a client of it; what that has bought.
    private(set) var bearer = Secret(presented: "")
    private(set) var client = Secret(presented: "")
    private(set) var bought = Secret(presented: "")
    /// By the scope that each has.
    private(set) var integrations: [Scope: Secret] = [:]
    private let connection: UUIDValue

    var slug: String { organization.slug }

    /// - Parameters:
    ///   - mark: ASCII letters.
    ///   - leavers: how many people the brake holds, 6 or 7.
    init(_ slug: String, mark: String, leavers: Int, on platform: Platform) async throws {
        let made = try await platform.create(
            OrganizationDraft(
                slug: slug, name: "The \(slug) company", domain: "\(slug).example",
                administratorEmail: "freja@\(slug).example"))
        let customer = try await platform.customer(slug)
        let manage = try Policy.permit(ManageConnections.self, to: .command, in: made.organization.id)
        connection = try await customer.write { tx in try tx.scimConnection(named: "Entra \(mark)", manage) }
        self.platform = platform
        organization = made.organization
        self.customer = customer
        self.mark = mark
        self.leavers = leavers
        things["connection"] = "\(connection)"
        things["domain"] = "\(slug).example"
        try await furnishTokens()
        try await furnishStaff()
        try await furnishErasure()
        try await furnishChanges()
        try await furnishAccess()
        things["ownRequest"] = try await newRequest(of: "learner")
        things["erasure"] = try await newRequest(.erasure, 91)
        things["unknownAsker"] = try await newRequest(.access, 92, isKnown: false)
        try await customer.flushTally()
    }

    func permit<A: Action>(
        _ action: A.Type, _ principal: Principal = .person(.random(), roles: [.administrator])
    ) throws -> Permit<A> {
        try Policy.permit(action, to: principal, in: organization.id)
    }

    // MARK: - The directory

    private mutating func furnishTokens() async throws {
        let (manage, integrate) = (try permit(ManageConnections.self), try permit(ManageIntegrations.self))
        let (connection, mark) = (connection, mark)
        let tokens = try await customer.write { tx in
            let bearer = try tx.issueToken(.bearer, for: connection, manage)
            let spare = try tx.issueToken(.bearer, for: connection, manage)
            let client = try tx.issueToken(.client, for: connection, manage)
            let bought = try tx.buyAccess(clientID: "\(client.id)", clientSecret: client.secret)
            return [bearer, spare, client, bought]
        }
        (bearer, client, bought) = (tokens[0].secret, tokens[2].secret, tokens[3].secret)
        things["token"] = "\(tokens[1].id)"
        things["client"] = "\(tokens[2].id)"
        things["clientSecret"] = tokens[2].secret.revealed
        for scope in Scope.allCases {
            integrations[scope] = try await customer.write { tx in
                try tx.createIntegration(named: "Report \(mark)", scopes: [scope], lifetimeDays: 90, integrate).secret
            }
        }
        things["integration"] = try await customer.write { tx in
            "\(try tx.createIntegration(named: "Old \(mark)", scopes: [.syncRead], lifetimeDays: 90, integrate).id)"
        }
    }

    /// Twenty-five people, of whom the directory deleted eight, whom an administrator kept.
    private mutating func furnishStaff() async throws {
        let (mark, slug, sync) = (mark, slug, try permit(SyncDirectory.self, .connection(connection)))
        let manage = try permit(ManageConnections.self)
        let records = try await customer.write { tx in
            try (1...25).map { try tx.createRecord(Self.draft($0, mark, slug), sync).id }
        }
        let groups = try await customer.write { tx in
            try [("drivers", [0, 1]), ("office", [2, 3]), ("spare", [])].map { name, members in
                let draft = GroupDraft(displayName: "\(mark) \(name)", members: members.map { records[$0] }.sorted())
                return try tx.createGroup(draft, sync).id
            }
        }
        let spare = try await customer.write { tx in
            tx.countDropped(["nickName", "photos"], sync)
            let other = try tx.scimConnection(named: "Okta \(mark)", manage)
            let permit = try Policy.permit(SyncDirectory.self, to: .connection(other), in: tx.customer.organization.id)
            return try tx.createRecord(Self.draft(90, mark, slug), permit).id
        }
        things["record"] = "\(records[0])"
        things["group"] = "\(groups[0])"
        things["spareGroup"] = "\(groups[2])"
        things["spareRecord"] = "\(spare)"
        people = try await customer.read { tx in
            var people: [String: UUIDValue] = [:]
            let names = [
                1: "person", 5: "learner", 6: "locked", 13: "kept", 21: "administrator", 22: "privacy-officer",
                23: "billing-contact", 24: "manager",
            ]
            for (number, name) in names { people[name] = try tx.findPerson(email: Self.email(number, slug)) }
            return people
        }
        for name in ["person", "locked", "kept"] { things[name] = people[name].map { "\($0)" } }
        try await customer.write { tx in for record in records[12..<20] { try tx.removeRecord(record, if: nil, sync) } }
        let (see, decide) = (try permit(SeeDirectory.self), try permit(DecideChanges.self))
        try await customer.write { tx in
            for staged in try tx.changeSets(see) { _ = try tx.decide(staged.id, apply: false, decide) }
        }
    }

    /// Somebody who is being erased and of whom a hold keeps a field, and a hold on somebody who is there.
    private mutating func furnishErasure() async throws {
        let (mark, slug, person) = (mark, slug, people["person"])
        let sync = try permit(SyncDirectory.self, .connection(connection))
        let hold = try permit(HoldData.self, .person(.random(), roles: [.privacyOfficer]))
        let made = try await customer.write { tx in
            _ = try tx.createRecord(Self.draft(81, mark, slug), sync)
            guard let person, let leaver = try tx.findPerson(email: Self.email(81, slug)) else {
                throw Failure.notFound("81")
            }
            let holds = try [person, leaver].map { person in
                try tx.hold([.title], of: person, until: tx.now + 90 * Clock.day, reason: "Law of \(mark)", hold)
            }
            return (holds: holds, erasure: try tx.beginErasure(of: leaver, cause: .request, by: .program))
        }
        things["hold"] = "\(made.holds[0])"
        things["keptHold"] = "\(made.holds[1])"
        things["erased"] = "\(made.erasure)"
        things["erasedName"] = Self.email(81, slug)
    }

    /// What the brake holds, and what a file proposes.
    private mutating func furnishChanges() async throws {
        let (mark, slug, sync) = (mark, slug, try permit(SyncDirectory.self, .connection(connection)))
        let (see, leavers) = (try permit(SeeDirectory.self), [7, 8, 9, 10, 11, 12, 25].prefix(leavers))
        let staged = try await customer.write { tx in
            for number in leavers {
                let found = try tx.records(where: .userName(Self.email(number, slug)), sync.reading)
                for record in found { _ = try tx.updateRecord(record.id, if: nil, sync) { $0.active = false } }
            }
            return try tx.changeSets(see).first { $0.state == .staged }
        }
        things["staged"] = staged.map { "\($0.id)" }
        let file = Array("Email,First name\nvega@\(slug).example,Vega \(mark)\n".utf8)
        let chunks = AsyncThrowingStream<[UInt8], any Error> { stream in
            stream.yield(file)
            stream.finish()
        }
        let proposed = try await StaffImport(customer, try permit(ImportStaff.self)).propose(chunks)
        things["proposed"] = "\(proposed.id)"
    }

    // MARK: - Access

    private mutating func furnishAccess() async throws {
        let (people, manage, group) = (people, try permit(ManageAccess.self), things["group"])
        try await customer.write { tx in
            for role in [Role.administrator, .privacyOfficer, .billingContact] {
                if let person = people[role.rawValue] { try tx.give(role, to: person, manage) }
            }
            if let person = people["manager"], let group = group.flatMap({ UUIDValue($0) }) {
                try tx.setManager(person, of: group, manage)
            }
        }
        for name in people.keys where name != "person" && name != "kept" { _ = try await signIn(name) }
        things["login"] = try await newLogin(of: "administrator")
        things["link"] = try await newLink()
        things["copy"] = try await newCopy()
        for name in ["named", "pending"] {
            let domain = "\(name).\(slug).example"
            _ = try await platform.nameDomain(domain, try permit(ManageSignIn.self))
            things[name] = domain
        }
        try await connectProvider()
    }

    /// Somebody of `people`, with a second step.
    /// - Returns: the secret for the browser's cookie.
    func signIn(_ name: String) async throws -> Secret {
        guard let person = people[name] else { throw Failure.notFound(name) }
        return try await customer.signIn(person)
    }

    /// - Returns: the id of a login that nobody uses.
    func newLogin(of name: String) async throws -> String {
        guard let person = people[name] else { throw Failure.notFound(name) }
        return try await customer.newLogin(of: person)
    }

    func newLink() async throws -> String {
        guard let person = people["person"] else { throw Failure.notFound("person") }
        return try await customer.write { tx in
            try tx.insertSignInLink(for: person, .command, by: .command).secret.revealed
        }
    }

    /// A copy of somebody's data that nobody has downloaded.
    func newCopy() async throws -> String {
        guard let person = people["person"] else { throw Failure.notFound("person") }
        return "\(try await customer.makeExport(of: person, request: nil, by: .command).id)"
    }

    /// A record that nothing else is about.
    func newRecord(_ number: Int) async throws -> String {
        let (mark, slug, sync) = (mark, slug, try permit(SyncDirectory.self, .connection(connection)))
        return try await customer.write { tx in "\(try tx.createRecord(Self.draft(number, mark, slug), sync).id)" }
    }

    func newGroup(_ number: Int) async throws -> String {
        let (mark, sync) = (mark, try permit(SyncDirectory.self, .connection(connection)))
        return try await customer.write { tx in
            "\(try tx.createGroup(GroupDraft(displayName: "\(mark) \(number)"), sync).id)"
        }
    }

    /// Where it is not connected now.
    func connectProvider() async throws {
        guard try await customer.read({ tx in try tx.signInProvider() }) == nil else { return }
        let permit = try permit(ManageSignIn.self)
        let issuer = "https://127.0.0.1"
        let draft = try SignInProviderDraft(
            issuer: issuer, clientID: "instructors", clientSecret: nil, claim: "email", attribute: .workEmail, acr: nil,
            origins: [issuer])
        try await customer.write { tx in try tx.connect(draft, permit) }
        try await platform.registerProvider(of: customer)
    }

    private static func email(_ number: Int, _ slug: String) -> String { "p\(number)@\(slug).example" }

    private static func draft(_ number: Int, _ mark: String, _ slug: String) -> RecordDraft {
        var attributes = Attributes()
        attributes[.userName] = email(number, slug)
        attributes[.workEmail] = email(number, slug)
        attributes[.displayName] = "\(mark) Number\(number)"
        attributes[.title] = "Driver"
        return RecordDraft(attributes: attributes)
    }
}

extension Customer {
    /// Signs someone in as with a link from the command line; a second step is set up where there is none.
    func signIn(_ person: UUIDValue) async throws -> Secret {
        try await write { tx in
            let secret = try tx.begin(person, .link, assured: true, in: .unknown)
            guard let login = try tx.login(secret), !login.hasFactor else { return secret }
            let permit = try Policy.permit(KeepOwnSignIn.self, to: login.principal, in: tx.customer.organization.id)
            let draft = try tx.beginFactor(login, permit)
            let code = OneTimeCode.code(
                secret: Base32.decode(draft.secret) ?? [], step: OneTimeCode.step(at: tx.now))
            guard case .accepted(let raised) = try tx.confirmFactor(login, code: code, permit).proof else {
                throw Failure(.unauthenticated, "The code was not taken.")
            }
            return raised
        }
    }

    func newLogin(of person: UUIDValue) async throws -> String {
        try await write { tx in
            let secret = try tx.begin(person, .link, assured: true, in: .unknown)
            return try tx.login(secret).map { "\($0.id)" } ?? ""
        }
    }
}

extension Permit<SyncDirectory> {
    /// What the same connection may read.
    fileprivate var reading: Permit<ReadDirectory> {
        get throws { try Policy.permit(ReadDirectory.self, to: principal, in: organization) }
    }
}
