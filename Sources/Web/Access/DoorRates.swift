import Domain

/// How often one account, one organization and one network can be tried at the door.
///
/// By default nothing is refused; the server passes its limits, which take constant memory.
struct DoorRates: Sendable {
    enum Key: Sendable {
        /// A link asked for from there, for whomever.
        case asking(ClientAddress)
        /// A link asked for. The bytes name the account and are not kept; who asks elsewhere takes nothing from it.
        /// - Parameter isSomeones: whether an organization has the account's domain. What is nobody's is counted apart.
        case link([UInt8], from: ClientAddress, isSomeones: Bool)
        /// A code tried by a login. The bytes name the account and are not kept.
        case code([UInt8])
        /// A mail asked for at an organization.
        case organization(UUIDValue)
        /// What an organization's administrators have the server fetch from addresses that they name.
        case fetching(UUIDValue)
    }

    /// - Throws: `Failure.limit` with the seconds to wait.
    let take: @Sendable (Key) throws -> Void

    init(_ take: @escaping @Sendable (Key) throws -> Void = { _ in }) { self.take = take }
}
