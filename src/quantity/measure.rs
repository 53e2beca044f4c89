//! The units that texts count in, with their words in both languages.
//!
//! One table serves both: a unit that is read in Chinese is read in English too, and the first word of each
//! is the one that messages use.

use crate::base::lang::Both;
use crate::quantity::value::{Kind, Quantity, Value};

/// A unit.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// What a number with it counts.
    pub kind: Kind,
    /// Chinese words.
    pub zh: &'static [&'static str],
    /// English words.
    pub en: &'static [&'static str],
    /// Signs of a currency, before its number or behind it.
    pub signs: &'static [&'static str],
}

type Words = &'static [&'static str];

const fn money(code: &'static str, zh: Words, en: Words, signs: Words) -> Measure {
    Measure { kind: Kind::Money(code), zh, en, signs }
}

const fn unit(kind: Kind, zh: Words, en: Words) -> Measure {
    Measure { kind, zh, en, signs: &[] }
}

const fn of(name: &'static str, zh: Words, en: Words) -> Measure {
    unit(Kind::Measure(name), zh, en)
}

/// A quantity as a message writes it: in plain digits, with its unit, in both languages.
pub fn written(quantity: &Quantity) -> Both<String> {
    let plain = quantity.decimal().map_or_else(|| quantity.plain(), |number| number.grouped());
    match quantity.kind {
        Kind::Date => date(quantity.value).unwrap_or_else(|| Both::said(plain.clone(), plain)),
        Kind::Count | Kind::Time => Both::said(plain.clone(), plain),
        Kind::Year => Both::said(format!("{}年", quantity.plain()), quantity.plain()),
        Kind::Ordinal => Both::said(format!("第{plain}"), format!("No. {plain}")),
        Kind::Percent => Both::said(format!("{plain}%"), format!("{plain}%")),
        kind => {
            let measure = MEASURES.iter().find(|one| one.kind == kind);
            let first = |words: Option<Words>| words.and_then(|words| words.first()).copied();
            let zh = first(measure.map(|one| one.zh)).unwrap_or(kind.name());
            let en = first(measure.map(|one| one.en)).unwrap_or(kind.name());
            let one = en.strip_suffix('s').filter(|_| plain == "1");
            let en = one.filter(|one| measure.is_some_and(|all| all.en.contains(one))).unwrap_or(en);
            Both::said(format!("{plain} {zh}"), format!("{plain} {en}"))
        }
    }
}

/// A date as each language writes it, where its month is known.
fn date(value: Value) -> Option<Both<String>> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Value::Date { year, month: Some(month), day } = value else { return None };
    let name = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let zh =
        [year.map(|year| format!("{year}年")), Some(format!("{month}月")), day.map(|day| format!("{day}日"))];
    let en = match (day, year) {
        (Some(day), Some(year)) => format!("{name} {day}, {year}"),
        (Some(day), None) => format!("{name} {day}"),
        (None, Some(year)) => format!("{name} {year}"),
        (None, None) => (*name).to_owned(),
    };
    Some(Both::said(zh.into_iter().flatten().collect::<String>(), en))
}

/// All units.
pub const MEASURES: &[Measure] = &[
    // Shares and multiples.
    unit(
        Kind::Points,
        &["个百分点", "百分点"],
        &["percentage points", "percentage point", "percent points", "pp"],
    ),
    of("bp", &["个基点", "基点"], &["basis points", "basis point"]),
    of("points", &[], &["points", "point"]),
    unit(Kind::Percent, &["%"], &["percent", "percents", "percentage", "per cent", "pct"]),
    unit(Kind::Times, &["倍"], &["times", "fold"]),
    // Currencies, by their ISO 4217 codes.
    money(
        "CNY",
        &["元", "圆", "块钱", "人民币"],
        &["yuan", "chinese yuan", "rmb", "cny", "renminbi", "kuai"],
        &["¥", "￥"],
    ),
    money(
        "USD",
        &["美元", "美金", "美刀"],
        &[
            "US dollars",
            "US dollar",
            "u.s dollars",
            "u.s dollar",
            "American dollars",
            "dollars",
            "dollar",
            "usd",
        ],
        &["$"],
    ),
    money("EUR", &["欧元"], &["euros", "euro", "eur"], &["€"]),
    money("GBP", &["英镑"], &["pounds sterling", "british pounds", "gbp"], &["£"]),
    money("JPY", &["日元", "日圆"], &["yen", "japanese yen", "jpy"], &[]),
    money("HKD", &["港元", "港币"], &["Hong Kong dollars", "Hong Kong dollar", "hk dollars", "hkd"], &[]),
    money("MOP", &["澳门元"], &["patacas", "pataca", "macao patacas"], &[]),
    money("TWD", &["新台币", "台币"], &["New Taiwan dollars", "Taiwan dollars", "twd"], &[]),
    money("AUD", &["澳元", "澳大利亚元"], &["Australian dollars", "Australian dollar", "aud"], &[]),
    money("CAD", &["加元", "加拿大元"], &["Canadian dollars", "Canadian dollar", "cad"], &[]),
    money("NZD", &["新西兰元", "纽元"], &["New Zealand dollars", "New Zealand dollar", "nzd"], &[]),
    money("SGD", &["新加坡元", "新元"], &["Singapore dollars", "Singapore dollar", "sgd"], &[]),
    money("CHF", &["瑞士法郎", "瑞郎"], &["Swiss francs", "Swiss franc", "chf"], &[]),
    money("KRW", &["韩元", "韩圆"], &["South Korean won", "Korean won", "won", "krw"], &["₩"]),
    money("RUB", &["卢布"], &["rubles", "ruble", "roubles", "rouble", "russian rubles"], &["₽"]),
    money("INR", &["卢比"], &["rupees", "rupee", "indian rupees"], &["₹"]),
    money("LKR", &["斯里兰卡卢比"], &["Sri Lankan rupees"], &["ரூ"]),
    money("THB", &["泰铢"], &["baht", "thai baht"], &["฿"]),
    money("VND", &["越南盾"], &["dong", "vietnamese dong"], &["₫"]),
    money("IDR", &["印尼盾", "印尼卢比"], &["rupiah", "indonesian rupiah"], &[]),
    money("MYR", &["林吉特", "马币"], &["ringgit", "malaysian ringgit"], &[]),
    money("PHP", &["菲律宾比索"], &["Philippine pesos", "Philippine peso"], &["₱"]),
    money("LAK", &["基普"], &["kip", "lao kip"], &["₭"]),
    money("KZT", &["坚戈"], &["tenge"], &["₸"]),
    money("TRY", &["里拉", "土耳其里拉"], &["lira", "turkish lira", "liras"], &["₺"]),
    money("ZAR", &["兰特"], &["rand", "south african rand"], &[]),
    money("NGN", &["奈拉"], &["naira"], &["₦"]),
    money("BRL", &["雷亚尔"], &["reais", "brazilian reais", "brazilian real"], &[]),
    money("CRC", &["哥斯达黎加科朗"], &["colones"], &["₡"]),
    money("GEL", &["拉里"], &["lari"], &["₾"]),
    money("ILS", &["谢克尔"], &["shekels", "shekel"], &["₪"]),
    money("AED", &["迪拉姆"], &["dirhams", "dirham"], &[]),
    money("SAR", &["沙特里亚尔"], &["Saudi riyals", "Saudi riyal"], &[]),
    money("PLN", &["兹罗提"], &["zlotys", "zloty"], &[]),
    money("UAH", &["格里夫纳"], &["hryvnias", "hryvnia"], &["₴"]),
    of("franc", &["法郎"], &["francs", "franc"]),
    of("peso", &["比索"], &["pesos", "peso"]),
    of("krona", &["克朗"], &["kronor", "krona", "kroner", "krone"]),
    of("riyal", &["里亚尔"], &["riyals", "riyal", "rials", "rial"]),
    of("bitcoin", &["比特币"], &["bitcoins", "bitcoin", "btc"]),
    of("cent", &["美分"], &["cents", "cent"]),
    of("penny", &["便士"], &["pence", "penny"]),
    // Areas.
    of("mu", &["亩"], &["mu"]),
    of("ha", &["公顷"], &["hectares", "hectare"]),
    of("acre", &["英亩"], &["acres", "acre"]),
    of(
        "km2",
        &["平方公里", "平方千米"],
        &["square kilometers", "square kilometres", "square kilometer", "square kilometre", "sq km", "km²"],
    ),
    of("mi2", &["平方英里"], &["square miles", "square mile", "sq miles"]),
    of(
        "m2",
        &["平方米", "平米"],
        &["square meters", "square metres", "square meter", "square metre", "sq m", "m²"],
    ),
    of("ft2", &["平方英尺"], &["square feet", "square foot", "sq ft"]),
    // Volumes.
    of("km3", &["立方公里"], &["cubic kilometers", "cubic kilometres"]),
    of(
        "ug/m3",
        &["微克/立方米"],
        &["micrograms per cubic meter", "micrograms per cubic metre", "µg/m³", "μg/m³"],
    ),
    of("m3", &["立方米"], &["cubic meters", "cubic metres", "cubic meter", "cubic metre", "m³"]),
    of("ft3", &["立方英尺"], &["cubic feet", "cubic foot"]),
    of("l", &["升"], &["liters", "litres", "liter", "litre"]),
    of("ml", &["毫升"], &["milliliters", "millilitres", "ml"]),
    of("gal", &["加仑"], &["gallons", "gallon"]),
    of("barrel", &["桶"], &["barrels", "barrel"]),
    of("TEU", &["标箱", "标准箱"], &["TEU", "TEUs"]),
    // Lengths and speeds.
    of(
        "km/h",
        &["公里/小时"],
        &[
            "kilometers per hour",
            "kilometres per hour",
            "kilometers an hour",
            "kilometres an hour",
            "km/h",
            "kph",
        ],
    ),
    of("km", &["公里", "千米"], &["kilometers", "kilometres", "kilometer", "kilometre", "km", "kms"]),
    of("m", &["米"], &["meters", "metres", "meter", "metre"]),
    of("cm", &["厘米"], &["centimeters", "centimetres", "centimeter", "centimetre", "cm"]),
    of("mm", &["毫米"], &["millimeters", "millimetres", "millimeter", "millimetre", "mm"]),
    of("um", &["微米"], &["micrometers", "micrometres", "microns", "micron"]),
    of("nm", &["纳米"], &["nanometers", "nanometres", "nanometer", "nanometre", "nm"]),
    of("nmi", &["海里"], &["nautical miles", "nautical mile"]),
    of("mi", &["英里"], &["miles", "mile"]),
    of("ft", &["英尺"], &["feet", "foot"]),
    of("in", &["英寸"], &["inches", "inch"]),
    of("ly", &["光年"], &["light years", "light-years", "light year", "light-year"]),
    // Weights.
    of("kt", &[], &["kilotons", "kiloton", "kilotonnes", "kilotonne"]),
    of("Mt", &[], &["megatons", "megaton", "megatonnes", "megatonne"]),
    of("t", &["吨"], &["tonnes", "tonne", "metric tons", "metric ton", "tons", "ton"]),
    of("kg", &["公斤", "千克"], &["kilograms", "kilogram", "kg", "kilos", "kilo"]),
    of("jin", &["斤", "市斤"], &["jin", "catties", "catty"]),
    of("g", &["克"], &["grams", "gram"]),
    of("mg", &["毫克"], &["milligrams", "milligram", "mg"]),
    of("ug", &["微克"], &["micrograms", "microgram"]),
    of("lb", &["磅"], &["lbs", "lb"]),
    of("oz", &["盎司"], &["ounces", "ounce"]),
    of("carat", &["克拉"], &["carats", "carat"]),
    // Energy, power, temperature.
    of("kWh", &["千瓦时"], &["kilowatt-hours", "kilowatt-hour", "kilowatt hours", "kwh"]),
    of("MWh", &["兆瓦时"], &["megawatt-hours", "megawatt hours", "mwh"]),
    of("GWh", &["吉瓦时"], &["gigawatt-hours", "gigawatt hours", "gwh"]),
    of("TWh", &["太瓦时"], &["terawatt-hours", "terawatt hours", "twh"]),
    of("GW", &["吉瓦"], &["gigawatts", "gigawatt", "gw"]),
    of("MW", &["兆瓦"], &["megawatts", "megawatt", "mw"]),
    of("kW", &["千瓦"], &["kilowatts", "kilowatt", "kw"]),
    of("kV", &["千伏"], &["kilovolts", "kilovolt", "kv"]),
    of("°C", &["摄氏度", "℃", "°C"], &["degrees Celsius", "degree Celsius", "°C", "℃", "degrees centigrade"]),
    of("°F", &["华氏度", "℉", "°F"], &["degrees Fahrenheit", "degree Fahrenheit", "°F", "℉"]),
    // Times.
    of("years", &["年", "周年", "周岁", "岁"], &["years", "year"]),
    of("months", &["个月"], &["months", "month"]),
    of("weeks", &["周", "个星期", "星期"], &["weeks", "week"]),
    of("days", &["天"], &["days", "day"]),
    of("h", &["小时", "个小时", "个多小时"], &["hours", "hour"]),
    of("min", &["分钟"], &["minutes", "minute"]),
    of("s", &["秒"], &["seconds"]),
];
