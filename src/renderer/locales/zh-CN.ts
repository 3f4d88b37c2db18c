/**
 * 简体中文. This file defines which of these texts there are: another language that lacks one does not compile.
 * A word between asterisks is emphasised; a text may say where its line ends.
 */
export const zhCN = {
  product: '身份核验',
  testBanner: '测试环境 · 结果无效',
  step: (at: number, of: number): string => `第 ${at} 步，共 ${of} 步`,
  promise: '本机只会收到“*通过*”或“*不通过*”，\n看不到、也不保存您的姓名和证件号码。',
  cardPromise: '证件信息读出后立即加密，只有平台能解开。\n本机只会收到“*通过*”或“*不通过*”。',
  notYourFault: '不是您的原因',

  dock: {
    label: '操作',
    back: '返回',
    leave: '退出',
    done: '完成',
    languages: '语言',
    goToWindow: (window: string): string => `去 ${window} 号窗口`,
  },

  attract: {
    title: '您要办什么？',
    start: '更多事项',
    straightToWindow: (window: string): string => `也可以直接去 ${window} 号窗口`,
  },

  service: {
    title: '请选择要办理的事项',
    help: '选好以后，先看说明，再核验身份',
  },

  notice: {
    title: '同意核验吗？',
    summary: {
      purpose: (service: string): string => `只用于${service}`,
      choice: '窗口也一样办',
    },
    full: '完整告知',
    more: '往下看完整告知',
    end: '已经看到最后',
    agree: '同意核验',
    decline: '不同意，去窗口',
    version: (version: string): string => `告知版本 ${version}`,
    points: {
      handler: {
        title: '谁来处理，怎么联系',
        text: (handler: string, contact: string): string => `处理者：${handler}。联系方式：${contact}。`,
      },
      purpose: {
        title: '为什么核验',
        text: (service: string): string => `为办理“${service}”核验您的身份。不作其他用途。`,
      },
      way: {
        title: '怎么核验',
        text: '用国家网络身份认证：您出示身份码，或者用手机扫本机的码、在手机上确认后点两位数字，也可以输入手机上的 8 位动态码，本机读取后立即加密，送到国家网络身份认证公共服务平台核验。如果需要口令或人脸，都在您自己的手机上完成，不经过本机。用身份证件：读取之前，会另外告知您，征得您单独同意。无论哪种方式，平台对本机都只答复“通过”或“不通过”。核验通过的人如果有网证，平台还会把一个只供处理者使用的代号告诉处理者，依法需要时还有年龄段（未成年、成年或老年）；代号里没有姓名和证件号码。',
      },
      kinds: {
        title: '用到哪些信息',
        text: '用国家网络身份认证，只用到您手机上的一样东西：身份码（网证的一次性凭证）、手机确认后显示的两位数字，或者 8 位动态码。本机不读取姓名、证件号码和照片。用身份证件，要读取证件里的信息，具体是哪些，在您单独同意之前告诉您。您有网证，通过以后，处理者会收到代号，依法需要时还有年龄段。本机不记录您的位置。',
      },
      retention: {
        title: '保存多久',
        text: '身份码和证件信息在核验结束后立即从本机清除。本机只留下核验的时间、语言、为谁办理、方式和凭证种类、结果、读取或者核验未成的原因、在哪一步求助、告知版本和编号，其中没有您的身份信息。平台按国家规定的期限保存核验记录。',
      },
      rights: {
        title: '您有哪些权利',
        text: (contact: string): string =>
          `您可以查看、复制、更正、删除自己的信息，也可以撤回同意、要求说明。在国家网络身份认证 App 里可以查看核验记录、注销网号和网证；也可以联系我们：${contact}。核验开始之前，随时可以点“返回”或“退出”。`,
      },
      necessity: {
        title: '为什么必须，有什么影响',
        text: '身份码和证件信息关系到您的身份，属于敏感个人信息，所以要您单独同意。办理这个事项必须核验身份，除您所选方式要用的信息以外，不再要别的信息。核验结果只影响这一次办理。',
      },
      voluntary: {
        title: '自愿使用，还有别的办法',
        text: (window: string): string =>
          `用不用国家网络身份认证，由您自愿选择。不用，可以换用本机提供的其他方式，也可以到 ${window} 号窗口凭有效证件办理，服务和结果完全相同。`,
      },
      minors: {
        title: '未成年人',
        text: (window: string): string =>
          `不满 14 周岁，须由父母或其他监护人同意，先核验监护人，再核验孩子；不满 8 周岁，不使用国家网络身份认证，可以用证件，也可以到 ${window} 号窗口办理。已满 14 周岁、不满 18 周岁，请在监护人监护下使用。`,
      },
    },
  },

  subject: {
    title: '为谁办理？',
    names: {
      self: '我本人',
      supervised: '14 至 17 周岁的未成年人',
      child: '未满 14 周岁的孩子',
    },
    notes: {
      self: '已成年',
      supervised: '本人核验，监护人在旁陪同',
      child: '由监护人办理：先核验监护人，再核验孩子',
    },
    underEight: (window: string): string =>
      `孩子未满 8 周岁，不使用国家网络身份认证，\n可以用证件，也可以去 ${window} 号窗口。`,
  },

  guardianConsent: {
    title: '同意为孩子核验吗？',
    help: '孩子未满 14 周岁，须由监护人同意',
    summary: {
      both: {
        title: '先核验您，再核验孩子',
        text: '您是孩子的父母或其他监护人，\n两个人都通过，才算通过。',
      },
      underEight: {
        title: '未满 8 周岁，请用证件',
        text: (window: string): string => `不使用国家网络身份认证，\n也可以去 ${window} 号窗口。`,
      },
    },
    promise: '本机只会收到“*通过*”或“*不通过*”，\n看不到、也不保存你们的姓名和证件号码。',
    agree: '我是监护人，同意',
    points: {
      purpose: {
        title: '为什么核验',
        text: (service: string): string =>
          `为办理“${service}”核验孩子的身份，同时核验陪同的监护人。不作其他用途。`,
      },
      kinds: {
        title: '用到哪些信息',
        text: '您和孩子各自出示的一样东西：身份码、手机确认后显示的两位数字、8 位动态码，或者证件里的信息。用证件的，具体是哪些信息，在读取之前另外告诉您。孩子有网证，通过以后，处理者会收到孩子的代号，依法需要时还有年龄段。本机不记录你们的位置，也不知道孩子的年龄。',
      },
      necessity: {
        title: '为什么必须，有什么影响',
        text: '不满 14 周岁的未成年人的信息属于敏感个人信息，按规定须由父母或其他监护人同意。核验孩子的身份必须用到它，除此以外不再要别的信息。核验结果只影响这一次办理。',
      },
    },
  },

  method: {
    title: '请选择核验方式',
    help: '结果一样',
    names: {
      'network-identity': '国家网络身份认证',
      'identity-card': '居民身份证',
      'travel-document': '护照、通行证',
      window: '人工窗口',
    },
    /** The name people look for is Chinese; this says so to a screen reader. */
    networkIdentityLanguage: 'zh-CN',
    networkIdentityNote: '手机 App',
    networkIdentityChildNote: '孩子已满 8 周岁、有自己的网证，才能用',
    identityCardNote: '居住证、永久居留身份证也可以',
    travelDocumentNote: '带芯片的中外护照、往来港澳通行证等',
    windowNote: (window: string): string => `去 ${window} 号窗口，工作人员为您核验`,
  },

  documentNotice: {
    title: '可以读取您的证件吗？',
    help: '读取证件，需要您单独同意',
    summary: {
      kinds: {
        title: '读取芯片里的文字信息',
        text: '姓名、证件号码、出生日期、住址等。\n不用照片，不用指纹。',
      },
      proof: {
        title: '只核验证件，不核对持证人',
        text: '“通过”说明证件真实、有效，\n不说明持证的人就是证件上的人。',
      },
    },
    agree: '同意，读取证件',
    points: {
      purpose: {
        title: '为什么读取',
        text: (service: string): string => `为办理“${service}”，核验您的证件是不是真实、有效。不作其他用途。`,
      },
      way: {
        title: '怎么读取，怎么核验',
        text: '您把证件放在读卡区，本机的读卡程序读出芯片里的文字信息，在这个程序内部立即加密，再送到国家网络身份认证公共服务平台核验。只有平台能解开。本机的其他部分看不到，也不保存。平台对本机只答复“通过”或“不通过”。您有网证，通过以后，平台还会把一个只供处理者使用的代号告诉处理者，依法需要时还有年龄段；代号里没有姓名和证件号码。',
      },
      kinds: {
        title: '用到哪些信息',
        text: '芯片里的文字信息：姓名、性别、民族或国籍、出生日期、住址、证件号码、签发机关、有效期限等，以您的证件上有的为准。照片会随文字一起从芯片读出，本机不查看、不使用、不发送，立即清除。不读取指纹。',
      },
      proof: {
        title: '能证明什么，不能证明什么',
        text: '此方式只核验证件，不核对持证人。“通过”说明证件真实、有效，不说明持证的人就是证件上的人。',
      },
      retention: {
        title: '保存多久',
        text: '证件信息加密以后，立即从读卡程序清除，本机不保存。本机只留下核验的时间、语言、为谁办理、方式和凭证种类、结果、读取或者核验未成的原因、在哪一步求助、告知版本和编号，其中没有您的身份信息。平台按国家规定的期限保存核验记录。',
      },
      rights: {
        title: '怎么撤回同意，您有哪些权利',
        text: (contact: string): string =>
          `放证件之前，点“返回”或“退出”，就是撤回同意，不会读取。核验以后，要撤回同意，或者查看、复制、更正、删除自己的信息、要求说明，可以联系我们：${contact}。撤回不影响已经完成的办理。`,
      },
      necessity: {
        title: '为什么必须，有什么影响',
        text: '证件里的信息属于敏感个人信息。核验证件是不是真实、有效，必须用到它，所以要您单独同意；除此以外，不再要别的信息。核验结果只影响这一次办理。',
      },
      voluntary: {
        title: '自愿使用，还有别的办法',
        text: (window: string): string =>
          `不同意，也能办理：可以返回换一种方式，也可以到 ${window} 号窗口，服务和结果完全相同。`,
      },
    },
  },

  travelDocumentNotice: {
    title: '可以读取您的证件吗？',
    help: '读取护照、通行证，需要您单独同意',
    summary: {
      kinds: {
        title: '读取照片页底部文字和芯片',
        text: '姓名、证件号码、国籍、出生日期等。\n不读指纹，不用照片核对人脸。',
      },
      proof: {
        title: '只核验证件，不核对持证人',
        text: '“通过”说明证件真实、有效，\n不说明持证的人就是证件上的人。',
      },
    },
    agree: '同意，读取证件',
    points: {
      purpose: {
        title: '为什么读取',
        text: (service: string): string => `为办理“${service}”，核验您的证件是不是真实、有效。不作其他用途。`,
      },
      way: {
        title: '怎么读取，怎么核验',
        text: '照片页底部印着两三行字，芯片要用其中的证件号码、出生日期和有效期才能打开。您先扫描这几行字，也可以自己输入；再把证件放在读取区，本机的读取程序读出芯片里有签名的信息，核对签名，在这个程序内部立即加密，送到国家网络身份认证公共服务平台核验。只有平台能解开。本机的其他部分看不到，也不保存。平台对本机只答复“通过”或“不通过”。您有网证，通过以后，平台还会把一个只供处理者使用的代号告诉处理者，依法需要时还有年龄段；代号里没有姓名和证件号码。',
      },
      kinds: {
        title: '用到哪些信息',
        text: '照片页底部的文字，以及芯片里同样的内容：姓名、性别、国籍、出生日期、证件号码、签发国家或地区、有效期限等，以您的证件上有的为准；还有签发机关的数字签名。不读取指纹。照片只在本机设定要核对完整性时才读出，只计算一个校验值，不查看、不发送，算完立即清除。',
      },
      proof: {
        title: '能证明什么，不能证明什么',
        text: '此方式只核验证件，不核对持证人。“通过”说明证件真实、有效，不说明持证的人就是证件上的人。',
      },
      retention: {
        title: '保存多久',
        text: '证件信息加密以后，立即从读取程序清除，扫描或者输入的内容也一样，本机不保存。本机只留下核验的时间、语言、为谁办理、方式和凭证种类、结果、读取或者核验未成的原因、在哪一步求助、告知版本和编号，其中没有您的身份信息。平台按国家规定的期限保存核验记录。',
      },
      rights: {
        title: '怎么撤回同意，您有哪些权利',
        text: (contact: string): string =>
          `扫描和放证件之前，点“返回”或“退出”，就是撤回同意，不会读取。核验以后，要撤回同意，或者查看、复制、更正、删除自己的信息、要求说明，可以联系我们：${contact}。撤回不影响已经完成的办理。`,
      },
      necessity: {
        title: '为什么必须，有什么影响',
        text: '证件里的信息属于敏感个人信息。核验证件是不是真实、有效，必须用到它，所以要您单独同意；除此以外，不再要别的信息。核验结果只影响这一次办理。',
      },
      voluntary: {
        title: '自愿使用，还有别的办法',
        text: (window: string): string =>
          `不同意，也能办理：可以返回换一种方式，也可以到 ${window} 号窗口，服务和结果完全相同。`,
      },
    },
  },

  present: {
    title: '请打开国家网络身份认证 App',
    /** Of a child's code, beside which the phone has nothing to scan. */
    steps: { open: '在 App 里打开孩子的身份码', show: '把身份码对准下方扫码口' },
    /** The phone scans the code that this machine shows. */
    scan: {
      title: '扫这个码',
      label: '给手机扫的二维码',
      states: {
        offering: { title: '正在准备…', text: '请稍等，\n或者用另一种做法' },
        opened: { title: '手机已打开', text: '请在手机上确认' },
        approved: { title: '手机已确认', text: '请点手机上显示的\n两位数字' },
        ended: { title: '这次没有确认', text: '不要紧，马上换一个新码' },
        unavailable: { title: '扫码确认\n暂时不能用', text: '请用另一种做法，\n不是您的原因' },
      },
    },
    /** Between the two ways. */
    or: '或',
    /** The scanner reads the code that the phone shows. */
    show: {
      title: '把身份码\n对准扫码口',
      absentHelp: '请用另一种做法，\n不是您的原因',
    },
    scanner: {
      starting: '扫码口正在准备，请稍等',
      ready: '已就绪',
      absent: '扫码口暂时不能用',
    },
    absentHelp: (window: string): string => `不是您的原因。\n请到 ${window} 号窗口办理。`,
    hints: {
      reading: { title: '正在读取…', text: '请先不要移开手机' },
      'not-a-code': {
        title: '这不是身份码',
        text: '请在国家网络身份认证 App 里打开身份码，再对准扫码口',
      },
      'read-again': { title: '请再出示一次', text: '刚才没有读完整，不是您的原因' },
    },
    noCode: (window: string): string => `没有身份码？去 ${window} 号窗口`,
  },

  /** A child's check: the guardian presents first, then the child. */
  presentForChild: {
    guardian: {
      code: { title: '先请监护人核验', help: '用监护人的国家网络身份认证 App，任选一种做法' },
      card: { title: '先放监护人的证件', help: '读完请拿开，再放孩子的证件' },
      'document-key': { title: '先扫监护人的照片页', help: '监护人读完以后，再读孩子的证件' },
      document: { title: '请放监护人的证件', help: '读完请拿开，再读孩子的证件' },
    },
    child: {
      code: {
        title: '再出示孩子的身份码',
        help: '监护人的核验一分钟内有效，请接着出示孩子的',
        note: '孩子的码由扫码口读取，不用再扫屏幕',
      },
      card: { title: '再放孩子的证件', help: '监护人的证件已经读完，请先拿开' },
      'document-key': { title: '再扫孩子的照片页', help: '监护人的证件已经读完，请先拿开' },
      document: { title: '请放孩子的证件', help: '请把孩子的证件放在读取区' },
    },
    shownBefore: { title: '这是监护人的码', text: '请打开孩子的身份码，再对准扫码口' },
    guardianWait: '出现“再放孩子的证件”以后，再拿开',
    takeAwayFirst: { title: '请拿开监护人的证件', text: '再放上孩子的证件' },
  },

  presentCard: {
    title: '请放证件',
    steps: { lay: '把证件平放在读卡区', wait: '出现“正在核验”以后，再拿开' },
    reader: {
      starting: '读卡区正在准备，请稍等',
      ready: '读卡区已就绪',
      absent: '读卡区暂时不能用',
    },
    hints: {
      reading: { title: '正在读取…', text: '请不要移动证件' },
      'read-again': { title: '请重新放好证件', text: '刚才没有读完整，不是您的原因' },
      'take-away-first': { title: '请先拿开证件，再放一次', text: '读卡区上还有刚才的证件' },
      'card-unusable': {
        title: '这张证件在这里读不了',
        text: '可以返回换一种方式，也可以去窗口办理',
      },
    },
    noCard: (window: string): string => `没带证件？去 ${window} 号窗口`,
  },

  /** A travel document takes two acts: its key is scanned or typed, then it is laid down. */
  presentDocument: {
    steps: { scan: '照片页底部的几行字，对准扫码口', lay: '证件平放在读取区，读完再拿开' },
    key: {
      title: '请扫描照片页',
      note: '卡片式证件，这几行字也可能在背面',
      reader: { starting: '本机正在准备，请稍等', ready: '已就绪，请扫描', absent: '读取区暂时不能用' },
    },
    document: {
      title: '请放证件',
      note: '证件里有芯片，读取需要几秒',
      reader: { starting: '读取区正在准备，请稍等', ready: '读取区已就绪', absent: '读取区暂时不能用' },
    },
    keyHints: {
      reading: { title: '正在读取…', text: '请拿稳证件，先不要移开' },
      'read-again': { title: '请再扫描一次', text: '刚才没有读完整，不是您的原因' },
    },
    hints: {
      reading: { title: '正在读取芯片…', text: '一般需要几秒，请不要拿开证件' },
      'read-again': { title: '请重新放好证件', text: '刚才没有读完整，不是您的原因' },
      'lay-back': { title: '请把证件放回去', text: '五秒之内放回读取区，会接着读' },
      'not-a-document-key': {
        title: '没有读到底部的字',
        text: '请把照片页底部的几行字对准扫码口，\n也可以手动输入',
      },
      'document-key-wrong': {
        title: '和这本证件对不上',
        text: '可能有一位没有读准。\n请再扫描一次，也可以手动输入',
      },
      'document-unusable': {
        title: '这本证件在这里核验不了',
        text: '可以换一本证件，或者换一种方式，\n也可以去窗口办理',
      },
    },
  },

  /** Beside the view in which digits are typed, and the way to it. */
  typing: {
    'dynamic-code': {
      offer: '输入 8 位数字',
      title: '请先在手机上填写本机编号',
      help: '手机随后会显示 8 位数字，请在下面输入',
      terminal: '本机编号',
    },
    'phone-approval': {
      offer: '输入两位数字',
      title: '手机已确认，还差一步',
      help: '请点手机上显示的两位数字',
    },
    'document-key': {
      offer: '手动输入',
      title: '请输入证件上的三项信息',
      help: '号码、出生日期、有效期，对照证件逐项输入',
      promise: '输入的内容只用来打开证件的芯片，\n用完立即清除，本机不保存。',
    },
  },

  secureEntry: {
    fields: {
      'dynamic-code': {
        name: '动态码',
        title: '请输入手机上的 8 位数字',
        help: '数字键的位置每次都不一样，防止旁人偷看',
        wrong: '数字不对，请看着手机再输一次',
      },
      'phone-approval': {
        name: '手机上的两位数字',
        title: '请点击手机上显示的两位数字',
        help: '两位数字只在同意办理的那部手机上显示',
        wrong: '数字不对，请看着手机再输一次',
      },
      'document-number': {
        name: '证件号码',
        title: '请输入证件号码',
        help: '图中标出的部分，字母、数字都要输入',
        wrong: '证件号码不对，请看着证件再输一次',
      },
      birth: {
        name: '出生日期',
        title: '请输入出生日期',
        help: '例如 1974 年 8 月 12 日，输入 740812',
        wrong: '出生日期不对，请看着证件再输一次',
      },
      expiry: {
        name: '有效期至',
        title: '请输入有效期的最后一天',
        help: '例如 2032 年 4 月 15 日，输入 320415',
        wrong: '有效期不对，请看着证件再输一次',
      },
    },
    /** What the six boxes of a date are for, until something stands in them. */
    dateHint: '年年月月日日',
    entered: (count: number): string => `已输入 ${count} 位`,
    enteredOf: (count: number, of: number): string => `已输入 ${count} 位，共 ${of} 位`,
    passport: '护照，看最下面两行',
    card: '卡片式证件，看三行字',
    erase: '删一位',
    clear: '清空',
    next: '下一项',
    confirm: '确定',
    leave: '取消输入',
  },

  verifying: {
    title: '正在核验…',
    help: '一般几秒钟就好，请稍等',
  },

  pass: {
    title: '核验通过',
    next: (service: string): string => `可以办理“${service}”了`,
    note: '请收好您的手机和证件',
    kept: '本机只收到“*通过*”两个字，\n没有留下您的姓名和证件号码。',
  },

  fail: {
    title: '核验未通过',
    phone: '用手机的，原因请看手机；\n手机上没有的，可能是数字输错了',
    phoneRetry: '用手机的，请看手机上的原因，换一个新码；\n手机上没有的，可能是数字输错了',
    card: '用证件的，证件可能已经过期或注销',
    retryNext: (window: string): string => `可以再试一次，也可以去 ${window} 号窗口`,
    windowNext: (window: string): string => `请到 ${window} 号窗口，工作人员帮您办理`,
    retry: '再试一次',
  },

  unavailable: {
    title: '暂时无法核验',
    causes: {
      network: '网络暂时不通',
      platform: '核验平台暂时不能答复',
      terminal: '这台机器暂时不能核验',
    },
    notAVerdict: '这不算“不通过”',
    retryNext: (window: string): string => `可以再试一次，也可以去 ${window} 号窗口`,
    windowNext: (window: string): string => `请到 ${window} 号窗口，工作人员帮您办理`,
    retry: '再试一次',
  },

  window: {
    title: (window: string): string => `请到 ${window} 号窗口办理`,
    plate: '号窗口',
    help: '请带上有效证件，工作人员为您核验',
    same: '办理结果与本机完全相同',
  },

  outOfService: {
    title: '本机暂停服务',
    help: (window: string): string => `请到 ${window} 号窗口办理`,
  },
}

/** The texts of one language that stand in one file for each; the others stand by area. */
export type ScreenTexts = typeof zhCN
