//! Invented people: common given and family names of many languages and scripts, combined by dice.
//!
//! Each name is written `shown/plain`: as it stands in the data, and in the plain letters of a username.
//! A name in plain letters stands once. An underscore stands for a space.

use super::dice::Roll;

/// One name.
#[derive(Debug)]
pub(super) struct Name {
    /// As written by its bearer.
    pub(super) shown: String,
    /// In the letters a to z.
    pub(super) plain: String,
}

/// Names that go together.
#[derive(Debug)]
pub(super) struct Language {
    /// How many of 1000 families.
    weight: usize,
    /// Where a child with such a name is born, if not in the district's own country.
    pub(super) country: &'static str,
    /// True where middle names and double family names are usual.
    pub(super) latin: bool,
    girls: Vec<Name>,
    boys: Vec<Name>,
    families: Vec<Name>,
}

struct Pool(usize, &'static str, bool, &'static str, &'static str, &'static str);

const POOLS: &[Pool] = &[
    Pool(
        330,
        "CA",
        true,
        "Emma Olivia Ava Grace Hannah Lily Chloe Ella Abigail Ruth Violet Naomi Hazel Claire Ivy Nora Alice Stella Lucy Audrey Piper Sadie Molly June",
        "Liam Noah Ethan Mason Lucas Owen Caleb Henry Samuel David Jack Wyatt Isaac Nathan Eli Adam Miles Jonah Simon Felix Oscar Theo Max Dylan",
        "Adler Baker Bennett Brooks Carter Coleman Cooper Ellis Fisher Foster Graham Hayes Hughes Jenkins Kelly Lawson Marshall Mitchell Morgan \
         Murphy Nelson Palmer Parker Perry Porter Price Reed Reynolds Russell Sanders Shaw Simmons Spencer Stone Sullivan Turner Walsh Warren \
         Watson Wright McDonald/mcdonald O'Brien/obrien",
    ),
    Pool(
        190,
        "MX",
        true,
        "Sofía/sofia Valentina Camila Ximena Lucía/lucia María_José/mariajose Daniela Mariana Paula Renata Inés/ines Begoña/begona Rocío/rocio",
        "Mateo Santiago Diego Tomás/tomas José/jose Andrés/andres Joaquín/joaquin Emiliano Julián/julian Iván/ivan Ángel/angel Íñigo/inigo",
        "Hernández/hernandez García/garcia Martínez/martinez López/lopez González/gonzalez Rodríguez/rodriguez Pérez/perez Sánchez/sanchez \
         Ramírez/ramirez Flores Ortega Núñez/nunez Muñoz/munoz Castillo Vargas Peña/pena Ibáñez/ibanez Domínguez/dominguez de_la_Cruz/delacruz",
    ),
    Pool(
        70,
        "DE",
        true,
        "Zoë/zoe Jürgen-Anna/jurgenanna Käthe/kathe Lena Frieda Mia Ingrid Astrid Åsa/asa Þóra/thora Freja Liv Elisabeth",
        "Jörg/jorg Günther/gunther Lukas Emil Björn/bjorn Lars Søren/soren Håkon/hakon Magnus Oskar Nils Anton",
        "Müller/muller Schäfer/schafer Weiß/weiss Schröder/schroder Köhler/kohler Sørensen/sorensen Lindqvist Bjørnstad/bjornstad \
         Ægisdóttir/aegisdottir Östberg/ostberg Häkkinen/hakkinen van_den_Berg/vandenberg Müller-Lüdenscheidt/mullerludenscheidt Nygård/nygard",
    ),
    Pool(
        50,
        "FR",
        true,
        "Chloé/chloe Élise/elise Zélie/zelie Noémie/noemie Léa/lea Anaïs/anais Inès/ines Amélie/amelie Siobhán/siobhan Aoife Gráinne/grainne",
        "Léo/leo Théo/theo François/francois Gaël/gael Loïc/loic Rémi/remi Benoît/benoit Cillian Séamus/seamus Pádraig/padraig",
        "Dubois Lefèvre/lefevre Gérard/gerard Benoît/benoit Fournier Bélanger/belanger Côté/cote D'Amboise/damboise Ní_Bhriain/nibhriain \
         Ó_Súilleabháin/osuilleabhain Mac_Giolla/macgiolla Gagné/gagne Thériault/theriault",
    ),
    Pool(
        50,
        "PL",
        true,
        "Zofia Żaneta/zaneta Małgorzata/malgorzata Žofie/zofie Tereza Ágnes/agnes Réka/reka Işıl/isil Elif Zeynep Ştefania/stefania",
        "Łukasz/lukasz Paweł/pawel Wojciech Jiří/jiri Ondřej/ondrej Győző/gyozo Ahmet İbrahim/ibrahim Çağlar/caglar Ștefan/stefan",
        "Wiśniewski/wisniewski Nowak Dąbrowski/dabrowski Zieliński/zielinski Šťastný/stastny Dvořák/dvorak Černý/cerny Őry/ory \
         Szabó/szabo Yılmaz/yilmaz Öztürk/ozturk Şahin/sahin Ionescu Țurcanu/turcanu Đorđević/dordevic",
    ),
    Pool(
        60,
        "VN",
        true,
        "Ánh/anh Quỳnh_Như/quynhnhu Thảo/thao Hương/huong Ngọc/ngoc Linh Thủy/thuy Mai",
        "Đức/duc Tuấn/tuan Hùng/hung Phúc/phuc Quốc/quoc Dũng/dung Bảo/bao Khôi/khoi",
        "Nguyễn/nguyen Trần/tran Lê/le Phạm/pham Huỳnh/huynh Đặng/dang Vũ/vu Bùi/bui Đỗ/do Hồ/ho Ngô/ngo Lý/ly",
    ),
    Pool(
        60,
        "GH",
        true,
        "Thandiwe Ama Chidinma Ngozi Yetunde Zanele Makena Wanjiru Adaeze Abena",
        "Kofi Kwame Chinedu Oluwaseun Sipho Tendai Baraka Kamau Emeka Yaw",
        "Mensah Okafor Nkosi Adeyemi Mwangi Otieno Boateng Dlamini Eze Achebe Owusu Kamara",
    ),
    Pool(
        25,
        "IN",
        true,
        "Priya Ananya Kavya Meera Ishita Riya Divya Lakshmi",
        "Arjun Rohan Vikram Aditya Karthik Rahul Sanjay Nikhil",
        "Raman Iyer Patel Kapoor Banerjee Reddy Nair Mehta Chaudhary Subramanian",
    ),
    Pool(
        20,
        "UA",
        false,
        "Оксана/oksana Дарина/daryna Софія/sofiia Анастасія/anastasiia Ярослава/yaroslava Катерина/kateryna Олена/olena",
        "Дмитро/dmytro Олександр/oleksandr Андрій/andrii Тарас/taras Богдан/bohdan Ђорђе/djordje Максим/maksym",
        "Коваленко/kovalenko Шевченко/shevchenko Бондар/bondar Кравчук/kravchuk Мельник/melnyk Љубић/ljubic Ткаченко/tkachenko \
         Соловйов/soloviov Лисенко/lysenko",
    ),
    Pool(
        15,
        "GR",
        false,
        "Θεοδώρα/theodora Ελένη/eleni Σοφία/sofia Αικατερίνη/aikaterini Δήμητρα/dimitra Ιωάννα/ioanna",
        "Γιώργος/giorgos Νίκος/nikos Δημήτρης/dimitris Οδυσσέας/odysseas Κωνσταντίνος/konstantinos Αλέξανδρος/alexandros",
        "Παππά/pappa Παπαδόπουλος/papadopoulos Αντωνίου/antoniou Γεωργίου/georgiou Νικολάου/nikolaou Οικονόμου/oikonomou",
    ),
    Pool(
        30,
        "EG",
        false,
        "أمينة/amina ليلى/layla فاطمة/fatima مريم/maryam نور/nour سلمى/salma زينب/zaynab هدى/huda",
        "كريم/karim يوسف/yusuf عمر/omar أحمد/ahmad محمد/muhammad خالد/khalid حسن/hasan طارق/tariq",
        "حداد/haddad عبد_الرحمن/abdalrahman الخطيب/alkhatib منصور/mansour النجار/alnajjar سليمان/sulayman المصري/almasri رحيمي/rahimi",
    ),
    Pool(
        15,
        "IL",
        false,
        "נועה/noa תמר/tamar שירה/shira יעל/yael מאיה/maya רבקה/rivka",
        "דוד/david איתן/eitan יונתן/yonatan אורי/uri נועם/noam משה/moshe",
        "לוי/levi כהן/cohen בן־דוד/bendavid מזרחי/mizrahi פרידמן/friedman אברהמי/avrahami",
    ),
    Pool(
        20,
        "IN",
        false,
        "अदिति/aditi अनन्या/ananya प्रिया/priya दीपिका/deepika सृष्टि/srishti लक्ष्मी/lakshmi",
        "क्षितिज/kshitij अर्जुन/arjun रोहन/rohan विक्रम/vikram आदित्य/aditya संजय/sanjay",
        "शर्मा/sharma त्रिपाठी/tripathi वर्मा/varma गुप्ता/gupta मिश्र/mishra सिंह/singh जोशी/joshi",
    ),
    Pool(
        10,
        "TH",
        false,
        "สมหญิง/somying กัญญา/kanya มาลี/mali ปิ่นแก้ว/pinkaew สุดา/suda",
        "สมชาย/somchai อนันต์/anan ธนา/thana วิชัย/wichai ณัฐ/nat",
        "ใจดี/chaidee แสงทอง/saengthong ศรีสุข/srisuk บุญมา/bunma วงศ์ไทย/wongthai",
    ),
    Pool(
        20,
        "CN",
        false,
        "晓燕/xiaoyan 淑芬/shufen 雨桐/yutong 思雨/siyu 丽华/lihua 曉燕/xiaoyan",
        "小明/xiaoming 伟/wei 浩然/haoran 子轩/zixuan 志強/zhiqiang 俊杰/junjie",
        "王/wang 陈/chen 李/li 张/zhang 刘/liu 陳/chen 黃/huang 林/lin 赵/zhao 周/zhou",
    ),
    Pool(
        15,
        "JP",
        false,
        "さくら/sakura 陽菜/hina 結衣/yui 美咲/misaki 葵/aoi 花子/hanako",
        "蓮/ren 大翔/hiroto 翔太/shota 健/ken ヴィクトル/victor 悠真/yuma",
        "田中/tanaka 佐藤/sato 鈴木/suzuki 高橋/takahashi 山﨑/yamazaki 𠮷田/yoshida 渡辺/watanabe 伊藤/ito",
    ),
    Pool(
        20,
        "KR",
        false,
        "서연/seoyeon 지우/jiwoo 하윤/hayun 민서/minseo 은지/eunji 수빈/subin",
        "민준/minjun 도윤/doyun 지훈/jihun 현우/hyunwoo 준서/junseo 성민/seongmin",
        "김/kim 이/lee 박/park 최/choi 정/jung 강/kang 조/cho 윤/yoon",
    ),
];

/// All pools, ready to draw from.
#[derive(Debug)]
pub(super) struct Names {
    languages: Vec<Language>,
}

impl Names {
    pub(super) fn new() -> Self {
        let languages = POOLS
            .iter()
            .map(|&Pool(weight, country, latin, girls, boys, families)| Language {
                weight,
                country,
                latin,
                girls: parse(girls),
                boys: parse(boys),
                families: parse(families),
            })
            .collect();
        Self { languages }
    }

    /// The language of a family.
    pub(super) fn language(&self, roll: &mut Roll) -> &Language {
        let mut rest = roll.below(self.languages.iter().map(|language| language.weight).sum());
        for language in &self.languages {
            match rest.checked_sub(language.weight) {
                Some(left) => rest = left,
                None => return language,
            }
        }
        &self.languages[0]
    }
}

impl Language {
    /// A given name; siblings with consecutive `turn`s have different ones.
    pub(super) fn given(&self, female: bool, roll: &mut Roll, turn: usize) -> &Name {
        let pool = if female { &self.girls } else { &self.boys };
        &pool[(roll.below(pool.len()) + turn) % pool.len()]
    }

    /// A family name, and sometimes a second one that is joined to it by a hyphen.
    pub(super) fn family(&self, roll: &mut Roll) -> (&Name, Option<&Name>) {
        let first = roll.below(self.families.len());
        let second = roll.below(self.families.len());
        let double = self.latin && roll.percent(14) && first != second && !self.families[first].shown.contains(' ');
        (&self.families[first], double.then(|| &self.families[second]))
    }
}

fn parse(pool: &str) -> Vec<Name> {
    pool.split_whitespace()
        .map(|word| {
            let (shown, plain) = word.split_once('/').unwrap_or((word, ""));
            let plain = if plain.is_empty() { shown.to_ascii_lowercase() } else { plain.to_owned() };
            Name { shown: shown.replace('_', " "), plain }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_forms_hold_only_lower_case_letters() {
        for language in Names::new().languages {
            for name in language.girls.iter().chain(&language.boys).chain(&language.families) {
                assert!(!name.plain.is_empty() && name.plain.bytes().all(|b| b.is_ascii_lowercase()), "{name:?}");
            }
        }
    }
}
