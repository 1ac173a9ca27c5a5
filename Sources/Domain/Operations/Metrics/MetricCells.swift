internal import Metrics
internal import Synchronization

/// Where one metric of one set of labels is counted.
protocol Cell: AnyObject, Sendable {
    var reading: CellReading { get }
}

/// What a cell holds at the moment.
enum CellReading: Sendable, Equatable {
    case integer(Int64)
    case number(Double)
    /// `counts` has one place for each bound and one for what is above all; they are not cumulated.
    case histogram(bounds: [Double], counts: [UInt64], sum: Double)
}

final class CounterCell: Cell, CounterHandler {
    private let value = Atomic<Int64>(0)

    var reading: CellReading { .integer(value.load(ordering: .relaxed)) }

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }
}

final class FloatingCounterCell: Cell, FloatingPointCounterHandler {
    private let value = AtomicDouble()

    var reading: CellReading { .number(value.load()) }

    func increment(by amount: Double) { value.add(amount) }

    func reset() { value.store(0) }
}

final class GaugeCell: Cell, MeterHandler, RecorderHandler {
    private let value = AtomicDouble()

    var reading: CellReading { .number(value.load()) }

    func set(_ value: Int64) { self.value.store(Double(value)) }
    func set(_ value: Double) { self.value.store(value) }
    func increment(by amount: Double) { value.add(amount) }
    func decrement(by amount: Double) { value.add(-amount) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
}

final class HistogramCell: Cell, TimerHandler, RecorderHandler {
    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let divisor: Double
    private let state: Mutex<State>

    /// - Parameter divisor: what a recorded value is divided by before it is compared with `bounds`.
    init(bounds: [Double], divisor: Double) {
        self.bounds = bounds
        self.divisor = divisor
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var reading: CellReading {
        state.withLock { .histogram(bounds: bounds, counts: $0.counts, sum: $0.sum) }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let scaled = value / divisor
        let place = bounds.firstIndex { scaled <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += scaled
        }
    }
}

/// A number that many threads add to.
private final class AtomicDouble: Sendable {
    private let bits = Atomic<UInt64>(0)

    func load() -> Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func store(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func add(_ amount: Double) {
        var before = bits.load(ordering: .relaxed)
        while true {
            let after = (Double(bitPattern: before) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(
                expected: before, desired: after, ordering: .relaxed)
            if exchanged { return }
            before = original
        }
    }
}
