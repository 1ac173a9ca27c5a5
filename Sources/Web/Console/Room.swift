import Domain

/// One write transaction with the person who is signed in: what a page of the console reads and does.
///
/// Pages write, too: that people were seen is recorded in the transaction that read them.
struct Room {
    let tx: Writing
    let login: Login
    private let call: ConsoleCall

    /// - Throws: `NotSignedIn` where the login has ended.
    init(_ tx: Writing, _ secret: Secret, _ call: ConsoleCall) throws {
        guard let login = try tx.login(secret) else { throw NotSignedIn() }
        try tx.touch(secret)
        self.tx = tx
        self.login = login
        self.call = call
    }

    var now: Int64 { tx.now }
    var customer: Customer { tx.customer }

    /// - Throws: `Failure.forbidden` where none of the person's roles allows it.
    func permit<A: Action>(_ action: A.Type) throws -> Permit<A> {
        try Policy.permit(action, to: login.principal, in: customer.organization.id)
    }

    /// For what a page shows to some of its readers only.
    func permitIfAny<A: Action>(_ action: A.Type) -> Permit<A>? { try? permit(action) }

    func context() throws -> ConsoleContext {
        let organization = customer.organization
        let zone = organization.zone
        let waiting = try permitIfAny(SeeDirectory.self).map { try tx.waitingChanges($0) } ?? 0
        return ConsoleContext(
            texts: call.texts, slug: organization.slug, organization: organization.name,
            zone: LocalZone(name: zone) { TimeZones.offset(of: zone, at: $0) }, now: now,
            reader: Reader(name: login.name.revealed, roles: login.roles.sorted()), waitingCount: waiting,
            csrf: call.csrf, flash: call.flash)
    }
}

/// Nobody is signed in on this browser, or not any more.
struct NotSignedIn: Error {}
