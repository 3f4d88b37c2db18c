import type { PhoneView } from '../api.ts'

/** A phone on whose screen nothing stands. */
export const emptyScreen: PhoneView = {
  now: 0,
  holder: {
    id: 'test-1',
    name: '测试一',
    networkNumber: '0'.repeat(20),
    state: 'active',
    age: '18-and-over',
  },
  code: null,
  dynamicCode: null,
  history: [],
  events: [],
  notices: [],
  consents: [],
  terms: [],
  children: [],
  requests: [],
}
