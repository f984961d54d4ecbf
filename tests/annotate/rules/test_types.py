"""Sentences that tell statements, transfers, weapon tests and ceremonies, with their answer inline; some tell none.

Every mark must be found, and nothing beside them; `docs/packs.md` says how they are written.
"""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.examples import Example, failures, unmarked
from risalah.schema import Document

PUBLISHED = datetime.date(2024, 11, 12)  # a Tuesday


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return Ruleset.load()


def check(rules: Ruleset, marked: str) -> None:
    """Demand exactly the marks."""
    text, marks = unmarked(marked)
    assert list(failures(rules, [Example("here", "types", text, PUBLISHED, marks)])) == []


STATEMENTS = [
    "[Emmanuel Macron|speaker] [mengecam|statement] [penembakan warga sipil|content] di ibu kota itu.",
    "[Iran|speaker] pada [Senin|time=2024-11-11] [mengutuk|statement] [pembunuhan ilmuwannya|content].",
    "Sekretaris Jenderal PBB [Antonio Guterres|speaker] [mengecam|statement] keras [penyanderaan tersebut|content].",
    "[Pyongyang|speaker=Korea Utara] [mengecam|statement] [latihan gabungan itu|content] sebagai gladi perang.",
    "[Uni Eropa|speaker] [mengutuk|statement] [kekerasan terhadap wartawan|content].",
    "[Jepang|speaker] [memperingatkan|statement] [China|addressee] bahwa [kapalnya melanggar batas laut|content].",
    "[Menteri Luar Negeri Australia|speaker] [memperingatkan|statement] bahwa [sanksi baru sedang disiapkan|content].",
    "[Prabowo Subianto|speaker] [berpidato|statement] di Majelis Nasional Korea Selatan, "
    "[Kamis (7/11/2024)|time=2024-11-07].",
    "[Joko Widodo|speaker] menyampaikan [pidato kenegaraan|statement] tentang [pemindahan ibu kota|content].",
    "[Indonesia|speaker] dan [Malaysia|speaker] mengeluarkan [pernyataan bersama|statement] tentang "
    "[perlindungan pekerja migran|content].",
    "[Volodymyr Zelensky|speaker] akan [berpidato|statement/planned] di parlemen Jerman.",
    "[Vietnam|speaker] tidak [mengecam|statement/denied] [serbuan itu|content].",
]
NO_STATEMENTS = [
    "“Kita tunggu saja,” kata Sugiono.",
    "Retno Marsudi mengatakan bahwa harga beras turun.",
    "Menurut Anwar Ibrahim, jalan itu sudah lama rusak.",
    "Warganet mengecam tarif parkir baru.",
    "Banyak pihak mengutuk kejadian itu.",
    "Jepang kerap mengecam uji coba semacam itu.",
    "Sugiono mengecam Budi Santoso.",
    "Kepolisian memperingatkan para pemudik agar beristirahat.",
    "Sugiono belum mengeluarkan pernyataan resmi.",
    "Naskah pidato itu hilang.",
]

TRANSFERS = [
    "[Korea Utara|giver] [mengirim|transfer] [sekitar 15.000|quantity=~15000] [tentara|item] ke [Rusia|recipient].",
    "[Indonesia|giver] [mengirimkan|transfer] [40|quantity=40] ton [bantuan kemanusiaan|item] ke [Vanuatu|recipient] "
    "pada [Sabtu (9/11/2024)|time=2024-11-09].",
    "[Jerman|giver] akan [memasok|transfer/planned] [sistem pertahanan udara|item] kepada [Ukraina|recipient].",
    "[Jepang|giver] [menghibahkan|transfer] [dua|quantity=2] [kapal patroli|item] kepada [Filipina|recipient].",
    "[Iran|giver] membantah [menjual|transfer/denied] [drone|item] kepada [Rusia|recipient].",
    "[Artileri|item] dan [peluru|item] itu [dipasok|transfer] [Pyongyang|giver=Korea Utara] kepada "
    "[Moskow|recipient=Rusia].",
    "[Turki|giver] [mengirim|transfer] [tim medis|item] dan [tenda|item] ke [Suriah|recipient].",
    "[Qatar|giver] [menyalurkan|transfer] [bantuan|item] senilai [3,5 juta|quantity=3500000] dolar AS kepada "
    "[Lebanon|recipient].",
    "[India|giver] [menyumbangkan|transfer] [lebih dari setengah juta|quantity=>500000] dosis [vaksin|item] kepada "
    "[Nepal|recipient].",
    "[Pengiriman|transfer] [senjata|item] [Amerika Serikat|giver] ke [Ukraina|recipient] dipercepat.",
    "[Korea Utara|giver] [mengirim|transfer] [pasukan|item] ke [Rusia|recipient]. [Pengiriman|transfer] itu "
    "berlangsung malam hari.",
    "[Australia|giver] tidak akan [mengirim|transfer/denied] [kapal perang|item] ke [Yaman|recipient].",
]
NO_TRANSFERS = [
    "Sugiono mengirim surat kepada Wang Yi.",
    "Toko itu mengirim beras ke pelanggan.",
    "Mereka mengirim bantuan ke Suriah.",
    "Kami menyalurkan bantuan untuk korban banjir.",
    "Aplikasi itu memudahkan pengiriman uang ke Malaysia.",
    "Budi Santoso menyerahkan diri kepada polisi.",
    "Indonesia mengirim pesan damai ke Rusia.",
    "Indonesia mengirim pasukan.",
    "Klub itu menjual Budi Santoso ke Jepang.",
    "Pengiriman itu tiba terlambat.",
]

WEAPON_TESTS = [
    "[Korea Utara|actor] [meluncurkan|weapon_test] [rudal balistik antarbenua Hwasong-18|weapon] pada "
    "[Kamis (7/11/2024)|time=2024-11-07].",
    "[Pyongyang|actor=Korea Utara] kembali [menembakkan|weapon_test] dua [rudal jelajah|weapon] dari kapal.",
    "[India|actor] [menguji coba|weapon_test] [rudal hipersonik|weapon], [Minggu (10/11/2024)|time=2024-11-10].",
    "[Iran|actor] melakukan [uji coba|weapon_test] [rudal|weapon].",
    "[Rusia|actor] akan [menguji|weapon_test/planned] [senjata laser|weapon].",
    "[Uji coba|weapon_test] [nuklir|weapon] [Korea Utara|actor] mengguncang kawasan itu.",
    "[Peluncuran|weapon_test] [rudal balistik jarak pendek|weapon] oleh [Korea Utara|actor] terpantau radar.",
    "[China|actor] [meluncurkan|weapon_test] sebuah [rudal|weapon]. [Peluncuran|weapon_test] itu tidak diumumkan.",
    "[Korea Selatan|actor] batal melakukan [uji tembak|weapon_test/denied] [rudal barunya|weapon].",
    "[Korut|actor] [menguji|weapon_test] [bom hidrogen|weapon] pada [September 2017|time=2017-09]. "
    "[Uji coba|weapon_test] tersebut terasa sampai ke China.",
    "[Rudal|weapon] itu [diuji|weapon_test] [Pakistan|actor] pada [pekan lalu|time=2024-11-04/2024-11-10].",
    "[Pakistan|actor] tidak [meluncurkan|weapon_test/denied] [rudal|weapon] dalam latihan itu.",
]
NO_WEAPON_TESTS = [
    "Samsung meluncurkan ponsel lipat terbaru.",
    "Timnas menjalani laga uji coba melawan Jepang.",
    "Amerika Serikat meluncurkan rudal ke Suriah.",
    "Rusia menembakkan rudal yang menewaskan tiga warga.",
    "Pejuang itu menembakkan roket.",
    "Peluncuran buku Sugiono dihadiri Anwar Ibrahim.",
    "Indonesia menguji kendaraan listrik.",
    "Dunia menunggu uji coba nuklir berikutnya.",
    "Uji coba itu gagal.",
    "Korea Utara kerap menguji rudal.",
    "Satelit itu memotret situs uji coba nuklir Korea Utara.",
]

CEREMONIES = [
    "[Prabowo Subianto|host] [meresmikan|ceremony] [bendungan Kedung Ombo|occasion], "
    "[Senin (11/11/2024)|time=2024-11-11].",
    "[Joko Widodo|host] [melantik|ceremony] [Budi Santoso|attendee] sebagai gubernur di [Istana Negara|place], "
    "[Jakarta|place].",
    "[Halimah Yacob|attendee] akan [dilantik|ceremony/planned] sebagai presiden pada [Kamis|time=2024-11-14].",
    "[Sugiono|attendee] [dilantik|ceremony] oleh [Prabowo Subianto|host].",
    "[Narendra Modi|attendee] menghadiri [parade|ceremony] [kemenangan|occasion] di [Moskow|place].",
    "[Anwar Ibrahim|host] memimpin [upacara|ceremony] [peringatan hari kemerdekaan|occasion] di [Putrajaya|place].",
    "[Xi Jinping|host] menggelar [parade|ceremony] militer di [Beijing|place].",
    "[Lawrence Wong|attendee] hadir dalam [upacara|ceremony] [pembukaan|occasion].",
    "[Emmanuel Macron|attendee] menghadiri [jamuan kenegaraan|ceremony] di [Istana Negara|place].",
    "[Sugiono|attendee] mengikuti [upacara|ceremony] [pengibaran bendera|occasion]. [Upacara|ceremony] itu dihadiri "
    "[Anwar Ibrahim|attendee].",
    "[Prabowo Subianto|host] batal [meresmikan|ceremony/denied] [jalan tol|occasion] itu.",
    "[Prabowo Subianto|attendee] menjadi tamu utama [parade|ceremony] [Hari Republik India|occasion].",
]
NO_CEREMONIES = [
    "Samsung meresmikan ponsel barunya.",
    "Upacara adat itu ramai.",
    "Keluarga menggelar upacara pernikahan di Bandung.",
    "Pelantikan itu ditunda.",
    "Siswa mengikuti upacara bendera.",
    "Badan Meteorologi mengeluarkan peringatan dini.",
    "Karnaval itu diramaikan parade busana.",
    "Klub itu meresmikan Budi Santoso sebagai pelatih.",
    "Peresmian gerai itu ramai.",
    "Sugiono rutin memimpin upacara.",
]


WORDS = [
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] untuk membahas [gencatan senjata|topic].",
    "[Macron|participant] [menemui|meeting] [Zelensky|participant]. Macron membicarakan [pertukaran tahanan|topic] "
    "dalam [pertemuan|meeting] itu.",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant]. Keduanya antara lain membahas "
    "[perang di Ukraina|topic].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] di sela-sela [sidang majelis umum|occasion].",
    "Di sela [forum ekonomi|occasion], [Macron|participant] [menemui|meeting] [Zelensky|participant].",
    "[Pertemuan|meeting] [Macron|participant] dan [Zelensky|participant] menghasilkan [tiga usulan damai|outcome].",
    "[Macron|participant] [menelepon|call] [Zelensky|participant] mengenai [bantuan pangan|topic].",
    "[Anwar Ibrahim|visitor] [berkunjung|visit] ke [Jakarta|destination] untuk [membuka pameran dagang|purpose].",
    "[Indonesia|party] dan [Jepang|party] [menandatangani|agreement] [nota kesepahaman|document] tentang "
    "[perikanan|topic].",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant]. Majelis membahas anggaran.",
    "[Macron|participant] [bertemu|meeting] [Zelensky|participant] untuk kedua kalinya.",
]


@pytest.mark.parametrize("marked", [*WORDS, *STATEMENTS, *TRANSFERS, *WEAPON_TESTS, *CEREMONIES])
def test_marks(rules: Ruleset, marked: str) -> None:
    check(rules, marked)


@pytest.mark.parametrize("text", [*NO_STATEMENTS, *NO_TRANSFERS, *NO_WEAPON_TESTS, *NO_CEREMONIES])
def test_nothing(rules: Ruleset, text: str) -> None:
    check(rules, text)


FRAGMENTS = [
    *(
        "meluncurkan",
        "uji coba",
        "rudal",
        "mengirim",
        "dikirim",
        "15.000",
        "lebih dari",
        "dua",
        "juta",
        "tentara",
        "ke",
    ),
    *("kepada", "Rusia", "Pyongyang", "Putin", "mengecam", "memperingatkan", "bahwa", "meresmikan", "jalan tol", "itu"),
    *("dilantik", "menghadiri upacara", "menandatangani", "nota kesepahaman", "tentang", "membahas", "di sela-sela"),
    *("untuk", "menurut", "dilansir", "kata", "mengatakan", "menyebut", "Antara", "dan", ",", ".", '"', "(", "-", "di"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_words(rules: Ruleset, words: list[str]) -> None:
    document = Document(id="any", text=" ".join(words))
    assert rules.annotate(document).problems(document) == []
