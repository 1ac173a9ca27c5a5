internal import Metrics

/// Writes down every attempt: as an event for whoever observes, and as a count.
struct EgressBook: Sendable {
    private struct Labels: Hashable {
        let kind: Recipient.Kind
        let outcome: EgressEvent.Outcome
    }

    private let observe: @Sendable (EgressEvent) -> Void
    private let counters: [Labels: Counter]

    init(metrics: any MetricsFactory, observe: @escaping @Sendable (EgressEvent) -> Void) {
        self.observe = observe
        var counters: [Labels: Counter] = [:]
        for kind in Recipient.Kind.allCases {
            for outcome in EgressEvent.Outcome.allCases {
                counters[Labels(kind: kind, outcome: outcome)] = Counter(
                    label: "egress_total", dimensions: [("kind", kind.rawValue), ("outcome", outcome.rawValue)],
                    factory: metrics)
            }
        }
        self.counters = counters
    }

    /// What never became a transfer.
    func record(blocked cause: EgressCause, _ recipient: Recipient, _ purpose: PurposeName, host: String) {
        record(
            EgressEvent(
                recipient: recipient.id, kind: recipient.kind, purpose: purpose, host: host, outcome: .blocked,
                cause: cause, status: nil, bytesOut: 0, bytesIn: 0, milliseconds: 0))
    }

    func record(_ transfer: Transfer, cause: EgressCause?) {
        let outcome: EgressEvent.Outcome =
            switch cause {
            case .none: .done
            case .some(let cause): cause.isBlock ? .blocked : .failed
            }
        record(
            EgressEvent(
                recipient: transfer.recipient.id, kind: transfer.recipient.kind, purpose: transfer.purpose,
                host: transfer.origin.host, outcome: outcome, cause: cause, status: transfer.status,
                bytesOut: transfer.bytesOut, bytesIn: transfer.bytesIn,
                milliseconds: Int(Libcurl.milliseconds - transfer.enteredAt)))
    }

    private func record(_ event: EgressEvent) {
        counters[Labels(kind: event.kind, outcome: event.outcome)]?.increment()
        observe(event)
    }
}
