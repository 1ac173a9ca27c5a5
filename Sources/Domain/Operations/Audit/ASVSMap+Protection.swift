extension ASVSMap {
    static let protection: [Row] = [
        row(
            "11.3.2", "AES with GCM, and nothing weaker.", "Domain/Privacy/Sealing", "DomainTests/Privacy/SealingTests"),
        row(
            "11.3.3", "What is sealed cannot be changed or moved unseen.",
            "Domain/Privacy/Sealing", "DomainTests/Privacy/SealingTests"),
        row("12.1.1", "TLS 1.2 and 1.3 only.", "Web/Edge/CertificateStore", "Conformance/test_edge_tls.py"),
        row(
            "12.3.1", "Every way in and out is encrypted, or stays on the machine.",
            "Domain/Operations/Audit/AuditChecks+Database", "DomainTests/Operations/AuditCheckTests"),
        row(
            "12.3.2", "Certificates of others are verified.",
            "Domain/Operations/Egress/Transfer+Options", "DomainTests/Egress/TLSTests"),
        row(
            "13.2.2", "Accounts have the least rights that they need.",
            "Storage/Postgres/PostgresOpening", "DomainTests/Operations/AuditCheckTests"),
        open(
            "13.3.1", "Secrets are kept in a store made for them.",
            "Domain/Privacy/RootKey", "DomainTests/Privacy/RootKeyTests",
            "operator's security lead", by: "2027-06-30",
            "the root key is a file with mode 0600; the seam KeyWrapper takes a hardware module"),
        row(
            "13.3.4", "Secrets end and are changed.",
            "Domain/Operations/Audit/AuditChecks+Access", "DomainTests/Operations/AuditCheckTests"),
        row(
            "14.2.1", "No address holds a secret or a person.",
            "Web/Pages/Address", "WebTests/Pages/AddressTests"),
        row(
            "14.2.7", "What is stored has an end.",
            "Domain/Privacy/Inventory", "DomainTests/Privacy/InventoryTests"),
        row(
            "15.1.2", "A bill of materials lists what is used.",
            "Scripts/sbom.py", "Conformance/test_sbom.py"),
        open(
            "15.2.1", "Components are up to date.",
            "Package.swift", "Conformance/test_sbom.py",
            "release engineer", by: "2027-01-31",
            "a periodic comparison of the bill of materials with published weaknesses"),
    ]

    static let logs: [Row] = [
        row(
            "16.2.5", "Logs hold nobody's data and no secret.",
            "instructors/Logging/JSONLogHandler", "CommandTests/LogTests"),
        open(
            "16.3.1", "Signing in is recorded, whether it succeeds or not.",
            "Domain/Evidence/Evidence", "DomainTests/Evidence/EvidenceTests",
            "product engineer, access", by: "2027-03-31",
            "success and locks are evidence; single failures are counted by address in memory only"),
        open(
            "16.3.2", "Refused attempts are recorded.",
            "Web/ErrorAnswers", "WebTests/ErrorAnswersTests",
            "product engineer, access", by: "2027-03-31",
            "refusals are counted by route and status; who was refused is not written down"),
        row(
            "16.3.3", "Attempts to get around a control are recorded.",
            "Domain/Operations/Egress/EgressBook", "DomainTests/Egress/EgressGateTests"),
        row(
            "16.4.1", "Nothing can be injected into a log.",
            "instructors/Logging/JSONLogHandler", "CommandTests/LogTests"),
        row(
            "16.4.2", "Logs and evidence cannot be changed unseen.",
            "Domain/Evidence/Evidence", "DomainTests/Evidence/EvidenceTests"),
        row(
            "16.5.1", "An unexpected error says nothing of the inside.",
            "Web/ErrorAnswers", "WebTests/ErrorAnswersTests"),
        row(
            "16.5.2", "The program lives on when another system does not answer.",
            "Domain/Operations/Egress/Lanes", "Conformance/test_outages.py"),
        row(
            "16.5.3", "An error opens nothing.",
            "Storage/Engine/Transaction", "StorageTests/BatchTests"),
        row(
            "16.5.4", "An error that nobody expected is caught and counted.",
            "Web/Edge/Edge", "WebTests/ErrorAnswersTests"),
    ]
}
