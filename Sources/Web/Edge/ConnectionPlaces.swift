import Synchronization

/// How many connections are open, in all and from each address. Memory is bounded by the number of connections.
final class ConnectionPlaces: Sendable {
    private struct State {
        var open = 0
        var byAddress: [ClientAddress: Int] = [:]
    }

    private let settings: ConnectionSettings
    private let forwarding: Forwarding
    private let state = Mutex(State())

    init(_ settings: ConnectionSettings, _ forwarding: Forwarding) {
        self.settings = settings
        self.forwarding = forwarding
    }

    /// - Returns: whether there is a place; whoever has one gives it back by ``leave(_:)``.
    func enter(_ address: ClientAddress) -> Bool {
        let isCounted = !forwarding.isProxy(address)
        return state.withLock { state in
            guard state.open < settings.connectionsMax else { return false }
            if isCounted {
                let count = state.byAddress[address.network, default: 0]
                guard count < settings.connectionsPerAddressMax else { return false }
                state.byAddress[address.network] = count + 1
            }
            state.open += 1
            return true
        }
    }

    func leave(_ address: ClientAddress) {
        let isCounted = !forwarding.isProxy(address)
        state.withLock { state in
            state.open -= 1
            guard isCounted, let count = state.byAddress[address.network] else { return }
            state.byAddress[address.network] = count > 1 ? count - 1 : nil
        }
    }
}
