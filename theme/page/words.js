// What the page says, in the language of the mode.

const WORDS = {
  'zh-Hans': {
    language: '阅读语言', both: '对照', reveal: '显示另一种语言', conceal: '收起', cite: '引用本段', copied: '已复制本段与链接',
    uncopied: '无法写入剪贴板', display: '字号与快捷键', larger: '放大', smaller: '缩小', keys: '单键快捷键',
    uses: (n) => `查看全部 ${n} 处用例`, entry: '查看词条', related: '相关', draft: '草稿', term: '词条',
    help: [['j', 'k', '下一段、上一段'], ['Enter', '显示或收起另一种语言'], ['c', '引用本段'], ['m', '切换语言']],
    chrome: { toc: '目录', theme: '更换主题', search: '搜索', print: '打印本书', repo: '源代码仓库', edit: '修改建议', prev: '上一章', next: '下一章', copy: '复制代码', handouts: '讲义' }, permalink: '本段链接', turn: '翻页', back: '回到正文',
    frame: { keys: '键盘快捷键', '←': '上一章、下一章', S: '搜索', '?': '显示本说明', Esc: '关闭本说明', Auto: '自动', Light: '浅色' },
  },
  'zh-Hant': {
    language: '閱讀語言', both: '對照', reveal: '顯示另一種語言', conceal: '收起', cite: '引用本段', copied: '已複製本段與連結',
    uncopied: '無法寫入剪貼簿', display: '字號與快速鍵', larger: '放大', smaller: '縮小', keys: '單鍵快速鍵',
    uses: (n) => `檢視全部 ${n} 處用例`, entry: '檢視詞條', related: '相關', draft: '草稿', term: '詞條',
    help: [['j', 'k', '下一段、上一段'], ['Enter', '顯示或收起另一種語言'], ['c', '引用本段'], ['m', '切換語言']],
    chrome: { toc: '目錄', theme: '更換主題', search: '搜尋', print: '列印本書', repo: '原始碼儲存庫', edit: '修改建議', prev: '上一章', next: '下一章', copy: '複製程式碼', handouts: '講義' }, permalink: '本段連結', turn: '翻頁', back: '回到正文',
    frame: { keys: '鍵盤快速鍵', '←': '上一章、下一章', S: '搜尋', '?': '顯示本說明', Esc: '關閉本說明', Auto: '自動', Light: '淺色' },
  },
  en: {
    language: 'Reading language', both: 'Both', reveal: 'Show the other language', conceal: 'Hide it', cite: 'Cite this paragraph', copied: 'Paragraph and link copied',
    uncopied: 'The clipboard cannot be written', display: 'Text size and keys', larger: 'Larger', smaller: 'Smaller', keys: 'Single-key shortcuts',
    uses: (n) => `See all ${n} uses`, entry: 'See the entry', related: 'Related', draft: 'draft', term: 'Term',
    help: [['j', 'k', 'next and previous paragraph'], ['Enter', 'show or hide the other language'], ['c', 'cite this paragraph'], ['m', 'change the language']],
    chrome: { toc: 'Table of contents', theme: 'Change theme', search: 'Search', print: 'Print this book', repo: 'Source repository', edit: 'Suggest an edit', prev: 'Previous chapter', next: 'Next chapter', copy: 'Copy the code', handouts: 'Handouts' }, permalink: 'Link to this paragraph', turn: 'Page navigation', back: 'Back to the text',
    frame: {}, // mdBook speaks English.
  },
};

const mode = () => root.dataset.bi;
const ui = () => {
  const tag = mode() === 'target' ? boot.target : boot.source;
  return /^zh\b/.test(tag) ? (/hant/i.test(tag) ? 'zh-Hant' : 'zh-Hans') : 'en';
};
const words = () => WORDS[ui()];

// Things whose words follow the mode.
const speaking = [];
function speak(change) { speaking.push(change); change(words()); }
