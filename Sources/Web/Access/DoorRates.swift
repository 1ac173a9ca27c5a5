import Domain

/// How often one account, and one organization, can be tried at the door, from wherever.
///
/// By default nothing is refused; the server passes its limits, which take constant memory.
struct DoorRates: Sendable {
    enum Key: Sendable {
        /// A link asked for, or a code tried. The bytes name the account and are not kept.
        case account([UInt8])
        /// What is done to an organization without a login.
        case organization(UUIDValue)
    }

    /// - Throws: `Failure.limit` with the seconds to wait.
    let take: @Sendable (Key) throws -> Void

    init(_ take: @escaping @Sendable (Key) throws -> Void = { _ in }) { self.take = take }
}
