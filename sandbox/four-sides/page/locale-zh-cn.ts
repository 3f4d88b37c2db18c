import type { EvidenceKind } from '../../../src/shared/check.ts'
import type { StageFault } from '../../scenes/stage-faults.ts'
import { scenesZhCN } from './scene-words.ts'
import type { Outcome } from '../api.ts'

/** What the four-sided page says, in simplified Chinese. The other language has the same members. */
export const zhCN = {
  title: '一次核验，四方各知道什么',
  lead: '下面四栏是四方此刻各自保存的内容，直接从各自的数据库和记录中读出，没有改写。',
  test: '测试环境 · 人物均为虚构',
  otherLanguage: 'English',
  scenes: '场景',
  play: '布置这个场景',
  set: '已布置',
  notSet: {
    site: '没有布置好：办事单位的网站这时不能发起核验。请在设备台接回平台、拨正时钟，再布置一次。',
    phone: '没有布置好：场景里的人这时不能用手机确认，网证可能已暂停或注销。请在手机钱包里恢复，再布置一次。',
  } satisfies Record<StageFault, string>,
  scene: scenesZhCN,
  checks: '最近的核验',
  noTerminal: '还没有终端在运行。',
  noChecks: '还没有核验。请先在自助机上办一件事。',
  unreachable: '暂时连不上测试服务，正在重新连接…',
  outcomes: {
    pass: '通过',
    fail: '不通过',
    unavailable: '暂时无法核验',
    abandoned: '没有出示',
    open: '进行中',
  } satisfies Record<Outcome, string>,
  evidence: {
    'wallet-code': '网证二维码',
    'dynamic-code': '动态码',
    'phone-approval': '手机确认',
    'resident-card': '居民身份证',
    'travel-document': '旅行证件',
  } satisfies Record<EvidenceKind, string>,
  citizen: {
    title: '本人看到什么',
    promise: '看到全部经过，也能知道为什么没有通过。',
    screen: '在自助机上',
    phone: '手机上的记录',
    noPhone: '手机上没有这次核验的记录',
    steps: {
      'journey.start': '点按开始',
      'journey.consent': '看过告知内容并同意',
      'journey.document-consent': '单独同意读取证件',
      'journey.method': '选择核验方式',
      'journey.end': '离开，屏幕清空',
    } as Readonly<Record<string, string>>,
    askedBy: (name: string) => `${name} 发起`,
    approved: '核验通过',
    failed: '核验未通过',
  },
  terminal: {
    title: '自助机留下什么',
    promise: '只收到“通过”或“不通过”。读到的内容随进程一起消失。',
    held: '读取证件或二维码的进程',
    heldFrom: (time: string) => `${time} 开始等待出示`,
    goneAt: (time: string) => `${time} 进程已结束，内存已归还`,
    notGone: '进程仍在，等待结束',
    kept: (count: number) => `日志中的全部记录（${count} 条）`,
  },
  relyingParty: {
    title: '办事单位得到什么',
    promise: '只有它自己的编号；依法留存的内容须本人单独同意。',
    nothing: (names: readonly string[]) => `${names.join('、')}：没有任何内容`,
  },
  platform: {
    title: '平台保存什么',
    promise: '知道谁在什么时候被谁核验；不知道在哪里、办什么事。',
    nothing: '没有这次核验的任何内容',
  },
  table: (name: string) => `表 ${name}`,
}

export type FourSidesTexts = typeof zhCN
