"""Places: a tree country, governorate, district, town, with neighbourhoods in the cities."""

import random

# Three letters from the range that ISO 3166-1 leaves to its users; name, Arabic name, south, west.
COUNTRIES = [
    ("XQA", "Qasrin", "قصرين", 32.5, 36.0),
    ("XRB", "Rabiya", "ربيعة", 32.5, 42.0),
    ("XSM", "Shamra", "شمرة", 29.0, 36.0),
    ("XWD", "Wadia", "واديا", 29.0, 42.0),
]
HEIGHT, WIDTH = 3.5, 6.0
GOVERNORATES, DISTRICTS, TOWNS, NEIGHBOURHOODS = 12, 6, 10, 8

FIRST = [
    ("Tell", "تل"), ("Kafr", "كفر"), ("Deir", "دير"), ("Khan", "خان"), ("Ain", "عين"), ("Umm", "أم"), ("Bab", "باب"),
    ("Wadi", "وادي"), ("Jisr", "جسر"), ("Beit", "بيت"), ("Qalaat", "قلعة"), ("Marj", "مرج"), ("Burj", "برج"),
    ("Ras", "رأس"), ("Abu", "أبو"), ("Bir", "بئر"),
]
SECOND = [
    ("Zaytun", "الزيتون"), ("Rumman", "الرمان"), ("Nakhla", "النخلة"), ("Tuffah", "التفاح"), ("Warda", "الوردة"),
    ("Yasmin", "الياسمين"), ("Hajar", "الحجر"), ("Raml", "الرمل"), ("Turab", "التراب"), ("Nahr", "النهر"),
    ("Bahra", "البحرة"), ("Jabal", "الجبل"), ("Sahl", "السهل"), ("Ghaba", "الغابة"), ("Rih", "الريح"),
    ("Matar", "المطر"), ("Thalj", "الثلج"), ("Shams", "الشمس"), ("Qamar", "القمر"), ("Najma", "النجمة"),
    ("Fajr", "الفجر"), ("Layl", "الليل"), ("Nur", "النور"), ("Zill", "الظل"), ("Asad", "الأسد"),
    ("Dhib", "الذئب"), ("Ghazal", "الغزال"), ("Saqr", "الصقر"), ("Nisr", "النسر"), ("Hamama", "الحمامة"),
    ("Naqa", "الناقة"), ("Hisan", "الحصان"), ("Samak", "السمك"), ("Nahla", "النحلة"), ("Asal", "العسل"),
    ("Qamh", "القمح"), ("Shair", "الشعير"), ("Tin", "التين"), ("Inab", "العنب"), ("Lawz", "اللوز"),
    ("Jawz", "الجوز"), ("Fustuq", "الفستق"), ("Simsim", "السمسم"), ("Milh", "الملح"), ("Hadid", "الحديد"),
    ("Nuhas", "النحاس"), ("Dahab", "الذهب"), ("Fidda", "الفضة"), ("Harir", "الحرير"), ("Qutn", "القطن"),
    ("Suf", "الصوف"), ("Shaykh", "الشيخ"), ("Amir", "الأمير"), ("Qadi", "القاضي"), ("Tajir", "التاجر"),
    ("Raii", "الراعي"), ("Sayyad", "الصياد"), ("Banna", "البناء"), ("Najjar", "النجار"), ("Khayyat", "الخياط"),
    ("Farran", "الفران"), ("Tahun", "الطاحون"), ("Masna", "المصنع"), ("Madina", "المدينة"), ("Qarya", "القرية"),
    ("Bustan", "البستان"), ("Hadiqa", "الحديقة"), ("Manara", "المنارة"), ("Qubba", "القبة"), ("Sur", "السور"),
]
SIDES = [
    ("North", "الشمالي"), ("East", "الشرقي"), ("South", "الجنوبي"), ("West", "الغربي"), ("Old", "القديم"),
    ("New", "الجديد"), ("Upper", "الأعلى"), ("Lower", "الأسفل"),
]
# How other newspapers spell the same sounds.
SPELLINGS = [("Deir", "Dayr"), ("Tell", "Tall"), ("ay", "ei"), ("u", "ou"), ("Q", "K"), ("aa", "a"), ("ii", "i")]


def respelled(name):
    for old, new in SPELLINGS:
        if old in name:
            return name.replace(old, new, 1)
    return None


class Gazetteer:
    """`places` are the records; `towns` is where things happen, the larger ones first."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.places, self.by_id = [], {}
        self.towns = {}
        self.governorates = {}
        for country in COUNTRIES:
            self.add_country(*country)

    def add_country(self, code, name, arabic, south, west):
        country = self.add(code.lower(), name, arabic, "country", code, None, south + HEIGHT / 2, west + WIDTH / 2, 7)
        names = [(f"{a} {b}", f"{c} {d}") for a, c in FIRST for b, d in SECOND]
        self.chance.shuffle(names)
        seats = self.chance.sample(SECOND, GOVERNORATES)
        self.governorates[code], self.towns[code] = [], []
        for number, (latin, script) in enumerate(seats):
            lat = south + HEIGHT * (number // 4 + 0.5) / 3
            lon = west + WIDTH * (number % 4 + 0.5) / 4
            governorate = self.add(
                f"{country['id']}{number + 1:02}", f"al-{latin} Governorate", f"محافظة {script}", "governorate", code,
                country["id"], lat, lon, 4)
            self.governorates[code].append(governorate)
            self.add_districts(governorate, code, latin, script, lat, lon, names)
        self.towns[code].sort(key=lambda town: self.chance.random() / (3 if town["place_type"] == "city" else 1))

    def add_districts(self, governorate, code, latin, script, lat, lon, names):
        spread = self.chance.uniform
        for number in range(DISTRICTS):
            name, arabic = names.pop()
            at = lat + spread(-0.5, 0.5), lon + spread(-0.6, 0.6)
            district = self.add(
                f"{governorate['id']}{number + 1:02}", f"{name} District", f"منطقة {arabic}", "district", code,
                governorate["id"], *at, 3)
            for place in range(TOWNS):
                is_city = number == 0 and place == 0
                town_name, town_arabic = (f"al-{latin}", script) if is_city else names.pop()
                kind = "city" if is_city else "town" if place < 4 else "village"
                town = self.add(
                    f"{district['id']}{place + 1:02}", town_name, town_arabic, kind, code, district["id"],
                    at[0] + spread(-0.2, 0.2), at[1] + spread(-0.25, 0.25), 1 if is_city else 2)
                self.towns[code].append(town)
                if is_city:
                    self.add_neighbourhoods(town, code)

    def add_neighbourhoods(self, city, code):
        lat, lon = (city.get("location") or {"lat": 30.0, "lon": 40.0}).values()
        for number, (latin, script) in enumerate(self.chance.sample(SECOND, NEIGHBOURHOODS)):
            side, side_script = SIDES[number]
            place = self.add(
                f"{city['id']}{number + 1:02}", f"{side} {latin}", f"{script} {side_script}", "neighbourhood", code,
                city["id"], lat + self.chance.uniform(-0.02, 0.02), lon + self.chance.uniform(-0.02, 0.02), 1)
            self.towns[code].append(place)

    def add(self, place_id, name, arabic, kind, country, parent, lat, lon, precision):
        place = {
            "id": place_id, "name": name, "names": [{"name": arabic, "lang": "ar", "kind": "official"}],
            "place_type": kind, "country": country,
        }
        other = respelled(name)
        if other and self.chance.random() < 0.5:
            place["names"].append({"name": other, "lang": "en", "kind": "transliteration"})
        if parent:
            place["parent_id"] = parent
        if kind == "country" or self.chance.random() > 0.03:
            place["location"] = {"lat": round(lat, 4), "lon": round(lon, 4)}
            place["geo_precision"] = precision
        place["pcode"] = place_id.upper()
        self.places.append(place)
        self.by_id[place_id] = place
        return place
