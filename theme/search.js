/* mdbook-bilingual 0.1.0 aba3c1436b74 */
(() => {
'use strict';
// Chinese in mdBook's own search. mdBook's index drops Han characters, but its
// document store keeps the text of every section: a query with Han in it is
// answered from there, with the same box, list and shortcuts. English goes to
// the original search. Where an internal of mdBook has changed, the original
// is left alone and the console says so.
const root = document.documentElement;
const boot = window.mdbookBilingual || {};
const tags = [boot.source, boot.target, root.lang].filter(Boolean);
if (!tags.some((tag) => /^zh\b/i.test(tag))) return;
const give = (why) => console.warn(`mdbook-bilingual: Chinese search is off: ${why}`);
const searchbar = document.getElementById('mdbook-searchbar');
const list = document.getElementById('mdbook-searchresults');
const header = document.getElementById('mdbook-searchresults-header');
if (!searchbar) return; // The book has no search.
const Index = window.elasticlunr && window.elasticlunr.Index;
if (!list || !header || !Index || typeof Index.prototype.search !== 'function' || typeof Index.load !== 'function') {
  give('this mdBook has another searcher');
  return;
}

// Common Traditional characters, in the order of their Simplified forms, and
// the steps from each of those code points to the next, counted from U+0100.
const TRADITIONAL = '萬與醜專業叢東絲丟兩嚴喪個箇豐臨為麗舉麼義烏樂喬習鄉書買亂爭於虧雲亙亞產畝親褻億僅僕從侖崙倉儀們價眾優夥會傘偉傳傷倀倫傖偽佇體餘彿傭俠侶僥偵側僑儈儕儂儔儼倆儷儉脩債傾傯償儻儐儲兒剋兌兗黨蘭關興茲養獸內岡冊寫軍農塚鼕馮沖衝決況凍淨悽淒準涼減湊凜幾鳳憑凱兇齣擊鑿芻劃劉則剛創刪別彆颳製剎劊剴劑劍剝劇勸辦務動勵勁勞勢勛勳勻匱區醫韆昇陞華協單賣蔔佔盧滷鹵臥衛卻捲廠廳曆歷厲壓厭廁釐廂廈廚廄廝縣參雙發髮變敘疊隻檯臺颱葉號嘆歎嘰籲喫閤弔後嚮嚇呂嗎噸聽啟吳吶囈嘔員嗆嗚週詠嚨嚀吒諮鹹嚥鬨響啞嗶嘩譁噥喲脣嘮喚嘖嗇囀齧嘯餵噴嘍囁噯噓嚶囑嚕譟囂迴團糰園睏囪圍國圖圓聖壙場壞塊堅壇罈壢壩塢墳墜壟壘墾堊墊塒壎堝塹墮牆壯聲殼壺處備復複夠頭誇夾奪奩奐奮獎奧姦妝婦媽嫵嫗姍薑婁嬈嬌孃娛媧嫻嬰嬋嬸媼嬪嬤孫學孿寧寶實寵審憲宮傢寬賓寢對尋導壽將爾塵嘗嚐堯尷屍儘盡侷層屜屆屬屢屨嶼歲豈嶇崗峴嵐島巖嶺嶽峽崢巒嶄嶸巔鉅鞏幣佈帥師幃帳簾幟帶幀蓆幫幗冪乾幹榦並併倖廣莊慶廬庫應廟龐廢菴開異棄弒張彌瀰絃彎彈強歸噹當錄彥綵徹徵徑徠禦憶懺誌憂唸愾懷態慫憮悵愴憐總戀恆卹懇惡慟愷惻惱悅懸憫驚懼慘懲憊愜慚憚慣癒慍憤願懾懣懶懍戲戰慼戶纔紮撲託釦執擴捫掃揚擾摺撫拋掄搶護報擔枴擬攏揀擁攔擰撥擇掛摯攣撾撻挾撓擋掙擠揮捱輓綑撈損撿換搗據擄摑擲摻攬撳攙擱摟攪蒐攜攝擺襬搖攤撐攆擷擻敵斂數齋斕鬥斬斷無舊時曠崑曇晝顯晉曬曉曄暈暉暫曖麴朮術硃樸機殺雜權桿槓條來楊盃傑鬆闆極構樅樞棗槍楓梟櫃檸梔柵標棧櫛棟欄樹棲慄樣橈楨檔橋樺檜槳樁樑夢檢稜槨櫝橢樓欖櫬櫚檻檳橫檣櫻櫥櫓歡歟歐慾殲歿殤殘殮殯毆毀燬轂畢斃氈氣氫氬氳匯彙漢汙湯洶瀋溝沒瀝淪滄滬霑洩氾汎濘註淚瀘瀉潑澤涇潔灑窪浹淺漿澆濁測濟瀏渾濃潯塗湧濤漣渦渙滌潤澗漲澀澱淵漬瀆漸澠漁滲溫遊灣溼濕潰濺滾滯滿濾濫灤濱灘瀟瀲濰潛瀾瀨瀕滅燈靈災燦煬爐燉點煉鍊熾爍爛燭煙菸煩燒燴燙燼熱煥燜燾燻愛爺牘犛牽犧犢狀獷猶狽獰獨狹獅猙獄獵玀豬貓獻獺璣瑪環現璽琺瓏琿瑣瓊瑤璦璿瓔瓚甕甌電畫暢疇療瘧癘瘍瘡瘋皰癥痙癢癆瘓癡瘺癟癱癮癩癬癲皚皺盞鹽監蓋盜盤睜睞瞼瞞矚矯磯礬礦碼磚硯礪礫礎碩確礙磧鹼禮禎禱禍稟祿禪離禿稈鞦種祕積稱穢稅穌穩穡窮竊竅窯竄窩窺竇豎競篤筍筆筧箋籠築篩箏籌簽籤簡籮簞簫簣簍籃籬籟類秈粵糞糧糝醣係繫緊糾紆紅紂縴纖紇約級紀紉緯紜純紕紗綱納縱綸紛紙紋紡紐線紲紱練組紳細織終縐絆紼絀紹繹經綁絨結繞繪給絢絳絡絕絞統絹繡綏絛繼績緒綾續綺綽繩維綿綬繃綢綜綻綰綠綴緇緙緘緬纜緹緲緝綞緞緩締縷編緣縉縛縝縫縞纏縊縑繽縹縵縲纓縮繆繅繚繕繒韁繳罌網羅罰罷羈羨翹聳恥聶聾職聯聰肅腸膚骯餚腎腫脹脅冑膽勝鬍朧臚膠脈膾臟髒臍腦膿腳脫臉臘醃膩靦騰臏羶緻輿捨艦艙艱艷豔藝節羋蕪蘆葦莧萇蒼苧囌甦蘇薹蘋範莖塋繭荊薦莢薺盪蕩榮葷犖熒蓀蔭藥蒞萊蓮萵獲穫瑩鶯蘿螢營縈蕭薩蔥蔣濛矇簑藍薊驀薔藺藹蘊藪蘚虜慮虛蟲蝨雖蝦蝕蟻螞蠶蠔蜆蠱蠣蠻蟯蛻蝸蠟蠅蟈蟬蠍螻釁銜補錶襯袞襖裊襪襲裝襠褲褸襤見觀規覓視覽覺覬覦覲觴觸譽謄計訂訃認譏訐訌討讓訕訖訓議訊記講諱訝訥許訛論訟諷設訪訣証證詁訶評詛識詐訴診詆詞詔譯試詩詰詼誠誅話誕詬詮詭詢詣諍該詳詫誡誣語誚誤誥誘誨誑說誦請諸諾讀誹課諉諛誰調諂諒諄誶談誼謀諶諜謊諫諧謁謂諭諼讒諳諺諦謎謨讜謝謠謗謙謐謹謫謬譚譙譜譎譴譫讖穀貝貞負貢財責賢敗賬貨質販貪貧貶購貯貫貳賤賁貼貴貸貿費賀貽賊賈賄貲賃賂贓資賅賑賒賦賭贖賞賜賡賠賴贅賻賺賽贗讚贊贈贍贏贛趙趕趨躉躍踐蹺蹕躋踴躊蹤躓躑躡蹣躪軀車軋軌軒軔轉軛輪軟轟軻軸軼輕軾載輊轎較輒輔輛輦輩輝輥輞輟輜輳輻輯輸轡轅轄輾轍轔辭闢辯辮邊遼達遷過邁運還這進遠違連遲邇逕跡蹟適選遜遞邐邏遺遙鄧郵鄒鄴鄰鬱鄭酈醞醬痠釅釀採釋裡鑑鑒鑾鏨針釘釗釙釧釩釣釵鈣鈍鈔鍾鐘鈉鋇鋼鈑鈐鑰欽鈞鎢鉤鈕錢鉗鈷缽鈽鈸鑽鉀鈿鈾鐵鉑鈴鑠鉛鉚鉉鉍鈹鐸銬鐃鐺銅鋁銖銑銓鉻銘錚鉸剷鏟銨銀鑄鋪鏈鏗銷鎖鋰鋤鍋鏽銼鋒鋅銳銻錯錨錕錫錮鑼錘鎚錐錦錠鍵鋸錳錙鍥鏘鍔鍬鍛鍰鍍鎂鏤鎮鎘鑷鐫鎳鎬鎊鎰鏢鏜鏝鏍鏡鏑鏃鐳鐲鐮鑣鑲長門閂閃閉問闖閏闈閑閒閎間閔悶閘鬧閨聞閩閭閥閣閡閱閻闡闌闊闋闔闐闕隊陽陰陣階際陸隴陳陘陝隕險隨隱隸雋難僱雛彫靂霧霽黴靄靜麵靨韃韉韋韌韓韜韻頁頂頃項順須鬚頊頑顧頓頒頌預顱領頗頸頡頰頜頤頻頹頷穎顆題顎顓顏額顛顥顫顰風颯颶颼飄飛饗饜飢饑飩飪飭飯飲餞飾飽飼飴餌饒餉餃餅餓餒餛餡館餿饞餾饉饅馬馭馱馴馳驅駁驢駛駟駙駒駐駝駑駕驛驍罵驕駱駭駢驪騁驗駿騎騙騷騖騫驃騾驟驥髏髖鬢魘魎魚魷魯鱸鮑鱟鮭鮪鮫鮮鰱鯉鯀鯊鯽鯖鯧鯛鯨鰓鱷鰍鰭鰥鰾鱉鰻鱖鱔鱗鳥鳩雞鳶鳴鷗鴉鴆鴣鴨鴦鴛鴕鷥鴿鸞鴻鵑鵠鵝鵡鵲鵪鵬鶉鷂鶴鸚鷓鷺鷹鸛麥麩黃黌黷鼴齊齒齟齡齜齦齬齪齲齷龍龔龜';
const STEPS = 'ććăĂćāāāąĂāĂăĀĆĄĆăāĊāăĄĄČāąĊāĘąāĂćĂčĂĉăĊĆāĈăĀĂėĂċĠāāāĄāāĄāāāăāĨĆĂĈĽăĂāāāāāĂĺĂāāăāŌĄĮēĦĂāƗČĆąĄĖăāąĂĂĈăĄčĂāĆĊăăĀāĂĆąĄĀĂăĆĂĊąĄĉĂćĄāĄĎąĆāāāąċĀăĈăĄăĂďĔĂĶāăćĉāāČČĀĵĮČāĈĄĀćāĆāĆĄĂĂĀăĄĉăċăāĀăĂāĉăĊĄĂāąđăĊąĀćāćĊĆĀĀĆāĂĀĄĄĂąĂĄăĂĂĂđĄăąĜăĂăăāČħĊĂĉĄĐąćĉĄăăĀĆĂĨęĄŃąāāĊĊĵĆĮĈĥČčīĎĹĻĄĀċăāăĉāĈĝĖāĕĈăāĀāāāāāĤĎĔăĂĭāāķĄƄŕĂăăĎăĆĀĒĕĄāāćāĉċďēĎāāġāĭąĨĂāđęāĂŀāāĴĪţĢčĄėĜāĂāĉāċćāğĜĂāăćĎĄąĀĊčĄąĀăĂćāĔăąęĂāĔāāĂāĎĄĆĮĄāŇīŭģāĘĂĂăćāĈĄĊāĆāĎĆİĀĀĄĀĂćąĂĊăāąąāĖŋĂāĎďąĀāĉĊāĘāĀĂđăĒĆăđČĥĉĈĐĎĉĂāāāĂāĖğĐćĒďăĂĂāāĪĆăěĝāāĂāāāāęĘĄěĒƀāĂĻĉĂĝĖāăćċĄĂāāāĄĨĂāĆāĂāĠċďăāĂāāāāęĘāĂāāāāĂāāăĕĉĘāĂāāċŅāăăŃĂāāāăėĞĊĂĀāăŇĤĂħŮďĕěĈĄĒĄĳćďāďēģĂčćāāāāĬĥŋĽĀĂăĆĆĂāăĚāĄăćāĎāĂăĚĄāćāĂįĄĠąĂāāĂĄĂąāĠĪāāĂāāāāĘĥĚıĐĞĎŏĈăāœĄŋąĂŀĈƩĂăċŊąĆĄĈĎēčĀāēĄĈĳĎćĉĕĀĂĘăĕďėĂĄāāăĔĆėĀăĊĂĎăāāāăđĪćĂāāăāăāĂĂāĮĊďĄĂĂāĂāāāėŊăāĂāăăĒďņāĀĄĂŕĄăăāāĂāŞĄĂďŀĵāƛĂĆĉāāĉčģăĀāĄāęĄĀćāĂĂāāĨāĂŷƢĆĖęďąĐĬāĂďĖĎāāĂāĝēĉāăĿĤĊĔāĊĖāġĞĬĺāĐćńĜāņĆĊįģĈāāčāĂĖĂĉĖĂĊĤĒāēĠąĈĦĠĞāāąāāũďāŁėłċĈāĂĕĄĠĄĂĕęğĎĖƋĳĈāĈĄāĶĈăąĂċėāčđĕĐĞĦČĊĄċāĈāİĈĥĈĉāĥĂĕĊĂĜąĀĂĩāāĦĂěăŐĺāĨĆĄēĕĥĀĬɹāāāāĀāāāăāāāĂāāāāĂāāāāāăĂĂāāāāāāāāāāāāāāĂāāĂăāāāāāāāăāĂāāĂāāĂāĂăāāāāāĄāāāāāāĂāāāāāĄāąāāāĂāāĂāĂāĂāāāāāāāāāĂāāāĄĎďĆăĈğĠķŠăćĉāĈĖęĝĄĊĆĊāāāăĂĖąĆăČēĄĂĀāāĂćėćĒĂįāĂēĪĹĒćģāĿăĀćĈĆĔĊġĄāāāāĀĀąĥĊċĆēğĊĊĆāĀĂāĂāăāĄĖĬāĂăĀĂāţćāāāāŉĚĎĀĸČĂćőăĂĸĺĥżĂĉđĆČāĂāāēĈďĞĄĠĄģĂĊĦāāąĮǉďđăĄĂĖāėđĘāĞķęƍāĂāāĂāāĄĂĎĈƣāȗāāāāāāāāāāĂāāāĂāăāāāāĂāāāāāĀāāāāāĂāāāĂĂĂĄĂāāāāĂāāāāāāāāāāĄāāāāāāāāāāĂāĂāĂāāāāĂāāāāāĂāāāāāāĂāĂāāĂāāāăāĂāāĂāāĂĂāĂĂāĂāāāǦāāĂāāāāāāāāāāāāāāāāāĂāĂāāāāāĂāāāāāāāăĂāāĂāāăāĂĂāāāĂāĀĂāāāĒāĕĭċĲĂāăďĂĞĂăĢāĽĠƷāāāĂāāāāāĂĂĂąāāāāĄāāāāāāāāĂāāāāĂāāāāĂāĄāĊĂĎĄāăĆāĈĈāĂāāāāĊĊĆĀĉćāĈĔĕĜĎĮěċāāĆĐĕŷĔćąĂňăĂƨĀĺƐɊāāāĄăāĄĂĄāāĀāāāāāāāāāāąăĂāāăāĂăāāāāāāāāăĂĂāĂĉĂāāąāąĄāāĂĂĀăāĂĂĄāāāāĂāăāĂāĄāĈāąĂāāāĀāāćāāāāāăĂĂĂăĂāāąĂāĂāăāāĄāāāăāāďĂāăăĉũāāăāāāāāĀāāāĂāāāāĂāĂāāăĉĂāăāāāĂĆĔāāāďāāāāČēāĦāĦćāĉĈĆĞċăĈĤĬĉăĬĞķāĂăĉƀāāĂāāĀāāāāĂāĂāāāāāāĂĄāĂāĂāāĂāāāăĂĂĂĨĄāĂăĆĊĥŘĀăĂĂāāāāāāĂāāāăĂăĂăāāĄāĄĂāǚāāāāāĂāĂāāāĂāāāāĂāĂĂāāĂāāăĂĆăāăĂāăāĠĆňĴĂȳăĂćąāăăćāĆĂăāăĂĆĄāċāāĈĂąĂāąāāɁāāāāĂāăāăĂĄĂāćāāĄāāĄāĂăĂčĆĂāĆăăĳĒČąĠŐėįĄāăāāāāāčāą';
const simple = new Map();
[...TRADITIONAL].reduce((code, c, i) => {
  const next = code + STEPS.charCodeAt(i) - 0x100;
  simple.set(c, String.fromCharCode(next));
  return next;
}, 0x4e00);

const HAN = /[\u3400-\u9fff\uf900-\ufaff]/;
const RUNS = /[\u3400-\u9fff\uf900-\ufaff\u3007\u3005]+|[\p{L}\p{N}\p{M}]+(?:\.[\p{L}\p{N}\p{M}]+)*/gu;
const isHan = (text) => HAN.test(text);

/** The text as it is compared: one unit of UTF-16 for one, so that places stay. */
function fold(text) {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    let c = text[i];
    const code = text.charCodeAt(i);
    if (code >= 0xff01 && code <= 0xff5e) c = String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000) c = ' ';
    else if (code >= 0x3400) { out += simple.get(c) || c; continue; }
    const lower = c.toLowerCase();
    out += lower.length === 1 ? lower : c;
  }
  return out;
}
const escapeRegex = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const stem = (word) => { try { return window.elasticlunr.stemmer(word); } catch { return word; } };

/** A query as units between spaces and punctuation; a unit is runs of Han or of letters. */
function plan(query) {
  const units = [];
  for (const piece of fold(query).split(/(?:(?!(?<=[\p{L}\p{N}])\.[\p{L}\p{N}])[\s\p{P}\p{S}])+/u)) {
    const runs = piece.match(RUNS) || [];
    if (runs.length) units.push(unit(runs));
  }
  return units;
}
// mdBook's index has a space where an element began: `称之为 业务流程`.
function unit(runs) {
  const part = (run) => (isHan(run) ? [...run].join('\\s?') : `(?<![a-z0-9\\u00c0-\\u024f])${escapeRegex(runs.length > 1 ? run : stem(run))}`);
  const phrase = new RegExp(runs.map(part).join('\\s*'), 'gu');
  return { runs, phrase, parts: runs.map((run) => new RegExp(part(run), 'gu')) };
}

// What a question adds to its subject.
const ASKING = /(?:是什么|什么|是啥|啥)(?:意思|是|叫)?|为什么|(?:怎么[样办]?|怎样|如何)(?:理解|看待?|做到?)?|为何|是否|哪[些个]|请问|[吗呢]/g;
/** The subjects of a question, and the words on both sides of 的 and 和. */
function subjects(query) {
  const joint = /(?<=[\u3400-\u9fff]{2})[的和与及](?=[\u3400-\u9fff]{2}|[a-z])/g;
  const asked = fold(query).replace(ASKING, ' ').replace(joint, ' ');
  return asked === fold(query) ? [] : plan(asked);
}

// A character too many, too few or another one, as an input method leaves it.
const SLIP = 4;
function slipped(run) {
  const half = run.length >> 1;
  const match = (text, at) => {
    let same = 0;
    while (same < run.length && text[at + same] === run[same]) same++;
    const rest = (from, to) => text.startsWith(run.slice(same + from), at + same + to);
    if (rest(1, 1) && isHan(text[at + same] || '')) return run.length;
    return rest(0, 1) ? run.length + 1 : rest(1, 0) ? run.length - 1 : 0;
  };
  return (text) => {
    for (const [anchor, starts] of [[run.slice(0, half), [0]], [run.slice(half), [-half, -half - 1, 1 - half]]]) {
      for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
        for (const start of starts) {
          const length = at + start >= 0 && match(text, at + start);
          if (length) return { at: at + start, length };
        }
      }
    }
    return null;
  };
}

/** The headings above a section and its own; a chapter begins with its title twice. */
const trail = (doc) => (doc.breadcrumbs || '').replace(/\s+/g, ' ').split(' » ');

// The folded text of every section, made once for an index.
const stores = new WeakMap();
function store(index) {
  let sections = stores.get(index);
  if (!sections) {
    const docs = index.documentStore && index.documentStore.docs;
    if (!docs) throw new Error('the index keeps no documents');
    const urls = (window.search && window.search.doc_urls) || [];
    sections = Object.keys(docs).map((ref) => {
      const doc = docs[ref], url = urls[ref] || '';
      const title = doc.title || '', body = doc.body || '';
      return { ref, doc, title: fold(title), body: fold(body), term: /#term-/.test(url), quotes: /(^|\/)(glossary|misconceptions)\.html/.test(url), chapter: trail(doc).length < 2 || trail(doc).at(-1) === trail(doc).at(-2) };
    });
    stores.set(index, sections);
  }
  return sections;
}

const first = (regex, text) => { regex.lastIndex = 0; const found = regex.exec(text); return found && { at: found.index, length: found[0].length }; };
function count(regex, text, most) {
  let n = 0;
  regex.lastIndex = 0;
  while (n < most && regex.exec(text)) n++;
  return n;
}

/** How well a section answers a unit, and where. Title, heading, glossary entry, body. */
function judge(section, wanted) {
  const inTitle = first(wanted.phrase, section.title);
  const inBody = first(wanted.phrase, section.body);
  if (inTitle || inBody) {
    let score = 0;
    if (inTitle) {
      const named = section.title.slice(inTitle.at, inTitle.at + inTitle.length);
      const whole = section.title.split(/\s+·\s+|\s+/).includes(named);
      score += section.term ? 3000 : section.chapter ? 5000 : 4000;
      if (whole) score += 1500;
      score += 500 * inTitle.length / Math.max(section.title.length, 1);
    }
    // The chapters that the plugin writes quote the others.
    if (inBody) score += (section.quotes ? 500 : 1000) + 20 * count(wanted.phrase, section.body, 10) - Math.min(inBody.at, 2000) / 100;
    // An entry of the glossary is shown from its definition on.
    return { score, hit: inTitle && section.term ? null : inBody };
  }
  // Every run, but not side by side.
  if (wanted.runs.length > 1) {
    const places = wanted.parts.map((part) => first(part, section.body) || first(part, section.title));
    if (places.every(Boolean)) {
      const at = first(wanted.parts.find((_, i) => isHan(wanted.runs[i])) || wanted.parts[0], section.body);
      return { score: 300, hit: at, weak: true };
    }
  }
  return null;
}

/** How much of a query a section holds that no section holds whole: a run with a slip, or pairs of its characters. */
function roughly(section, units) {
  let pairs = 0, found = 0, score = section.quotes ? 0 : 0.5, hit = null, meant = units;
  const count = (n, titled, inBody) => {
    found += n;
    score += titled ? 2 * n : n;
    hit = hit || (titled && section.term ? null : inBody);
  };
  for (const { runs } of units) for (const run of runs) {
    const pieces = isHan(run) && run.length > 2 ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)) : [run];
    pairs += pieces.length;
    if (isHan(run) && run.length >= SLIP) {
      const find = slipped(run), [titled, inBody] = [find(section.title), find(section.body)];
      if (titled || inBody) {
        count(pieces.length, titled, inBody);
        if (titled) meant = plan(section.title.slice(titled.at, titled.at + titled.length));
        continue;
      }
    }
    for (const piece of pieces) {
      const at = section.body.indexOf(piece), titled = section.title.includes(piece);
      if (titled || at >= 0) count(1, titled, at >= 0 ? { at, length: piece.length } : null);
    }
  }
  return pairs > 1 && found / pairs >= 0.5 ? { score, hit, units: meant } : null;
}

/** The sections that answer, the best first. */
function scan(sections, units, judged = whole) {
  const results = [];
  for (const section of units.length ? sections : []) {
    const found = judged(section, units);
    if (found) results.push({ section, units, ...found });
  }
  return results.sort(order);
}
/** Every unit, whole; or all but `spare` of them, for less. */
function whole(section, units, spare = 0) {
  let score = 0, hit = null, weak = false, missing = 0;
  for (const wanted of units) {
    const judged = judge(section, wanted);
    if (!judged) {
      if (++missing > spare) return null;
      continue;
    }
    score += judged.score;
    hit = hit || judged.hit;
    weak = weak || judged.weak;
  }
  return { score: score * (1 - missing / units.length) ** 2, hit, weak };
}
const half = (section, units) => whole(section, units, units.length >> 1);

const ENOUGH = 3;
/** The query as it is typed; where that says little, what it asks about; where there is nothing, something like it. */
function answer(index, query, units) {
  const sections = store(index);
  let results = scan(sections, units);
  const strong = results.filter(({ weak }) => !weak);
  if (strong.length < ENOUGH) {
    const seen = new Set();
    results = [...strong, ...scan(sections, subjects(query), half), ...results].filter(({ section }) => !seen.has(section) && seen.add(section));
  }
  return results.length ? results : scan(sections, units, roughly);
}
const order = (a, b) => b.score - a.score || a.section.ref - b.section.ref;

// The pinyin of a glossary entry stands behind its Chinese name.
const bare = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ü|v/g, 'u').toLowerCase();
const letters = (text) => bare(text).replace(/[^a-z]/g, '');
function pinyinOf(section) {
  if (section.pinyin === undefined) {
    const [, name, syllables] = /([\u3400-\u9fff]+)\s+([\p{Script=Latin}\p{M} '’]+?)\s*(?:·|$)/u.exec(section.doc.title) || [];
    const parts = syllables ? syllables.trim().split(/[\s'’]+/).map(letters) : [];
    section.pinyin = parts.length ? { name, parts, whole: parts.join(''), initials: parts.map((part) => part[0]).join('') } : null;
  }
  return section.pinyin;
}
/** Is it made of some of the syllables, in their order? `shangyou` is in `shang xia you`. */
const among = (parts, wanted) => !wanted || parts.some((part, at) => part && wanted.startsWith(part) && among(parts.slice(at + 1), wanted.slice(part.length)));
function byPinyin(index, query) {
  const wanted = letters(query.replace(/[1-5]/g, ''));
  if (wanted.length < 2 || isHan(query)) return [];
  const results = [];
  for (const section of store(index)) {
    const pinyin = section.term && pinyinOf(section);
    if (!pinyin) continue;
    const score = pinyin.whole === wanted ? 9000 : pinyin.initials === wanted ? 6000
      : wanted.length > 2 && pinyin.whole.startsWith(wanted) ? 4500 : wanted.length > 4 && pinyin.whole.includes(wanted) ? 2500 : wanted.length > 4 && among(pinyin.parts, wanted) ? 2000 : 0;
    if (score) results.push({ section, score, hit: null, units: plan(pinyin.name) });
  }
  return results.sort(order);
}

/** What was found last, for the list that mdBook writes. */
let shown = [];

function present(results) {
  shown = results;
  return results.map(({ section, score }) => ({
    ref: section.ref,
    score,
    // mdBook puts breadcrumbs into the page as they are.
    doc: { ...section.doc, body: '', breadcrumbs: escapeHtml(crumbs(section.doc.breadcrumbs || '')) },
  }));
}
/** Where a section stands, in the language of the mode, each heading once. */
function crumbs(text) {
  // A chapter's heading says its title again, with common spaces.
  const own = (text.match(/[^»]+\u2009·\u2009[^»]+/g) || []).map((title) => title.trim().split('\u2009·\u2009'));
  const side = ['source', 'target'].indexOf(root.dataset.bi);
  const parts = text.replaceAll('\u2009', ' ').split(' » ').map((part) => {
    const titles = own.find((both) => both.join(' · ') === part);
    if (titles) return titles[side] || part;
    const halves = part.split(/\s+·\s+/);
    const two = halves.length === 2 && isHan(halves[0]) !== isHan(halves[1]);
    return (two && halves.find((half) => !hidden(half) && hidden(halves.find((other) => other !== half)))) || halves.join(' · ');
  });
  return parts.filter((part, at) => part !== parts[at - 1]).join(' » ');
}
const escapeHtml = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const original = Index.prototype.search;
Index.prototype.search = function (query, options) {
  try {
    shown = [];
    const typed = String(query), units = plan(typed);
    if (units.length && isHan(fold(typed))) return present(answer(this, typed, units));
    const sections = new Map(store(this).map((section) => [section.ref, section]));
    const spelt = byPinyin(this, typed);
    const seen = new Set(spelt.map(({ section }) => section.ref));
    const english = original.call(this, fold(typed), options).filter(({ ref }) => sections.has(String(ref))).map(({ ref, score }) => {
      const section = sections.get(String(ref));
      const hit = units.map((wanted) => first(wanted.parts[0], section.body)).find(Boolean) || null;
      return { section, score, hit, units };
    });
    // mdBook's index has no `if`, no `let` and no part of an address.
    const rest = english.length ? english : scan([...sections.values()], units);
    return present([...spelt, ...rest.filter(({ section }) => !seen.has(section.ref))]);
  } catch (error) {
    give(error.message);
    shown = [];
    return original.call(this, query, options);
  }
};

// Fold the text while the reader is still typing.
const load = Index.load;
Index.load = function (...args) {
  const index = load.apply(this, args);
  setTimeout(() => { try { store(index); } catch { /* said when it is searched */ } });
  return index;
};

/** The stretch of one language around a place: a paragraph of the other one ends it. */
function stretch(body, at) {
  const words = [...body.matchAll(/\S+/g)];
  const kind = (word) => isHan(word[0]);
  const latin = (from, step) => { // How many words without Han stand there, up to four.
    let n = 0;
    while (n < 4 && words[from + n * step] && !kind(words[from + n * step])) n++;
    return n;
  };
  let here = words.findIndex((word) => word.index + word[0].length > at);
  if (here < 0) here = 0;
  if (!words.length) return [0, 0];
  let from = here, to = here;
  // Four words of it in a row are a sentence of the other language, fewer are names in a Chinese one.
  const chinese = kind(words[here]) || latin(here, -1) + latin(here, 1) - 1 < 4;
  const goes = (at, step) => words[at] && (chinese ? latin(at, step) < 4 : !kind(words[at]));
  while (goes(from - 1, -1)) from--;
  while (goes(to + 1, 1)) to++;
  return [words[from].index, words[to].index + words[to][0].length];
}

/** A teaser around the hit with every hit in it marked, as nodes. */
function teaser({ section, hit, units }) {
  const body = section.doc.body || '', at = hit ? hit.at : 0;
  const [low, high] = stretch(body, at);
  const chinese = isHan(body.slice(low, high)), wide = chinese ? 1 : 2.2;
  let from = Math.max(low, at - Math.round(28 * wide)), to = Math.min(high, at + Math.round(72 * wide));
  // Not in the middle of a word.
  const within = (place) => (chinese ? /[\w'’-]{2}/ : /\S{2}/).test(body.slice(place - 1, place + 1));
  while (from > low && within(from)) from--;
  while (to < high && within(to)) to++;
  const folded = section.body.slice(from, to), text = body.slice(from, to);
  const marks = units.flatMap((wanted) => [wanted.phrase, ...wanted.parts].flatMap((regex) => [...folded.matchAll(regex)].map((m) => [m.index, m.index + m[0].length])))
    .filter(([a, b]) => b > a).sort((x, y) => x[0] - y[0] || y[1] - x[1]);
  if (!marks.length && hit && hit.length) marks.push([at - from, at - from + hit.length]);
  const nodes = [from > low ? '…' : ''];
  let done = 0;
  for (const [a, b] of marks) {
    if (a < done) continue;
    const em = document.createElement('em');
    let end = b;
    if (!isHan(text.slice(a, b))) while (end < text.length && /[\p{L}\p{N}]/u.test(text[end]) && !isHan(text[end])) end++;
    em.textContent = text.slice(a, end);
    nodes.push(text.slice(done, a), em);
    done = end;
  }
  nodes.push(text.slice(done), to < high ? '…' : '');
  return { nodes: nodes.filter((node) => node !== ''), words: [...new Set(nodes.filter((node) => node.textContent).map((em) => em.textContent))] };
}

const WORDS = {
  'zh-Hans': { place: '搜索本书……', none: (q) => `没有找到“${q}”`, some: (n, q) => `“${q}”：${n} 条结果` },
  'zh-Hant': { place: '搜尋本書……', none: (q) => `沒有找到「${q}」`, some: (n, q) => `「${q}」：${n} 筆結果` },
  en: { place: 'Search this book …', none: (q) => `Nothing found for “${q}”`, some: (n, q) => `${n} result${n === 1 ? '' : 's'} for “${q}”` },
};
function words() {
  const tag = (root.dataset.bi === 'target' ? boot.target : boot.source) || root.lang;
  return WORDS[/^zh\b/i.test(tag) ? (/hant|tw|hk|mo/i.test(tag) ? 'zh-Hant' : 'zh-Hans') : 'en'];
}
const speak = () => { searchbar.placeholder = words().place; searchbar.setAttribute('aria-label', words().place); };
speak();
new MutationObserver(speak).observe(root, { attributes: true, attributeFilter: ['data-bi'] });

/** Is this language hidden in the mode of the page? */
function hidden(text) {
  const mode = root.dataset.bi;
  if (mode !== 'source' && mode !== 'target') return false;
  const seen = mode === 'source' ? boot.source : boot.target;
  return /^zh\b/.test(seen) !== isHan(text);
}

new MutationObserver(() => {
  const items = [...list.children];
  if (!shown.length && items.length) return;
  header.textContent = items.length ? words().some(items.length, searchbar.value.trim()) : words().none(searchbar.value.trim());
  items.forEach((item, i) => {
    const found = shown[i], link = item.querySelector('a'), box = item.querySelector('.teaser');
    if (!found || !link || !box) return;
    const { nodes, words: marked } = teaser(found);
    box.replaceChildren(...nodes);
    const url = new URL(link.href);
    const sought = marked.length ? marked : found.units.map(({ runs }) => runs.join(' '));
    url.searchParams.set('highlight', sought.join(' '));
    if (sought.length && sought.every(hidden)) url.searchParams.set('lang', 'both');
    link.href = url.href.replace(/\+/g, '%20');
  });
}).observe(list, { childList: true });

// An input method: Enter takes its candidate and opens no result, and what it
// enters without a key is searched for, too.
window.addEventListener('keydown', (event) => {
  if (event.target === searchbar && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
}, true);
for (const name of ['compositionend', 'input']) {
  searchbar.addEventListener(name, (event) => {
    if (!event.isComposing) searchbar.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  });
}

// The index may have come before this script and answered a `?search=` link
// already: ask again, which mdBook does for another query only.
if (window.search && window.search.index && searchbar.value.trim()) {
  const wanted = searchbar.value;
  for (const value of [`${wanted.trim()}\u200b`, wanted]) {
    searchbar.value = value;
    searchbar.dispatchEvent(new KeyboardEvent('keyup'));
  }
}

// A result was opened: the first hit behind its heading comes into view.
if (/[?&]highlight=/.test(location.search)) {
  const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const mark = [...document.querySelectorAll('main mark')].find((found) => found.getClientRects().length
    && (!goal || goal.contains(found) || goal.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (mark) requestAnimationFrame(() => mark.scrollIntoView({ block: 'center' }));
}

})();
