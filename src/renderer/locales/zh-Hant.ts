import type { ScreenTexts } from './zh-CN.ts'

/** 繁體中文, in the words its readers use (聯絡, 資料, 查閱); the window keeps the name on the hall's sign. */
export const zhHant: ScreenTexts = {
  product: '身份核驗',
  testBanner: '測試環境 · 結果無效',
  step: (at, of) => `第 ${at} 步，共 ${of} 步`,
  promise: '本機只會收到「*通過*」或「*不通過*」，\n看不到、也不會儲存您的姓名和證件號碼。',
  cardPromise: '證件資料讀出後立即加密，只有平台能解開。\n本機只會收到「*通過*」或「*不通過*」。',
  notYourFault: '並非您的問題',

  dock: {
    label: '操作',
    back: '返回',
    leave: '離開',
    done: '完成',
    languages: '語言',
    goToWindow: (window) => `前往 ${window} 號窗口`,
  },

  attract: {
    title: '您要辦甚麼？',
    start: '更多事項',
    straightToWindow: (window) => `也可以直接前往 ${window} 號窗口`,
  },

  service: {
    title: '請選擇要辦理的事項',
    help: '選好後，先閱讀說明，再核驗身份',
  },

  notice: {
    title: '同意核驗嗎？',
    summary: {
      purpose: (service) => `只用於${service}`,
      choice: '窗口同樣可以辦',
    },
    full: '完整告知',
    more: '向下閱讀完整告知',
    end: '已到最後',
    agree: '同意核驗',
    decline: '不同意，去窗口',
    version: (version) => `告知版本 ${version}`,
    points: {
      handler: {
        title: '由誰處理，如何聯絡',
        text: (handler, contact) => `處理者：${handler}。聯絡方式：${contact}。`,
      },
      purpose: {
        title: '為何核驗',
        text: (service) => `為辦理「${service}」核驗您的身份，不作其他用途。`,
      },
      way: {
        title: '如何核驗',
        text: '使用國家網絡身份認證：您出示身份碼，或用手機掃描本機的碼、在手機上確認後點按兩位數字，亦可輸入手機上的 8 位動態碼，本機讀取後立即加密，送交國家網絡身份認證公共服務平台核驗。如需密碼或人臉，均在您自己的手機上完成，不經本機。使用身份證件：讀取之前，會另行告知，徵得您單獨同意。無論哪種方式，平台對本機都只答覆「通過」或「不通過」。核驗通過的人如有網證，平台還會將一個只供處理者使用的代號告知處理者，依法需要時還有年齡段（未成年、成年或老年）；代號內沒有姓名和證件號碼。',
      },
      kinds: {
        title: '會用到哪些資料',
        text: '使用國家網絡身份認證，只用到您手機上的一樣東西：身份碼（網證的一次性憑證）、手機確認後顯示的兩位數字，或 8 位動態碼。本機不讀取姓名、證件號碼和相片。使用身份證件，須讀取證件內的資料，具體是哪些，在您單獨同意之前告知。您如有網證，通過後，處理者會收到代號，依法需要時還有年齡段。本機不記錄您的位置。',
      },
      retention: {
        title: '保存多久',
        text: '核驗完成後，身份碼和證件資料立即從本機清除。本機只留下核驗的時間、語言、為誰辦理、方式和憑證種類、結果、讀取或核驗未成的原因、在哪一步求助、告知版本和編號，當中沒有您的身份資料。平台按國家規定的期限保存核驗紀錄。',
      },
      rights: {
        title: '您有哪些權利',
        text: (contact) =>
          `您可以查閱、複製、更正、刪除自己的資料，也可以撤回同意、要求解釋。在國家網絡身份認證 App 內可查閱核驗紀錄、註銷網號和網證；亦可聯絡我們：${contact}。核驗開始前，隨時可按「返回」或「離開」。`,
      },
      necessity: {
        title: '為何必要，有何影響',
        text: '身份碼和證件資料關乎您的身份，屬敏感個人資料，因此要您單獨同意。辦理這個事項必須核驗身份，除您所選方式要用的資料外，不再要求其他資料。核驗結果只影響今次辦理。',
      },
      voluntary: {
        title: '自願使用，另有其他辦法',
        text: (window) =>
          `是否使用國家網絡身份認證，由您自願選擇。如不使用，可改用本機提供的其他方式，也可到 ${window} 號窗口憑有效證件辦理，服務和結果完全相同。`,
      },
      minors: {
        title: '未成年人',
        text: (window) =>
          `未滿 14 歲，須由父母或其他監護人同意，先核驗監護人，再核驗孩子；未滿 8 歲，不使用國家網絡身份認證，可以用證件，也可以到 ${window} 號窗口辦理。已滿 14 歲、未滿 18 歲，請在監護人監護下使用。`,
      },
    },
  },

  subject: {
    title: '為誰辦理？',
    names: {
      self: '我本人',
      supervised: '14 至 17 歲的未成年人',
      child: '未滿 14 歲的孩子',
    },
    notes: {
      self: '已成年',
      supervised: '本人核驗，監護人在旁陪同',
      child: '由監護人辦理：先核驗監護人，再核驗孩子',
    },
    underEight: (window) =>
      `孩子未滿 8 歲，不使用國家網絡身份認證，\n可以用證件，也可以前往 ${window} 號窗口。`,
  },

  guardianConsent: {
    title: '同意為孩子核驗嗎？',
    help: '孩子未滿 14 歲，須由監護人同意',
    summary: {
      both: {
        title: '先核驗您，再核驗孩子',
        text: '您是孩子的父母或其他監護人，\n兩個人都通過，才算通過。',
      },
      underEight: {
        title: '未滿 8 歲，請用證件',
        text: (window) => `不使用國家網絡身份認證，\n也可以前往 ${window} 號窗口。`,
      },
    },
    promise: '本機只會收到「*通過*」或「*不通過*」，\n看不到、也不會儲存你們的姓名和證件號碼。',
    agree: '我是監護人，同意',
    points: {
      purpose: {
        title: '為何核驗',
        text: (service) => `為辦理「${service}」核驗孩子的身份，同時核驗陪同的監護人，不作其他用途。`,
      },
      kinds: {
        title: '會用到哪些資料',
        text: '您和孩子各自出示的一樣東西：身份碼、手機確認後顯示的兩位數字、8 位動態碼，或證件內的資料。使用證件的，具體是哪些資料，在讀取之前另行告知。孩子如有網證，通過後，處理者會收到孩子的代號，依法需要時還有年齡段。本機不記錄你們的位置，也不知道孩子的年齡。',
      },
      necessity: {
        title: '為何必要，有何影響',
        text: '未滿 14 歲的未成年人的資料屬敏感個人資料，按規定須由父母或其他監護人同意。核驗孩子的身份必須用到它，除此以外，不再要求其他資料。核驗結果只影響今次辦理。',
      },
    },
  },

  method: {
    title: '請選擇核驗方式',
    help: '結果一樣',
    names: {
      'network-identity': '國家網絡身份認證',
      'identity-card': '居民身份證',
      'travel-document': '護照、通行證',
      window: '人工窗口',
    },
    networkIdentityLanguage: 'zh-Hant',
    networkIdentityNote: '手機 App',
    networkIdentityChildNote: '孩子已滿 8 歲、有自己的網證，才能使用',
    identityCardNote: '居住證、永久居留身份證也可以',
    travelDocumentNote: '附晶片的中外護照、往來港澳通行證等',
    windowNote: (window) => `前往 ${window} 號窗口，由職員為您核驗`,
  },

  documentNotice: {
    title: '可以讀取您的證件嗎？',
    help: '讀取證件，須您單獨同意',
    summary: {
      kinds: {
        title: '讀取晶片內的文字資料',
        text: '姓名、證件號碼、出生日期、住址等。\n不用相片，不用指紋。',
      },
      proof: {
        title: '只核驗證件，不核對持證人',
        text: '「通過」說明證件真實、有效，\n不說明持證的人就是證件上的人。',
      },
    },
    agree: '同意，讀取證件',
    points: {
      purpose: {
        title: '為何讀取',
        text: (service) => `為辦理「${service}」，核驗您的證件是否真實、有效，不作其他用途。`,
      },
      way: {
        title: '如何讀取，如何核驗',
        text: '您將證件放在讀卡區，本機的讀卡程式讀出晶片內的文字資料，在該程式內部立即加密，再送交國家網絡身份認證公共服務平台核驗。只有平台能解開。本機的其他部分看不到，也不會儲存。平台對本機只答覆「通過」或「不通過」。您如有網證，通過後，平台還會將一個只供處理者使用的代號告知處理者，依法需要時還有年齡段；代號內沒有姓名和證件號碼。',
      },
      kinds: {
        title: '會用到哪些資料',
        text: '晶片內的文字資料：姓名、性別、民族或國籍、出生日期、住址、證件號碼、簽發機關、有效期限等，以您的證件上所有的為準。相片會隨文字一併從晶片讀出，本機不查看、不使用、不傳送，立即清除。不讀取指紋。',
      },
      proof: {
        title: '能證明甚麼，不能證明甚麼',
        text: '此方式只核驗證件，不核對持證人。「通過」說明證件真實、有效，不說明持證的人就是證件上的人。',
      },
      retention: {
        title: '保存多久',
        text: '證件資料加密後，立即從讀卡程式清除，本機不會儲存。本機只留下核驗的時間、語言、為誰辦理、方式和憑證種類、結果、讀取或核驗未成的原因、在哪一步求助、告知版本和編號，當中沒有您的身份資料。平台按國家規定的期限保存核驗紀錄。',
      },
      rights: {
        title: '如何撤回同意，您有哪些權利',
        text: (contact) =>
          `放置證件前，按「返回」或「離開」，即撤回同意，不會讀取。核驗之後，如要撤回同意，或查閱、複製、更正、刪除自己的資料、要求解釋，可聯絡我們：${contact}。撤回不影響已經完成的辦理。`,
      },
      necessity: {
        title: '為何必要，有何影響',
        text: '證件內的資料屬敏感個人資料。核驗證件是否真實、有效，必須用到它，因此要您單獨同意；除此以外，不再要求其他資料。核驗結果只影響今次辦理。',
      },
      voluntary: {
        title: '自願使用，另有其他辦法',
        text: (window) =>
          `不同意，也能辦理：可返回改用另一種方式，也可到 ${window} 號窗口，服務和結果完全相同。`,
      },
    },
  },

  travelDocumentNotice: {
    title: '可以讀取您的證件嗎？',
    help: '讀取護照、通行證，須您單獨同意',
    summary: {
      kinds: {
        title: '讀取相片頁底部文字和晶片',
        text: '姓名、證件號碼、國籍、出生日期等。\n不讀指紋，不用相片核對人臉。',
      },
      proof: {
        title: '只核驗證件，不核對持證人',
        text: '「通過」說明證件真實、有效，\n不說明持證的人就是證件上的人。',
      },
    },
    agree: '同意，讀取證件',
    points: {
      purpose: {
        title: '為何讀取',
        text: (service) => `為辦理「${service}」，核驗您的證件是否真實、有效，不作其他用途。`,
      },
      way: {
        title: '如何讀取，如何核驗',
        text: '相片頁底部印有兩三行文字，晶片要用其中的證件號碼、出生日期和有效期才能開啟。您先掃描這幾行文字，也可自行輸入；再將證件放在讀取區，本機的讀取程式讀出晶片內附有簽章的資料，核對簽章，在該程式內部立即加密，送交國家網絡身份認證公共服務平台核驗。只有平台能解開。本機的其他部分看不到，也不會儲存。平台對本機只答覆「通過」或「不通過」。您如有網證，通過後，平台還會將一個只供處理者使用的代號告知處理者，依法需要時還有年齡段；代號內沒有姓名和證件號碼。',
      },
      kinds: {
        title: '會用到哪些資料',
        text: '相片頁底部的文字，以及晶片內相同的內容：姓名、性別、國籍、出生日期、證件號碼、簽發國家或地區、有效期限等，以您的證件上所有的為準；還有簽發機關的數碼簽章。不讀取指紋。相片只在本機設定須核對完整性時才讀出，只計算一個校驗值，不查看、不傳送，計算後立即清除。',
      },
      proof: {
        title: '能證明甚麼，不能證明甚麼',
        text: '此方式只核驗證件，不核對持證人。「通過」說明證件真實、有效，不說明持證的人就是證件上的人。',
      },
      retention: {
        title: '保存多久',
        text: '證件資料加密後，立即從讀取程式清除，掃描或輸入的內容亦然，本機不會儲存。本機只留下核驗的時間、語言、為誰辦理、方式和憑證種類、結果、讀取或核驗未成的原因、在哪一步求助、告知版本和編號，當中沒有您的身份資料。平台按國家規定的期限保存核驗紀錄。',
      },
      rights: {
        title: '如何撤回同意，您有哪些權利',
        text: (contact) =>
          `掃描和放置證件前，按「返回」或「離開」，即撤回同意，不會讀取。核驗之後，如要撤回同意，或查閱、複製、更正、刪除自己的資料、要求解釋，可聯絡我們：${contact}。撤回不影響已經完成的辦理。`,
      },
      necessity: {
        title: '為何必要，有何影響',
        text: '證件內的資料屬敏感個人資料。核驗證件是否真實、有效，必須用到它，因此要您單獨同意；除此以外，不再要求其他資料。核驗結果只影響今次辦理。',
      },
      voluntary: {
        title: '自願使用，另有其他辦法',
        text: (window) =>
          `不同意，也能辦理：可返回改用另一種方式，也可到 ${window} 號窗口，服務和結果完全相同。`,
      },
    },
  },

  present: {
    title: '請打開國家網絡身份認證 App',
    steps: { open: '在 App 內打開孩子的身份碼', show: '將身份碼對準下方掃描口' },
    scan: {
      title: '掃描這個碼',
      label: '供手機掃描的二維碼',
      states: {
        offering: { title: '準備中…', text: '請稍候，\n或改用另一種做法' },
        opened: { title: '手機已打開', text: '請在手機上確認' },
        approved: { title: '手機已確認', text: '請點按手機上顯示的\n兩位數字' },
        ended: { title: '今次未有確認', text: '不要緊，即將換一個新碼' },
        unavailable: { title: '掃碼確認\n暫時未能使用', text: '請改用另一種做法，\n並非您的問題' },
      },
    },
    or: '或',
    show: {
      title: '將身份碼\n對準掃描口',
      absentHelp: '請改用另一種做法，\n並非您的問題',
    },
    scanner: {
      starting: '掃描口準備中，請稍候',
      ready: '已就緒',
      absent: '掃描口暫時未能使用',
    },
    absentHelp: (window) => `並非您的問題。\n請前往 ${window} 號窗口辦理。`,
    hints: {
      reading: { title: '正在讀取…', text: '請先不要移開手機' },
      'not-a-code': {
        title: '這不是身份碼',
        text: '請在國家網絡身份認證 App 內打開身份碼，再對準掃描口',
      },
      'read-again': { title: '請再出示一次', text: '剛才未能完整讀取，並非您的問題' },
    },
    noCode: (window) => `沒有身份碼？前往 ${window} 號窗口`,
  },

  presentForChild: {
    guardian: {
      code: { title: '先請監護人核驗', help: '使用監護人的國家網絡身份認證 App，任選一種做法' },
      card: { title: '先放監護人的證件', help: '讀完請拿開，再放孩子的證件' },
      'document-key': { title: '先掃描監護人的相片頁', help: '監護人讀完後，再讀孩子的證件' },
      document: { title: '請放置監護人的證件', help: '讀完請拿開，再讀孩子的證件' },
    },
    child: {
      code: {
        title: '再出示孩子的身份碼',
        help: '監護人的核驗一分鐘內有效，請接着出示孩子的',
        note: '孩子的碼由掃描口讀取，無須再掃描屏幕',
      },
      card: { title: '再放孩子的證件', help: '監護人的證件已讀完，請先拿開' },
      'document-key': { title: '再掃描孩子的相片頁', help: '監護人的證件已讀完，請先拿開' },
      document: { title: '請放置孩子的證件', help: '請將孩子的證件放在讀取區' },
    },
    shownBefore: { title: '這是監護人的碼', text: '請打開孩子的身份碼，再對準掃描口' },
    guardianWait: '出現「再放孩子的證件」後，再拿開',
    takeAwayFirst: { title: '請拿開監護人的證件', text: '再放上孩子的證件' },
  },

  presentCard: {
    title: '請放置證件',
    steps: { lay: '將證件平放在讀卡區', wait: '出現「正在核驗」後，再拿開' },
    reader: {
      starting: '讀卡區準備中，請稍候',
      ready: '讀卡區已就緒',
      absent: '讀卡區暫時未能使用',
    },
    hints: {
      reading: { title: '正在讀取…', text: '請不要移動證件' },
      'read-again': { title: '請重新放好證件', text: '剛才未能完整讀取，並非您的問題' },
      'take-away-first': { title: '請先拿開證件，再放一次', text: '讀卡區上還有剛才的證件' },
      'card-unusable': {
        title: '這張證件在這裏未能讀取',
        text: '可返回改用另一種方式，或前往窗口辦理',
      },
    },
    noCard: (window) => `沒帶證件？前往 ${window} 號窗口`,
  },

  presentDocument: {
    steps: { scan: '相片頁底部的幾行字，對準掃描口', lay: '證件平放在讀取區，讀完再拿開' },
    key: {
      title: '請掃描相片頁',
      note: '卡片式證件，這幾行字也可能在背面',
      reader: { starting: '本機準備中，請稍候', ready: '已就緒，請掃描', absent: '讀取區暫時未能使用' },
    },
    document: {
      title: '請放置證件',
      note: '證件內有晶片，讀取需時數秒',
      reader: { starting: '讀取區準備中，請稍候', ready: '讀取區已就緒', absent: '讀取區暫時未能使用' },
    },
    keyHints: {
      reading: { title: '正在讀取…', text: '請拿穩證件，先不要移開' },
      'read-again': { title: '請再掃描一次', text: '剛才未能完整讀取，並非您的問題' },
    },
    hints: {
      reading: { title: '正在讀取晶片…', text: '一般需時數秒，請不要拿開證件' },
      'read-again': { title: '請重新放好證件', text: '剛才未能完整讀取，並非您的問題' },
      'lay-back': { title: '請將證件放回', text: '五秒之內放回讀取區，會接續讀取' },
      'not-a-document-key': {
        title: '未能讀到底部文字',
        text: '請將相片頁底部的幾行字對準掃描口，\n也可手動輸入',
      },
      'document-key-wrong': {
        title: '與這本證件不符',
        text: '可能有一位未能讀準。\n請再掃描一次，也可手動輸入',
      },
      'document-unusable': {
        title: '這本證件在這裏未能核驗',
        text: '可換一本證件，或改用另一種方式，\n也可前往窗口辦理',
      },
    },
  },

  typing: {
    'dynamic-code': {
      offer: '輸入 8 位數字',
      title: '請先在手機上填寫本機編號',
      help: '手機隨後會顯示 8 位數字，請在下方輸入',
      terminal: '本機編號',
    },
    'phone-approval': {
      offer: '輸入兩位數字',
      title: '手機已確認，還差一步',
      help: '請點按手機上顯示的兩位數字',
    },
    'document-key': {
      offer: '手動輸入',
      title: '請輸入證件上的三項資料',
      help: '號碼、出生日期、有效期，對照證件逐項輸入',
      promise: '輸入的內容只用來開啟證件的晶片，\n用後立即清除，本機不會儲存。',
    },
  },

  secureEntry: {
    fields: {
      'dynamic-code': {
        name: '動態碼',
        title: '請輸入手機上的 8 位數字',
        help: '數字鍵的位置每次都不同，以防旁人偷看',
        wrong: '數字不對，請對照手機再輸入一次',
      },
      'phone-approval': {
        name: '手機上的兩位數字',
        title: '請點按手機上顯示的兩位數字',
        help: '兩位數字只會在同意辦理的那部手機上顯示',
        wrong: '數字不對，請對照手機再輸入一次',
      },
      'document-number': {
        name: '證件號碼',
        title: '請輸入證件號碼',
        help: '圖中標出的部分，字母、數字都要輸入',
        wrong: '證件號碼不對，請對照證件再輸入一次',
      },
      birth: {
        name: '出生日期',
        title: '請輸入出生日期',
        help: '例如 1974 年 8 月 12 日，輸入 740812',
        wrong: '出生日期不對，請對照證件再輸入一次',
      },
      expiry: {
        name: '有效期至',
        title: '請輸入有效期的最後一天',
        help: '例如 2032 年 4 月 15 日，輸入 320415',
        wrong: '有效期不對，請對照證件再輸入一次',
      },
    },
    dateHint: '年年月月日日',
    entered: (count) => `已輸入 ${count} 位`,
    enteredOf: (count, of) => `已輸入 ${count} 位，共 ${of} 位`,
    passport: '護照，看最下面兩行',
    card: '卡片式證件，看三行字',
    erase: '刪除一位',
    clear: '清空',
    next: '下一項',
    confirm: '確定',
    leave: '取消輸入',
  },

  verifying: {
    title: '正在核驗…',
    help: '一般只需數秒，請稍候',
  },

  pass: {
    title: '核驗通過',
    next: (service) => `可以辦理「${service}」了`,
    note: '請收好您的手機和證件',
    kept: '本機只收到「*通過*」二字，\n沒有留下您的姓名和證件號碼。',
  },

  fail: {
    title: '核驗未通過',
    phone: '用手機的，原因請看手機；\n手機上沒有的，可能是數字輸入有誤',
    phoneRetry: '用手機的，請看手機上的原因，換一個新碼；\n手機上沒有的，可能是數字輸入有誤',
    card: '用證件的，證件可能已過期或註銷',
    retryNext: (window) => `可以再試一次，也可以前往 ${window} 號窗口`,
    windowNext: (window) => `請前往 ${window} 號窗口，由職員為您辦理`,
    retry: '再試一次',
  },

  unavailable: {
    title: '暫時無法核驗',
    causes: {
      network: '網絡暫時不通',
      platform: '核驗平台暫時未能答覆',
      terminal: '這部機暫時未能核驗',
    },
    notAVerdict: '這不算「不通過」',
    retryNext: (window) => `可以再試一次，也可以前往 ${window} 號窗口`,
    windowNext: (window) => `請前往 ${window} 號窗口，由職員為您辦理`,
    retry: '再試一次',
  },

  window: {
    title: (window) => `請到 ${window} 號窗口辦理`,
    plate: '號窗口',
    help: '請帶同有效證件，由職員為您核驗',
    same: '辦理結果與本機完全相同',
  },

  outOfService: {
    title: '本機暫停服務',
    help: (window) => `請前往 ${window} 號窗口辦理`,
  },
}
