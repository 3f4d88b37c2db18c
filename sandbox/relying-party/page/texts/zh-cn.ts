import type { AgeMark } from '../../../platform/citizens/age-marks.ts'
import type { RetainableField } from '../../../platform/citizens/policy-terms.ts'
import type { CheckOutcome } from '../../api.ts'
import type { PartyKind } from '../../../platform/relying-parties.ts'
import type { CheckPurpose } from '../../relying-party-sites.ts'

/** A way without the network identity. */
export interface OrdinaryWay {
  readonly drawing: 'counter' | 'telephone'
  readonly name: string
  readonly help: string
  readonly steps: readonly string[]
}

/** What differs between the sites of two relying parties. */
export interface KindTexts {
  readonly name: string
  readonly site: string
  readonly question: string
  /** What is to be said of the ways before one is chosen. */
  readonly help?: string
  /** For whoever has no phone at hand or does not want to use it: at least one. */
  readonly ways: readonly [OrdinaryWay, ...OrdinaryWay[]]
  /** What the site learns, and what it does not. */
  readonly promise: string
  readonly contact: string
}

type Notice = readonly (readonly [term: string, words: string])[]

/** What the sites say, in simplified Chinese. The other languages have the same members. */
export const zhCN = {
  test: '测试环境 · 机构和人物均为虚构',
  language: '语言',
  unreachable: '暂时连不上本网站，正在重新连接…',
  back: '返回',

  kinds: {
    hall: {
      name: '示例政务服务机构',
      site: '网上办事',
      question: '请选择怎样开始办事',
      ways: [
        {
          drawing: 'counter',
          name: '到窗口办理',
          help: '不用手机也可以，办理结果相同',
          steps: ['带上您的身份证件', '到办事大厅任一窗口', '工作人员当面为您办理'],
        },
      ],
      promise:
        '本网站只会收到“通过”或“不通过”，和一个只在这里使用的代号。看不到、也不保存您的姓名和证件号码。',
      contact: '办事大厅总服务台',
    },
    hotel: {
      name: '示例旅馆',
      site: '住客服务',
      question: '请选择怎样使用住客服务',
      ways: [
        {
          drawing: 'counter',
          name: '到前台办理',
          help: '不用手机也可以，服务完全相同',
          steps: ['带上您的身份证件', '到大堂前台', '服务人员当面为您办理'],
        },
      ],
      promise:
        '在网站上核验，我们只会收到“通过”或“不通过”，和一个只在这里使用的代号，看不到您的姓名和证件号码。入住时依法登记的内容，要您另外单独同意。',
      contact: '大堂前台',
    },
    exam: {
      name: '示例考试机构',
      site: '报名服务',
      question: '请选择怎样报名',
      ways: [
        {
          drawing: 'counter',
          name: '到报名点报名',
          help: '不用手机也可以，报名结果相同',
          steps: ['带上您的身份证件', '到就近的报名点', '工作人员当面为您报名'],
        },
      ],
      promise:
        '在网站上核验，我们只会收到“通过”或“不通过”，和一个只在这里使用的代号，看不到您的姓名和证件号码。入场时凭这个代号确认是您本人；依法另外只会知道您是未成年人、成年人还是老年人。',
      contact: '报名点咨询台',
    },
    museum: {
      name: '示例博物馆',
      site: '参观预约',
      question: '请选择怎样预约参观',
      help: '用国家网络身份认证、打电话或者到现场都可以，日期、名额和参观完全相同。',
      ways: [
        {
          drawing: 'telephone',
          name: '打电话预约',
          help: '不用上网，也不用报证件号码',
          steps: [
            '拨打 000-0000 0000（测试号码），开馆时间有人接听',
            '说好参观的日期和人数',
            '来的那天到正门预约窗口，出示任何一种有效证件',
          ],
        },
        {
          drawing: 'counter',
          name: '到现场预约',
          help: '带任何一种有效证件，当天就能参观',
          steps: [
            '带上任何一种有效证件：身份证、护照、通行证、居留证件都可以',
            '到正门预约窗口',
            '工作人员当面为您预约，当天就能参观',
          ],
        },
      ],
      promise:
        '用国家网络身份认证，我们只会收到“通过”或“不通过”，和一个只在这里使用的代号。看不到、也不保存您的姓名和证件号码。',
      contact: '正门服务台',
    },
    insurer: {
      name: '示例保险公司',
      site: '保单服务',
      question: '请选择怎样办理保单业务',
      help: '哪一种方式都只有三步：发起，核验，看结果。',
      ways: [
        {
          drawing: 'counter',
          name: '到柜台办理',
          help: '不用手机也可以，办理结果相同',
          steps: ['带上您的身份证件', '到任一营业网点的柜台', '柜员当面为您办理'],
        },
      ],
      promise:
        '核验时，我们只会收到“通过”或“不通过”，和一个只在这里使用的代号，不会由此得到您的姓名和证件号码。保单上原有的内容，不因核验而增减。',
      contact: '营业网点服务台',
    },
  } satisfies Record<PartyKind, KindTexts>,

  home: {
    signIn: '登录',
    signInHelp: '已有账号，在手机上点一下',
    register: '注册',
    registerHelp: '第一次来，不用填写姓名和手机号',
    staff: '工作人员：用回执号查询',
  },

  register: {
    title: '注册前，请看一下',
    notice: ({ name, ways, contact }: KindTexts): Notice => [
      ['谁在处理', `${name}，有疑问请联系${contact}`],
      ['为了什么', '确认是您本人，为您建立账号'],
      ['怎样处理', '由国家网络身份认证公共服务核验，要在手机上输入口令'],
      ['我们得到', '“通过”或“不通过”，和一个只在本机构使用的代号'],
      ['保存多久', '代号到您注销账号为止，核验回执 180 天'],
      [
        '您的权利',
        `可以不同意，${ways.map((way) => way.name).join('、')}结果相同；随时可以注销，注销后立即删除`,
      ],
    ],
    agree: '同意，开始核验',
    agreeToOpen: '同意，建立账号',
  },

  check: {
    titles: {
      register: '用手机完成注册',
      'sign-in': '用手机登录',
      confirm: '再确认一次是您本人',
    } satisfies Record<CheckPurpose, string>,
    scan: '打开“国家网络身份认证”App，扫一扫',
    approve: '在手机上看清是谁、为什么，再确认',
    type: '把手机显示的两位数字填到这里',
    steps: '三个步骤',
    code: '核验二维码',
    renewed: '每 10 秒自动更换',
    samePhone: '就在这部手机上？',
    samePhoneHelp: '复制文字码，到 App 的“扫一扫”里粘贴',
    copy: '复制文字码',
    copied: '已复制，请到 App 里粘贴',
    wallet: '打开测试钱包',
    opened: '手机已打开',
    openedHelp: '请在手机上确认，不要关闭本页',
    digits: '手机显示的两位数字',
    digitsHelp: '60 秒内有效，只能填一次',
    confirm: '确定',
    checking: '正在核验…',
    cancel: '不核验了',
  },

  outcomes: {
    registered: ['账号已建立', '下次登录，在手机上点一下就可以'],
    'signed-in': ['已登录', ''],
    'had-account': ['您已经有账号，已为您登录', '不用再注册'],
    'no-account': ['您在这里还没有账号', '已确认是您本人。看过下面的说明，就可以直接建立账号，不用再核验。'],
    restored: ['已确认是您本人', '账号已恢复使用'],
    failed: ['核验未通过', '原因请看您的手机。可以再试一次，也可以换一种方式。'],
    ended: ['这次核验已取消', '没有发送任何内容'],
    expired: ['时间已过', '二维码和数字都已作废，请重新开始'],
    busy: ['现在核验的人比较多', '请过一会儿再试'],
    unavailable: ['暂时无法核验', '不是您的原因。请稍候再试，也可以换一种方式。'],
    'not-told': ['核验通过，但还没有收到您的代号', '不是您的原因。请稍候再试。'],
  } satisfies Record<CheckOutcome, readonly [title: string, help: string]>,
  again: '再试一次',
  toStart: '回到首页',

  account: {
    title: '我的账号',
    number: '账号',
    kept: '我们保存的全部内容',
    pseudonym: '代号',
    pseudonymHelp: '网络身份应用标识。只在本机构使用，别的机构看到的是另一个。',
    openedAt: '建立时间',
    signedInAt: '最近登录',
    checks: '核验记录',
    checksKept: (count: number) => `${count} 次的时间和流水号，30 天后删除`,
    ageMarkKept: (mark: string) => `${mark}，随核验记录一起删除`,
    retained: '依法留存',
    noRetained: '没有',
    retainedUntil: (fields: string, until: string) => `${fields}，到 ${until} 删除`,
    fields: {
      name: '姓名',
      'document-kind': '证件种类',
      'document-number': '证件号码',
      birth: '出生日期',
    } satisfies Record<RetainableField, string>,
    between: '、',
    notKept: '没有保存：网号、手机号、人脸，也不知道您在别的机构办过什么。',
    signOut: '退出登录',
    close: '注销账号',
    closeQuestion: '注销后，代号和账号立即删除，不能恢复。',
    closeRetained: '依法留存的内容到期后删除。',
    closeYes: '确定注销',
    closeNo: '不注销',
    test: '测试',
    markOdd: '让这个账号需要再确认',
    markOddHelp: '就像本网站发现了不寻常的登录',
  },

  odd: {
    title: '请再确认一次是您本人',
    help: '这个账号有不寻常的登录，已暂停使用。确认是您本人以后立即恢复。',
    confirm: '用手机确认',
    confirmHelp: '要在手机上输入口令',
  },

  desk: {
    title: '用回执号查询',
    help: '回执号是核验通过后自助机和办事软件给出的 20 位编号。',
    label: '回执号',
    format: '20 位，由数字和字母 a 到 f 组成',
    ask: '查询',
    known: '本机构的代号',
    account: '账号',
    noAccount: '还没有账号',
    ageMark: '年龄标识',
    ageMarks: { minor: '未成年人', adult: '成年人', elderly: '老年人' } satisfies Record<AgeMark, string>,
    unknown: '本机构没有这张回执',
    unknownHelp: '请核对编号。别的机构的回执，在这里查不到。',
    unavailable: '暂时无法查询，请稍候再试',
  },
}

export type SiteTexts = typeof zhCN
