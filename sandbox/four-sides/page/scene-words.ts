import type { SceneId } from '../../scenes/scene-ids.ts'

/** What a scene shows, and how it is played by hand: one line a step. */
export interface SceneWords {
  readonly title: string
  readonly shows: string
  readonly steps: readonly string[]
}
export type ScenesWords = Readonly<Record<SceneId, SceneWords>>

export const scenesZhCN: ScenesWords = {
  hall: {
    title: '政务大厅自助办事',
    shows: '点一下“国家网络身份认证”，亮码，办成。',
    steps: [
      '自助机：社会保障卡补办 → 同意核验 → 我本人 → 国家网络身份认证',
      '手机（测试一）：出示网证二维码',
      '设备台：换新码并扫描',
    ],
  },
  'used-code': {
    title: '用过的码',
    shows: '同一个码第二次不通过，原因只有本人在手机上看得到。',
    steps: ['先演一遍“政务大厅自助办事”', '自助机再走到出示一步', '设备台：扫描当前码（不换新码）'],
  },
  'network-down': {
    title: '网络中断',
    shows: '没有结论就是没有结论：暂时无法核验，不算不通过。',
    steps: [
      '设备台：断开平台',
      '自助机走到出示一步，设备台换新码并扫描',
      '设备台：接回平台，自助机上再试一次',
    ],
  },
  elder: {
    title: '老年人',
    shows: '不用手机也一样办：放身份证，同样的步数，同样的结果。',
    steps: [
      '自助机：居住证明打印 → 同意核验 → 我本人 → 居民身份证 → 同意，读取证件',
      '设备台：把测试二的身份证放到读卡器上',
    ],
  },
  'child-6': {
    title: '6 岁的孩子',
    shows: '未满 8 周岁不使用国家网络身份认证，用证件或到窗口。',
    steps: ['自助机：选事项 → 同意核验 → 看“未满 8 周岁”的说明 → 到窗口办理'],
  },
  'child-10': {
    title: '10 岁的孩子',
    shows: '监护人先出示、先同意，再轮到孩子；少一半都不通过。',
    steps: [
      '手机：在测试一的手机上为测试七申领网证',
      '自助机：选事项 → 未满 14 周岁的孩子 → 我是监护人，同意 → 国家网络身份认证',
      '设备台：先扫测试一的码，再扫测试七的码',
    ],
  },
  'child-15': {
    title: '15 岁的学生',
    shows: '14 至 17 周岁在监护人陪同下使用。',
    steps: [
      '手机：测试八在监护人陪同下申领网证',
      '自助机：选事项 → 14 至 17 周岁 → 国家网络身份认证',
      '设备台：扫测试八的码。选“我本人”则不通过，手机上写明原因',
    ],
  },
  foreigner: {
    title: '持永久居留身份证的外国人',
    shows: '全程英文，放卡即可。',
    steps: [
      '自助机：English → 选事项 → Agree → Myself → Identity card → Agree',
      '设备台：放 2023 版永久居留身份证',
    ],
  },
  passport: {
    title: '护照持有人',
    shows: '先读机读区，再读芯片，芯片自己证明真伪。',
    steps: ['自助机：选事项 → 护照、通行证 → 同意，读取证件', '设备台：扫描护照机读区，再把护照放到读卡区'],
  },
  exam: {
    title: '考生入场',
    shows: '考生在报名网站上用手机登录过，名单上只有考试机构自己的代号；通过，就是同一个人。',
    steps: [
      '自助机：考生入场核验 → 同意核验 → 国家网络身份认证',
      '手机（测试三）：刷脸后出示网证二维码',
      '设备台：扫描测试三的码',
    ],
  },
  'exam-stand-in': {
    title: '替考',
    shows: '别人的手机、别人的脸：不通过。自助机不知道来的是谁。',
    steps: ['同“考生入场”，但用测试二的手机', '看测试二手机上的原因，再用测试三的手机重来'],
  },
  hotel: {
    title: '旅馆住宿登记',
    shows: '依法要留存的三项，本人单独同意后由平台直接给旅馆的服务器；终端仍只有一个词。',
    steps: [
      '手机（测试一）：在“我的同意”里能看到对示例旅馆的单独同意',
      '自助机：住宿登记 → 同意核验 → 国家网络身份认证',
      '设备台：扫描测试一的码；看“办事单位得到什么”一栏',
    ],
  },
  museum: {
    title: '博物馆入馆',
    shows: '四种方式一样大、一样近，用哪一种都得到同样的服务。',
    steps: ['自助机：预约参观入馆 → 同意核验', '四种方式任选一种'],
  },
  insurance: {
    title: '保险柜台',
    shows: '三步：发起，核验，结果。保单业务要求手机上输入口令。',
    steps: [
      '自助机：保单信息变更 → 同意核验 → 国家网络身份认证',
      '手机：输入口令后出示网证二维码',
      '设备台：扫描',
    ],
  },
}

export const scenesEn: ScenesWords = {
  hall: {
    title: 'Self-service at a hall',
    shows: 'One tap on 国家网络身份认证, show the code, done.',
    steps: [
      'Kiosk: Replace a social security card → Agree → Myself → Network identity',
      'Phone (测试一): show the credential’s code',
      'Bench: New code, scan it',
    ],
  },
  'used-code': {
    title: 'A used code',
    shows: 'The same code fails the second time; only the phone says why.',
    steps: [
      'Play “Self-service at a hall” once',
      'Walk the kiosk to presenting again',
      'Bench: Scan what it shows',
    ],
  },
  'network-down': {
    title: 'The network is down',
    shows: 'No verdict is no verdict: cannot check now, which is not a fail.',
    steps: [
      'Bench: cut the platform off',
      'Walk the kiosk to presenting; scan a new code',
      'Bench: connect it again; try again',
    ],
  },
  elder: {
    title: 'An elderly citizen',
    shows: 'The same service without a phone: lay the card, as many steps, the same result.',
    steps: [
      'Kiosk: Print proof of residence → Agree → Myself → Identity card → Agree',
      'Bench: lay the card of 测试二 on the reader',
    ],
  },
  'child-6': {
    title: 'A child of 6',
    shows: 'Under 8 the network identity is not used: a document or the window.',
    steps: ['Kiosk: a service → Agree → read what is said of children under 8 → go to the window'],
  },
  'child-10': {
    title: 'A child of 10',
    shows: 'The guardian presents and consents first, then the child; half of it is a fail.',
    steps: [
      'Phone: apply for 测试七 on the phone of 测试一',
      'Kiosk: a service → A child under 14 → I am the guardian → Network identity',
      'Bench: scan the code of 测试一, then that of 测试七',
    ],
  },
  'child-15': {
    title: 'A student of 15',
    shows: 'From 14 to 17 with a guardian beside them.',
    steps: [
      'Phone: 测试八 applies with a guardian',
      'Kiosk: a service → 14 to 17 → Network identity',
      'Bench: scan the code of 测试八. With “Myself” it fails, and the phone says why',
    ],
  },
  foreigner: {
    title: 'A foreigner with a permanent residence card',
    shows: 'English all the way; the card is enough.',
    steps: [
      'Kiosk: English → a service → Agree → Myself → Identity card → Agree',
      'Bench: lay the permanent residence card of 2023',
    ],
  },
  passport: {
    title: 'A passport holder',
    shows: 'First the printed lines, then the chip, which proves itself.',
    steps: [
      'Kiosk: a service → Passport or permit → Agree',
      'Bench: read the passport’s zone, then lay it on its reader',
    ],
  },
  exam: {
    title: 'Admission to an exam',
    shows:
      'The candidate has signed in at the exam office’s site; the roster has the office’s own code name, and a pass means the same person.',
    steps: [
      'Kiosk: Admission to the exam → Agree → Network identity',
      'Phone (测试三): give the face, show the code',
      'Bench: scan the code of 测试三',
    ],
  },
  'exam-stand-in': {
    title: 'A stand-in at an exam',
    shows: 'Another phone, another face: a fail. The terminal does not know who came.',
    steps: [
      'As “Admission to an exam”, with the phone of 测试二',
      'Read why on that phone; then again with 测试三',
    ],
  },
  hotel: {
    title: 'Check-in at a hotel',
    shows:
      'Three fields by law and separate consent, from the platform to the hotel’s server; the terminal still has one word.',
    steps: [
      'Phone (测试一): the separate consent for the hotel stands among the consents',
      'Kiosk: Check in → Agree → Network identity',
      'Bench: scan the code of 测试一; look at what the relying party gets',
    ],
  },
  museum: {
    title: 'A museum',
    shows: 'Four ways of one size and one distance, with the same service behind each.',
    steps: ['Kiosk: Entry with a booking → Agree', 'Any of the four ways'],
  },
  insurance: {
    title: 'An insurer’s counter',
    shows: 'Three steps: start, check, result. The policy asks for the 口令 on the phone.',
    steps: [
      'Kiosk: Change a policy → Agree → Network identity',
      'Phone: give the 口令, show the code',
      'Bench: scan it',
    ],
  },
}
