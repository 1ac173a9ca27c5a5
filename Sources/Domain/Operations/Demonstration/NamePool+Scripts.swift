/// Languages with a script of their own.
extension NamePool {
    static let greek = NamePool(
        "el",
        given: """
            Theodora=Θεοδώρα|Giorgos=Γιώργος|Eleni=Ελένη|\
            Stavros=Σταύρος|Ioanna=Ιωάννα|Dimitris=Δημήτρης|Zoi=Ζωή
            """,
        women: "Theodora|Eleni|Ioanna|Zoi",
        family: """
            Papadakis/Papadaki=Παπαδάκης/Παπαδάκη|Nikolaidis/Nikolaidou=Νικολαΐδης/Νικολαΐδου|\
            Vlachos/Vlachou=Βλάχος/Βλάχου|Makris/Makri=Μακρής/Μακρή|Angelou=Αγγέλου|Kostas/Kosta=Κώστας/Κώστα
            """
    )
    static let ukrainian = NamePool(
        "uk",
        given:
            "Oksana=Оксана|Andriy=Андрій|Yuliia=Юлія|Mykola=Микола|Iryna=Ірина|Taras=Тарас|Zhanna=Жанна|Yevhen=Євген",
        family: """
            Shevchenko=Шевченко|Kovalenko=Коваленко|Bondar=Бондар|\
            Tkachuk=Ткачук|Melnyk=Мельник|Yatsenko=Яценко
            """
    )
    static let bulgarian = NamePool(
        "bg",
        given: "Desislava=Десислава|Kalin=Калин|Rositsa=Росица|Vasil=Васил|Tsvetelina=Цветелина|Boyan=Боян",
        women: "Desislava|Rositsa|Tsvetelina",
        family: """
            Iliev/Ilieva=Илиев/Илиева|Petrov/Petrova=Петров/Петрова|Stoyanov/Stoyanova=Стоянов/Стоянова|\
            Hristov/Hristova=Христов/Христова|Yordanov/Yordanova=Йорданов/Йорданова|Zhelev/Zheleva=Желев/Желева
            """
    )
    static let georgian = NamePool(
        "ka",
        given: "Giorgi=გიორგი|Nino=ნინო|Tamar=თამარ|Levan=ლევან|Ketevan=ქეთევან|Zurab=ზურაბ|Salome=სალომე",
        family: "Beridze=ბერიძე|Kapanadze=კაპანაძე|Lomidze=ლომიძე|Tsiklauri=წიკლაური|Gelashvili=გელაშვილი"
    )
    static let armenian = NamePool(
        "hy",
        given: "Anahit=Անահիտ|Tigran=Տիգրան|Lusine=Լուսինե|Aram=Արամ|Narine=Նարինե|Davit=Դավիթ",
        family: """
            Petrosyan=Պետրոսյան|Hakobyan=Հակոբյան|\
            Sargsyan=Սարգսյան|Grigoryan=Գրիգորյան|Avetisyan=Ավետիսյան
            """
    )
    static let arabic = NamePool(
        "ar",
        given: """
            Mahmoud=محمود|Layla=ليلى|Yusuf=يوسف|Fatima=فاطمة|\
            Omar=عمر|Maryam=مريم|Khalid=خالد|Nour=نور|Hiba=هبة
            """,
        family: """
            Al-Sayed=السيد|Haddad=حداد|Mansour=منصور|\
            Al-Masri=المصري|Khalil=خليل|Naguib=نجيب|Al-Attar=العطار
            """
    )
    static let persian = NamePool(
        "fa",
        given: "Shirin=شیرین|Kaveh=کاوه|Parisa=پریسا|Reza=رضا|Mahsa=مهسا|Farhad=فرهاد",
        family: "Karimi=کریمی|Rostami=رستمی|Hosseini=حسینی|Ghorbani=قربانی|Mir-Hashemi=میر‌هاشمی"
    )
    static let hebrew = NamePool(
        "he",
        given: "Yael=יעל|Noam=נועם|Shira=שירה|Eitan=איתן|Tamar=תמר|Amir=אמיר|Michal=מיכל",
        family: "Haddad=חדד|Ben-David=בן־דוד|Levi=לוי|Peretz=פרץ|Mizrahi=מזרחי|Katz=כץ"
    )
    static let hindi = NamePool(
        "hi",
        given: """
            Priya=प्रिया|Arjun=अर्जुन|Kavita=कविता|Rohan=रोहन|\
            Sunita=सुनीता|Vikram=विक्रम|Anjali=अंजलि|Krishna=कृष्णा
            """,
        family: "Sharma=शर्मा|Gupta=गुप्ता|Mishra=मिश्रा|Chauhan=चौहान|Joshi=जोशी|Srivastava=श्रीवास्तव"
    )
    static let marathi = NamePool(
        "mr",
        given: "Aditi=अदिती|Sanket=संकेत|Mrunal=मृणाल|Omkar=ओंकार|Dnyanada=ज्ञानदा|Yash=यश",
        family: "Kulkarni=कुलकर्णी|Deshpande=देशपांडे|Patil=पाटील|Kshirsagar=क्षीरसागर|Jadhav=जाधव"
    )
    static let bengali = NamePool(
        "bn",
        given: "Anirban=অনির্বাণ|Moushumi=মৌসুমী|Sourav=সৌরভ|Rupa=রূপা|Debjani=দেবযানী|Tanvir=তানভীর",
        family: "Bhattacharya=ভট্টাচার্য|Chatterjee=চট্টোপাধ্যায়|Sarkar=সরকার|Rahman=রহমান|Ghosh=ঘোষ"
    )
    static let tamil = NamePool(
        "ta",
        given: """
            Kavitha=கவிதா|Murugan=முருகன்|Meenakshi=மீனாட்சி|\
            Senthil=செந்தில்|Divya=திவ்யா|Karthik=கார்த்திக்|Selvi=செல்வி
            """,
        family: """
            Subramanian=சுப்பிரமணியன்|Ramasamy=ராமசாமி|\
            Chelladurai=செல்லதுரை|Pandian=பாண்டியன்|Raghavan=ராகவன்
            """
    )
    static let kannada = NamePool(
        "kn",
        given: "Deepa=ದೀಪಾ|Manjunath=ಮಂಜುನಾಥ್|Sowmya=ಸೌಮ್ಯ|Raghavendra=ರಾಘವೇಂದ್ರ|Shruthi=ಶ್ರುತಿ",
        family: "Gowda=ಗೌಡ|Hegde=ಹೆಗ್ಡೆ|Shetty=ಶೆಟ್ಟಿ|Bhat=ಭಟ್|Murthy=ಮೂರ್ತಿ"
    )
    static let thai = NamePool(
        "th",
        given: "Somchai=สมชาย|Malee=มาลี|Nattapong=ณัฐพงศ์|Siriporn=ศิริพร|Anong=อนงค์",
        family: "Saetang=แซ่ตั้ง|Wongsawat=วงศ์สวัสดิ์|Srisuk=ศรีสุข|Chaiyasit=ชัยสิทธิ์"
    )
    static let korean = NamePool(
        "ko", order: .familyFirstJoined,
        given: "Seo-yeon=서연|Min-jun=민준|Ji-woo=지우|Hye-jin=혜진|Do-hyun=도현|Ha-eun=하은|Sung-ho=성호",
        family: "Kim=김|Lee=이|Park=박|Choi=최|Jung=정|Kang=강|Yoon=윤"
    )
    static let chinese = NamePool(
        "zh", order: .familyFirstJoined,
        given: "Xiaoling=晓玲|Wei=伟|Yuxuan=宇轩|Meihua=美华|Jianguo=建国|Siqi=思琪|Haoran=浩然",
        family: "Wang=王|Zhang=张|Chen=陈|Liu=刘|Ouyang=欧阳|Zhao=赵|Lin=林"
    )
    static let japanese = NamePool(
        "ja", order: .familyFirstJoined,
        given: "Hanako=花子|Kenta=健太|Sakura=さくら|Yuto=悠斗|Akari=あかり|Makoto=誠|Riko=リコ|Hiroshi=浩",
        family: "Yamada=山田|Sato=佐藤|Takahashi=高橋|Watanabe=渡邉|Kobayashi=小林|Saito=齋藤|Ito=伊藤"
    )
}
