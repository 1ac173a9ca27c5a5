import Domain
import Logging
import Synchronization

/// Fills an empty installation with the demonstration: its companies, and what happened in their directories in the
/// last nine days. Everything goes through the verbs that serve customers, on a clock that is moved from day to day.
struct DemonstrationHistory: Sendable {
    let place: StoragePlace
    /// People of the largest company at first.
    let staff: Int
    let log: Logger

    /// Makes what is not there yet.
    /// - Parameter tell: takes lines for people.
    func make(tell: @Sendable (String) -> Void) async throws {
        let past = PastClock()
        let platform = try await Platform.open(place, clock: past.clock, log: log)
        do {
            for company in DemonstrationCompany.all where try await platform.organization(company.slug) == nil {
                let count = company.slug == DemonstrationCompany.havn.slug ? staff : company.staffDefault
                tell("Making \(company.name), \(count) people …")
                let demonstration = Demonstration(company, staff: count)
                try await fill(demonstration, on: platform, past)
            }
        } catch {
            await platform.close()
            throw error
        }
        await platform.close()
    }

    private func fill(_ demonstration: Demonstration, on platform: Platform, _ past: PastClock) async throws {
        let company = demonstration.company
        past.go(back: 9 * Clock.day)
        let draft = try OrganizationDraft(
            slug: company.slug, name: company.name, domain: company.domain,
            administratorEmail: company.administrator.email, zone: company.timeZone,
            seats: Int64(demonstration.staff + 50))
        _ = try await platform.create(draft)
        let customer = try await platform.customer(company.slug)
        if !company.instructed.isEmpty {
            let permit = try Policy.permit(InstructAttributes.self, to: .command, in: customer.organization.id)
            _ = try await customer.write { tx in try tx.instruct(attributes: company.instructed, permit) }
        }
        past.go(back: 8 * Clock.day)
        try await apply(demonstration.csv(.first), to: customer)
        if company.slug == DemonstrationCompany.havn.slug {
            past.go(back: Clock.day)
            try await apply(demonstration.csv(.weekLater), to: customer)
            try await DemonstrationDirectory(demonstration: demonstration, customer: customer, past: past).connect()
        } else {
            // The others have read this week's file and not decided yet.
            past.go(back: 20 * Clock.minute)
            _ = try await propose(demonstration.csv(.weekLater), to: customer)
        }
        try await customer.flushTally()
    }

    private func apply(_ file: some Sequence<[UInt8]>, to customer: Customer) async throws {
        let permit = try Policy.permit(ImportStaff.self, to: .command, in: customer.organization.id)
        let proposed = try await propose(file, to: customer)
        _ = try await customer.apply(proposed.id, permit)
    }

    private func propose(_ file: some Sequence<[UInt8]>, to customer: Customer) async throws -> ChangeSet {
        let permit = try Policy.permit(ImportStaff.self, to: .command, in: customer.organization.id)
        return try await StaffImport(customer, permit).propose(MadeFile(chunks: file))
    }
}

/// A file that is made as it is read.
private struct MadeFile<Chunks: Sequence<[UInt8]>>: AsyncSequence {
    let chunks: Chunks

    func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks.makeIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var chunks: Chunks.Iterator

        mutating func next() async throws -> [UInt8]? { chunks.next() }
    }
}

/// The system's clock, moved back by as much as one likes.
final class PastClock: Sendable {
    private let milliseconds = Mutex<Int64>(0)

    /// From now on, it is as long ago as that.
    func go(back milliseconds: Int64) { self.milliseconds.withLock { $0 = milliseconds } }

    var clock: Clock {
        Clock { Clock.system.now - self.milliseconds.withLock { $0 } }
    }
}
