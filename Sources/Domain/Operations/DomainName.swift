/// A domain of work e-mail: lower-case ASCII, an international name as `xn--…`.
package struct DomainName: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// From `havn.example`, in either case; nil for what is no name of at least two labels, an address among it.
    package init?(_ text: String) {
        guard let name = HostName.normalized(text.utf8) else { return nil }
        let labels = name.utf8.split(separator: UInt8(ascii: "."))
        guard labels.count >= 2, let last = labels.last,
            !last.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        self.text = name
    }

    /// What stands behind the last `@`; nil where there is nothing before it, or nothing that is a domain behind it.
    package init?(ofEmail email: String) {
        let bytes = email.utf8
        guard bytes.count <= 320, let at = bytes.lastIndex(of: UInt8(ascii: "@")), at != bytes.startIndex else {
            return nil
        }
        self.init(String(email[bytes.index(after: at)...]))
    }

    package var description: String { text }

    /// Whether anyone can have a mailbox there: such a domain says nothing about an employer.
    package var isPublicMailbox: Bool { Self.publicMailboxes.contains(text) }

    /// Where the domain's owner shows that it is the owner.
    package var proofAddress: String { "https://\(text)/.well-known/interactive-instructors.txt" }

    private static let publicMailboxes: Set<String> = [
        "126.com", "163.com", "aim.com", "aol.com", "arcor.de", "bluewin.ch", "comcast.net", "email.de", "fastmail.com",
        "foxmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
        "googlemail.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.fr", "hotmail.it", "hush.com",
        "icloud.com", "laposte.net", "libero.it", "live.com", "live.de", "mac.com", "mail.com", "mail.de", "mail.ru",
        "mailbox.org", "me.com", "msn.com", "naver.com", "o2.pl", "orange.fr", "outlook.com", "outlook.de",
        "outlook.fr", "pm.me", "posteo.de", "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "rocketmail.com",
        "seznam.cz", "sfr.fr", "t-online.de", "tuta.com", "tutanota.com", "virgilio.it", "vodafone.de", "wanadoo.fr",
        "web.de", "wp.pl", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yahoo.it", "yandex.com",
        "yandex.ru", "ymail.com", "zoho.com",
    ]
}
