import Domain

extension DoorRates {
    /// The limits of accounts and organizations, as the door counts them.
    init(_ limits: Limits) {
        self.init { key in
            switch key {
            case .account(let name): try limits.take(.account(name))
            case .organization(let id): try limits.take(.organization(id))
            }
        }
    }
}
