"""What the letters of the region's scripts sound like in a name's skeleton; values alone.

A skeleton is written with a e i o u, the usual consonants, and three signs of its own: j for ж and дж,
c for ц and ч, x for ш and щ. Sounds that spelling systems mix up share a sign: h stands for г, ғ, х, ҳ and
for Latin x, which makes кс and х one. Where a spelling is truly ambiguous a letter has several readings,
likeliest first.
"""

Readings = tuple[str, ...]


def _readings(told: str) -> dict[str, Readings]:
    """Read `letters=reading/reading` words; a hyphen is no sound."""
    table: dict[str, Readings] = {}
    for word in told.split():
        letters, _, sounds = word.partition("=")
        readings = tuple("" if sound == "-" else sound for sound in sounds.split("/"))
        table.update(dict.fromkeys(letters.split(","), readings))
    return table


CYRILLIC = _readings(
    "а=a б=b в=v г,ґ,ғ,х,ҳ,һ,ҕ,ӷ=h д=d е,ё,э,є=e ж,җ,ҷ,ӂ,џ,ҹ,ђ=j з,ҙ=z и,й,і,ї,ы,ӣ,ј=i к,қ,ҡ,ҝ=k л=l "
    "м=m н=n о=o п=p р=r с,ҫ=s т=t у,ү,ұ=u ф=f ц,ч,ћ=c ш,щ=x ъ,ь=- ю=iu я=ia ә=a/e ө,ӧ=o/u ў,ӯ=u/o "
    "ң,ҥ,ҭ=n/nh љ=li њ=ni ѓ=hi/j ќ=ki/c ѕ=dz"
)
GEORGIAN = _readings(
    "ა=a ბ=b გ=h დ=d ე=e ვ=v ზ=z თ,ტ=t ი=i კ,ქ,ყ=k ლ=l მ=m ნ=n ო=o პ,ფ=p ჟ,ჯ=j რ=r ს=s უ=u ღ,ხ,ჰ=h შ=x "
    "ჩ,ც,წ,ჭ=c ძ=dz"
)
ARMENIAN = _readings(
    "ա=a բ=b գ,ղ,խ,հ=h դ=d ե,է=e զ=z ը,ի,յ=i թ,տ=t ժ,ջ=j լ=l ծ,ց,ճ,չ=c կ,ք=k ձ=dz մ=m ն=n շ=x ո,օ=o "
    "պ,փ=p ռ,ր=r ս=s վ,ւ=v ֆ=f և=ev ու=u ո=o"
)
# Short vowels are not written, so only the consonants of these skeletons can be compared with other scripts.
ARABIC = _readings(
    "ا,آ,أ,إ,ٱ,ى=a ء,ع,ئ,ؤ,ۀ=- ھ=h/- ب=b پ=p ت,ط,ټ,ٹ,ة=t ث,س,ص=s ج,ژ=j چ,څ=c ح,خ,ه,ہ,غ,گ,ګ=h د,ډ,ڈ=d "
    "ذ,ز,ض,ظ,ځ=z ر,ړ,ڑ=r ش=x ښ=x/h ږ=j/h ف=f ق,ك,ک=k ل=l م=m ن,ڼ,ں=n و=u/v ی,ي,ې,ۍ,ے,ێ=i"
)
# Serbian and Macedonian words, known by these, are often typed in Latin letters without their marks.
SOUTH_SLAVIC = frozenset("ђјљњћџѓќѕ")
WITHOUT_MARKS = _readings("ш=x/s ж=j/z џ=j/dz")
# Latin letters with marks whose sound is not that of the bare letter.
LATIN = _readings(
    "ə,ä,æ=a/e ö,ø=o/u ü=u ı,ĭ=i ğ,ġ,ǧ,ḥ=h ń,ň,ñ,ŋ=n/nh č,ć=c ţ,ț=c/t ç=c/j š=x/s ş,ș=x/s ŝ,ś=x ž=j/z "
    "ż=j ǰ=i/j đ=j/d ß=s ł=l ë,è,é=e â=a/ia û=u/iu ǵ=h/j ḱ=k/c œ=e ý=i w=v g,h,x=h q=k/h y=i a=a b=b "
    "d=d e=e f=f i=i k=k l=l m=m n=n o=o p=p r=r s=s t=t u=u v=v z=z"
)
LETTERS = CYRILLIC | GEORGIAN | ARMENIAN | ARABIC | LATIN

# Several letters that are one sound; the longest that fits is taken; ' is any apostrophe.
GROUPS = _readings(
    "shch,šč,chtch=x shh=x sch=x sh=x s'h=sh zgh=zh tzh=tj zh=j dzh=j dž=j/dz dj=j/di tch,tsh,tš=c "
    "ch,cz,c'=c tz=c/tz kh,gh=h xh=j/h ph=f th=t/th o',oʻ=o/u g'=h ou=u/ou oo=o/u ee=e/i ch=c/x eh=eh/e "
    "gue=hue/he gui=hui/hi guy=hui/hi yy=i ck=k sz=x/sz ae=ae/a kj=ki/c ու=u ьо=io gj=hi/j off=ov/of "
    "eff=ev/ef کھ,گھ=h l̂=li n̂=ni d̂=j ẑ=dz ow=ov/u"
)

# Letters that sound otherwise at the beginning of a word.
INITIALS = _readings("ո=vo ع=a/- و=v/u")

# Letters of one script that look like another's: typed by mistake inside a word, they are read as meant.
CYRILLIC_LIKE_LATIN = dict(zip("асеорхуіјѕһԁԛԝ", "aceopxyijshdqw", strict=True))
LATIN_LIKE_CYRILLIC = {latin: cyrillic for cyrillic, latin in CYRILLIC_LIKE_LATIN.items()} | {
    "k": "к", "m": "м", "t": "т", "b": "в", "ə": "ә", "ö": "ө", "n": "п", "ë": "ё",
}  # fmt: skip
APOSTROPHES = dict.fromkeys(map(ord, '`´ʻʼʹʺ‘’‛′″ʾʿˈ＇"“”“„'), "'")
