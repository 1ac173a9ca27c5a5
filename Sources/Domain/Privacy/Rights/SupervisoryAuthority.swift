/// Where someone can complain about a refusal (GDPR Art. 12(4), 77): the supervisory authority of each country of the
/// European Economic Area, and of the United Kingdom. Raw values are ISO 3166 codes, and stored: never change one.
package enum SupervisoryAuthority: String, Sendable, CaseIterable {
    case austria = "AT"
    case belgium = "BE"
    case bulgaria = "BG"
    case croatia = "HR"
    case cyprus = "CY"
    case czechia = "CZ"
    case denmark = "DK"
    case estonia = "EE"
    case finland = "FI"
    case france = "FR"
    case germany = "DE"
    case greece = "GR"
    case hungary = "HU"
    case iceland = "IS"
    case ireland = "IE"
    case italy = "IT"
    case latvia = "LV"
    case liechtenstein = "LI"
    case lithuania = "LT"
    case luxembourg = "LU"
    case malta = "MT"
    case netherlands = "NL"
    case norway = "NO"
    case poland = "PL"
    case portugal = "PT"
    case romania = "RO"
    case slovakia = "SK"
    case slovenia = "SI"
    case spain = "ES"
    case sweden = "SE"
    case unitedKingdom = "GB"

    /// In English, as lists sort it.
    package var country: String { entry.country }
    /// As it calls itself.
    package var name: String { entry.name }
    /// Its address in words; nobody is led there.
    package var site: String { entry.site }

    private var entry: (country: String, name: String, site: String) {
        switch self {
        case .austria: ("Austria", "Österreichische Datenschutzbehörde", "dsb.gv.at")
        case .belgium: ("Belgium", "Gegevensbeschermingsautoriteit, Autorité de protection des données", "gba-apd.be")
        case .bulgaria: ("Bulgaria", "Комисия за защита на личните данни", "cpdp.bg")
        case .croatia: ("Croatia", "Agencija za zaštitu osobnih podataka", "azop.hr")
        case .cyprus: ("Cyprus", "Commissioner for Personal Data Protection", "dataprotection.gov.cy")
        case .czechia: ("Czechia", "Úřad pro ochranu osobních údajů", "uoou.gov.cz")
        case .denmark: ("Denmark", "Datatilsynet", "datatilsynet.dk")
        case .estonia: ("Estonia", "Andmekaitse Inspektsioon", "aki.ee")
        case .finland: ("Finland", "Tietosuojavaltuutetun toimisto", "tietosuoja.fi")
        case .france: ("France", "Commission nationale de l’informatique et des libertés", "cnil.fr")
        case .germany: ("Germany", "The data protection authority of the employer’s Land", "bfdi.bund.de")
        case .greece: ("Greece", "Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα", "dpa.gr")
        case .hungary: ("Hungary", "Nemzeti Adatvédelmi és Információszabadság Hatóság", "naih.hu")
        case .iceland: ("Iceland", "Persónuvernd", "personuvernd.is")
        case .ireland: ("Ireland", "Data Protection Commission", "dataprotection.ie")
        case .italy: ("Italy", "Garante per la protezione dei dati personali", "garanteprivacy.it")
        case .latvia: ("Latvia", "Datu valsts inspekcija", "dvi.gov.lv")
        case .liechtenstein: ("Liechtenstein", "Datenschutzstelle", "datenschutzstelle.li")
        case .lithuania: ("Lithuania", "Valstybinė duomenų apsaugos inspekcija", "vdai.lrv.lt")
        case .luxembourg: ("Luxembourg", "Commission nationale pour la protection des données", "cnpd.public.lu")
        case .malta: ("Malta", "Information and Data Protection Commissioner", "idpc.org.mt")
        case .netherlands: ("Netherlands", "Autoriteit Persoonsgegevens", "autoriteitpersoonsgegevens.nl")
        case .norway: ("Norway", "Datatilsynet", "datatilsynet.no")
        case .poland: ("Poland", "Urząd Ochrony Danych Osobowych", "uodo.gov.pl")
        case .portugal: ("Portugal", "Comissão Nacional de Proteção de Dados", "cnpd.pt")
        case .romania: ("Romania", "Autoritatea Națională de Supraveghere a Prelucrării Datelor", "dataprotection.ro")
        case .slovakia: ("Slovakia", "Úrad na ochranu osobných údajov", "dataprotection.gov.sk")
        case .slovenia: ("Slovenia", "Informacijski pooblaščenec", "ip-rs.si")
        case .spain: ("Spain", "Agencia Española de Protección de Datos", "aepd.es")
        case .sweden: ("Sweden", "Integritetsskyddsmyndigheten", "imy.se")
        case .unitedKingdom: ("United Kingdom", "Information Commissioner’s Office", "ico.org.uk")
        }
    }
}
