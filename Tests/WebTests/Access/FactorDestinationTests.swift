import Domain
import Testing

@testable import Web

@Suite struct FactorDestinationTests {
    private static let id = "0195d1c2-7a3b-7c4d-8e5f-60718293a4b5"

    @Test(
        "A deed that needs a proof leads back to the page on which its form stood",
        arguments: [
            ("/o/havn/me/sign-in/recovery-codes", "/o/havn/me/sign-in"),
            ("/o/havn/access/sign-in/only", "/o/havn/access/sign-in"),
            ("/o/havn/access/visits/1/end", "/o/havn/access"),
            ("/o/havn/integrations", "/o/havn/integrations"),
            ("/o/havn/staff/\(id)/factor-reset", "/o/havn/staff/\(id)"),
            ("/o/havn/groups/\(id)/roles", "/o/havn/groups/\(id)"),
            ("/o/havn/privacy/erasures/rehire", "/o/havn/privacy/erasures"),
            ("/o/havn/staff/nobody/roles", "/o/havn/access"),
            ("/operator/organizations/havn/closure", "/operator/organizations/havn"),
            ("/operator/people/\(id)/removal", "/operator/people"),
            ("/o/havn", "/o/havn"),
        ])
    func deed(path: String, page: String) {
        let destination = FactorDestination(deed: path)
        #expect(destination.address(slug: "havn").path == page)
        let fields = destination.fields
        #expect(FactorDestination(then: fields.first?.1) == destination, "the address keeps it")
    }

    @Test(
        "Nothing but one of our own rooms is ever led to",
        arguments: [
            "https://evil.example", "//evil.example", "person.", "person.x", "organization.", "king", ".", "sign-in.x",
            "",
        ])
    func strange(then: String) {
        #expect(FactorDestination(then: then) == .overview)
    }

    @Test("An organization's name in an address stays one segment of our own path")
    func segment() {
        let destination = FactorDestination(then: "organization.../..//evil.example")
        #expect(destination.address(slug: "operator").path == "/operator/organizations/..%2F..%2F%2Fevil.example")
    }
}
