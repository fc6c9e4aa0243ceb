"""Names for a made-up catalogue: artists, their records and songs in several languages, and the odd ones out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """An artist, the language of their songs, and the names of their records, longest record first."""

    name: str
    language: str
    records: tuple[str, ...]


VOICES = (
    Voice("Paper Lanterns", "en", ("Small Hours", "The Long Way Home", "Lighthouse")),
    Voice("Marlow & the Tides", "en", ("Saltwater Letters", "Harbour Songs")),
    Voice("Juniper Vale", "en", ("Field Notes", "Quiet Weather")),
    Voice("The Night Gardeners", "en", ("Moonflower", "Greenhouse Sessions")),
    Voice("Otis Merriweather", "en", ("Blue Kitchen", "Slow Train, Early Light")),
    Voice("Copper Kettle Club", "en", ("Teatime Stomp", "Second Helping")),
    Voice("Neon Almanac", "en", ("Year of the Satellite", "Dial Tone")),
    Voice("Wren & Willow", "en", ("Hedgerow", "Feathers")),
    Voice("月見ラジオ", "ja", ("夜更けの周波数", "星の送信所", "波間")),
    Voice("青い傘", "ja", ("雨の日の地図", "六月")),
    Voice("Haruka Minase", "ja", ("窓辺のピアノ", "Postcards from Onomichi")),
    Voice("Тихий Берег", "ru", ("Северные письма", "Белые ночи")),
    Voice("Марта Лисицына", "ru", ("Чай с облаками",)),
    Voice("Les Nuits Claires", "fr", ("Rue des Étoiles", "À demi-mot")),
    Voice("Éloïse Garçon-Brûlé", "fr", ("Où va le vent", "Crème brûlée")),
    Voice("Luz de Enero", "es", ("Mañana será", "Corazón de papel")),
    Voice("Los Faroles del Sur", "es", ("Canción del puerto",)),
    Voice("Rio Manso", "pt", ("São João à noite", "Maré mansa")),
    Voice("Ljósfari", "is", ("Þögnin og hafið", "Norðurljósabær")),
    Voice("Kleine Sonne", "de", ("Über den Dächern", "Frühstück für zwei")),
    Voice("서울 산책", "ko", ("한강의 저녁", "고양이 골목")),
    Voice("Żółty Tramwaj", "pl", ("Łódź nocą",)),
    Voice("Φάρος", "el", ("Το καλοκαίρι μας",)),
    Voice("🌊 tidepool 🐚", "en", ("🌙 sleepy songs for slow rivers", "shells ✨")),
)

SONGS = {
    "en": """First Light|Paper Boats|Honey on the Windowsill|Someone Else's Umbrella|The Last Tram|Cinnamon|
        Letters to the Moon|Half Past Rain|Swimming at Midnight|Apricot Sky|Tin Roof|Quiet Enough to Hear|
        Wildflower Motel|Borrowed Coat|Satellites Over Suburbia|Postcard from Nowhere|
        Slow Dancing in the Kitchen|Green Door|Little Engines|The Cartographer's Daughter|
        Everything in Its Season|Low Tide|Marigold|Two Cups of Coffee|Unsent|The Bookbinder|
        Paper Planes and Promises|October, Again|Fireflies in a Jar|Night Bus Lullaby|Gravel Road|
        Magnetic North|Cardigan Weather|Silver Spoon Serenade|The Orchard Gate|Hummingbird Heart|
        Lost & Found|Analog Summer|Soft Landing|Window Seat|Kingfisher|Copper Wire|Before the Thaw|
        Sunday Static|Rooftop Choir|Violet Hour|Lantern Parade|Porchlight|Echo Street|Dandelion Clock|
        Never Mind the Weather|Snowglobe City|Tangerine|A Map of Your Hands|Drift|Bluebird Avenue|Carousel|
        Riverbed Hymn|Sleepwalker's Waltz|Good Morning, Stranger|Ivy|Tomorrow's Newspaper|Pocketful of Rain|
        Evergreen""",
    "ja": """夜明けのラジオ|傘を忘れて|海辺の喫茶店|三日月|遠い汽笛|猫と洗濯日和|雪の降る駅|金魚|線香花火|
        ひこうき雲|君の住む街|水たまりの空|春を待つ|最終列車|ソーダ水|手紙|風鈴|星屑のワルツ|坂道|
        おやすみ、東京|夕凪|紙ふうせん|朝焼け|さよならの練習|灯台""",
    "ru": """Первый снег|Письмо из Ленинграда|Поезд на рассвете|Река помнит|Тёплые окна|Маяк|Яблоневый сад|
        Последний трамвай|Под крышами|Сирень|Июльский дождь|Колыбельная для кота|Дорога домой|Зимний вальс|
        Радио молчит|Стая|Чай остыл|Ключи от города|Берег|Ещё один день""",
    "fr": """Café de l'aube|Les parapluies bleus|Un été à Sète|Ma valise|Le dernier métro|Pluie d'avril|
        La lune est à nous|Petit matin|Où es-tu ?|Château de sable|Comme une plume|L'heure bleue|Façade|
        Garçon !|Noël en juillet|Déjà-vu|Rêverie n° 5|Cœur léger|Sous les tilleuls|À bientôt""",
    "es": """Canción de cuna|El farol|Niña del viento|Mañana|Lluvia en la azotea|Corazón de papel|
        La última estación|Año nuevo|Café con luna|Caminos|Pequeño mar|¿Dónde estás?|Luciérnagas|
        Bajo el limonero|Señales|Domingo|Verano azul|Adiós, invierno|Raíces|Vuelve""",
    "pt": """Manhã de domingo|Coração de pescador|Saudade em lá menor|Pão de queijo|A canção do rio|Estação|
        Maré|Quintal|Avó|Sabiá na janela|Chuva de verão|Até amanhã|Violão emprestado|Lampião|Cais""",
    "is": """Fyrsta ljósið|Hafið kallar|Þoka|Á leiðinni heim|Stjörnuhrap|Fjörður|Sólstöður|Hægt og hljótt|
        Mosi|Ævintýri|Vögguvísa|Snjókorn""",
    "de": """Straßenbahn nach Hause|Über Nacht|Kaffee um fünf|Frühling im Hinterhof|Schöne Grüße|Löwenzahn|
        Regenschirm|Fensterplatz|Mondschein auf dem Küchentisch|Später vielleicht|Süßkirschen|
        Für immer Dienstag|Größer als der Himmel|Heimweg|Ampelmann""",
    "ko": """첫눈|골목길 고양이|막차|봄비|너의 우산|별이 지는 밤|커피 한 잔|느린 산책|노을|편지|달빛 자전거|
        안녕, 겨울|여름의 끝|창가|파도""",
    "pl": """Żółta łódka|Ostatni tramwaj|Śnieg w kwietniu|Księżyc nad blokiem|Dzień dobry, mgło|Jabłka|
        Źródło|Gdzieś dalej|Ćma|Niedziela|Cisza""",
    "el": """Φεγγάρι στο λιμάνι|Καλημέρα|Το παλιό καράβι|Αύγουστος|Η βροχή|Γραμμή 4|Μικρή θάλασσα|
        Νυχτολούλουδο|Χωρίς λόγια|Δρόμος|Άνοιξη""",
}

ODD_ARTIST = "[bold]Bracket[/] Orchestra"
ODD_ALBUM = "Odds & Ends [/"
ODD_SONGS = (
    "[bold]x[/]",
    "[/",
    "Ring \x1b]0;owned\x07 the Bell \x1b[31m",
    "Two\nLines",
    "A Very Long Title, " + "and On It Goes, " * 30 + "Until at Last It Ends",
    "",
    "שיר של בוקר / أغنية الصباح",
    "Zero\u200bWidth\u200d\ufeff Joiner",
    "👩‍👩‍👧‍👦 Family 🏳️‍🌈 Flags 🇮🇸",
    "\u202eesreveR",
    "Ẑ̸͓a̷͔͒l̴̙̈g̶̠̊o̵̰͋ Lite",
    "Tab\tStop",
)

SHOWS = (
    ("The Slow Commute", "en", "Two friends take the stopping train and talk about everything outside its windows."),
    ("深夜の図書室", "ja", "眠れない夜に、一冊ずつ。"),
    ("Forgotten Inventions", "en", "Machines that nearly changed the world, and the people who swept up afterwards."),
    ("Küchenradio am Sonntag", "de", "Rezepte, Geschichten und ein pfeifender Wasserkessel."),
)
TOPICS = """A Bench in the Rain|The Lamplighter's Ledger|Salt|Why Bridges Sing|The Museum of Lost Gloves|
        Owls, Mostly|Paper|The Last Typewriter|A Short History of Toast|Weather Permitting|
        Clocks That Run Backwards|Fog|The Great Teapot Fire|Letters Home|The Man Who Counted Trees|
        Night Trains|Marbles|Under the Ice|The Button Factory|A Visit to the Lighthouse"""
AUDIOBOOKS = (
    ("The Cartographer's Winter", "Ada Holloway", "Tom Larkin", 14),
    ("Les Jardins de la mer", "Sidonie Vaillant", "Bérénice Moreau", 9),
)
OWN_PLAYLISTS = (
    "Late Train Home",
    "Sunday Kitchen ☕",
    "夜のドライブ",
    "Focus, mostly instrumental",
    "Зима",
    "Fête d'été",
    "[red]Alert[/] mix",
    "",
)
FOREIGN_PLAYLISTS = ("Rainy Window", "Fresh Finds from the Harbour", "Deep Breath", "Canciones para volver")
MIXES = ("Daily Mix 1", "Discover Weekly")


def words(text: str) -> tuple[str, ...]:
    """The parts of a list written with bars."""
    return tuple(part.strip() for part in text.split("|"))
