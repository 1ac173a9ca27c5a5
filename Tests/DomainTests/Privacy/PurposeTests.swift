@testable import Domain
import TestSupport
import Testing

@Suite("Purposes and the inventory agree")
struct PurposeTests {
    private static let purposes: [any Purpose.Type] = [
        ServicePurpose.self, SecurityPurpose.self, CommunicationPurpose.self, PersonalizationPurpose.self,
        RightsPurpose.self, LegalPurpose.self,
    ]

    @Test("Each purpose type is known to these tests")
    func everyPurpose() throws {
        let source = try found(try domainSources().first { $0.name == "Purpose.swift" }).text
        let declared = source.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("package enum "), line.contains("Purpose: ") else { return nil }
            return line.dropFirst("package enum ".count).split(separator: ":").first.map(String.init)
        }
        #expect(Set(declared) == Set(Self.purposes.map { String(describing: $0) }))
    }

    @Test(
        "The inventory grants each attribute to exactly the purposes whose types can see it",
        arguments: Attribute.allCases)
    func grants(attribute: Attribute) throws {
        let profile = Profile(fields: [.init(attribute: attribute, value: "marker", source: .random(), at: 0)])
        let seen = Self.purposes.filter { Self.reveals(profile, $0) }.map { $0.name }
        let declared = try found(Inventory.profile.first { $0.attribute == attribute }).purposes
        #expect(Set(seen) == Set(declared))
    }

    @Test("The sealed column is granted what its attributes are granted together")
    func column() throws {
        let person = try found(Inventory.tables(of: .customer).first { $0.name == "person" })
        let column = try found(person.columns.first { $0.name == "profile" })
        #expect(Set(column.purposes) == Set(Inventory.profile.flatMap(\.purposes)))
        #expect(Inventory.profile.map(\.attribute) == Attribute.allCases)
    }

    private static func reveals<P: Purpose>(_ profile: Profile, _ purpose: P.Type) -> Bool {
        var seen: [String?] = []
        if let type = purpose as? any SeesName.Type { seen += names(profile, type) }
        if let type = purpose as? any SeesJobTitle.Type { seen.append(title(profile, type)) }
        if let type = purpose as? any SeesWorkEmail.Type { seen += contact(profile, type) }
        if let type = purpose as? any SeesDirectory.Type { seen += everything(profile, type) }
        return seen.contains("marker")
    }

    private static func names<P: SeesName>(_ profile: Profile, _ purpose: P.Type) -> [String?] {
        let opened = Opened(profile, for: purpose)
        return [opened.name.revealed, opened.sortName.revealed]
    }

    private static func title<P: SeesJobTitle>(_ profile: Profile, _ purpose: P.Type) -> String? {
        Opened(profile, for: purpose).title?.revealed
    }

    private static func contact<P: SeesWorkEmail>(_ profile: Profile, _ purpose: P.Type) -> [String?] {
        let opened = Opened(profile, for: purpose)
        return [opened.workEmail?.revealed, opened.userName?.revealed]
    }

    private static func everything<P: SeesDirectory>(_ profile: Profile, _ purpose: P.Type) -> [String?] {
        let opened = Opened(profile, for: purpose)
        return opened.sourcedFields.map(\.value.revealed) + [opened.department?.revealed]
    }
}
