/// Where data may go, and what for: one entry of the register of recipients (Art. 30(2), Art. 28(2) GDPR).
package struct Recipient: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Another company that works for the operator.
        case subProcessor = "sub-processor"
        /// A system of the customer's own, by its instruction.
        case customerSystem = "customer-system"
        /// What the operator runs itself.
        case operatorInfrastructure = "operator-infrastructure"
    }

    package let id: UUIDValue
    package let kind: Kind
    package let name: String
    /// Nothing for this recipient goes anywhere else.
    package let origins: [Origin]
    package let purposes: Set<PurposeName>

    package init(id: UUIDValue, kind: Kind, name: String, origins: [Origin], purposes: Set<PurposeName>) {
        self.id = id
        self.kind = kind
        self.name = name
        self.origins = origins
        self.purposes = purposes
    }

    /// Why this may not go there for that; nil where it may.
    func objection(to origin: Origin, for purpose: PurposeName) -> EgressCause? {
        if !origins.contains(origin) { return .origin }
        if !purposes.contains(purpose) { return .purpose }
        return nil
    }
}
