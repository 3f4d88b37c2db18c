/**
 * Why a scene could not be set up. `site`: a relying party's site could not have a check made, for it did not reach the
 * platform or their clocks differ · `phone`: a citizen of the scene could not approve or consent, for the credential is
 * suspended or deleted
 */
export const stageFaults = ['site', 'phone'] as const
export type StageFault = (typeof stageFaults)[number]
