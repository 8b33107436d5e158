/*
 * Radicals and strokes that look like a character but are none, beside the character that they look like:
 * Unicode Character Database 14.0, EquivalentUnifiedIdeograph.txt, without the Kangxi radicals (U+2F00–2FD5),
 * which NFKC turns into theirs.
 */
const LOOKS =
  '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡';
const MEANT =
  '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎';

const meant = [...MEANT];

/** Look-alike → the character meant. */
export const RADICALS: ReadonlyMap<string, string> = new Map(
  [...LOOKS].map((look, index) => [look, meant[index] ?? look]),
);

/**
 * A Kangxi radical's compatibility form is the character as it was before 1956, and the same word: ⾵ → 風 → 风.
 * Those radicals of which the Radicals Supplement has a simplified form (C-SIMPLIFIED …).
 */
const BEFORE = '見貝車長門韋頁風飛馬魚鳥鹵麥黃黽齊齒龍龜';
const SIMPLIFIED = '见贝车长门韦页风飞马鱼鸟卤麦黄黾齐齿龙龟';

export const SIMPLER: ReadonlyMap<string, string> = new Map(
  [...BEFORE].map((before, index) => [before, SIMPLIFIED[index] ?? before]),
);
