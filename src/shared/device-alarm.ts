/**
 * Why a reader is not the one that was enrolled: it has another SAM, another USB id, or stands in another place. It is
 * used for nothing until it is.
 */
export const deviceAlarms = ['other-sam', 'other-usb-id', 'other-place'] as const
export type DeviceAlarm = (typeof deviceAlarms)[number]
