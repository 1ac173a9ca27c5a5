/// Languages written in Latin letters.
extension NamePool {
    static let danish = NamePool(
        "da",
        given: """
            Søren|Mette|Lars|Kirsten|Jørgen|Astrid|Rasmus|Ida|\
            Mikkel|Sofie|Emil|Karen-Margrethe|Åse|Nikolaj|Line|Bjørn
            """,
        family: """
            Jensen|Nielsen|Sørensen|Møller|Kjær|Ørsted|Bækgaard|\
            Thygesen|Højgaard|Bruun|Winther|Krogh|Østergaard|Lund
            """
    )
    static let swedish = NamePool(
        "sv",
        given: "Åsa|Björn|Linnéa|Göran|Märta|Oskar|Elin|Håkan|Saga|Viktor|Ebba|Nils",
        family: """
            Lindqvist|Åkesson|Öberg|Sjöström|Bergström|Hägglund|\
            Nyström|Wallin|Ekdahl|Söderberg|Forsgren|Ahlström
            """
    )
    static let norwegian = NamePool(
        "nb",
        given: "Håvard|Ingrid|Sigrid|Øystein|Marte|Torbjørn|Solveig|Kjetil|Ragnhild|Even",
        family: "Haugen|Ødegård|Bråten|Solheim|Nygård|Tveit|Myhre|Sæther|Aasen|Lien"
    )
    static let icelandic = NamePool(
        "is",
        given: "Þóra|Guðrún|Einar|Sigríður|Ólafur|Ragnheiður|Örn|Ásta",
        women: "Þóra|Guðrún|Sigríður|Ragnheiður|Ásta",
        family: """
            Ásgeirsson/Ásgeirsdóttir|Þorsteinsson/Þorsteinsdóttir|Jónsson/Jónsdóttir|\
            Magnússon/Magnúsdóttir|Björnsson/Björnsdóttir|Sigurðsson/Sigurðardóttir
            """
    )
    static let german = NamePool(
        "de", folding: .german,
        given: """
            Jürgen|Käthe|Annegret|Björn|Jörg|Sabine|Lukas|\
            Mareike|Thorsten|Hannelore|Friederike|Ulrike|Günter|Svenja|Moritz
            """,
        family: """
            Müller|Weiß|Schäfer|Groß|Böhm|Köhler|Vogel|\
            Brückner|Strauß|Lindemann|von der Heide|Krämer|Jäger|Otto|Kühn
            """
    )
    static let polish = NamePool(
        "pl",
        given: "Tomasz|Agnieszka|Łukasz|Małgorzata|Paweł|Zofia|Grzegorz|Bożena|Michał|Żaneta|Wojciech|Iwona",
        women: "Agnieszka|Małgorzata|Zofia|Bożena|Żaneta|Iwona",
        family: """
            Nowak|Wójcik|Kowalczyk|Szczepański/Szczepańska|Dąbrowski/Dąbrowska|\
            Łęcki/Łęcka|Jabłoński/Jabłońska|Mazur|Gołąb|Zając|Król|Wróbel
            """
    )
    static let dutch = NamePool(
        "nl",
        given: "Maarten|Anouk|Sjoerd|Femke|Joost|Loes|Ruben|Zoë|Daniël|Marijke",
        family: "de Vries|van den Berg|Bakker|Visser|van 't Hoff|Hoekstra|Dijkstra|Smit|Meijer|Postma"
    )
    static let english = NamePool(
        "en",
        given: "Grace|Kwame|Ama|Kofi|Oliver|Chloe|Akosua|Samuel|Abena|Daniel|Esi|Harriet",
        family: "Mensah|Owusu|Boateng|Asante|Taylor|Wright|Amoah|Clarke|Addo|Nkrumah-Hill|Whitfield|Quaye"
    )
    static let irish = NamePool(
        "ga",
        given: "Niamh|Oisín|Siobhán|Pádraig|Aoife|Cillian|Gráinne|Seán|Róisín|Eoghan|Caoimhe|Fionn",
        women: "Niamh|Siobhán|Aoife|Gráinne|Róisín|Caoimhe",
        family: """
            O'Sullivan|Ó Briain/Ní Bhriain|Ó Murchú/Ní Mhurchú|O'Connor|McCarthy|\
            Fitzgerald|Ó Dónaill/Ní Dhónaill|Kelleher|Walsh|Mac Gabhann/Nic Gabhann|Byrne
            """
    )
    static let french = NamePool(
        "fr",
        given: "Hélène|Benoît|Chloé|François|Maëlle|Théo|Zoé|Aurélien|Inès|Jean-Noël",
        family: "Lefèvre|Dubois|Garnier|Bénard|Desrosiers|Marchand|Gauthier|Prévost|d'Artois|Roussel"
    )
    static let spanish = NamePool(
        "es",
        given: "Ana Sofía|Íñigo|María José|Raúl|Begoña|Andrés|Lucía|Martín|Ximena|Julián",
        family: "Castro Quispe|Muñoz|Ibáñez Ruiz|Núñez|García Peña|Domínguez|Vélez|Yáñez|Ordóñez|Rivas"
    )
    static let portuguese = NamePool(
        "pt",
        given: "João|Inês|Conceição|Luís|Patrícia|Antônio|Débora|Caetano|Assunção|Thaís",
        family: "Gonçalves|Magalhães|Araújo|Simões|Brandão|Conceição|da Silva|Guimarães|Falcão|Estêvão"
    )
    static let turkish = NamePool(
        "tr",
        given: "Gülsüm|İbrahim|Ayşe|Çağlar|Şeyma|Oğuz|Özlem|Işıl|Emre|Nurgül",
        family: "Yıldız|Öztürk|Şahin|Çelik|Güneş|Aydın|Koç|Doğan|Kılıç|Aksoy"
    )
    static let romanian = NamePool(
        "ro",
        given: "Ștefan|Ioana|Mădălina|Răzvan|Andreea|Cătălin|Luminița|Bogdan",
        family: "Ionescu|Bălan|Țurcanu|Mureșan|Dinescu|Vlădescu|Stănescu|Rusu"
    )
    static let czech = NamePool(
        "cs",
        given: "Jiří|Tereza|Ondřej|Zdeňka|Matěj|Lenka|Radek|Kateřina",
        women: "Tereza|Zdeňka|Lenka|Kateřina",
        family: """
            Dvořák/Dvořáková|Novotný/Novotná|Růžička/Růžičková|Kučera/Kučerová|\
            Šťastný/Šťastná|Procházka/Procházková|Kříž/Křížová|Bláha/Bláhová
            """
    )
    static let vietnamese = NamePool(
        "vi", order: .familyFirst,
        given: """
            Thị Minh Anh|Văn Hùng|Thị Ngọc Ánh|Quốc Việt|Đức Thắng|\
            Thùy Dương|Hữu Phước|Thị Bích Ngọc|Gia Bảo|Tuấn Kiệt
            """,
        family: "Nguyễn|Trần|Lê|Phạm|Huỳnh|Võ|Đặng|Bùi|Đỗ|Hồ"
    )
    static let somali = NamePool(
        "so",
        given: "Hodan|Abdirahman|Ifrah|Liibaan|Sahra|Warsame|Ayaan|Guled",
        family: "Abdi|Warsame|Hassan|Jama|Farah|Nuur|Duale|Aden"
    )
    static let nigerian = NamePool(
        "yo",
        given: "Amara|Olúwaṣeun|Chidinma|Babajide|Ngozi|Ifeoluwa|Emeka|Adébáyọ̀|Zainab|Obinna",
        family: "Okonkwo|Adéyẹmí|Eze|Balogun|Okafor|Ọláwálé|Bello|Nwosu|Adébọ̀wálé|Umeh"
    )
}
