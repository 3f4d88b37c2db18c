import type { SiteTexts } from './zh-cn.ts'

export const zhHant: SiteTexts = {
  test: '測試環境 · 機構和人物均為虛構',
  language: '語言',
  unreachable: '暫時連不上本網站，正在重新連線…',
  back: '返回',

  kinds: {
    hall: {
      name: '示例政務服務機構',
      site: '網上辦事',
      question: '請選擇怎樣開始辦事',
      ways: [
        {
          drawing: 'counter',
          name: '到窗口辦理',
          help: '不用手機也可以，辦理結果相同',
          steps: ['帶上您的身份證件', '到辦事大廳任一窗口', '工作人員當面為您辦理'],
        },
      ],
      promise:
        '本網站只會收到「通過」或「不通過」，和一個只在這裡使用的代號。看不到、也不保存您的姓名和證件號碼。',
      contact: '辦事大廳總服務台',
    },
    hotel: {
      name: '示例旅館',
      site: '住客服務',
      question: '請選擇怎樣使用住客服務',
      ways: [
        {
          drawing: 'counter',
          name: '到前台辦理',
          help: '不用手機也可以，服務完全相同',
          steps: ['帶上您的身份證件', '到大堂前台', '服務人員當面為您辦理'],
        },
      ],
      promise:
        '在網站上核驗，我們只會收到「通過」或「不通過」，和一個只在這裡使用的代號，看不到您的姓名和證件號碼。入住時依法登記的內容，要您另外單獨同意。',
      contact: '大堂前台',
    },
    exam: {
      name: '示例考試機構',
      site: '報名服務',
      question: '請選擇怎樣報名',
      ways: [
        {
          drawing: 'counter',
          name: '到報名點報名',
          help: '不用手機也可以，報名結果相同',
          steps: ['帶上您的身份證件', '到就近的報名點', '工作人員當面為您報名'],
        },
      ],
      promise:
        '在網站上核驗，我們只會收到「通過」或「不通過」，和一個只在這裡使用的代號，看不到您的姓名和證件號碼。入場時憑這個代號確認是您本人；依法另外只會知道您是未成年人、成年人還是老年人。',
      contact: '報名點諮詢台',
    },
    museum: {
      name: '示例博物館',
      site: '參觀預約',
      question: '請選擇怎樣預約參觀',
      help: '用國家網絡身份認證、打電話或者到現場都可以，日期、名額和參觀完全相同。',
      ways: [
        {
          drawing: 'telephone',
          name: '打電話預約',
          help: '不用上網，也不用報證件號碼',
          steps: [
            '撥打 000-0000 0000（測試號碼），開館時間有人接聽',
            '說好參觀的日期和人數',
            '來的那天到正門預約窗口，出示任何一種有效證件',
          ],
        },
        {
          drawing: 'counter',
          name: '到現場預約',
          help: '帶任何一種有效證件，當天就能參觀',
          steps: [
            '帶上任何一種有效證件：身份證、護照、通行證、居留證件都可以',
            '到正門預約窗口',
            '工作人員當面為您預約，當天就能參觀',
          ],
        },
      ],
      promise:
        '用國家網絡身份認證，我們只會收到「通過」或「不通過」，和一個只在這裡使用的代號。看不到、也不保存您的姓名和證件號碼。',
      contact: '正門服務台',
    },
    insurer: {
      name: '示例保險公司',
      site: '保單服務',
      question: '請選擇怎樣辦理保單業務',
      help: '哪一種方式都只有三步：發起，核驗，看結果。',
      ways: [
        {
          drawing: 'counter',
          name: '到櫃台辦理',
          help: '不用手機也可以，辦理結果相同',
          steps: ['帶上您的身份證件', '到任一營業網點的櫃台', '櫃員當面為您辦理'],
        },
      ],
      promise:
        '核驗時，我們只會收到「通過」或「不通過」，和一個只在這裡使用的代號，不會由此得到您的姓名和證件號碼。保單上原有的內容，不因核驗而增減。',
      contact: '營業網點服務台',
    },
  },

  home: {
    signIn: '登入',
    signInHelp: '已有帳號，在手機上點一下',
    register: '註冊',
    registerHelp: '第一次來，不用填寫姓名和手機號',
    staff: '工作人員：用回執號查詢',
  },

  register: {
    title: '註冊前，請看一下',
    notice: ({ name, ways, contact }) => [
      ['誰在處理', `${name}，有疑問請聯絡${contact}`],
      ['為了什麼', '確認是您本人，為您建立帳號'],
      ['怎樣處理', '由國家網絡身份認證公共服務核驗，要在手機上輸入口令'],
      ['我們得到', '「通過」或「不通過」，和一個只在本機構使用的代號'],
      ['保存多久', '代號到您註銷帳號為止，核驗回執 180 天'],
      [
        '您的權利',
        `可以不同意，${ways.map((way) => way.name).join('、')}結果相同；隨時可以註銷，註銷後立即刪除`,
      ],
    ],
    agree: '同意，開始核驗',
    agreeToOpen: '同意，建立帳號',
  },

  check: {
    titles: {
      register: '用手機完成註冊',
      'sign-in': '用手機登入',
      confirm: '再確認一次是您本人',
    },
    scan: '打開「國家網絡身份認證」App，掃一掃',
    approve: '在手機上看清是誰、為什麼，再確認',
    type: '把手機顯示的兩位數字填到這裡',
    steps: '三個步驟',
    code: '核驗二維碼',
    renewed: '每 10 秒自動更換',
    samePhone: '就在這部手機上？',
    samePhoneHelp: '複製文字碼，到 App 的「掃一掃」裡貼上',
    copy: '複製文字碼',
    copied: '已複製，請到 App 裡貼上',
    wallet: '打開測試錢包',
    opened: '手機已打開',
    openedHelp: '請在手機上確認，不要關閉本頁',
    digits: '手機顯示的兩位數字',
    digitsHelp: '60 秒內有效，只能填一次',
    confirm: '確定',
    checking: '正在核驗…',
    cancel: '不核驗了',
  },

  outcomes: {
    registered: ['帳號已建立', '下次登入，在手機上點一下就可以'],
    'signed-in': ['已登入', ''],
    'had-account': ['您已經有帳號，已為您登入', '不用再註冊'],
    'no-account': ['您在這裡還沒有帳號', '已確認是您本人。看過下面的說明，就可以直接建立帳號，不用再核驗。'],
    restored: ['已確認是您本人', '帳號已恢復使用'],
    failed: ['核驗未通過', '原因請看您的手機。可以再試一次，也可以換一種方式。'],
    ended: ['這次核驗已取消', '沒有發送任何內容'],
    expired: ['時間已過', '二維碼和數字都已作廢，請重新開始'],
    busy: ['現在核驗的人比較多', '請過一會兒再試'],
    unavailable: ['暫時無法核驗', '不是您的原因。請稍候再試，也可以換一種方式。'],
    'not-told': ['核驗通過，但還沒有收到您的代號', '不是您的原因。請稍候再試。'],
  },
  again: '再試一次',
  toStart: '回到首頁',

  account: {
    title: '我的帳號',
    number: '帳號',
    kept: '我們保存的全部內容',
    pseudonym: '代號',
    pseudonymHelp: '網絡身份應用標識。只在本機構使用，別的機構看到的是另一個。',
    openedAt: '建立時間',
    signedInAt: '最近登入',
    checks: '核驗記錄',
    checksKept: (count) => `${count} 次的時間和流水號，30 天後刪除`,
    ageMarkKept: (mark) => `${mark}，隨核驗記錄一起刪除`,
    retained: '依法留存',
    noRetained: '沒有',
    retainedUntil: (fields, until) => `${fields}，到 ${until} 刪除`,
    fields: {
      name: '姓名',
      'document-kind': '證件種類',
      'document-number': '證件號碼',
      birth: '出生日期',
    },
    between: '、',
    notKept: '沒有保存：網號、手機號、人臉，也不知道您在別的機構辦過什麼。',
    signOut: '登出',
    close: '註銷帳號',
    closeQuestion: '註銷後，代號和帳號立即刪除，不能恢復。',
    closeRetained: '依法留存的內容到期後刪除。',
    closeYes: '確定註銷',
    closeNo: '不註銷',
    test: '測試',
    markOdd: '讓這個帳號需要再確認',
    markOddHelp: '就像本網站發現了不尋常的登入',
  },

  odd: {
    title: '請再確認一次是您本人',
    help: '這個帳號有不尋常的登入，已暫停使用。確認是您本人以後立即恢復。',
    confirm: '用手機確認',
    confirmHelp: '要在手機上輸入口令',
  },

  desk: {
    title: '用回執號查詢',
    help: '回執號是核驗通過後自助機和辦事軟件給出的 20 位編號。',
    label: '回執號',
    format: '20 位，由數字和字母 a 到 f 組成',
    ask: '查詢',
    known: '本機構的代號',
    account: '帳號',
    noAccount: '還沒有帳號',
    ageMark: '年齡標識',
    ageMarks: { minor: '未成年人', adult: '成年人', elderly: '老年人' },
    unknown: '本機構沒有這張回執',
    unknownHelp: '請核對編號。別的機構的回執，在這裡查不到。',
    unavailable: '暫時無法查詢，請稍候再試',
  },
}
