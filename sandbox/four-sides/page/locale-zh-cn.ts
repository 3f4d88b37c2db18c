import type { StageFault } from '../../scenes/stage-faults.ts'
import type { EvidenceKind } from '../../../src/shared/check.ts'
import { scenesZhCN } from './scene-words.ts'
import type { Outcome } from '../api.ts'
import { storedZhCN } from './stored-words.ts'
import type { Aspect, CitizenTotal, PlatformTotal, RelyingPartyTotal, TerminalTotal } from './totals.ts'

/** What the four-sided page says, in simplified Chinese. The other language has the same members. */
export const zhCN = {
  title: '一次核验，四方各知道什么',
  lead: '四栏是四方此刻各自保存的内容，直接从各自的数据库和日志读出。认得出人的，用颜色标出。',
  test: '测试环境 · 人物均为虚构',
  otherLanguage: 'English',
  scenes: '场景',
  change: '换一个场景',
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
  live: '每秒重新读取',
  serial: '流水号',
  serialNote: '自助机、办事单位、平台的每一行都带着它',
  separator: '、',
  empty: (names: readonly string[]) => `空着：${names.join('、')}`,
  asStored: '原样',
  milliseconds: (count: number) => `${count} 毫秒`,
  octets: (count: number) => `${count} 字节`,
  characters: (count: number) => `${count} 位`,
  stored: storedZhCN,
  citizen: {
    title: '本人看到什么',
    total: ({ steps, records, hasCause }: CitizenTotal) => {
      const phone = records === 0 ? '手机上没有记录' : `手机上 ${records} 条记录`
      return `走过的 ${steps} 步，${phone}${hasCause ? '，写明原因' : ''}`
    },
    screen: '在自助机上',
    phone: '手机上的记录',
    noPhone: '手机上没有这次核验的记录',
    askedBy: (name: string) => `${name} 发起`,
    approved: '核验通过',
    failed: '核验未通过',
  },
  terminal: {
    title: '自助机留下什么',
    total: ({ values, unknown }: TerminalTotal) =>
      unknown.length === 0
        ? `留下 ${values} 项，没有一项能认出人`
        : `有 ${unknown.length} 项说不准会不会认出人：${unknown.join('、')}`,
    held: '读取证件或二维码的进程',
    heldFrom: '开始等待出示',
    gone: '进程已结束，内容随之消失',
    lived: (seconds: string) => `只存在了 ${seconds} 秒，内存已归还`,
    notGone: '进程还在，核验一结束就换掉',
    kept: '日志里带这个流水号的全部记录',
  },
  relyingParty: {
    title: '办事单位得到什么',
    total: ({
      isEmpty,
      pseudonym,
      hasCitizen,
      hasAge,
      retained,
      isConsented,
      unknown,
    }: RelyingPartyTotal) => {
      if (isEmpty) return '没有任何内容'
      const kept = retained.map((name) => storedZhCN.columns[name] ?? name).join('、')
      const parts = [
        ...(pseudonym === 'own' ? ['一个只在这里使用的代号'] : []),
        ...(pseudonym === 'shared' ? ['一个别处也有的代号'] : []),
        ...(hasCitizen ? ['平台对本人的编号'] : []),
        ...(hasAge ? ['年龄段'] : []),
        ...(kept === '' ? [] : [`${kept}（${isConsented ? '本人单独同意' : '没有查到本人同意'}）`]),
        ...(unknown.length === 0 ? [] : [`说不准的 ${unknown.length} 项：${unknown.join('、')}`]),
      ]
      return parts.length === 0 ? '没有一项能认出人' : parts.join('；')
    },
    nothing: (names: readonly string[]) => `${names.join('、')}：没有任何内容`,
    keptByLaw: (until: string) => `依法留存，${until} 到期删除`,
  },
  platform: {
    title: '平台保存什么',
    total: ({ isEmpty, hasGuardian, knows, lacks, unknown }: PlatformTotal) => {
      if (isEmpty) return '没有任何内容'
      const aspects: Readonly<Record<Aspect, string>> = {
        citizen: hasGuardian ? '是哪个孩子、哪位监护人' : '是谁',
        when: '什么时候',
        party: '哪个单位',
        place: '在哪里',
        purpose: '为了什么',
      }
      const names = (list: readonly Aspect[]) => list.map((aspect) => aspects[aspect]).join('、')
      const parts = [
        ...(knows.length === 0 ? [] : [`知道${names(knows)}`]),
        ...(lacks.length === 0 ? [] : [`不知道${names(lacks)}`]),
        ...(unknown.length === 0 ? [] : [`说不准的 ${unknown.length} 项：${unknown.join('、')}`]),
      ]
      return parts.join('；')
    },
    kept: '数据库里带这个流水号的全部内容',
    nothing: '没有这次核验的任何内容',
  },
}

export type FourSidesTexts = typeof zhCN
