@testable import Domain
import Testing

@Suite("Waivers of the security audit")
struct AuditWaiverTests {
    private static func read(_ text: String) -> AuditWaivers { AuditWaivers(Array(text.utf8)) }

    @Test("A line is check, owner, last day and reason; comments and empty lines are skipped")
    func lines() {
        let waivers = Self.read(
            "# known\n\nII-004  security-lead\t2027-03-31  The disk is sealed — until then.\r\n  II-701 a 2026-12-01 x"
        )
        #expect(waivers.wrongLines.isEmpty)
        #expect(waivers.waivers.map(\.check) == ["II-004", "II-701"])
        #expect(waivers.waivers.first?.owner == "security-lead")
        #expect(waivers.waivers.first?.reason == "The disk is sealed — until then.")
        // The whole of that day.
        #expect(waivers.waivers.first?.until == 1_806_537_600_000)
        #expect(CivilTime(1_806_537_600_000 - 1) == CivilTime(1_806_537_599_999))
        #expect(CivilTime(1_806_537_599_999).day == 31)
    }

    @Test(
        "What is no waiver is told by its line",
        arguments: [
            "II-004", "II-004 lead 2027-03-31", "II-999 lead 2027-03-31 x", "II-004 lead 2027-02-30 x",
            "II-004 lead 2027-3-31 x", "II-004 lead tomorrow x", "II-004 lead 2027-03-31 \u{1}",
            "ii-004 lead 2027-03-31 x",
        ])
    func wrong(_ line: String) {
        let waivers = Self.read("II-001 lead 2027-03-31 x\n" + line + "\n")
        #expect(waivers.wrongLines == [2])
        #expect(waivers.waivers.map(\.check) == ["II-001"])
    }

    @Test("Too much is not read")
    func bounded() {
        let line = "II-001 lead 2027-03-31 x\n"
        #expect(Self.read(String(repeating: line, count: 501)).wrongLines == [501])
        #expect(!Self.read(String(repeating: "#", count: 70_000)).wrongLines.isEmpty)
        #expect(AuditWaivers([0xFF, 0xFE, 0x20, 0x41]).wrongLines == [1])
    }

    @Test("A living waiver speaks for a failure; one that has ended makes even a warning fail")
    func applied() {
        var facts = AuditFacts.sound()
        facts.process.isRoot = true
        facts.platform.roots = 2
        facts.waivers = Self.read("II-701 ops 2026-03-02 In a container.\nII-006 lead 2026-03-01 Rotation.")
        #expect(facts.outcome("II-701") == .waived)
        #expect(facts.outcome("II-006") == .failed)
        #expect(facts.outcome("II-802") == .failed)
        facts.now += Clock.day
        #expect(facts.outcome("II-701") == .failed)
        // What holds needs no waiver.
        facts.process.isRoot = false
        #expect(facts.outcome("II-701") == .passed)
    }
}
