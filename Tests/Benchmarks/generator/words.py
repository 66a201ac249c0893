"""Words in the order of their frequency: real ones first, then a long tail made of syllables."""

import itertools
import random

ENGLISH = """
the of to and in a that for on was with by is said at as from it were has have be they had not are been after their who
this its an more people which one killed two government area fighting civilians army city others between against when
town armed forces over since also three country reported injured attack would will group new day all there but families
first near week local into during hospital monitor shelling houses wounded several night residents village street five
no dead year still where under house rescue eastern children war air aid least could some before officials western days
hundreds road northern told four around weeks southern military fighters soldiers left out region women month told many
statement police school another only morning district water according state other including ceasefire medical position
hours dozens while until months damage ten building long food spokesman times number bodies security market later areas
through used front
any witness control second rebels advance journalist however found dawn made council even began evening
offensive central
camp six artillery checkpoint border united most bomb power down talks roads both displaced twenty took
strike following agreement neighbourhood burned part end mayor came half commander every truce came arrived seven bread
teacher electricity fuel winter volunteers destroyed missing called doctor without return toll hit bridge home crossing
past observers being lost few crossed warned held believed remained nearby tents figure nine cars opened stopped
unconfirmed convoy trucks set taken used far fled refused relief known thousand groups shops field wall moved rocket
together farmers eight crowd named against retreat hands line shelter warehouse denied airport weapons claims sources
account surrounded clashes trapped buried elderly explosion verified confirmed counted documented estimate exchange
mortar sniper helicopter drone tank rifles mine trench hill valley river olive harvest orchard wheat well pipeline
station factory mosque church cemetery ambulance stretcher bandage surgeon nurse blood bakery queue flour salt sugar
blanket cold snow rain mud dust smoke fire ash rubble concrete iron glass window door roof cellar stairs courtyard gate
bus taxi motorcycle tractor engine radio telephone signal message video photograph map list register name archive record
""".split()
ARABIC = """
في من على إلى أن التي عن قال مع الذي هذا بعد بين كان هذه ما كما قد لا كل قتل قوات المدينة عدد وقد منطقة المدنيين أو قصف
مدني شخص خلال الجيش كانت مصدر ثلاثة اليوم أمس حتى حيث لم عند القتلى الجرحى بلدة القرية الحكومة مقتل إصابة اشتباكات هجوم
سيطرة المستشفى الأطفال النساء العشرات المئات الطريق الشمالي الشرقي الغربي الجنوبي صباح مساء ليلة أسبوع شهر سنة عام
المسلحين الفصائل التحالف الطيران غارة مدفعية صاروخ قذيفة قناص حاجز معبر حدود مخيم نازح نزوح إغاثة ماء خبز كهرباء وقود
شتاء متطوع إنقاذ أنقاض منزل بيت حي شارع سوق مدرسة مسجد جسر نهر جبل سهل وادي حقل زيتون قمح طبيب ممرض إسعاف دم
هدنة اتفاق مفاوضات وفد بيان متحدث رسمي شاهد عيان صحفي مراسل وكالة مرصد شبكة توثيق حصيلة أولية مرشحة للارتفاع مؤكدة
غير جديدة قديمة كبيرة صغيرة داخل خارج قرب حول ضد دون منذ أكثر أقل نحو حوالي أول ثان ثالث جميع بعض أحد عدة
""".split()

SYLLABLES = """
ba ca da fa ga la ma na pa ra sa ta va be de fe ge le me ne pe re se te bi di fi li
mi ni ri si ti bo co do fo lo mo no po ro so to
""".split()
ENDINGS = ["", "n", "r", "s", "ed", "ing", "tion", "ment", "er", "al", "ly", "ness"]
LETTERS = "بتجحدرزسشصضطعفقكلمنهوي"
PATTERNS = [
    "{}{}{}", "{}ا{}{}", "م{}{}و{}", "{}{}ي{}", "ت{}{}ي{}", "ال{}{}ا{}", "ا{}ت{}ا{}",
    "{}{}{}ة", "ال{}ا{}{}", "ي{}{}{}ون",
]


class Vocabulary:
    """Words with their Zipf-Mandelbrot weights added up, as `random.choices` takes them."""

    def __init__(self, words):
        self.words = list(dict.fromkeys(words))
        self.weights = list(itertools.accumulate((rank + 2.7) ** -1.15 for rank in range(len(self.words))))

    def text(self, chance, count):
        """Sentences of 8 to 22 words."""
        words = chance.choices(self.words, cum_weights=self.weights, k=count)
        sentences, start = [], 0
        while start < count:
            end = start + 8 + int(chance.random() * 15)
            sentence = " ".join(words[start:end])
            sentences.append(sentence[0].upper() + sentence[1:] + ".")
            start = end
        return " ".join(sentences)


def english(seed, size=40_000):
    chance = random.Random(seed + 2)

    def stem():
        return "".join(chance.choices(SYLLABLES, k=2 + int(chance.random() * 3)))

    tail = (stem() + chance.choice(ENDINGS) for _ in range(size))
    return Vocabulary(itertools.chain(ENGLISH, tail))


def arabic(seed, size=15_000):
    chance = random.Random(seed + 3)
    tail = (chance.choice(PATTERNS).format(*chance.choices(LETTERS, k=3)) for _ in range(size))
    return Vocabulary(itertools.chain(ARABIC, tail))
