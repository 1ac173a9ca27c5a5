/// What a platform may reach outside itself, as its operator configured it.
package struct Outside: Sendable {
    package var rules: EgressRules
    package var mailServer: MailServer?
    /// Carries the mail where there is no server: the demonstration's mailbox, or nobody.
    package var mail: any MailTransport
    /// The address of the product's own pages, without a slash at its end, for links in mail.
    package var base: String?
    /// What the security audit has to know of the configuration.
    package var audited: AuditedSettings?

    package init(
        rules: EgressRules = EgressRules(), mailServer: MailServer? = nil, mail: any MailTransport = NoMail(),
        base: String? = nil, audited: AuditedSettings? = nil
    ) {
        self.rules = rules
        self.mailServer = mailServer
        self.mail = mail
        self.base = base
        self.audited = audited
    }
}
