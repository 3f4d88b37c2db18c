import { type TerminalConfig, terminalConfigSchema } from '../../src/shared/config.ts'
import type { LocalisedText } from '../../src/shared/hall-text.ts'
import { noticeVersionSchema } from '../../src/shared/service-config.ts'
import { demoConfig } from '../demo-config.ts'
import {
  examCustomNumber,
  examPolicy,
  hotelCustomNumber,
  hotelPolicy,
  insurerCustomNumber,
  insurerPolicy,
  museumCustomNumber,
  museumPolicies,
} from '../platform/relying-parties.ts'
import type { SceneId } from './scene-ids.ts'

/** What a scene's terminal awaits: see the configuration's `awaits`. */
export type Awaits = NonNullable<TerminalConfig['services'][number]['awaits']>

const text = (zhCN: string, zhHant: string, en: string): LocalisedText => ({
  'zh-CN': zhCN,
  'zh-Hant': zhHant,
  en,
})

/** Who stands in a notice, marked as a test in every language. */
const handler = ({ 'zh-CN': zhCN, 'zh-Hant': zhHant, en }: LocalisedText) =>
  text(`${zhCN}（测试）`, `${zhHant}（測試）`, `${en} (test)`)

/** A place of another relying party than the hall: its name, what is done there, and under which policies. */
interface Place {
  readonly name: LocalisedText
  readonly platform: Omit<TerminalConfig['platform'], 'url'>
  readonly methods: TerminalConfig['methods']
  readonly service: Pick<TerminalConfig['services'][number], 'id' | 'title' | 'note' | 'notice'>
}

const exam: Place = {
  name: text('示例考点', '示例考點', 'Example Exam Centre'),
  platform: { customNumber: examCustomNumber, policy: examPolicy, authMode: 'R03' },
  methods: ['network-identity', 'window'],
  service: {
    id: 'exam-admission',
    title: text('考生入场核验', '考生入場核驗', 'Admission to the exam'),
    note: text('请 0042 号考生本人核验', '請 0042 號考生本人核驗', 'For candidate 0042 in person'),
  },
}

const hotel: Place = {
  name: text('示例旅馆', '示例旅館', 'Example Hotel'),
  platform: { customNumber: hotelCustomNumber, policy: hotelPolicy, authMode: 'R01' },
  methods: ['network-identity', 'window'],
  service: {
    id: 'hotel-check-in',
    title: text('住宿登记', '住宿登記', 'Check in'),
    note: text('预订人：今晚一间，一人', '預訂人：今晚一間，一人', 'One room tonight, one guest'),
    notice: {
      version: noticeVersionSchema.parse('2026-11-30'),
      points: [
        {
          title: text('旅馆依法留存什么', '旅館依法留存甚麼', 'What the hotel keeps by law'),
          text: text(
            '您已在手机上单独同意，核验通过以后，平台把您的姓名、证件种类和证件号码告诉旅馆。旅馆依法留存 30 天，期满，或者您撤回同意，立即删除。',
            '您已在手機上單獨同意，核驗通過後，平台將您的姓名、證件種類和證件號碼告知旅館。旅館依法留存 30 天，期滿，或您撤回同意，立即刪除。',
            'You agreed to it separately on your phone: after a pass the platform tells the hotel your name and the kind and number of your document. The law makes the hotel keep them for 30 days; they are deleted then, or when you withdraw your consent.',
          ),
        },
      ],
    },
  },
}

const museum: Place = {
  name: text('示例博物馆', '示例博物館', 'Example Museum'),
  platform: {
    customNumber: museumCustomNumber,
    policy: museumPolicies.network,
    authMode: 'R01',
    cardPolicy: museumPolicies.card,
    documentPolicy: museumPolicies.document,
  },
  methods: ['network-identity', 'identity-card', 'travel-document', 'window'],
  service: {
    id: 'museum-entry',
    title: text('预约参观入馆', '預約參觀入館', 'Entry with a booking'),
    note: text('已在网上预约今天的参观', '已在網上預約今天的參觀', 'You booked a visit for today'),
  },
}

const insurer: Place = {
  name: text('示例保险公司柜台', '示例保險公司櫃台', 'Example Insurer, counter'),
  platform: { customNumber: insurerCustomNumber, policy: insurerPolicy, authMode: 'R02' },
  methods: ['network-identity', 'window'],
  service: {
    id: 'policy-service',
    title: text('保单信息变更', '保單資訊變更', 'Change a policy'),
    note: text('核验身份后由柜员办理', '核驗身份後由櫃員辦理', 'A clerk goes on once you are checked'),
  },
}

const places: Readonly<Partial<Record<SceneId, Place>>> = {
  exam,
  'exam-stand-in': exam,
  hotel,
  museum,
  insurance: insurer,
}

/**
 * The configuration of the terminal that a scene is played at. Halls serve everybody; the others one person at a time.
 * @param platform the sandbox platform's base address
 */
export function sceneConfig(scene: SceneId, platform: string, awaits: Awaits | null): TerminalConfig {
  const hall = demoConfig(platform)
  const place = places[scene]
  if (!place) return hall
  return terminalConfigSchema.parse({
    ...hall,
    hall: { ...hall.hall, name: place.name },
    platform: { url: platform, ...place.platform },
    notice: { ...hall.notice, handler: handler(place.name) },
    methods: place.methods,
    services: [{ ...place.service, subjects: ['self'], ...(awaits && { awaits }) }],
  })
}
