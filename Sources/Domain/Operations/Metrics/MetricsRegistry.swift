package import Metrics
internal import Synchronization

/// Every metric of the process, in memory, for whoever asks at `/metrics`. Labels are words of the program: a route, a
/// method, a status; never a name of someone, a slug or an id.
///
/// The same label and dimensions give the same cell, however often they are asked for. A metric of `Timer` becomes a
/// histogram in seconds, a `Recorder` a histogram or a gauge, everything else a counter or a gauge.
package final class MetricsRegistry: MetricsFactory {
    /// Label values of one metric; what comes beyond shares one cell that says so.
    static let seriesMax = 1_000

    private let families = Mutex<[String: Family]>([:])

    package init() {
        // Uptime counts from here.
        _ = ProcessFigures.now
    }

    /// One metric: its kind and its cells.
    struct Family: Sendable {
        let kind: Kind
        var cells: [Labels: any Cell] = [:]
    }

    enum Kind: String, Sendable { case counter, gauge, histogram }

    struct Labels: Hashable, Sendable {
        let pairs: [Pair]

        struct Pair: Hashable, Sendable {
            let name: String
            let value: String
        }

        init(_ dimensions: [(String, String)]) {
            pairs = dimensions.map { Pair(name: $0.0, value: $0.1) }
        }

        static let overflow = Labels([("overflow", "true")])
    }

    /// What is held now, by metric name.
    var snapshot: [String: Family] { families.withLock { $0 } }

    // MARK: - MetricsFactory

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(label, dimensions, .counter) { CounterCell() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        cell(label, dimensions, .counter) { FloatingCounterCell() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(label, dimensions, .gauge) { GaugeCell() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return cell(label, dimensions, .gauge) { GaugeCell() } }
        return cell(label, dimensions, .histogram) { HistogramCell(bounds: Buckets.sizes, divisor: 1) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let name = label.utf8.suffix(8).elementsEqual("_seconds".utf8) ? label : label + "_seconds"
        return cell(name, dimensions, .histogram) { HistogramCell(bounds: Buckets.seconds, divisor: 1e9) }
    }

    // Cells stay until the process ends: a scrape in between would otherwise see a counter fall.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The cell of that label and those dimensions; one that nobody reads where the label is taken by another kind.
    private func cell<C: Cell>(
        _ label: String, _ dimensions: [(String, String)], _ kind: Kind, make: () -> C
    ) -> C {
        let labels = Labels(dimensions)
        return families.withLock { families in
            var family = families[label] ?? Family(kind: kind)
            if let known = family.cells[labels] { return known as? C ?? make() }
            guard family.kind == kind else { return make() }
            let isFull = family.cells.count >= Self.seriesMax
            if isFull, let shared = family.cells[.overflow] as? C { return shared }
            let cell = make()
            family.cells[isFull ? .overflow : labels] = cell
            families[label] = family
            return cell
        }
    }
}

/// The upper bounds of histograms.
enum Buckets {
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    static let sizes: [Double] = [1, 5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 1_000_000]
}
