/// A staff list as CSV, chunk after chunk; iterate over it, or ask for the next one from wherever bytes are due.
package struct DemonstrationFile: Sequence, IteratorProtocol, Sendable {
    private let export: DemonstrationExport
    private let chunkBytes: Int
    private var people: DemonstrationPeople
    private var writer: CSVWriter
    private var isOver = false

    init(_ people: DemonstrationPeople, _ export: DemonstrationExport, chunkBytes: Int) {
        self.people = people
        self.export = export
        self.chunkBytes = chunkBytes
        writer = export.writer
        writer.row(export.columns.map(\.name))
    }

    package mutating func next() -> [UInt8]? {
        while !isOver, writer.bytes.count < chunkBytes {
            if let person = people.next() { writer.row(export.row(person)) } else { isOver = true }
        }
        return writer.bytes.isEmpty ? nil : writer.take()
    }
}

/// A company's people after what `change` did to each; those for whom it gives nothing have left.
struct DemonstrationPeople: Sequence, IteratorProtocol, Sendable {
    var staff: DemonstrationStaff
    let change: @Sendable (DemonstrationPerson) -> DemonstrationPerson?

    mutating func next() -> DemonstrationPerson? {
        while let person = staff.next() {
            if let changed = change(person) { return changed }
        }
        return nil
    }
}
