@testable import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite("The erasure ledger")
struct LedgerTests {
    private static let organization = UUIDValue.random()

    private static func erasure(_ marks: [[UInt8]]? = [[1, 2], [3]], until: Int64 = TestClock.start + Clock.day)
        -> LedgerErasure
    {
        LedgerErasure(organization: organization, keyID: .random(), person: .random(), marks: marks, until: until)
    }

    @Test("What was entered is read back in order, with its marks, by any process", arguments: Engine.allCases)
    func roundTrip(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let ledger = installation.platform.ledger
            #expect(try await ledger.head == nil)
            #expect(try await ledger.entries().isEmpty)
            let (first, second) = (Self.erasure(), Self.erasure([]))
            let head = LedgerHead(organization: Self.organization, size: 7, root: Array(repeating: 9, count: 32))
            let receipts = [
                try await ledger.append(.erased(first)), try await ledger.append(.head(head)),
                try await ledger.append(.erased(second)),
            ]
            #expect(receipts.map(\.sequence) == [1, 2, 3])
            #expect(try await ledger.head == receipts[2])
            try await installation.restart()
            let records = try await installation.platform.ledger.entries()
            #expect(records.map(\.entry) == [.erased(first), .head(head), .erased(second)])
            #expect(records.map(\.receipt) == receipts)
            #expect(records.allSatisfy { $0.at == TestClock.start })
        }
    }

    @Test("Marks are unreadable in the file, and nowhere readable once their month's last one has ended")
    func expiry() async throws {
        try await withInstallation(.sqlite) { installation in
            let (clock, mark) = (installation.clock, Array("a mark that one could look for".utf8))
            try await installation.platform.ledger.append(
                .erased(Self.erasure([mark], until: clock.now + 10 * Clock.day)))
            clock.advance(by: 40 * Clock.day)
            try await installation.platform.ledger.append(
                .erased(Self.erasure([mark], until: clock.now + 10 * Clock.day)))
            #expect(!contains(try Self.bytes(installation), mark))
            #expect(try Self.keyFiles(installation).count == 2)
            try await installation.platform.ledger.expire()
            let marks = try await installation.platform.ledger.entries().map { record -> [[UInt8]]? in
                guard case .erased(let erasure) = record.entry else { return nil }
                return erasure.marks
            }
            #expect(marks == [nil, [mark]])
            #expect(try Self.keyFiles(installation).count == 1)
        }
    }

    @Test("Nodes that write at once make one chain")
    func nodes() async throws {
        try await withInstallation(.sqlite) { installation in
            let other = try await installation.open()
            let ledgers = [installation.platform.ledger, other.ledger]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for ledger in ledgers {
                    group.addTask { for _ in 0..<20 { try await ledger.append(.erased(Self.erasure())) } }
                }
                try await group.waitForAll()
            }
            #expect(try await ledgers[0].entries().map(\.receipt.sequence) == Array(1...40))
            #expect(try await ledgers[1].head == ledgers[0].head)
            await other.close()
        }
    }

    @Test("A line that a crash has torn counts for nothing, and the next entry takes its place")
    func torn() async throws {
        try await withInstallation(.sqlite) { installation in
            let first = Self.erasure()
            try await installation.platform.ledger.append(.erased(first))
            let whole = try Self.bytes(installation)
            try await installation.platform.ledger.append(.erased(Self.erasure()))
            let more = try Self.bytes(installation)
            for end in [whole.count + 1, whole.count + 60, more.count - 1] {
                try Self.write(Array(more[..<end]), installation)
                try await installation.restart()
                #expect(try await installation.platform.ledger.entries().map(\.entry) == [.erased(first)])
            }
            let second = Self.erasure()
            let receipt = try await installation.platform.ledger.append(.erased(second))
            #expect(receipt.sequence == 2)
            #expect(try await installation.platform.ledger.entries().map(\.entry) == [.erased(first), .erased(second)])
        }
    }

    @Test("A line that was altered, removed, repeated or put in is refused, and nothing is added to it")
    func altered() async throws {
        try await withInstallation(.sqlite) { installation in
            for _ in 0..<3 { try await installation.platform.ledger.append(.erased(Self.erasure())) }
            let whole = try Self.bytes(installation)
            let lines = whole.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
            #expect(lines.count == 4)
            var wrong = [
                lines[0] + lines[2] + lines[3], lines[0] + lines[1] + lines[1] + lines[2], Array(lines[1...].joined()),
                lines[0] + lines[2] + lines[1], lines[0] + Array(" \n".utf8) + lines[1], whole + Array("\n".utf8),
            ]
            for place in stride(from: 3, to: whole.count, by: 97) where whole[place] != UInt8(ascii: "\n") {
                var bytes = whole
                bytes[place] ^= 1
                wrong.append(bytes)
            }
            for bytes in wrong {
                try Self.write(bytes, installation)
                try await installation.restart()
                #expect(await failure { try await installation.platform.ledger.entries() } == .unavailable)
                #expect(
                    await failure { try await installation.platform.ledger.append(.erased(Self.erasure())) }
                        == .unavailable)
                #expect(try Self.bytes(installation) == bytes)
            }
            try Self.write(whole, installation)
            try await installation.restart()
            #expect(try await installation.platform.ledger.entries().count == 3)
        }
    }

    @Test("A ledger that is gone, or cut while the program runs, is missed, and no other is begun in its place")
    func missing() async throws {
        try await withInstallation(.sqlite) { installation in
            try await installation.platform.ledger.append(.erased(Self.erasure()))
            let whole = try Self.bytes(installation)
            try Self.write(Array(whole[..<100]), installation)
            #expect(
                await failure { try await installation.platform.ledger.append(.erased(Self.erasure())) } == .unavailable
            )
            #expect(unlink(installation.place.ledger) == 0)
            try await installation.restart()
            #expect(await failure { try await installation.platform.ledger.entries() } == .unavailable)
            #expect(
                await failure { try await installation.platform.ledger.append(.erased(Self.erasure())) } == .unavailable
            )
            #expect(await failure { try await installation.platform.ledger.begin() } == .unavailable)
            try Self.write(whole, installation)
            try await installation.restart()
            #expect(try await installation.platform.ledger.append(.erased(Self.erasure())).sequence == 2)
        }
    }

    @Test("Another installation's ledger is never written to")
    func foreign() async throws {
        try await withInstallation(.sqlite) { theirs in
            try await theirs.platform.ledger.append(.erased(Self.erasure()))
            let whole = try Self.bytes(theirs)
            try await withInstallation(.sqlite) { ours in
                try FileManager.default.createDirectory(
                    atPath: ours.place.folder + "/ledger", withIntermediateDirectories: false)
                try Self.write(whole, ours)
                #expect(await failure { try await ours.platform.ledger.begin() } == .unavailable)
                #expect(try Self.bytes(ours) == whole)
            }
        }
    }

    private static func bytes(_ installation: Installation) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: installation.place.ledger)))
    }

    private static func write(_ bytes: [UInt8], _ installation: Installation) throws {
        try Data(bytes).write(to: URL(filePath: installation.place.ledger))
    }

    private static func keyFiles(_ installation: Installation) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: installation.place.folder + "/ledger")
            .filter { $0.hasSuffix(".key") }
    }
}
