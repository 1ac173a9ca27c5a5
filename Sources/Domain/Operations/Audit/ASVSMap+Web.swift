extension ASVSMap {
    static let browsers: [Row] = [
        row("3.3.1", "Cookies are Secure and named so.", "Web/Console/Cookies", "Conformance/test_pages.py"),
        row("3.3.2", "Cookies are SameSite.", "Web/Console/Cookies", "Conformance/test_pages.py"),
        row("3.3.3", "Cookies carry the __Host- prefix.", "Web/Console/Cookies", "WebTests/Access/OpenIDDoorTests"),
        row("3.3.4", "No script reads a session's cookie.", "Web/Console/Cookies", "Conformance/test_pages.py"),
        row("3.4.1", "HSTS for a year, with what lies below.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.4.2", "No other origin may read.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.4.3", "A strict Content-Security-Policy.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.4.4", "No content sniffing.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.4.5", "Addresses do not leave by the Referer.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.4.6", "No page can be framed.", "Web/Edge/SecurityHeaders", "WebTests/Edge/EdgeTests"),
        row("3.5.1", "A form counts from our own pages only.", "Web/Console/OwnOrigin", "WebTests/Console/GuardTests"),
        row("3.5.3", "No deed by GET.", "Web/Pages/Address", "WebTests/Access/MatrixTests"),
        row(
            "3.7.2", "Redirects lead to our own rooms, or to the registered provider.",
            "Web/Access/FactorDestination", "WebTests/Access/FactorDestinationTests"),
        row(
            "14.3.2", "Pages with data are not cached.",
            "Web/Console/Console", "WebTests/Operator/OperatorConsoleTests"),
    ]

    static let input: [Row] = [
        row("1.2.1", "Text is escaped for the place where it stands.", "Web/HTML/HTML", "WebTests/Pages/EscapingTests"),
        row("1.2.4", "Queries are literals with bound values.", "Storage/Value", "StorageTests/ValueTests"),
        row(
            "1.2.10", "Exported sheets hold no formulas.",
            "Domain/Directory/CSV/FormulaGuard", "DomainTests/CSV/CSVWriterTests"),
        row(
            "1.3.6", "No request is forged through us.",
            "Domain/Operations/Egress/Egress", "DomainTests/Egress/EgressGateTests"),
        row(
            "1.3.11", "Nothing is injected into mail.",
            "Domain/Operations/Egress/MailMessage", "DomainTests/Egress/MailMessageTests"),
        row(
            "1.3.12", "No regular expression meets input from outside.",
            "Web/Directory/SCIM/SCIMFilterParser", "DomainTests/Operations/AuditSourceTests"),
        none("1.5.1", "XML parsers resolve nothing.", "no XML is read"),
        row("1.5.3", "Parsers of one format agree.", "Web/JSON/JSONParser", "WebTests/JSON/JSONParserTests"),
        row("2.4.1", "Excessive calls are held back.", "Web/Edge/Limits", "WebTests/Edge/LimitsTests"),
        row(
            "4.1.3", "Forwarded headers count from named proxies only.",
            "Web/Edge/Forwarding", "WebTests/Edge/ForwardingTests"),
        row(
            "4.2.1", "Messages have one boundary, whoever reads them.",
            "Web/Edge/EdgeChannel", "Conformance/test_edge.py"),
        row(
            "4.3.1", "Filters and bulk requests are bounded in depth and number.",
            "Web/Directory/SCIM/SCIMFilterParser", "WebTests/SCIM/FilterTests"),
        row(
            "5.2.1", "Files have a greatest size.",
            "Domain/Directory/CSV/CSVLimits", "DomainTests/CSV/CSVLimitsTests"),
        none("5.2.3", "Archives are checked before they are unpacked.", "no archive is unpacked"),
        row(
            "13.2.4", "Nothing goes out but to registered recipients.",
            "Domain/Operations/Egress/Recipient", "DomainTests/Egress/EgressGateTests"),
        row(
            "15.2.2", "Costly work is bounded.",
            "Web/Edge/ConnectionDeadlines", "WebTests/Edge/ConnectionDeadlinesTests"),
        row(
            "15.3.2", "Redirects are not followed.",
            "Domain/Operations/Egress/Transfer+Options", "DomainTests/Egress/EgressGateTests"),
        row(
            "15.3.4", "The caller's address comes from whom we trust.",
            "Web/Edge/Forwarding", "WebTests/Edge/ForwardingTests"),
    ]
}
