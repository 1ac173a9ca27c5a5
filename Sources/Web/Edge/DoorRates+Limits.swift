import Domain

extension DoorRates {
    /// The limits of networks, accounts and organizations, as the door counts them.
    init(_ limits: Limits) {
        self.init { key in
            switch key {
            case .asking(let client): try limits.take(.asking(client))
            case .link(let name, let client, let isSomeones):
                try limits.take(isSomeones ? .link(name, client) : .nobodysLink(name, client))
            case .code(let name): try limits.take(.code(name))
            case .organization(let id): try limits.take(.organization(id))
            case .fetching(let id): try limits.take(.fetching(id))
            }
        }
    }
}
