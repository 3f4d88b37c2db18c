/** The scenes that the service exists for, each of which can be played on one machine. */
export const sceneIds = [
  'hall',
  'used-code',
  'network-down',
  'elder',
  'child-6',
  'child-10',
  'child-15',
  'foreigner',
  'passport',
  'exam',
  'exam-stand-in',
  'hotel',
  'museum',
  'insurance',
] as const
export type SceneId = (typeof sceneIds)[number]
