import Domain

/// One transaction with whoever is signed in: what a page of the console reads and does.
///
/// A `Room` can write; pages that show people need one, since that they were seen is recorded in the transaction that
/// reads them. A `View` only reads: pages about oneself, and counts.
struct RoomIn<Transaction: Reading> {
    let tx: Transaction
    let login: Login
    private let call: ConsoleCall

    /// - Parameter isDoor: whether this is a page of the second step itself.
    /// - Throws: `NotSignedIn` where the login has ended, `FactorNeeded` where more has to be proved first.
    init(_ tx: Transaction, _ secret: Secret, _ call: ConsoleCall, isDoor: Bool = false) throws {
        guard let login = try tx.login(secret) else { throw NotSignedIn() }
        // The rooms of a closed organization lead to its data, which its administrators alone take.
        guard !tx.customer.organization.isLeaving || Policy.allows(ReturnData.self, login.principal) else {
            throw Failure(
                .forbidden, "Your organization has ended its contract. Its administrators can still take its data.")
        }
        guard isDoor || login.need == .nothing else { throw FactorNeeded(need: login.need) }
        self.tx = tx
        self.login = login
        self.call = call
    }

    var now: Int64 { tx.now }
    var customer: Customer { tx.customer }

    /// - Throws: `Failure.forbidden` where none of the roles allows it.
    func permit<A: Action>(_ action: A.Type) throws -> Permit<A> {
        try Policy.permit(action, to: login.principal, in: customer.organization.id)
    }

    /// For what a page shows to some of its readers only.
    func permitIfAny<A: Action>(_ action: A.Type) -> Permit<A>? { try? permit(action) }

    /// For deeds that need to be sure who is at the browser now (ASVS 7.5).
    /// - Throws: `ProofNeeded`.
    func requireFreshProof() throws {
        guard login.isFreshlyProved(at: now) else { throw ProofNeeded(hasFactor: login.hasFactor) }
    }

    func context() throws -> ConsoleContext {
        let organization = customer.organization
        let zone = organization.zone
        let waiting = try permitIfAny(SeeDirectory.self).map { try tx.waitingChanges($0) } ?? 0
        return ConsoleContext(
            texts: call.texts, slug: organization.slug, organization: organization.name,
            zone: LocalZone(name: zone) { TimeZones.offset(of: zone, at: $0) }, now: now,
            reader: Reader(
                name: login.isVisit ? call.texts.visits.visitor : login.name.revealed, principal: login.principal),
            waitingCount: waiting,
            csrf: call.csrf, flash: call.flash, visit: try tx.visit(of: login), isLeaving: organization.isLeaving)
    }
}

typealias Room = RoomIn<Writing>
typealias View = RoomIn<Reading>

/// Nobody is signed in on this browser, or not any more.
struct NotSignedIn: Error {}

/// Someone is signed in, and has to prove more before any room opens.
struct FactorNeeded: Error {
    let need: Login.Need
}

/// The last proof of who is at the browser is too old for this deed.
struct ProofNeeded: Error {
    let hasFactor: Bool
}
